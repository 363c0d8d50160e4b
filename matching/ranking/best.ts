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

/** @param floor - what the worst of the best is known to have at least */
export function createBest(most: number, floor = 0): Best {
  const heap: Place[] = []
  let least = floor
  const rise = (place: Place): void => {
    let at = heap.push(place) - 1
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (!isWorse(place, heap[parent] as Place)) break
      heap[at] = heap[parent] as Place
      at = parent
    }
    heap[at] = place
  }
  /** Takes the place of the worst. */
  const sink = (place: Place): void => {
    let at = 0
    for (;;) {
      let child = 2 * at + 1
      if (child >= heap.length) break
      const other = heap[child + 1]
      if (other && isWorse(other, heap[child] as Place)) child += 1
      if (!isWorse(heap[child] as Place, place)) break
      heap[at] = heap[child] as Place
      at = child
    }
    heap[at] = place
  }
  return {
    least: () => least,
    offer: (place) => {
      if (heap.length < most) rise(place)
      else if (isWorse(heap[0] as Place, place)) sink(place)
      if (heap.length === most) least = Math.max(floor, heap[0]?.score ?? 0)
    },
    places: () => heap,
    sorted: () => [...heap].sort(byScore),
  }
}

const isWorse = (a: Place, b: Place): boolean =>
  a.score < b.score || (a.score === b.score && byScore(a, b) > 0)
