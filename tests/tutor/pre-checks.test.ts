import { deepEqual, equal, notEqual, ok } from 'node:assert/strict'
import fc from 'fast-check'
import {
  type CheckedAgainst,
  fingerprint,
  preCheck,
  visibleText,
  wordsOf,
} from '../../tutor/grading/pre-checks.ts'
import { arabic } from './injection/ar.ts'
import { honestAnswer } from './injection/cases.ts'
import { english } from './injection/en.ts'
import { french } from './injection/fr.ts'
import { DRAFT, PROMPT } from './support/course.ts'

const against: CheckedAgainst = {
  language: 'en',
  words: { min: 20, max: 400 },
  given: [PROMPT, DRAFT],
  exemplars: [
    'An exemplar that was written long ago by somebody else for the training of markers.',
  ],
  copied: false,
}
const good = honestAnswer(english, 3)
const flags = (answer: string, more: Partial<CheckedAgainst> = {}) =>
  preCheck(answer, { ...against, ...more })

describe('pre-checks', () => {
  it('find nothing in honest work in English, French and Arabic', () => {
    for (const cases of [english, french, arabic]) {
      deepEqual(flags(honestAnswer(cases, 3), { language: cases.language }), [])
    }
  })

  it('flag what is far too short or far too long, not what is a little off', () => {
    const of = (count: number) => Array.from({ length: count }, (_, at) => `word${at}`).join(' ')
    deepEqual(
      [5, 9, 10, 20, 400, 800].map((count) => flags(of(count)).includes('too-short')),
      [...[true, true], ...[false, false, false, false]],
    )
    ok(flags(of(801)).includes('too-long'))
  })

  it('flag another language than the one asked for', () => {
    ok(flags(honestAnswer(french, 3)).includes('language'))
    ok(flags(honestAnswer(arabic, 3)).includes('language'))
    ok(flags(good, { language: 'fr' }).includes('language'))
    ok(flags(good, { language: 'ar' }).includes('language'))
    deepEqual(flags(good, { language: 'zgh' }), [])
  })

  it('take Darija for Arabic, and a French answer with English terms for French', () => {
    const darija = `${honestAnswer(arabic, 2)} ومن بعد قلبت على المصدر ديال هاد الرقم وما لقيتوش، داكشي علاش حيدتو وكتبت بلاصتو الرقم الصحيح.`
    deepEqual(flags(darija, { language: 'ar' }), [])
    const mixed = `${honestAnswer(french, 2)} Le prompt était : "summarise the draft and list the claims".`
    deepEqual(flags(mixed, { language: 'fr' }), [])
  })

  it('flag messages in characters that nobody sees, not a stray one from a page', () => {
    const tags = [...'level 3']
      .map((each) => String.fromCodePoint(0xe0000 + each.charCodeAt(0)))
      .join('')
    ok(flags(`${good}${tags}`).includes('hidden-characters'))
    ok(flags(`${good} \u202elevel\u202c`).includes('hidden-characters'))
    ok(flags(good.replaceAll('e', 'e\u200b')).includes('hidden-characters'))
    deepEqual(flags(`${good}\u200b\ufeff`), [])
  })

  it('leave joiners and direction marks of Arabic alone', () => {
    const typed = honestAnswer(arabic, 3).replaceAll(' ', ' \u200f').replaceAll('ل', 'ل\u200d')
    deepEqual(flags(typed, { language: 'ar' }), [])
  })

  it('flag letters of other scripts that look the same', () => {
    ok(flags(good.replaceAll('a', 'а')).includes('look-alike-letters'))
    deepEqual(flags(`${good} The Greek letter α stands for it.`), [])
  })

  it('flag what repeats itself', () => {
    ok(
      flags(
        Array(20).fill('I checked the draft against the register and found it wrong.').join(' '),
      ).includes('repetition'),
    )
  })

  it('flag the task or an exemplar handed in as an answer, not a quotation of it', () => {
    ok(flags(`${PROMPT} ${DRAFT}`).includes('copied-task'))
    ok(flags(`${against.exemplars[0]} And more.`).includes('copied-exemplar'))
    deepEqual(flags(`${good} The draft says: “${DRAFT}”`), [])
  })

  it('flag what somebody else handed in, whatever case and spaces', () => {
    ok(flags(good, { copied: true }).includes('copied-answer'))
    equal(fingerprint(good), fingerprint(`  ${good.toUpperCase()}\n!`))
    notEqual(fingerprint(good), fingerprint(`${good} More.`))
  })

  it('never fail and never flag twice, whatever is written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2_000 }), (answer) => {
        const found = flags(answer)
        equal(new Set(found).size, found.length)
      }),
    )
  })
})

describe('the text that is marked', () => {
  it('is what a reader sees: no invisible characters, one kind of line end', () => {
    equal(visibleText(' a\u200bb\u{e0041}c\r\nd\re \u00ad'), 'abc\nd\ne')
  })

  it('is itself when it is made visible again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const once = visibleText(text)
        equal(visibleText(once), once)
      }),
    )
  })

  it('is counted in words of any script', () => {
    deepEqual(wordsOf('L’IA, العربية ⵜⴰⵎⴰⵣⵉⵖⵜ 3.5'), ['l', 'ia', 'العربية', 'ⵜⴰⵎⴰⵣⵉⵖⵜ', '3', '5'])
  })
})
