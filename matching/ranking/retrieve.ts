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
import { CANDIDATES, SUMS, scan as scanSums, WINDOW } from './kernel/scan.ts'
import { type DenseList, type Lists, listsOf, type Term } from './lists.ts'
import { wordsOf } from './postings.ts'
import { BLOCK, CAPACITY, type Shelf } from './shelf.ts'
import { startOf } from './starts.ts'
import { type Reader, readDense, readerOf, readSparse } from './window.ts'

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
  const best = createBest(most)
  const pruned: Walk[] = []
  for (const one of listed) {
    const look = { ...one, passing, best, done }
    if (isSmall(one.shelf) || passesFew(one.shelf, passing)) scan(look)
    else pruned.push(walkOf(look))
  }
  for (let from = 0; from < CAPACITY; from += WINDOW) {
    for (const walk of pruned) if (from < walk.look.shelf.size) prune(walk, from)
    best.settle() // the shortest of every shelf were looked at
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
function scan(look: Look): void {
  const { sparse, dense } = look.lists
  const worth = new Int32Array(look.shelf.asks.length)
  for (const { place, value } of [...sparse, ...dense]) worth[place] = value
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
  if (score >= best.least()) best.offer(shelf, job, score)
}

/** A shelf that is pruned, as far as it was read. */
interface Walk {
  readonly look: Look
  readonly reader: Reader
  /** Skills whose dense lists need not be read any more, and those lists. */
  spared: number
  rows: SparedRows
}

const walkOf = (look: Look): Walk => ({
  ...{ look, spared: 0, rows: sparedOf(look.shelf, look.lists, 0) },
  reader: readerOf(look.shelf, look.lists.sparse),
})

/** What is spared stays so: lengths rise from window to window, and so does what a job must have. */
function prune(walk: Walk, from: number): void {
  const { look, reader } = walk
  const { shelf, best, lists, done } = look
  const { dense, ends, bounds } = lists
  const skills = bounds.length - 1
  const length = shelf.shortest[from / BLOCK] as number
  const before = walk.spared
  while (walk.spared < skills && (bounds[walk.spared + 1] as number) / length < best.least()) {
    walk.spared++
  }
  done.postings += readSparse(reader, from + WINDOW)
  const end = ends[walk.spared] as number
  for (let list = end; list < dense.length; list++) {
    done.postings += readDense(shelf, dense[list] as DenseList, from)
  }
  if (walk.spared > before) walk.rows = sparedOf(shelf, lists, walk.spared)
  considerAll(look, from, { rows: walk.rows, most: bounds[walk.spared] as number })
  SUMS.fill(0)
}

interface Spared {
  readonly rows: SparedRows
  /** What they can be worth together. */
  readonly most: number
}

/** A little less than what is needed, so that no rounding makes it more. */
const CAUTION = 1 - 1e-12

/** The spared lists are looked up where they can matter. */
function considerAll(look: Look, from: number, { rows, most }: Spared): void {
  const { shelf, best } = look
  const { exact, shortest, size } = shelf
  const end = Math.min(from + WINDOW, size)
  for (let block = from; block < end; block += BLOCK) {
    const least = best.least() * CAUTION
    const enough = Math.ceil(least * (shortest[block / BLOCK] as number)) | 0
    const first = block - from
    const count = scanSums(first, first + sixteens(Math.min(end - block, BLOCK)), enough - most)
    look.done.lookedUp += count
    for (let at = 0; at < count; at++) {
      const place = CANDIDATES[at] as number
      const job = from + place
      const sum = sumWith(rows, job, enough)
      if (sum === 0 || sum < enough || sum < least * (exact[job] as number)) continue
      if (isFound(look, job)) offerSum(look, job, sum)
    }
  }
}

/** Behind the last job of a shelf sums are nothing. */
const sixteens = (count: number): number => (count + 15) & ~15

interface SparedRows {
  readonly bits: Uint32Array
  readonly rows: Uint32Array
  readonly values: Int32Array
  /** What a job can have at most of the lists after this one, or a little more. */
  readonly left: Int32Array
}

/** What skills of the first lists are worth together, those last that are spared first. */
function sparedOf(
  { bits, size }: Shelf,
  { dense, ends, bounds }: Lists,
  spared: number,
): SparedRows {
  const words = wordsOf(size)
  const count = ends[spared] as number
  const made = {
    rows: new Uint32Array(count),
    values: new Int32Array(count),
    left: new Int32Array(count),
  }
  let at = 0
  for (let skill = spared - 1; skill >= 0; skill--) {
    const first = ends[skill] as number
    for (let list = (ends[skill + 1] as number) - 1; list >= first; list--) {
      const { row, value } = dense[list] as DenseList
      made.rows[at] = row * words
      made.values[at] = value
      made.left[at++] = bounds[list === first ? skill : skill + 1] as number
    }
  }
  return { bits, ...made }
}

/** The sum of a job with what it has of the spared lists; nothing once it cannot be enough. */
function sumWith({ bits, rows, values, left }: SparedRows, job: number, enough: number): number {
  const word = job >>> 5
  const bit = job & 31
  let sum = SUMS[job & (WINDOW - 1)] as number
  for (let list = 0; list < rows.length; list++) {
    const has = ((bits[(rows[list] as number) + word] as number) >>> bit) & 1
    sum += has * (values[list] as number)
    if (sum + (left[list] as number) < enough) return 0
  }
  return sum
}
