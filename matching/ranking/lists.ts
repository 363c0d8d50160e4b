/**
 * Which lists of a shelf a search reads, and in which order those are spared that need not be read:
 * first what costs the most for what it is worth.
 *
 * @module
 */

import { skillIn, weightIn } from './packed.ts'
import type { Shelf } from './shelf.ts'

/** A skill looked for and what it is worth to a job that needs it, a whole number. */
export interface Term {
  readonly skill: number
  readonly worth: number
}

/** Jobs that ask for a skill at one level and importance, and what it is worth to them. */
export interface List {
  /** In the shelf's `asks`. */
  readonly place: number
  readonly value: number
}

/** A list that lies in bits. */
export interface DenseList extends List {
  /** In the shelf's `dense`. */
  readonly row: number
}

export interface Lists {
  /** Those of few jobs, which are always read. */
  readonly sparse: readonly List[]
  /** Those of many, skill after skill in the order in which they are spared. */
  readonly dense: readonly DenseList[]
  /** How many of the dense lists the first n skills have. */
  readonly ends: readonly number[]
  /** What the first n skills can be worth together by their dense lists: a job has a skill once. */
  readonly bounds: readonly number[]
}

export function listsOf(terms: readonly Term[], shelf: Shelf): Lists {
  const sparse: List[] = []
  const skills: (readonly DenseList[])[] = []
  for (const term of terms) {
    const own: DenseList[] = []
    for (const list of listsOfTerm(term, shelf)) {
      const row = shelf.dense.indexOf(list.place)
      if (row < 0) sparse.push(list)
      else own.push({ ...list, row })
    }
    if (own.length > 0) skills.push(own)
  }
  skills.sort((a, b) => costOf(shelf, b) - costOf(shelf, a) || firstOf(a) - firstOf(b))
  const ends = [0]
  const bounds = [0]
  for (const [at, own] of skills.entries()) {
    ends.push((ends[at] as number) + own.length)
    bounds.push((bounds[at] as number) + mostOf(own))
  }
  return { sparse, dense: skills.flat(), ends, bounds }
}

const firstOf = ([first]: readonly DenseList[]): number => first?.row ?? 0

const mostOf = (lists: readonly List[]): number =>
  lists.reduce((most, { value }) => Math.max(most, value), 0)

/** Jobs to look at for each unit of worth. */
const costOf = ({ denseSize }: Shelf, lists: readonly DenseList[]): number =>
  lists.reduce((sum, { row }) => sum + (denseSize[row] as number), 0) / mostOf(lists)

function listsOfTerm({ skill, worth }: Term, { asks }: Shelf): readonly List[] {
  const found: List[] = []
  for (let place = lowerBound(asks, skill * 8); place < asks.length; place++) {
    const packed = asks[place] as number
    if (skillIn(packed) !== skill) break
    found.push({ place, value: Math.round(worth * weightIn(packed)) })
  }
  return found
}

function lowerBound(sorted: Uint32Array, wanted: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((sorted[middle] as number) < wanted) low = middle + 1
    else high = middle
  }
  return low
}
