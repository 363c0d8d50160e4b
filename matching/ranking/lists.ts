/**
 * Which lists of a shelf a search reads, worth least first, and what some of them can be worth together.
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

/** Jobs that ask for a skill at one level and importance. */
export interface Listed {
  /** In the shelf's `asks`. */
  readonly place: number
  readonly skill: number
  readonly value: number
  /** In the shelf's `postings`. */
  readonly from: number
  readonly end: number
}

/** For jobs that ask for so many skills at most: what the first n lists can be worth, by n. */
export type Bounds = (wide: number) => Float64Array

export function listsOf(
  terms: readonly Term[],
  shelf: Shelf,
): { readonly lists: readonly Listed[]; readonly bounds: Bounds } {
  const lists = terms
    .flatMap((term) => listsOfTerm(term, shelf))
    .sort((a, b) => a.value - b.value || a.place - b.place)
  const known: (Float64Array | undefined)[] = []
  return {
    lists,
    bounds: (wide) => {
      const before = known[wide]
      if (before) return before
      const made = boundsOf(lists, wide)
      known[wide] = made
      return made
    },
  }
}

function listsOfTerm({ skill, worth }: Term, shelf: Shelf): readonly Listed[] {
  const { asks, postingStart } = shelf
  const found: Listed[] = []
  for (let place = lowerBound(asks, skill * 8); place < asks.length; place++) {
    const packed = asks[place] as number
    if (skillIn(packed) !== skill) break
    found.push({
      ...{ place, skill },
      value: Math.round(worth * weightIn(packed)),
      from: postingStart[place] as number,
      end: postingStart[place + 1] as number,
    })
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

/** A job has a skill once, and no more skills than it asks for: the largest that there can be. */
function boundsOf(lists: readonly Listed[], wide: number): Float64Array {
  const bounds = new Float64Array(lists.length + 1)
  const taken: Listed[] = []
  let sum = 0
  for (const [at, list] of lists.entries()) {
    const same = taken.findIndex(({ skill }) => skill === list.skill)
    const out = same >= 0 ? same : taken.length >= wide ? 0 : -1
    if (out >= 0) sum -= taken.splice(out, 1)[0]?.value ?? 0
    if (wide > 0) {
      taken.push(list)
      sum += list.value
    }
    bounds[at + 1] = sum
  }
  return bounds
}
