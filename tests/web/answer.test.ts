import { deepEqual, equal } from 'node:assert/strict'
import fc from 'fast-check'
import type { ShownItem } from '../../schemas/courses.ts'
import {
  firstDraft,
  isComplete,
  listOf,
  moved,
  pairsOf,
  parseNumber,
} from '../../web/pages/items/answer.ts'

const shown = { itemId: 'an-item', module: 'a-module', stem: 'Which?' }
const options = ['o1', 'o2', 'o3'].map((id) => ({ id, text: id }))
const single: ShownItem = { ...shown, kind: 'single', options }
const ordering: ShownItem = { ...shown, kind: 'ordering', options }
const matching: ShownItem = {
  ...shown,
  kind: 'matching',
  left: [
    { id: 'l1', text: 'one' },
    { id: 'l2', text: 'two' },
  ],
  right: [
    { id: 'r1', text: 'uno' },
    { id: 'r2', text: 'due' },
  ],
}
const numeric: ShownItem = { ...shown, kind: 'numeric', unit: '%' }

describe('an answer under way', () => {
  it('begins with nothing, an ordering with the order shown', () => {
    equal(firstDraft(single), undefined)
    equal(firstDraft(numeric), undefined)
    deepEqual(firstDraft(ordering), ['o1', 'o2', 'o3'])
  })

  it('can be sent once everything asked for is there', () => {
    equal(isComplete(single, 'o2'), true)
    equal(isComplete({ ...single, kind: 'multiple' }, ['o1']), true)
    equal(isComplete(matching, { l1: 'r1', l2: 'r1' }), true)
    equal(isComplete(numeric, 0), true)
  })

  it('cannot be sent before', () => {
    equal(isComplete(single, undefined), false)
    equal(isComplete({ ...single, kind: 'multiple' }, []), false)
    equal(isComplete(matching, { l1: 'r1' }), false)
    equal(isComplete(matching, 'l1'), false)
    equal(isComplete(numeric, undefined), false)
  })

  it('is read as a list or as pairs where it is one', () => {
    deepEqual(listOf(['o1']), ['o1'])
    deepEqual(listOf('o1'), [])
    deepEqual(pairsOf({ l1: 'r1' }), { l1: 'r1' })
    deepEqual(pairsOf(['l1']), {})
    deepEqual(pairsOf(undefined), {})
  })
})

describe('moving an element', () => {
  it('changes places with its neighbour', () => {
    deepEqual(moved(['a', 'b', 'c'], 2, -1), ['a', 'c', 'b'])
    deepEqual(moved(['a', 'b', 'c'], 0, 1), ['b', 'a', 'c'])
  })

  it('loses nothing, wherever it is asked to', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string(), { minLength: 1 }),
        fc.nat(20),
        fc.constantFrom<-1 | 1>(-1, 1),
        (order, index, by) => {
          deepEqual(moved(order, index, by).sort(), [...order].sort())
        },
      ),
    )
  })
})

describe('a number as people write it', () => {
  for (const [text, value] of [
    ['42', 42],
    ['3,5', 3.5],
    ['3.5', 3.5],
    [' 1 234,5 ', 1234.5],
    ['12 000', 12_000],
    ['1’000', 1000],
    ['-7', -7],
    ['−7', -7],
    ['٤٢', 42],
    ['٣٫٥', 3.5],
  ] as const) {
    it(`reads ${text} as ${value}`, () => {
      equal(parseNumber(text), value)
    })
  }

  for (const text of ['', 'x', '1,2,3', '12 34', '1e3', '0x10', 'NaN', '5%', '.']) {
    it(`does not read “${text}”`, () => {
      equal(parseNumber(text), undefined)
    })
  }

  it('reads back every whole number, however it is grouped', () => {
    fc.assert(
      fc.property(fc.integer({ min: -9_999_999, max: 9_999_999 }), (value) => {
        equal(parseNumber(new Intl.NumberFormat('fr-FR').format(value)), value)
      }),
    )
  })
})
