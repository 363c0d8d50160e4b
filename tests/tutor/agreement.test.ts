import { deepEqual, equal, ok } from 'node:assert/strict'
import fc from 'fast-check'
import { agreement, confusion, type MarkedPair } from '../../tutor/evaluation/agreement.ts'
import { estimates } from '../../tutor/evaluation/bootstrap.ts'

/** Cohen's kappa with quadratic weights as the textbooks have it: from the matrix of counts. */
function kappaFromMatrix(pairs: readonly MarkedPair[], max: number): number {
  const size = max + 1
  const n = pairs.length
  const observed = confusion(pairs, max)
  const rows = observed.map((row) => row.reduce((sum, each) => sum + each, 0))
  const columns = observed.map((_, at) => observed.reduce((sum, row) => sum + (row[at] ?? 0), 0))
  let above = 0
  let below = 0
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      const weight = (i - j) ** 2 / (size - 1) ** 2
      above += weight * (observed[i]?.[j] ?? 0)
      below += (weight * (rows[i] ?? 0) * (columns[j] ?? 0)) / n
    }
  }
  return 1 - above / below
}

const pair = (a: number, b: number): MarkedPair => ({ a, b })
const close = (value: number | undefined, expected: number, within = 1e-9) =>
  ok(Math.abs((value ?? Number.NaN) - expected) <= within, `${value} is not ${expected}`)
const marks = fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 })), {
  minLength: 4,
  maxLength: 80,
})

describe('agreement of two markers', () => {
  /** Twelve answers, worked out by hand. */
  const worked = [
    ...[pair(0, 0), pair(0, 1), pair(1, 1), pair(1, 1), pair(1, 2), pair(2, 2)],
    ...[pair(2, 2), pair(2, 1), pair(2, 3), pair(3, 3), pair(3, 2), pair(3, 2)],
  ]

  it('is what was worked out by hand', () => {
    const found = agreement(worked, 3)
    close(found.qwk, 0.71875) // squares differ by 0.5 on average, by 16/9 by chance
    close(found.exact, 6 / 12)
    close(found.adjacent, 1)
    close(found.midRange, 4 / 7)
    close(found.smd, 0)
  })

  it('has the kappa of the matrix of counts, for any marks', () => {
    fc.assert(
      fc.property(marks, (given) => {
        const pairs = given.map(([a, b]) => pair(a, b))
        const { qwk } = agreement(pairs, 3)
        if (qwk !== undefined) close(qwk, kappaFromMatrix(pairs, 3), 1e-9)
      }),
    )
  })

  it('is perfect for the same marks, the same both ways, and never above one', () => {
    fc.assert(
      fc.property(marks, (given) => {
        const same = agreement(
          given.map(([a]) => pair(a, a)),
          3,
        )
        equal(same.exact, 1)
        if (same.qwk !== undefined) close(same.qwk, 1)
        const there = agreement(
          given.map(([a, b]) => pair(a, b)),
          3,
        )
        const back = agreement(
          given.map(([a, b]) => pair(b, a)),
          3,
        )
        if (there.qwk !== undefined) {
          close(back.qwk, there.qwk)
          ok(there.qwk <= 1 + 1e-9)
        }
        close((there.smd ?? 0) + (back.smd ?? 0), 0)
      }),
    )
  })

  it('says nothing where nobody ever gave two different marks', () => {
    const { qwk, smd, midRange, exact } = agreement([pair(3, 3), pair(3, 3)], 3)
    deepEqual([qwk, smd, midRange, exact], [undefined, undefined, undefined, 1])
  })

  it('is zero when the second marks by chance of the same kind', () => {
    close(agreement([pair(0, 0), pair(0, 1), pair(1, 0), pair(1, 1)], 1).qwk, 0)
  })

  it('tells by how many standard deviations the second is kinder', () => {
    close(agreement([pair(0, 1), pair(2, 3)], 3).smd, 1)
  })

  it('takes half marks as they are', () => {
    const { qwk, exact } = agreement([pair(0.5, 0.5), pair(2.5, 2.5), pair(1, 1.4)], 3)
    ok((qwk ?? 0) > 0.9)
    equal(exact, 1)
  })
})

describe('intervals of agreement', () => {
  const pairs = Array.from({ length: 200 }, (_, at) =>
    pair(at % 4, (at + (at % 5 === 0 ? 1 : 0)) % 4),
  )

  it('hold the value and are the same for the same seed', () => {
    const once = estimates(pairs, 3, { seed: 7, resamples: 200 })
    deepEqual(estimates(pairs, 3, { seed: 7, resamples: 200 }), once)
    for (const { value = 0, interval } of Object.values(once)) {
      ok((interval?.low ?? 1) <= value && value <= (interval?.high ?? 0))
    }
  })

  it('narrow as answers are added', () => {
    const width = (some: readonly MarkedPair[]) => {
      const { interval } = estimates(some, 3, { seed: 1, resamples: 300 }).qwk
      return (interval?.high ?? 0) - (interval?.low ?? 0)
    }
    ok(width(pairs) < width(pairs.slice(0, 20)))
  })

  it('are not given for one answer, nor for a measure that says nothing', () => {
    equal(estimates([pair(1, 1)], 3, { seed: 1 }).exact.interval, undefined)
    const same = Array.from({ length: 5 }, () => pair(3, 3))
    deepEqual(estimates(same, 3, { seed: 1, resamples: 50 }).qwk, {
      value: undefined,
      interval: undefined,
    })
  })
})

describe('the matrix of counts', () => {
  it('has the first marker in rows, and puts what is outside at the edge', () => {
    deepEqual(confusion([pair(0, 2), pair(0, 2), pair(1.6, 1), pair(9, -1)], 2), [
      [0, 0, 2],
      [0, 0, 0],
      [1, 1, 0],
    ])
  })
})
