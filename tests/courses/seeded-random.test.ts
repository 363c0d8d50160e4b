import { deepEqual, equal, notDeepEqual, ok, throws } from 'node:assert/strict'
import fc from 'fast-check'
import { seededRandom } from '../../courses/seeded-random.ts'

const numbers = (seed: string, limit: number, count = 50) => {
  const random = seededRandom(seed)
  return Array.from({ length: count }, () => random.below(limit))
}

describe('choices from a seed', () => {
  it('repeats them for the same seed', () => {
    deepEqual(numbers('one', 1000), numbers('one', 1000))
  })

  it('makes others for another seed', () => {
    notDeepEqual(numbers('one', 1000), numbers('two', 1000))
  })

  it('stays the same from version to version, since stored seeds are drawn again', () => {
    deepEqual(numbers('brevet', 100, 8), [98, 42, 44, 10, 95, 94, 66, 93])
  })

  it('gives every number below the limit, about equally often', () => {
    const counts = new Map<number, number>()
    for (const number of numbers('fair', 6, 6000)) {
      counts.set(number, (counts.get(number) ?? 0) + 1)
    }
    deepEqual([...counts.keys()].sort(), [0, 1, 2, 3, 4, 5])
    for (const count of counts.values()) ok(count > 850 && count < 1150, `${count}`)
  })

  it('shuffles without losing or adding anything, and leaves the list as it was', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.integer()), (seed, list) => {
        const before = [...list]
        deepEqual(seededRandom(seed).shuffle(list).sort(), [...list].sort())
        deepEqual(list, before)
      }),
    )
  })

  it('picks from a list', () => {
    equal(seededRandom('x').pick(['only']), 'only')
  })

  it('refuses an empty list and a limit that is none', () => {
    const random = seededRandom('x')
    throws(() => random.pick([]), RangeError)
    throws(() => random.below(0), RangeError)
    throws(() => random.below(1.5), RangeError)
    throws(() => random.below(2 ** 33), RangeError)
  })
})
