/**
 * Places of jobs and their scores, as columns of numbers: most of what is put there is put out again,
 * and would be so many objects. In a heap the worst is first.
 *
 * @module
 */

import { CAPACITY, idOf, type Shelf } from './shelf.ts'

export interface Columns {
  /** Each once, by number. */
  readonly shelves: Shelf[]
  /** Number of the shelf, then the job on it. */
  places: Float64Array
  scores: Float64Array
  size: number
}

export const createColumns = (): Columns => ({
  ...{ shelves: [], size: 0 },
  places: new Float64Array(START),
  scores: new Float64Array(START),
})

const START = 64

export const shelfIn = ({ shelves, places }: Columns, at: number): Shelf =>
  shelves[Math.floor((places[at] as number) / CAPACITY)] as Shelf
export const jobIn = ({ places }: Columns, at: number): number => (places[at] as number) % CAPACITY
export const idIn = (columns: Columns, at: number): string =>
  idOf(shelfIn(columns, at), jobIn(columns, at))

/** What a job on a shelf is named by; they mostly come shelf by shelf. */
export function placeFor({ shelves }: Columns, shelf: Shelf, job: number): number {
  let number = shelves.length - 1
  if (shelves[number] !== shelf) {
    number = shelves.indexOf(shelf)
    if (number < 0) number = shelves.push(shelf) - 1
  }
  return number * CAPACITY + job
}

/** At the end. */
export function append(columns: Columns, place: number, score: number): void {
  const { size } = columns
  if (size === columns.scores.length) grow(columns)
  columns.places[size] = place
  columns.scores[size] = score
  columns.size = size + 1
}

function grow(columns: Columns): void {
  const { places, scores } = columns
  columns.places = new Float64Array(4 * places.length)
  columns.scores = new Float64Array(4 * scores.length)
  columns.places.set(places)
  columns.scores.set(scores)
}

function isWorse(columns: Columns, one: number, other: number): boolean {
  const { scores } = columns
  const difference = (scores[one] as number) - (scores[other] as number)
  return difference < 0 || (difference === 0 && idIn(columns, one) >= idIn(columns, other))
}

function change({ places, scores }: Columns, one: number, other: number): void {
  const [place, score] = [places[one] as number, scores[one] as number]
  places[one] = places[other] as number
  scores[one] = scores[other] as number
  places[other] = place
  scores[other] = score
}

/** The last goes up to where it belongs. */
export function rise(columns: Columns): void {
  let at = columns.size - 1
  while (at > 0) {
    const parent = (at - 1) >> 1
    if (!isWorse(columns, at, parent)) return
    change(columns, at, parent)
    at = parent
  }
}

/** One goes down to where it belongs. */
export function sink(columns: Columns, from: number): void {
  const { size } = columns
  let at = from
  for (let child = 2 * at + 1; child < size; child = 2 * at + 1) {
    const next = child + 1
    const worse = next < size && isWorse(columns, next, child) ? next : child
    if (isWorse(columns, at, worse)) return
    change(columns, at, worse)
    at = worse
  }
}

/** Makes a heap of what lies in no order. */
export function heapify(columns: Columns): void {
  for (let at = (columns.size >> 1) - 1; at >= 0; at--) sink(columns, at)
}

/** Leaves so many of the best, in no order, and says what the worst of them has. */
export function keepBest(columns: Columns, most: number): number {
  const { places, scores, size } = columns
  const least = nthLargest(scores.subarray(0, size), most)
  const equal: number[] = []
  let kept = 0
  for (let at = 0; at < size; at++) {
    const score = scores[at] as number
    if (score === least) equal.push(places[at] as number)
    if (score <= least) continue
    places[kept] = places[at] as number
    scores[kept++] = score
  }
  for (const place of firstOf(columns, equal, most - kept)) {
    places[kept] = place
    scores[kept++] = least
  }
  columns.size = kept
  return least
}

/** So many of them, by id. */
function firstOf(columns: Columns, places: readonly number[], most: number): readonly number[] {
  if (places.length <= most) return places
  const idFor = (place: number): string =>
    idOf(columns.shelves[Math.floor(place / CAPACITY)] as Shelf, place % CAPACITY)
  return places.toSorted((a, b) => (idFor(a) < idFor(b) ? -1 : 1)).slice(0, most)
}

let room = new Float64Array(0)

/**
 * Each round leaves the part aside that it is not in.
 *
 * @see Hoare, Algorithm 65: Find (1961)
 */
function nthLargest(values: Float64Array, n: number): number {
  if (room.length < values.length) room = new Float64Array(values.length)
  room.set(values)
  let low = 0
  let high = values.length - 1
  while (low < high) {
    const [end, start] = part(room, low, high)
    if (n - 1 <= end) high = end
    else if (n - 1 >= start) low = start
    else break
  }
  return room[n - 1] as number
}

/** Larger ones first; says where they end and where the smaller ones start. */
function part(all: Float64Array, low: number, high: number): readonly [number, number] {
  const middle = all[(low + high) >>> 1] as number
  let [from, to] = [low, high]
  while (from <= to) {
    while ((all[from] as number) > middle) from++
    while ((all[to] as number) < middle) to--
    if (from > to) break
    const kept = all[from] as number
    all[from++] = all[to] as number
    all[to--] = kept
  }
  return [to, from]
}
