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
  const skills: { readonly lists: readonly DenseList[]; readonly cost: number }[] = []
  for (const term of terms) {
    const own: DenseList[] = []
    eachListOf(term, shelf, (place, value) => {
      if (isSparse(shelf, place)) sparse.push({ place, value })
      else own.push({ place, value, row: lowerBound(shelf.dense, place) })
    })
    if (own.length > 0) skills.push({ lists: own, cost: costOf(shelf, own) })
  }
  skills.sort((a, b) => b.cost - a.cost || firstOf(a.lists) - firstOf(b.lists))
  const ends = [0]
  const bounds = [0]
  for (const [at, { lists }] of skills.entries()) {
    ends.push((ends[at] as number) + lists.length)
    bounds.push((bounds[at] as number) + mostOf(lists))
  }
  return { sparse, dense: skills.flatMap(({ lists }) => lists), ends, bounds }
}

/** What has bits has no postings. */
const isSparse = ({ postingStart }: Shelf, place: number): boolean =>
  (postingStart[place] as number) < (postingStart[place + 1] as number)

const firstOf = ([first]: readonly DenseList[]): number => first?.row ?? 0

const mostOf = (lists: readonly List[]): number =>
  lists.reduce((most, { value }) => Math.max(most, value), 0)

/** Jobs to look at for each unit of worth. */
const costOf = ({ denseSize }: Shelf, lists: readonly DenseList[]): number =>
  lists.reduce((sum, { row }) => sum + (denseSize[row] as number), 0) / mostOf(lists)

function eachListOf(
  { skill, worth }: Term,
  { asks }: Shelf,
  take: (place: number, value: number) => void,
): void {
  for (let place = lowerBound(asks, skill * 8); place < asks.length; place++) {
    const packed = asks[place] as number
    if (skillIn(packed) !== skill) break
    take(place, Math.round(worth * weightIn(packed)))
  }
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
