import { deepEqual, equal, ok } from 'node:assert/strict'
import fc from 'fast-check'
import type { Language } from '../../platform/i18n.ts'
import { createSkills } from '../../skills/index.ts'
import { plain } from '../../skills/search.ts'

const skills = createSkills({ publicUrl: 'https://brevet.example' })

const best = (words: string, language: Language) => skills.search(words, language)[0]?.code

describe('the search for skills', () => {
  it('lists all where nothing is looked for', () => {
    deepEqual(skills.search('', 'en'), skills.all())
    deepEqual(skills.search('   ', 'en'), skills.all())
  })

  for (const [words, language, code] of [
    ['check an answer', 'en', 'check-ai-output'],
    ['vérifier', 'fr', 'check-ai-output'],
    ['التحقق من الجواب', 'ar', 'check-ai-output'],
    ['ⴰⵙⵙⵉⴷⵜ', 'zgh', 'check-ai-output'],
    ['prompt', 'fr', 'write-ai-requests'],
    ['biais', 'fr', 'spot-ai-bias'],
    ['RGPD', 'fr', 'protect-data-with-ai'],
    ['lesson', 'en', 'plan-lessons-with-ai'],
    ['annotation', 'en', 'label-data-for-ai'],
    ['hallucination', 'en', 'check-ai-output'],
  ] as const) {
    it(`finds ${code} by “${words}”`, () => {
      const found = skills.search(words, language).map((skill) => skill.code)
      ok(found.slice(0, 2).includes(code), found.join(', '))
    })
  }

  for (const [words, language, code] of [
    ['verifer une reponse', 'fr', 'check-ai-output'],
    ['chek ai answr', 'en', 'check-ai-output'],
    ['differenciation', 'fr', 'plan-lessons-with-ai'],
    ['التحيز', 'ar', 'spot-ai-bias'],
    ['الخصوصيه', 'ar', 'protect-data-with-ai'],
  ] as const) {
    it(`finds ${code} by the misspelt “${words}”`, () => {
      equal(best(words, language), code)
    })
  }

  it('finds an English word on the French page', () => {
    equal(best('bias', 'fr'), 'spot-ai-bias')
  })

  it('finds nothing for what has nothing to do with it', () => {
    deepEqual(skills.search('zzzz', 'en'), [])
    deepEqual(skills.search('?!…', 'en'), [])
  })

  it('takes letters that people swap for one', () => {
    equal(plain('Vérifiér  une-Réponse'), 'verifier une reponse')
    equal(plain('أَخْطَاءٌ'), plain('اخطاء'))
    equal(plain('مدرسة'), plain('مدرسه'))
  })

  it('answers any words, the same every time', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('fr', 'en', 'ar', 'zgh'), (words, language) => {
        deepEqual(
          skills.search(words, language as Language),
          skills.search(words, language as Language),
        )
      }),
      { numRuns: 50 },
    )
  })
})
