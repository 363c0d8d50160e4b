/**
 * How good a ranking is, by what people judged: linear gain, log2 discount.
 *
 * @module
 */

/** Grade by job id; a job that is not in it has 0. */
export type Grades = ReadonlyMap<string, number>

export interface Measures {
  readonly ndcg10: number
  readonly map: number
  readonly mrr: number
  readonly p10: number
}

const CUT = 10

const discounted = (grades: readonly number[]): number =>
  grades.slice(0, CUT).reduce((sum, grade, at) => sum + grade / Math.log2(at + 2), 0)

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length

/** @param ranked - job ids, best first */
export function measure(ranked: readonly string[], grades: Grades): Measures {
  const found = ranked.map((id) => grades.get(id) ?? 0)
  const ideal = discounted([...grades.values()].sort((a, b) => b - a))
  const relevant = [...grades.values()].filter((grade) => grade > 0).length
  const hits = found.flatMap((grade, at) => (grade > 0 ? [at + 1] : []))
  const precisions = hits.reduce((sum, rank, at) => sum + (at + 1) / rank, 0)
  return {
    ndcg10: ideal === 0 ? 0 : discounted(found) / ideal,
    map: relevant === 0 ? 0 : precisions / relevant,
    mrr: hits[0] === undefined ? 0 : 1 / hits[0],
    p10: hits.filter((rank) => rank <= CUT).length / CUT,
  }
}

export interface Interval {
  readonly mean: number
  readonly low: number
  readonly high: number
}

const RESAMPLES = 1000

/** Mean with its 95 % bootstrap interval; the same numbers for the same values. */
export function bootstrap(values: readonly number[]): Interval {
  const next = generator()
  const means = Array.from({ length: RESAMPLES }, () =>
    mean(values.map(() => values[Math.floor(next() * values.length)] ?? 0)),
  ).sort((a, b) => a - b)
  const at = (share: number) => means[Math.round(share * (RESAMPLES - 1))] ?? 0
  return { mean: mean(values), low: at(0.025), high: at(0.975) }
}

/** Numbers in [0, 1) that are the same each time (mulberry32). */
function generator(): () => number {
  let state = 0x5eed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
