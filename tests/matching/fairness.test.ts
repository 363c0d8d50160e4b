import { deepEqual, equal, ok } from 'node:assert/strict'
import { array, assert, constantFrom, integer, option, property, record } from 'fast-check'
import { fairnessCsv } from '../../matching/fairness/csv.ts'
import {
  fairnessReport,
  type GroupFinding,
  type ScoredPerson,
  SMALLEST_GROUP,
} from '../../matching/fairness/report.ts'

/** `above` of `people` score above the others. */
const group = (
  people: number,
  above: number,
  told: Partial<Pick<ScoredPerson, 'gender' | 'age'>>,
): readonly ScoredPerson[] =>
  Array.from({ length: people }, (_, at) => ({
    ...{ gender: undefined, age: undefined, ...told },
    score: at < above ? 900_000 : 100_000,
  }))

const found = (people: readonly ScoredPerson[], category: string): GroupFinding => {
  const one = fairnessReport(people).groups.find((each) => each.category === category)
  if (!one) throw new Error(`no ${category}`)
  return one
}

function expectSound({ people, rate = 0, impactRatio, suppressed, tooFew }: GroupFinding): void {
  ok(suppressed ? people === undefined : (people ?? 0) >= SMALLEST_GROUP)
  ok(rate >= 0 && rate <= 1)
  ok(tooFew || impactRatio === undefined || impactRatio <= 1)
}

describe('the impact ratios', () => {
  const people = [
    ...group(100, 50, { gender: 'man', age: '25-39' }),
    ...group(100, 35, { gender: 'woman', age: '25-39' }),
    ...group(20, 12, { gender: 'woman', age: '55-and-over' }),
  ]

  it('are the rate above the median as a share of the highest rate', () => {
    const man = found(people, 'man')
    const woman = found(people, 'woman')
    deepEqual([man.people, man.rate, man.impactRatio], [100, 0.5, 1])
    equal(woman.rate, 47 / 120)
    equal(woman.impactRatio, 47 / 120 / 0.5)
  })

  it('are an alert below four fifths, and none at or above', () => {
    equal(found(people, 'woman').alert, true)
    equal(found(people, 'man').alert, false)
    const even = [...group(100, 50, { gender: 'man' }), ...group(100, 40, { gender: 'woman' })]
    equal(found(even, 'woman').alert, false)
    equal(fairnessReport(people).alerts > 0, true)
    equal(fairnessReport(even).alerts, 0)
  })

  it('are of intersections too, where both were told', () => {
    equal(found(people, 'woman × 55-and-over').rate, 0.6)
    equal(found(people, 'woman × 25-39').impactRatio, 0.35 / 0.6)
    const half = group(20, 10, { gender: 'man' })
    ok(!fairnessReport(half).groups.some(({ dimension }) => dimension === 'gender × age'))
  })

  it('hide a group of fewer than ten, and one more, so that the total tells nothing', () => {
    const some = [
      ...group(60, 30, { gender: 'man' }),
      ...group(50, 25, { gender: 'woman' }),
      ...group(SMALLEST_GROUP - 1, 1, { gender: 'other' }),
    ]
    const { groups } = fairnessReport(some)
    deepEqual(
      groups.map(({ category, suppressed, people: shown, rate }) => [
        category,
        suppressed,
        shown === undefined && rate === undefined,
      ]),
      [
        ['man', false, false],
        ['other', true, true],
        ['woman', true, true],
      ],
    )
    ok(groups.every(({ alert }) => !alert))
  })

  it('compare with no group under two in a hundred, and flag it', () => {
    const some = [
      ...group(1000, 480, { age: '25-39' }),
      ...group(900, 400, { age: '40-54' }),
      ...group(12, 12, { age: 'under-25' }),
    ]
    const small = found(some, 'under-25')
    deepEqual([small.tooFew, small.suppressed, small.alert], [true, false, false])
    equal(found(some, '25-39').impactRatio, 1)
  })

  it('are none where nobody is above the median, or nobody told', () => {
    const same = group(30, 0, { gender: 'man' })
    deepEqual([found(same, 'man').rate, found(same, 'man').impactRatio], [0, undefined])
    deepEqual(fairnessReport([]), { people: 0, median: 0, groups: [], alerts: 0 })
  })

  it('do not depend on the order of people, and stay shares below one where compared', async () => {
    const someone = record({
      score: integer({ min: 0, max: 1_000_000 }),
      gender: option(constantFrom('woman', 'man', 'other'), { nil: undefined }),
      age: option(constantFrom('under-25', '25-39'), { nil: undefined }),
    })
    await assert(
      property(array(someone, { maxLength: 80 }), (drawn) => {
        const report = fairnessReport(drawn)
        deepEqual(fairnessReport(drawn.toReversed()), report)
        report.groups.forEach(expectSound)
      }),
    )
  })

  it('are exported as CSV, empty where a group is hidden', () => {
    const csv = fairnessCsv(fairnessReport([...people, ...group(3, 0, { gender: 'other' })]))
    const lines = csv.split('\r\n')
    equal(lines[0]?.split(',').length, 8)
    ok(lines.some((line) => line.startsWith('gender,other,,,,true')))
    ok(lines.includes('gender,woman,120,0.3917,1.0000,false,false,false'))
  })
})
