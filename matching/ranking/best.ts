/**
 * The best of many, kept in a heap: by score, then by the job's id.
 *
 * @module
 */

import type { Shelf } from './shelf.ts'

/** A job on a shelf. */
export interface Place {
  readonly shelf: Shelf
  readonly job: number
  readonly score: number
}

const idOf = ({ shelf, job }: Place): string => shelf.entries.ids[job] ?? ''

/** Best first. */
export const byScore = (a: Place, b: Place): number =>
  b.score - a.score || (idOf(a) < idOf(b) ? -1 : 1)

export function createBest(most: number) {
  const heap: Place[] = []
  const swap = (a: number, b: number): void => {
    const held = heap[a] as Place
    heap[a] = heap[b] as Place
    heap[b] = held
  }
  const worse = (a: number, b: number): boolean => byScore(heap[a] as Place, heap[b] as Place) > 0
  const rise = (from: number): void => {
    let at = from
    while (at > 0 && worse(at, (at - 1) >> 1)) {
      swap(at, (at - 1) >> 1)
      at = (at - 1) >> 1
    }
  }
  const sink = (): void => {
    let at = 0
    for (;;) {
      const left = 2 * at + 1
      if (left >= heap.length) return
      const child = left + 1 < heap.length && worse(left + 1, left) ? left + 1 : left
      if (!worse(child, at)) return
      swap(child, at)
      at = child
    }
  }
  return {
    /** What a job must have at least to be among the best; nothing as long as there is room. */
    least: (): number => (heap.length < most ? 0 : (heap[0]?.score ?? 0)),
    offer: (place: Place): void => {
      if (heap.length < most) {
        heap.push(place)
        rise(heap.length - 1)
      } else if (byScore(place, heap[0] as Place) < 0) {
        heap[0] = place
        sink()
      }
    },
    sorted: (): readonly Place[] => [...heap].sort(byScore),
  }
}
