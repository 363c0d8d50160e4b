/**
 * Second stage: the full formula on the jobs that the first one found.
 *
 * A bound of a job's score costs less than the score, so those that are bounded highest are scored
 * first, and the rest not at all once none of them can be among the best: the outcome is that of
 * scoring every one.
 *
 * @module
 */

import { createBest, type Place } from './best.ts'
import { levelFit, MILLION } from './formula.ts'
import { EXACT, NEAR, SQUARE, WIDE, WORDS } from './kernel/table.ts'
import { levelIn, skillIn, weightIn } from './packed.ts'
import type { Sweep } from './query.ts'
import { titleAmount, totalOf, type WeighedJob, type Weighing, wholeOf } from './score.ts'
import { askedOf, idOf, type Shelf } from './shelf.ts'
import { startOf } from './starts.ts'
import type { MatchTitle } from './titles.ts'

/** The best by the first stage, in no order. */
export interface FoundJobs {
  readonly weighing: Weighing
  readonly places: readonly Place[]
  /** Length of each one's vector of skills: shelves may be measured anew before it is explained. */
  readonly exact: Float32Array
  readonly match: MatchTitle
  readonly wordsIn: (asked: ArrayLike<number>) => number
}

/** As it is weighed, with what its title matches. */
export function jobAt({ places, exact, match, wordsIn }: FoundJobs, at: number) {
  const { shelf, job } = places[at] as Place
  const asked = askedOf(shelf, job)
  const weighed: WeighedJob = {
    ...{ asked, exact: exact[at] as number, words: wordsIn(asked) },
    near: shelf.near[job] as number,
  }
  return { weighed, title: matchAt(match, shelf, job) }
}

/** By the full formula. */
export function scoreAt(found: FoundJobs, at: number): number {
  const { weighed, title } = jobAt(found, at)
  return totalOf(found.weighing, weighed, title)
}

/** A job among those that were found, and its score by the full formula. */
export interface Scored {
  readonly at: number
  readonly score: number
}

/** The best k, ties by id; a job without a point is not among them. */
export function bestFound(found: FoundJobs, sweep: Sweep, k: number): readonly Scored[] {
  const byTable = { ...found, weighing: { ...found.weighing, query: sweep.query } }
  const bounds = boundsOf(byTable, sweep)
  const order = new Float64Array(bounds.length)
  for (let at = 0; at < order.length; at++) {
    order[at] = Math.ceil(bounds[at] as number) * MOST + at
  }
  order.sort()
  const best = createBest(k)
  best.settle()
  const scored: Scored[] = []
  for (let left = order.length - 1; left >= 0; left--) {
    const at = (order[left] as number) % MOST
    if ((bounds[at] as number) < best.least()) break
    const score = scoreAt(byTable, at)
    if (score <= 0 || score < best.least()) continue
    const { shelf, job } = found.places[at] as Place
    scored.push({ at, score })
    best.offer(shelf, job, score)
  }
  const idAt = ({ at }: Scored): string => {
    const { shelf, job } = found.places[at] as Place
    return idOf(shelf, job)
  }
  return scored.sort((a, b) => b.score - a.score || (idAt(a) < idAt(b) ? -1 : 1)).slice(0, k)
}

/** More than there are jobs: a bound and a place in one number. */
const MOST = 2 ** 28

/** Single precision of lengths, and of sums in another order, is far within this. */
const CAUTION = 1 + 1e-6

/**
 * What each job's score can be at most. The words of its skills' names are taken to have no word in
 * common: where they do, their vector is longer, and the score lower.
 */
function boundsOf({ weighing, places, exact, match }: FoundJobs, { table }: Sweep): Float64Array {
  const { skills } = weighing.query
  const million = (MILLION / wholeOf(weighing)) * CAUTION
  const bounds = new Float64Array(places.length)
  for (let place = 0; place < bounds.length; place++) {
    const { shelf, job } = places[place] as Place
    const { asks, asked } = shelf
    const from = startOf(shelf.start, job)
    const end = startOf(shelf.start, job + 1)
    let sumExact = 0
    let sumWords = 0
    let sumNear = 0
    let square = 0
    for (let at = from; at < end; at++) {
      const packed = asks[asked[at] as number] as number
      const row = skillIn(packed) * WIDE
      const own = (table[row + EXACT] as number) > 0 ? skills.get(skillIn(packed)) : undefined
      const weight = weightIn(packed)
      const counted = own ? weight * levelFit(own.level, levelIn(packed)) : weight
      sumExact += counted * (table[row + EXACT] as number)
      sumWords += counted * (table[row + WORDS] as number)
      sumNear += counted * (table[row + NEAR] as number)
      square += weight * weight * (table[row + SQUARE] as number)
    }
    const share =
      ratio(sumExact, exact[place] as number) +
      ratio(sumWords, Math.sqrt(square)) +
      ratio(sumNear, shelf.near[job] as number)
    const title = titleAmount(weighing, matchAt(match, shelf, job))
    bounds[place] = title + share * million + (end - from)
  }
  return bounds
}

const matchAt = (match: MatchTitle, { title, titleStart }: Shelf, job: number) =>
  match(title, startOf(titleStart, job), startOf(titleStart, job + 1))

const ratio = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole)
