/**
 * First stage: the jobs worth the full formula, by inverted indexes pruned window by window as
 * MaxScore and Block-Max do.
 *
 * What is asked for often and worth little is looked up only in jobs that can still be among the best.
 * Weights are whole numbers, so that the order in which they are summed changes nothing, nor do
 * shelves and windows: the outcome is that of looking at every job.
 *
 * @see Turtle and Flood, Query evaluation: strategies and optimizations (1995)
 * @see Ding and Suel, Faster top-k document retrieval using block-max indexes (2011)
 * @module
 */

import { type Best, createBest, type Place } from './best.ts'
import { type Bounds, type Listed, listsOf, type Term } from './lists.ts'
import { CAPACITY, type Shelf, WINDOW } from './shelf.ts'

export interface Search {
  readonly shelves: readonly Shelf[]
  readonly terms: readonly Term[]
  readonly most: number
  /** For each facet whether its jobs may be found; all may when absent. */
  readonly passing?: Uint8Array | undefined
}

/** Fewer jobs in so many than this pass the filters: they are looked at one by one. */
const FEW = 16

/** The best by what the terms are worth to them, in no order. */
export function retrieve(search: Search): readonly Place[] {
  const best = createBest(search.most)
  const worth = new Int32Array(CAPACITY)
  const sums = new Int32Array(WINDOW)
  for (const shelf of search.shelves) {
    const { lists, bounds } = listsOf(search.terms, shelf)
    if (lists.length === 0) continue
    const table = shelf.asks.length > worth.length ? new Int32Array(shelf.asks.length) : worth
    for (const { place, value } of lists) table[place] = value
    const look: Look = { shelf, worth: table, best, passing: search.passing }
    if (isSmall(shelf) || passesFew(shelf, search.passing)) scan(look)
    else prune(look, { lists, bounds, sums })
    for (const { place } of lists) table[place] = 0
  }
  return best.places()
}

/** A shelf, with what each of its `asks` is worth. */
interface Look extends Pick<Search, 'passing'> {
  readonly shelf: Shelf
  readonly worth: Int32Array
  readonly best: Best
}

const isSmall = ({ size }: Shelf): boolean => size <= WINDOW / FEW

function passesFew({ facet, size }: Shelf, passing: Uint8Array | undefined): boolean {
  if (!passing) return false
  let count = 0
  for (const number of facet) count += passing[number] as number
  return count * FEW < size
}

/** Every job, one after another. */
function scan({ shelf, worth, best, passing }: Look): void {
  for (let job = 0; job < shelf.size; job++) {
    if (passing && passing[shelf.facet[job] as number] === 0) continue
    const sum = sumOf(shelf, job, worth)
    if (sum > 0 && shelf.gone[job] === 0) offer(shelf, job, { sum, best })
  }
}

interface Pruning {
  readonly lists: readonly Listed[]
  readonly bounds: Bounds
  readonly sums: Int32Array
}

function prune(look: Look, { lists, bounds, sums }: Pruning): void {
  const { shelf, best } = look
  const cursors = Uint32Array.from(lists, ({ from }) => from)
  const touched = new Uint16Array(WINDOW)
  for (let from = 0; from < shelf.size; from += WINDOW) {
    const window = from / WINDOW
    const most = bounds(shelf.widest[window] as number)
    const length = shelf.shortest[window] as number
    let spared = 0
    while (spared < lists.length && (most[spared + 1] as number) / length < best.least()) spared++
    let count = 0
    for (let at = spared; at < lists.length; at++) {
      count = sumList(shelf, { list: lists[at] as Listed, cursors, at, sums, from, touched, count })
    }
    for (let at = 0; at < count; at++) {
      const place = touched[at] as number
      const sum = sums[place] as number
      sums[place] = 0
      consider(look, from + place, { sum, spared, bounds })
    }
  }
}

interface Summing {
  readonly list: Listed
  readonly cursors: Uint32Array
  readonly at: number
  readonly sums: Int32Array
  readonly from: number
  readonly touched: Uint16Array
  readonly count: number
}

/** @returns how many jobs of the window were touched by now */
function sumList({ postings }: Shelf, summing: Summing): number {
  const { list, cursors, at, sums, from, touched } = summing
  let { count } = summing
  const end = from + WINDOW
  let cursor = reached(postings, { at: cursors[at] as number, end: list.end, from })
  for (; cursor < list.end; cursor++) {
    const job = postings[cursor] as number
    if (job >= end) break
    const before = sums[job - from] as number
    if (before === 0) touched[count++] = job - from
    sums[job - from] = before + list.value
  }
  cursors[at] = cursor
  return count
}

/** The first of a list that is not before a job; lists that were spared are behind. */
function reached(
  postings: Uint16Array,
  { at, end, from }: { readonly at: number; readonly end: number; readonly from: number },
): number {
  if (at >= end || (postings[at] as number) >= from) return at
  let low = at
  let high = end
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((postings[middle] as number) < from) low = middle + 1
    else high = middle
  }
  return low
}

interface Partial {
  readonly sum: number
  readonly spared: number
  readonly bounds: Bounds
}

function consider(look: Look, job: number, { sum, spared, bounds }: Partial): void {
  const { shelf, best, passing, worth } = look
  const wide = (shelf.start[job + 1] as number) - (shelf.start[job] as number)
  const rest = bounds(wide - 1)[spared] as number
  if ((sum + rest) / (shelf.exact[job] as number) < best.least()) return
  if (shelf.gone[job] === 1 || (passing && passing[shelf.facet[job] as number] === 0)) return
  offer(shelf, job, { sum: spared === 0 ? sum : sumOf(shelf, job, worth), best })
}

function sumOf({ start, asked }: Shelf, job: number, worth: Int32Array): number {
  let sum = 0
  for (let at = start[job] as number; at < (start[job + 1] as number); at++) {
    sum += worth[asked[at] as number] as number
  }
  return sum
}

function offer(
  shelf: Shelf,
  job: number,
  { sum, best }: { readonly sum: number; readonly best: Best },
) {
  const score = sum / (shelf.exact[job] as number)
  if (score >= best.least()) best.offer({ shelf, job, score })
}
