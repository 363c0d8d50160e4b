/**
 * Which lists of a shelf a search reads, and what some of them can be worth together: those that cost
 * the most for what they are worth first, so that they are the ones that are spared.
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

export interface Lists {
  readonly lists: readonly Listed[]
  readonly bounds: Bounds
  /** The same of those among them that no bits tell of. */
  readonly hidden: Bounds
  /** What the bits of a job say that those of the first n lists are worth to it that have bits. */
  readonly told: (count: number) => (bits: number) => number
}

export function listsOf(terms: readonly Term[], shelf: Shelf): Lists {
  const bitOf = new Map(Array.from(shelf.common, (place, bit) => [place, bit]))
  const lists = terms
    .flatMap((term) => listsOfTerm(term, shelf))
    .sort((a, b) => costOf(b) - costOf(a) || a.place - b.place)
  return {
    lists,
    bounds: remembered((wide) => boundsOf(lists, wide)),
    hidden: remembered((wide) =>
      boundsOf(
        lists.map((list) => (bitOf.has(list.place) ? { ...list, value: 0 } : list)),
        wide,
      ),
    ),
    told: remembered((count) => {
      const values = new Int32Array(BITS)
      for (const { place, value } of lists.slice(0, count)) {
        const bit = bitOf.get(place)
        if (bit !== undefined) values[bit] = value
      }
      return sumByBits(values)
    }),
  }
}

const BITS = 32

function remembered<T>(make: (key: number) => T): (key: number) => T {
  const known: (T | undefined)[] = []
  return (key) => {
    const before = known[key]
    if (before !== undefined) return before
    const made = make(key)
    known[key] = made
    return made
  }
}

/** By tables of a byte each. */
function sumByBits(values: Int32Array): (bits: number) => number {
  const tables = new Int32Array(4 * 256)
  for (let byte = 0; byte < 4; byte++) {
    for (let bits = 1; bits < 256; bits++) {
      const lowest = 31 - Math.clz32(bits & -bits)
      const rest = tables[byte * 256 + (bits & (bits - 1))] as number
      tables[byte * 256 + bits] = rest + (values[byte * 8 + lowest] as number)
    }
  }
  return (bits) =>
    (tables[bits & 255] as number) +
    (tables[256 + ((bits >>> 8) & 255)] as number) +
    (tables[512 + ((bits >>> 16) & 255)] as number) +
    (tables[768 + (bits >>> 24)] as number)
}

/** Jobs to look at for each unit of worth. */
const costOf = ({ from, end, value }: Listed): number => (end - from) / value

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
  const taken: number[] = []
  const skills: number[] = []
  for (const [at, { skill, value }] of lists.entries()) {
    const same = skills.indexOf(skill)
    if (same < 0) {
      taken.push(value)
      skills.push(skill)
    } else if ((taken[same] as number) < value) taken[same] = value
    if (taken.length > wide) {
      const least = taken.indexOf(Math.min(...taken))
      taken.splice(least, 1)
      skills.splice(least, 1)
    }
    bounds[at + 1] = taken.reduce((sum, one) => sum + one, 0)
  }
  return bounds
}
