import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { typographyFaults } from '../../../courses/check/typography.ts'
import type { Language } from '../../../platform/i18n.ts'
import { check } from './support.ts'

const N = '\u00a0'
const T = '\u202f'

const WRONG: readonly (readonly [Language, string, RegExp])[] = [
  ['fr', 'Qui le dit ?', /before :/],
  ['fr', 'Trois choses : le but, le lecteur.', /before :/],
  ['fr', 'Trois choses: le but, le lecteur.', /before :/],
  ['fr', '| Question ? | Réponse |', /before :/],
  ['fr', `Elle écrit « oui${N}».`, /after «/],
  ['fr', `Elle écrit «${N}oui ».`, /before »/],
  ['fr', 'Il en reste 12 %.', /before %/],
  ['fr', 'Il en reste {{n}} %.', /before %/],
  ['fr', 'Une facture de 8 000 dirhams.', /thousands/],
  ['fr', "L'heure du thé.", /’/],
  ['en', "It's tea time.", /’/],
  ['en', 'She writes "yes".', /quotation/],
  ['ar', 'من قال ذلك?', /؟/],
  ['ar', 'الشاي, ثم السكر.', /،/],
  ['ar', 'كتبت « نعم ».', /within/],
  ['ar', 'بقي ١٢ كأسا.', /European/],
  ['zgh', 'ⴰⵜⴰⵢ "ⵉⵀⵢⴰ"', /quotation/],
]

const RIGHT: readonly (readonly [Language, string])[] = [
  ['fr', `Qui le dit${T}? «${N}Moi${T}!${N}» Trois choses${N}: le but, 12${N}%, 8${T}000 dirhams.`],
  ['fr', 'Le bus part à 10:30 ; lisez https://brevet.example/a?b=c.'.replace(' ;', `${T};`)],
  ['fr', 'Écrivez `if (a) ? b : c` sans rien changer.'],
  ['fr', '| a | b |\n| :--- | ---: |\n| 1 | 2 |'],
  ['fr', '![](figure:glass) et [une page](https://brevet.example/?q=1 "x")'.replace(' "x"', '')],
  ['en', 'It’s “tea time”: who says so?'],
  ['ar', 'كتبت «نعم»، ثم سألت: من قال ذلك؟ بقي 12 كأسا.'],
]

describe('the check of typography', () => {
  for (const [language, text, message] of WRONG) {
    it(`finds what is wrong in ${language}: ${text}`, () => {
      const faults = typographyFaults(language, text)
      ok(faults.length > 0)
      ok(
        faults.every((fault) => message.test(fault.message)),
        JSON.stringify(faults),
      )
    })
  }

  for (const [language, text] of RIGHT) {
    it(`finds nothing wrong in ${language}: ${text}`, () => {
      deepEqual(typographyFaults(language, text), [])
    })
  }

  it('stops the check of a course, naming file, member and place', async () => {
    const { errors } = await check((files) => {
      const example = files.words.fr.example
      if (example) example.title = 'oui, vraiment ?'
    })
    equal(errors.length, 1)
    deepEqual(
      [errors[0]?.rule, errors[0]?.file, errors[0]?.pointer],
      ['typography', 'fr/pouring.json', '/example/title'],
    )
    match(errors[0]?.message ?? '', /“oui, vraiment \?”/)
  })

  it('reads lessons and the texts of the credential too, and no signals', async () => {
    const { errors } = await check((files) => {
      files.lessons.fr += '\n\nOui, vraiment ?'
      files.texts.fr.achievement.name = 'Thé ; menthe'
      const step = files.words.fr.dialogue?.steps.why
      if (step) step.signals = ["qu'est"]
    })
    deepEqual(
      errors.map(({ file }) => file),
      ['fr/course.json', 'fr/pouring.md'],
    )
  })
})
