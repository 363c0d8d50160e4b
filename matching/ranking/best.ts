/**
 * The best of many, kept in a heap: by score, then by the job's id.
 *
 * @module
 */

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
  readonly offer: (place: Place) => void
  /** In no order. */
  readonly places: () => readonly Place[]
  readonly sorted: () => readonly Place[]
}

export function createBest(most: number): Best {
  const heap: Place[] = []
  /** Of the places in the heap: numbers side by side are compared sooner than what objects hold. */
  const scores: number[] = []
  let least = 0
  const isWorse = (place: Place, at: number): boolean =>
    place.score < (scores[at] as number) ||
    (place.score === scores[at] && byScore(place, heap[at] as Place) > 0)
  const put = (place: Place, at: number): void => {
    heap[at] = place
    scores[at] = place.score
  }
  const move = (from: number, to: number): void => {
    heap[to] = heap[from] as Place
    scores[to] = scores[from] as number
  }
  const rise = (place: Place): void => {
    let at = heap.length
    put(place, at)
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (!isWorse(place, parent)) break
      move(parent, at)
      at = parent
    }
    put(place, at)
  }
  const worseOf = (one: number, other: number): number => {
    if (other >= heap.length) return one
    const difference = (scores[one] as number) - (scores[other] as number)
    if (difference !== 0) return difference < 0 ? one : other
    return byScore(heap[one] as Place, heap[other] as Place) > 0 ? one : other
  }
  /** Takes the place of the worst. */
  const sink = (place: Place): void => {
    let at = 0
    for (let child = 1; child < heap.length; child = 2 * at + 1) {
      const worse = worseOf(child, child + 1)
      if (isWorse(place, worse)) break
      move(worse, at)
      at = worse
    }
    put(place, at)
  }
  return {
    least: () => least,
    offer: (place) => {
      if (heap.length < most) rise(place)
      else if (!isWorse(place, 0)) sink(place)
      if (heap.length === most) least = scores[0] as number
    },
    places: () => heap,
    sorted: () => [...heap].sort(byScore),
  }
}
