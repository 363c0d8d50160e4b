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
import { type Listed, type Lists, listsOf, type Term } from './lists.ts'
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
  const listed = search.shelves
    .map((shelf) => ({ shelf, ...listsOf(search.terms, shelf) }))
    .filter(({ lists }) => lists.length > 0)
  const run = (best: Best, work: (look: Look, read: Read) => void): Best => {
    for (const { shelf, ...all } of listed) {
      const table = shelf.asks.length > WORTH.length ? new Int32Array(shelf.asks.length) : WORTH
      for (const { place, value } of all.lists) table[place] = value
      work({ shelf, worth: table, best, passing: search.passing }, { ...all, sums: SUMS })
      for (const { place } of all.lists) table[place] = 0
    }
    return best
  }
  const share = Math.ceil((SAMPLED * search.most) / listed.length)
  const sample = run(createBest(search.most), (look, { lists }) => sampleBest(look, lists, share))
  return run(createBest(search.most, sample.least()), (look, read) => {
    if (isSmall(look.shelf) || passesFew(look.shelf, search.passing)) scan(look)
    else prune(look, read)
  }).places()
}

/** Room to work in, all nothing between searches: nothing waits in the middle of one. */
const WORTH = new Int32Array(CAPACITY)
const SUMS = new Int32Array(WINDOW)
const SEEN = new Uint8Array(CAPACITY)

/** Jobs looked at beforehand, for each that is wanted. */
const SAMPLED = 3

/** Some that have what is worth most: the least of the best of them is a floor for all. */
function sampleBest(look: Look, lists: readonly Listed[], share: number): void {
  const { shelf, worth, best } = look
  SEEN.fill(0, 0, shelf.size)
  let left = share
  for (const { from, end } of lists.toSorted((a, b) => b.value - a.value)) {
    for (let at = from; at < end && left > 0; at++) {
      const job = shelf.postings[at] as number
      if (SEEN[job] === 1 || !isFound(look, job)) continue
      SEEN[job] = 1
      left -= 1
      offer(shelf, job, { sum: sumOf(shelf, job, worth), best })
    }
  }
}

const isFound = ({ shelf, passing }: Look, job: number): boolean =>
  shelf.gone[job] === 0 && passing?.[shelf.facet[job] as number] !== 0

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
function scan(look: Look): void {
  const { shelf, worth, best } = look
  for (let job = 0; job < shelf.size; job++) {
    if (!isFound(look, job)) continue
    const sum = sumOf(shelf, job, worth)
    if (sum > 0) offer(shelf, job, { sum, best })
  }
}

interface Read extends Lists {
  readonly sums: Int32Array
}

function prune(look: Look, read: Read): void {
  const { shelf, best } = look
  const { lists, bounds, sums } = read
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
    considerAll(look, read, { spared, from, touched: touched.subarray(0, count) })
  }
}

interface Touched {
  readonly spared: number
  readonly from: number
  readonly touched: Uint16Array
}

/** What bits tell of the spared lists is added; the rest is looked up where it can matter. */
function considerAll(look: Look, read: Read, { spared, from, touched }: Touched): void {
  const { shelf, best, worth } = look
  const told = read.told(spared)
  const hides = (read.hidden(1)[spared] as number) > 0
  for (const place of touched) {
    const job = from + place
    const sum = (read.sums[place] as number) + told(shelf.commonOf[job] as number)
    read.sums[place] = 0
    const length = shelf.exact[job] as number
    const rest = hides ? (restOf(shelf, job, read.hidden)[spared] as number) : 0
    if ((sum + rest) / length < best.least() || !isFound(look, job)) continue
    offer(shelf, job, { sum: hides ? sumOf(shelf, job, worth) : sum, best })
  }
}

const restOf = ({ start }: Shelf, job: number, hidden: Lists['hidden']): Float64Array =>
  hidden((start[job + 1] as number) - (start[job] as number) - 1)

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
