/**
 * First stage: the jobs worth the full formula, by inverted indexes pruned window by window and block
 * by block as MaxScore and Block-Max do.
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
import { type DenseList, type Lists, listsOf, type Term } from './lists.ts'
import { wordsOf } from './postings.ts'
import { BLOCK, CAPACITY, type Shelf } from './shelf.ts'
import { startOf } from './starts.ts'
import { readDense, readerOf, readSparse, SUMS, WINDOW } from './window.ts'

export interface Search {
  readonly shelves: readonly Shelf[]
  readonly terms: readonly Term[]
  readonly most: number
  /** For each facet whether its jobs may be found; all may when absent. */
  readonly passing?: Uint8Array | undefined
}

/** Fewer jobs in so many than this pass the filters: they are looked at one by one. */
const FEW = 16

/** What a search did, for who measures it. */
export interface Work {
  /** Postings read; without pruning it would be all of them. */
  postings: number
  /** Jobs whose spared lists were looked up. */
  lookedUp: number
  /** Jobs summed one by one. */
  summed: number
}

export const noWork = (): Work => ({ postings: 0, lookedUp: 0, summed: 0 })

/** The best by what the terms are worth to them, in no order. */
export function retrieve(search: Search, done: Work = noWork()): readonly Place[] {
  const { terms, most, passing } = search
  const found = search.shelves.map((shelf) => ({ shelf, lists: listsOf(terms, shelf) }))
  const listed = found.filter(({ lists }) => lists.sparse.length + lists.dense.length > 0)
  const share = Math.ceil((SAMPLED * most) / listed.length)
  const sample = createBest(most)
  for (const one of listed) summing({ ...one, passing, best: sample, done }, sampleBest(share))
  const best = createBest(most, sample.least())
  for (const one of listed) {
    const look = { ...one, passing, best, done }
    if (isSmall(one.shelf) || passesFew(one.shelf, passing)) summing(look, scan)
    else prune(look)
  }
  return best.places()
}

/** A shelf, and what is looked for on it. */
interface Look extends Pick<Search, 'passing'> {
  readonly shelf: Shelf
  readonly lists: Lists
  readonly best: Best
  readonly done: Work
}

/** Room to work in, all nothing between searches: nothing waits in the middle of one. */
const WORTH = new Int32Array(CAPACITY)
const SEEN = new Uint8Array(CAPACITY)

/** What each of the shelf's `asks` is worth while the work is done. */
function summing(look: Look, work: (look: Look, worth: Int32Array) => void): void {
  const { shelf, lists } = look
  const all = [...lists.sparse, ...lists.dense]
  const worth = shelf.asks.length > WORTH.length ? new Int32Array(shelf.asks.length) : WORTH
  for (const { place, value } of all) worth[place] = value
  work(look, worth)
  for (const { place } of all) worth[place] = 0
}

/** Jobs looked at beforehand, for each that is wanted. */
const SAMPLED = 2

/** Some that have what is worth most: the least of the best of them is a floor for all. */
const sampleBest = (share: number) => (look: Look, worth: Int32Array) => {
  const { shelf, lists } = look
  SEEN.fill(0, 0, shelf.size)
  let left = share
  for (const { place } of lists.sparse.toSorted((a, b) => b.value - a.value)) {
    const end = shelf.postingStart[place + 1] as number
    for (let at = shelf.postingStart[place] as number; at < end && left > 0; at++) {
      const job = shelf.postings[at] as number
      if (SEEN[job] === 1 || !isFound(look, job)) continue
      SEEN[job] = 1
      left -= 1
      offerSum(look, job, sumOf(look, job, worth))
    }
  }
}

const isFound = ({ shelf, passing }: Look, job: number): boolean =>
  shelf.gone[job] === 0 && passing?.[shelf.facet[job] as number] !== 0

const isSmall = ({ size }: Shelf): boolean => size <= WINDOW / FEW

function passesFew({ facet, size }: Shelf, passing: Uint8Array | undefined): boolean {
  if (!passing) return false
  let count = 0
  for (const number of facet) count += passing[number] as number
  return count * FEW < size
}

/** Every job, one after another. */
function scan(look: Look, worth: Int32Array): void {
  for (let job = 0; job < look.shelf.size; job++) {
    if (!isFound(look, job)) continue
    const sum = sumOf(look, job, worth)
    if (sum > 0) offerSum(look, job, sum)
  }
}

function sumOf({ shelf, done }: Look, job: number, worth: Int32Array): number {
  const { start, asked } = shelf
  let sum = 0
  const end = startOf(start, job + 1)
  for (let at = startOf(start, job); at < end; at++) {
    sum += worth[asked[at] as number] as number
  }
  done.summed++
  return sum
}

function offerSum({ shelf, best }: Look, job: number, sum: number): void {
  const score = sum / (shelf.exact[job] as number)
  if (score >= best.least()) best.offer({ shelf, job, score })
}

/** What is spared stays so: lengths rise from window to window, and so does what a job must have. */
function prune(look: Look): void {
  const { shelf, best, lists, done } = look
  const { dense, ends, bounds } = lists
  const reader = readerOf(shelf, lists.sparse)
  const skills = bounds.length - 1
  let spared = 0
  for (let from = 0; from < shelf.size; from += WINDOW) {
    const length = shelf.shortest[from / BLOCK] as number
    while (spared < skills && (bounds[spared + 1] as number) / length < best.least()) spared++
    done.postings += readSparse(reader, from + WINDOW)
    const end = ends[spared] as number
    for (let list = end; list < dense.length; list++) {
      done.postings += readDense(shelf, dense[list] as DenseList, from)
    }
    considerAll(look, from, { lists: dense.slice(0, end), most: bounds[spared] as number })
    SUMS.fill(0)
  }
}

interface Spared {
  readonly lists: readonly DenseList[]
  /** What they can be worth together. */
  readonly most: number
}

/** A little less than what is needed, so that no rounding makes it more. */
const CAUTION = 1 - 1e-12

/** The spared lists are looked up where they can matter. */
function considerAll(look: Look, from: number, { lists, most }: Spared): void {
  const { shelf, best } = look
  const { exact, shortest, size } = shelf
  const spared = sparedOf(shelf, lists)
  const end = Math.min(from + WINDOW, size)
  for (let block = from; block < end; block += BLOCK) {
    const least = best.least() * CAUTION
    const enough = Math.ceil(least * (shortest[block / BLOCK] as number)) | 0
    const count = candidates(block - from, Math.min(block + BLOCK, end) - from, enough - most)
    look.done.lookedUp += count
    for (let at = 0; at < count; at++) {
      const place = CANDIDATES[at] as number
      const job = from + place
      const sum = (SUMS[place] as number) + sparedSum(spared, job)
      if (sum === 0 || sum < enough || sum < least * (exact[job] as number)) continue
      if (isFound(look, job)) offerSum(look, job, sum)
    }
  }
}

const CANDIDATES = new Uint16Array(BLOCK)

/** Which of a block can be among the best by what was read. */
function candidates(from: number, end: number, needed: number): number {
  let count = 0
  for (let at = from; at < end; at++) {
    if ((SUMS[at] as number) >= needed) CANDIDATES[count++] = at
  }
  return count
}

interface SparedRows {
  readonly bits: Uint32Array
  readonly rows: Uint32Array
  readonly values: Int32Array
}

function sparedOf({ bits, size }: Shelf, lists: readonly DenseList[]): SparedRows {
  const words = wordsOf(size)
  return {
    bits,
    rows: Uint32Array.from(lists, ({ row }) => row * words),
    values: Int32Array.from(lists, ({ value }) => value),
  }
}

function sparedSum({ bits, rows, values }: SparedRows, job: number): number {
  const word = job >>> 5
  const bit = job & 31
  let sum = 0
  for (let list = 0; list < rows.length; list++) {
    const own = ((bits[(rows[list] as number) + word] as number) >>> bit) & 1
    sum += own * (values[list] as number)
  }
  return sum
}
