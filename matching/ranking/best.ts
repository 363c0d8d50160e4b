/**
 * The best of many, by score, then by the job's id: first gathered, then kept in a heap.
 *
 * As long as most of what is offered is better than what is there, it is cheaper to gather twice as
 * many and leave half of them out now and then. Later a heap says at once what a job must have.
 *
 * @module
 */

import {
  append,
  createColumns,
  heapify,
  idIn,
  jobIn,
  keepBest,
  placeFor,
  rise,
  shelfIn,
  sink,
} from './heap.ts'
import { idOf, type Shelf } from './shelf.ts'

/** A job on a shelf. */
export interface Place {
  readonly shelf: Shelf
  readonly job: number
  readonly score: number
}

/** Best first. */
export const byScore = (a: Place, b: Place): number =>
  b.score - a.score || (idOf(a.shelf, a.job) < idOf(b.shelf, b.job) ? -1 : 1)

export interface Best {
  /** What a job must have at least to be among the best; nothing as long as there is room. */
  readonly least: () => number
  readonly offer: (shelf: Shelf, job: number, score: number) => void
  /** From now on what a job must have is what the worst of the best has. */
  readonly settle: () => void
  /** In no order. */
  readonly places: () => readonly Place[]
  readonly sorted: () => readonly Place[]
}

export function createBest(most: number): Best {
  const all = createColumns()
  let isSettled = false
  let least = 0
  const thin = (): void => {
    if (all.size >= most) least = keepBest(all, most)
  }
  const settle = (): void => {
    if (isSettled) return
    thin()
    heapify(all)
    isSettled = true
  }
  /** In the place of the worst, unless it is worse. */
  const replace = (shelf: Shelf, job: number, score: number): void => {
    if (score === least && idOf(shelf, job) >= idIn(all, 0)) return
    all.places[0] = placeFor(all, shelf, job)
    all.scores[0] = score
    sink(all, 0)
  }
  const keep = (shelf: Shelf, job: number, score: number): void => {
    if (all.size === most) replace(shelf, job, score)
    else {
      append(all, placeFor(all, shelf, job), score)
      rise(all)
    }
    if (all.size === most) least = all.scores[0] as number
  }
  const places = (): Place[] => {
    settle()
    return Array.from({ length: all.size }, (_, at) => ({
      shelf: shelfIn(all, at),
      job: jobIn(all, at),
      score: all.scores[at] as number,
    }))
  }
  return {
    least: () => least,
    offer: (shelf, job, score) => {
      if (score < least) return
      if (isSettled) keep(shelf, job, score)
      else {
        append(all, placeFor(all, shelf, job), score)
        if (all.size === 2 * most) thin()
      }
    },
    settle,
    places,
    sorted: () => places().sort(byScore),
  }
}
