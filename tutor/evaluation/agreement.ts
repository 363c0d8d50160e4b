/** Two marks on the same answer, from 0 to the most that can be reached. */
export interface MarkedPair {
  readonly a: number
  readonly b: number
}

export const MEASURES = ['qwk', 'smd', 'exact', 'adjacent', 'midRange'] as const

export type Measure = (typeof MEASURES)[number]

/** `undefined`: the measure says nothing here, e.g. where nobody ever gave two different marks. */
export type Agreement = Readonly<Record<Measure, number | undefined>>

/**
 * How far two markers agree.
 *
 * - `qwk`: kappa with quadratic weights. One less the mean squared difference over that expected by chance;
 *   for whole marks the same as from the matrix of counts, whatever the number of categories.
 * - `smd`: how much higher the second marks, in pooled standard deviations.
 * - `exact`, `adjacent`: share of pairs that differ by nothing, by one at the most, rounded to whole marks.
 * - `midRange`: `exact` where the first gave neither nothing nor everything: there markers agree least.
 */
export function agreement(pairs: readonly MarkedPair[], max: number): Agreement {
  const sums = { n: 0, a: 0, b: 0, aa: 0, bb: 0, dd: 0, exact: 0, adjacent: 0, mid: 0, midExact: 0 }
  for (const { a, b } of pairs) {
    const apart = Math.abs(Math.round(a) - Math.round(b))
    const isMid = a > 0 && a < max
    sums.n++
    sums.a += a
    sums.b += b
    sums.aa += a * a
    sums.bb += b * b
    sums.dd += (a - b) * (a - b)
    sums.exact += Number(apart === 0)
    sums.adjacent += Number(apart <= 1)
    sums.mid += Number(isMid)
    sums.midExact += Number(isMid && apart === 0)
  }
  return fromSums(sums)
}

type Sums = Readonly<
  Record<'n' | 'a' | 'b' | 'aa' | 'bb' | 'dd' | 'exact' | 'adjacent' | 'mid' | 'midExact', number>
>

function fromSums({ n, a, b, aa, bb, dd, exact, adjacent, mid, midExact }: Sums): Agreement {
  const meanA = a / n
  const meanB = b / n
  const varianceA = Math.max(0, aa / n - meanA * meanA)
  const varianceB = Math.max(0, bb / n - meanB * meanB)
  const byChance = varianceA + varianceB + (meanA - meanB) ** 2
  const pooled = Math.sqrt((varianceA + varianceB) / 2)
  return {
    qwk: ratio(byChance - dd / n, byChance),
    smd: ratio(meanB - meanA, pooled),
    exact: ratio(exact, n),
    adjacent: ratio(adjacent, n),
    midRange: ratio(midExact, mid),
  }
}

const TINY = 1e-12

const ratio = (part: number, whole: number): number | undefined =>
  whole > TINY ? part / whole : undefined

/** Counts of pairs of whole marks: `[first][second]`. */
export function confusion(pairs: readonly MarkedPair[], max: number): readonly number[][] {
  const size = Math.round(max) + 1
  const counts = Array.from({ length: size }, () => Array<number>(size).fill(0))
  for (const { a, b } of pairs) {
    const row = counts[within(a, size)]
    const column = within(b, size)
    if (row) row[column] = (row[column] ?? 0) + 1
  }
  return counts
}

const within = (mark: number, size: number): number =>
  Math.min(size - 1, Math.max(0, Math.round(mark)))
