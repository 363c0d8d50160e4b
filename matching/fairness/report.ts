/**
 * Impact ratios of the ranking, by groups that people named of their own will.
 *
 * A group's scoring rate is the share of its people whose score is above the median of all; its impact
 * ratio is that rate as a share of the highest rate of a group.
 *
 * @see NYC Local Law 144, 6 RCNY §5-301 (scoring rate, impact ratio, intersections, small categories)
 * @module
 */

/** The kinds of categories, and every pair of them. */
export type Dimension = 'gender' | 'age' | 'gender × age'

/** One person's score and what they said of themselves. */
export interface ScoredPerson {
  /** Millionths. */
  readonly score: number
  readonly gender: string | undefined
  readonly age: string | undefined
}

export interface GroupFinding {
  readonly dimension: Dimension
  readonly category: string
  /** Absent where the group is so small that its people might be recognised. */
  readonly people?: number
  /** Share of its people above the median. */
  readonly rate?: number
  readonly impactRatio?: number
  readonly suppressed: boolean
  /** Under two in a hundred of all: its ratio says little, and it is not compared with. */
  readonly tooFew: boolean
  /** Its ratio is below four fifths. */
  readonly alert: boolean
}

export interface FairnessReport {
  /** People who were ranked and said something of themselves. */
  readonly people: number
  /** Millionths. */
  readonly median: number
  readonly groups: readonly GroupFinding[]
  readonly alerts: number
}

/** Fewer people than these are not shown. */
export const SMALLEST_GROUP = 10
const LEAST_SHARE = 0.02
const FOUR_FIFTHS = 0.8

const CATEGORY: Readonly<Record<Dimension, (person: ScoredPerson) => string | undefined>> = {
  gender: ({ gender }) => gender,
  age: ({ age }) => age,
  'gender × age': ({ gender, age }) => (gender && age ? `${gender} × ${age}` : undefined),
}

export function fairnessReport(people: readonly ScoredPerson[]): FairnessReport {
  const median = medianOf(people.map(({ score }) => score))
  const dimensions = Object.keys(CATEGORY) as Dimension[]
  const groups = dimensions.flatMap((dimension) => findingsOf(people, { dimension, median }))
  return {
    people: people.length,
    median,
    groups,
    alerts: groups.filter(({ alert }) => alert).length,
  }
}

function medianOf(scores: readonly number[]): number {
  const sorted = scores.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2
}

interface Group {
  readonly category: string
  readonly people: number
  readonly above: number
}

function findingsOf(
  people: readonly ScoredPerson[],
  { dimension, median }: { readonly dimension: Dimension; readonly median: number },
): readonly GroupFinding[] {
  const groups = groupsOf(people, CATEGORY[dimension], median)
  const hidden = hiddenOf(groups)
  const least = LEAST_SHARE * people.length
  const compared = groups.filter((group) => !hidden.has(group) && group.people >= least)
  const highest = Math.max(0, ...compared.map(rateOf))
  return groups.map((group) => {
    const base = { dimension, category: group.category, tooFew: group.people < least }
    if (hidden.has(group)) return { ...base, tooFew: false, suppressed: true, alert: false }
    const impactRatio = highest > 0 ? rateOf(group) / highest : undefined
    return {
      ...base,
      ...{ people: group.people, rate: rateOf(group), suppressed: false },
      ...(impactRatio !== undefined && { impactRatio }),
      alert: impactRatio !== undefined && impactRatio < FOUR_FIFTHS && !base.tooFew,
    }
  })
}

const rateOf = ({ above, people }: Group): number => above / people

function groupsOf(
  people: readonly ScoredPerson[],
  categoryOf: (person: ScoredPerson) => string | undefined,
  median: number,
): readonly Group[] {
  const found = new Map<string, Group>()
  for (const person of people) {
    const category = categoryOf(person)
    if (category === undefined) continue
    const before = found.get(category) ?? { category, people: 0, above: 0 }
    const above = before.above + (person.score > median ? 1 : 0)
    found.set(category, { category, people: before.people + 1, above })
  }
  return [...found.values()].sort((a, b) => (a.category < b.category ? -1 : 1))
}

/** Where one group alone is hidden, the next smallest is too: else the total would tell of it. */
function hiddenOf(groups: readonly Group[]): ReadonlySet<Group> {
  const bySize = groups.toSorted((a, b) => a.people - b.people)
  const small = bySize.filter(({ people }) => people < SMALLEST_GROUP)
  return new Set(small.length === 1 ? bySize.slice(0, 2) : small)
}
