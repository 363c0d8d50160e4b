import { deepEqual, equal, match, ok, throws } from 'node:assert/strict'
import type { Course } from '../../courses/content.ts'
import { wordedItem } from '../../courses/form.ts'
import { gradeItem, isRight, rightAnswer } from '../../courses/grading.ts'
import { showItem, type WordedItem } from '../../courses/show-item.ts'
import { Problem } from '../../platform/problem.ts'
import type { ItemAnswer, ShownItem } from '../../schemas/courses.ts'
import { readTea } from './fixture.ts'

const SEEDS = Array.from({ length: 40 }, (_, index) => `seed ${index}`)

const refusal = (slug: string) => (thrown: unknown) =>
  thrown instanceof Problem && thrown.type.slug === slug

describe('an objective item', () => {
  let course: Course
  before(async () => {
    course = await readTea()
  })

  const worded = (kind: string, seed = 'seed', language: 'fr' | 'en' = 'en'): WordedItem =>
    wordedItem(course, { itemId: `pouring-${kind}`, seed, language })

  const shown = <K extends ShownItem['kind']>(item: WordedItem, kind: K) => {
    const found = showItem(item)
    if (found.kind !== kind) throw new Error(`not ${kind}`)
    return found as Extract<ShownItem, { kind: K }>
  }

  const optionsOf = (item: WordedItem) => {
    const found = showItem(item)
    return 'options' in found ? found.options : []
  }

  it('is shown without key, reason or the names the content gives its options', () => {
    for (const kind of ['single', 'multiple', 'ordering', 'matching', 'numeric']) {
      const text = JSON.stringify(showItem(worded(kind)))
      ok(!/because|reason|"key"|pairs|misconception/.test(text), text)
      for (const name of ['"high"', '"mint"', '"boil"', '"holds"']) ok(!text.includes(name), text)
    }
  })

  it('is the same for the same seed and in another order for others', () => {
    deepEqual(showItem(worded('multiple')), showItem(worded('multiple')))
    const orders = new Set(SEEDS.map((seed) => JSON.stringify(optionsOf(worded('multiple', seed)))))
    ok(orders.size > 5)
  })

  it('has the same draw in every language, so that a learner can change language on the way', () => {
    for (const seed of SEEDS) {
      for (const kind of ['single', 'ordering', 'matching', 'numeric']) {
        const [fr, en] = [worded(kind, seed, 'fr'), worded(kind, seed, 'en')]
        deepEqual(fr.drawn.values, en.drawn.values)
        deepEqual(rightAnswer(fr.drawn), rightAnswer(en.drawn))
      }
    }
  })

  it('never shows an ordering in the right order', () => {
    for (const seed of SEEDS) {
      const item = worded('ordering', seed)
      equal(isRight(item.drawn, ['o1', 'o2', 'o3']), false)
    }
  })

  it('keeps the order of options that read as a scale', () => {
    const fixed: Course = {
      ...course,
      moduleList: course.moduleList.map((module) => ({
        ...module,
        items: module.items.map((each) =>
          each.kind === 'single' ? { ...each, fixedOrder: true } : each,
        ),
      })),
    }
    for (const seed of SEEDS) {
      const { drawn } = wordedItem(fixed, { itemId: 'pouring-single', seed, language: 'en' })
      deepEqual([...drawn.shown.values()], ['high', 'low', 'spill'])
    }
  })

  it('takes its right answer as right, for every kind and many draws', () => {
    for (const seed of SEEDS) {
      for (const kind of ['single', 'multiple', 'ordering', 'matching', 'numeric']) {
        const item = worded(kind, seed)
        const feedback = gradeItem(item, rightAnswer(item.drawn))
        equal(feedback.correct, true)
        deepEqual(feedback.rightAnswer, rightAnswer(item.drawn))
      }
    }
  })

  describe('of single choice', () => {
    it('has the key that belongs to the values drawn', () => {
      for (const seed of SEEDS) {
        const item = worded('single', seed)
        const key = item.drawn.shown.get(String(rightAnswer(item.drawn)))
        equal(key, ['silver', 'tin'].includes(String(item.drawn.values.pot)) ? 'high' : 'low')
      }
    })

    it('explains the choice made and then the right one', () => {
      const item = worded('single')
      const right = rightAnswer(item.drawn)
      const spill = [...item.drawn.shown].find(([, key]) => key === 'spill')?.[0] ?? ''
      const feedback = gradeItem(item, spill)
      equal(feedback.correct, false)
      match(feedback.explanation, /^\*\*yes Beside the yes \w+ pot\*\* — .*because/)
      match(feedback.explanation, /Right answer: \*\*yes From/)
      equal(feedback.rightAnswer, right)
    })

    it('gives the reason of every option', () => {
      const feedback = gradeItem(worded('single'), 'o1')
      deepEqual(
        feedback.reasons.map(({ id }) => id),
        ['o1', 'o2', 'o3'],
      )
      ok(feedback.reasons.every(({ reason }) => reason.includes('because')))
    })

    it('explains in the language of the learner', () => {
      const item = worded('single', 'seed', 'fr')
      const wrong = ['o1', 'o2', 'o3'].find((id) => id !== rightAnswer(item.drawn)) ?? ''
      match(gradeItem(item, wrong).explanation, /Bonne réponse\u00a0: \*\*oui/)
    })
  })

  describe('of multiple choice', () => {
    const ids = (item: WordedItem, ...keys: readonly string[]) =>
      keys.map((key) => [...item.drawn.shown].find(([, each]) => each === key)?.[0] ?? '')

    it('takes the right ones in any order', () => {
      const item = worded('multiple')
      equal(isRight(item.drawn, ids(item, 'mint', 'sugar')), true)
      equal(isRight(item.drawn, ids(item, 'sugar', 'mint')), true)
    })

    it('takes neither too few nor too many', () => {
      const item = worded('multiple')
      equal(isRight(item.drawn, ids(item, 'mint')), false)
      equal(isRight(item.drawn, ids(item, 'mint', 'sugar', 'salt')), false)
      equal(isRight(item.drawn, []), false)
    })

    it('explains what was wrongly chosen before what is right', () => {
      const item = worded('multiple')
      const { explanation } = gradeItem(item, ids(item, 'mint', 'sand'))
      match(explanation, /^- \*\*yes Sand\*\*.*\n\nRight answer:\n\n- \*\*yes (Mint|Sugar)/)
      ok(!explanation.includes('Salt'))
    })
  })

  describe('of ordering', () => {
    it('explains every place by number', () => {
      const item = worded('ordering')
      const { explanation } = gradeItem(item, rightAnswer(item.drawn))
      match(explanation, /^1\. \*\*yes Boil.*\n2\. \*\*yes Let.*\n3\. \*\*yes Pour/)
    })

    it('takes no other order', () => {
      const item = worded('ordering')
      const right = rightAnswer(item.drawn) as string[]
      equal(isRight(item.drawn, [...right].reverse()), false)
    })
  })

  describe('of matching', () => {
    it('takes the pairs, whatever the order they are named in', () => {
      const item = worded('matching')
      const right = rightAnswer(item.drawn) as Record<string, string>
      equal(isRight(item.drawn, Object.fromEntries(Object.entries(right).reverse())), true)
    })

    it('takes no pair with the part that fits nothing', () => {
      const item = worded('matching')
      const right = rightAnswer(item.drawn) as Record<string, string>
      const flies = [...item.drawn.shown].find(([, key]) => key === 'flies')?.[0] ?? ''
      equal(isRight(item.drawn, { ...right, l1: flies }), false)
    })

    it('shows both sides, each shuffled', () => {
      const item = shown(worded('matching'), 'matching')
      deepEqual(
        item.left.map(({ id }) => id),
        ['l1', 'l2', 'l3'],
      )
      deepEqual(
        item.right.map(({ id }) => id),
        ['r1', 'r2', 'r3', 'r4'],
      )
    })

    it('says why the part that fits nothing fits nothing', () => {
      const item = worded('matching')
      const feedback = gradeItem(item, rightAnswer(item.drawn))
      equal(feedback.reasons.length, 4) // three on the left and the odd one
    })
  })

  describe('of a number', () => {
    const total = (item: WordedItem) => Number(item.drawn.values.total)

    it('takes the number', () => {
      const item = worded('numeric')
      equal(isRight(item.drawn, total(item)), true)
      equal(isRight(item.drawn, total(item) + 1), false)
    })

    it('answers a known mistake with its own reason', () => {
      const item = worded('numeric')
      const { explanation } = gradeItem(item, Number(item.drawn.values.guests))
      match(
        explanation,
        /^yes That is the number of guests\.\n\nRight answer: \*\*\d+ yes glasses\*\*/,
      )
    })

    it('answers an unknown mistake with the calculation', () => {
      const { explanation } = gradeItem(worded('numeric'), 9999)
      match(explanation, /^Right answer: \*\*\d+ yes glasses\*\* — yes \d+ × \d+ = \d+/)
    })

    it('takes what is within the tolerance, and nothing beyond', () => {
      const item = worded('numeric')
      const drawn = {
        ...item.drawn,
        item: { ...item.drawn.item, tolerance: 0.5 },
      } as typeof item.drawn
      equal(isRight(drawn, total(item) + 0.5), true)
      equal(isRight(drawn, total(item) + 0.51), false)
    })
  })

  const misfits: readonly (readonly [string, ItemAnswer, string])[] = [
    ['single', ['o1'], 'a list for a single choice'],
    ['single', 'o9', 'an option that is not shown'],
    ['single', 'l1', 'an id of another kind'],
    ['single', 1, 'a number for a single choice'],
    ['multiple', 'o1', 'one id for a multiple choice'],
    ['multiple', ['o1', 'o9'], 'a list with an option that is not shown'],
    ['ordering', ['o1', 'o2'], 'an ordering of some'],
    ['ordering', ['o1', 'o2', 'o4'], 'an ordering with a stranger'],
    ['matching', { l1: 'r1' }, 'a matching of one'],
    ['matching', { l1: 'r1', l2: 'r2', l3: 'l1' }, 'a matching of left with left'],
    ['matching', { l1: 'r1', l2: 'r2', l9: 'r3' }, 'a matching with a stranger'],
    ['numeric', 'o1', 'an id for a number'],
    ['numeric', Number.NaN, 'no number'],
    ['numeric', Number.POSITIVE_INFINITY, 'a number without end'],
  ]
  for (const [kind, answer, what] of misfits) {
    it(`refuses ${what}`, () => {
      throws(() => gradeItem(worded(kind), answer), refusal('answer-form'))
    })
  }

  it('that is in no module is unknown', () => {
    throws(() => worded('nothing'), refusal('unknown-item'))
  })
})
