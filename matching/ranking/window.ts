/**
 * The sums of the jobs of a window, list by list.
 *
 * @module
 */

import { SUMS, WINDOW } from './kernel/scan.ts'
import type { DenseList, List } from './lists.ts'
import { WORD, wordsOf } from './postings.ts'
import type { Shelf } from './shelf.ts'

/** Lists as columns, with how far each was read. */
export interface Reader {
  readonly shelf: Shelf
  readonly cursors: Uint32Array
  readonly ends: Uint32Array
  readonly values: Int32Array
}

export function readerOf(shelf: Shelf, lists: readonly List[]): Reader {
  const cursors = new Uint32Array(lists.length)
  const ends = new Uint32Array(lists.length)
  const values = new Int32Array(lists.length)
  for (let at = 0; at < lists.length; at++) {
    const { place, value } = lists[at] as List
    cursors[at] = shelf.postingStart[place] as number
    ends[at] = shelf.postingStart[place + 1] as number
    values[at] = value
  }
  return { shelf, cursors, ends, values }
}

/**
 * Adds to the sums what the jobs of the window before `end` have of each list.
 *
 * @returns how many postings were read
 */
export function readSparse({ shelf, cursors, ends, values }: Reader, end: number): number {
  const { postings } = shelf
  let read = 0
  for (let list = 0; list < cursors.length; list++) {
    const value = values[list] as number
    const last = ends[list] as number
    const start = cursors[list] as number
    let cursor = start
    for (; cursor < last; cursor++) {
      const job = postings[cursor] as number
      if (job >= end) break
      const at = job & (WINDOW - 1)
      SUMS[at] = (SUMS[at] as number) + value
    }
    cursors[list] = cursor
    read += cursor - start
  }
  return read
}

/** The same for a list in bits; the window begins at `from`. */
export function readDense(shelf: Shelf, { row, value }: DenseList, from: number): number {
  const words = wordsOf(shelf.size)
  const first = from / WORD
  const count = Math.min(WINDOW / WORD, words - first)
  const start = row * words + first
  let read = 0
  for (let word = 0; word < count; word++) {
    let left = shelf.bits[start + word] as number
    const base = word * WORD
    while (left !== 0) {
      const lowest = left & -left
      const at = base + 31 - Math.clz32(lowest)
      SUMS[at] = (SUMS[at] as number) + value
      left ^= lowest
      read++
    }
  }
  return read
}
