/**
 * First stage: the jobs worth the full formula, by an inverted index pruned as MaxScore does.
 *
 * Skills asked for often and worth little are looked up only in jobs that can still be among the best.
 * Weights are whole numbers, so that the order in which they are summed changes nothing.
 *
 * @see Turtle and Flood, Query evaluation: strategies and optimizations (1995)
 * @module
 */

import { createBest, type Place } from './best.ts'
import { OPTIONAL } from './formula.ts'
import { OPTIONAL_BIT, type Shelf, WINDOW } from './shelf.ts'

/** A skill looked for and what it is worth to a job that needs it, in millionths. */
export interface Term {
  readonly skill: number
  readonly worth: number
}

/** A term with where its jobs stand. */
interface Cursor extends Term {
  at: number
  readonly end: number
}

export interface Search {
  readonly shelves: readonly Shelf[]
  readonly terms: readonly Term[]
  readonly most: number
  admits(shelf: Shelf, job: number): boolean
}

export function retrieve(search: Search): readonly Place[] {
  const best = createBest(search.most)
  const sums = new Int32Array(WINDOW)
  for (const shelf of search.shelves) {
    const cursors = cursorsOf(search.terms, shelf)
    for (let from = 0; from < shelf.entries.size; from += WINDOW) {
      sumWindow({ search, shelf, cursors, sums, from, best })
    }
  }
  return best.sorted()
}

/** Those worth least first. */
const cursorsOf = (terms: readonly Term[], { postings: { start } }: Shelf): readonly Cursor[] =>
  terms
    .filter(({ skill }) => skill + 1 < start.length)
    .map((term) => ({
      ...term,
      at: start[term.skill] as number,
      end: start[term.skill + 1] as number,
    }))
    .sort((a, b) => a.worth - b.worth || a.skill - b.skill)

interface Window {
  readonly search: Search
  readonly shelf: Shelf
  readonly cursors: readonly Cursor[]
  readonly sums: Int32Array
  readonly from: number
  readonly best: ReturnType<typeof createBest>
}

function sumWindow(window: Window): void {
  const { shelf, cursors, from, best } = window
  const rest = optionalTerms(cursors, best.least() * (shelf.shortest[from / WINDOW] ?? 0))
  const touched: number[] = []
  for (const cursor of cursors.slice(rest.count)) sumTerm(window, cursor, touched)
  for (const job of touched) considerJob(window, job, rest)
}

/** Terms that cannot bring a job among the best by themselves, and what they are worth together. */
function optionalTerms(cursors: readonly Cursor[], needed: number) {
  let worth = 0
  let count = 0
  for (const cursor of cursors) {
    if (worth + cursor.worth >= needed) break
    worth += cursor.worth
    count += 1
  }
  return { worth, count }
}

function sumTerm({ shelf, sums, from }: Window, cursor: Cursor, touched: number[]): void {
  const { jobs } = shelf.postings
  const end = from + WINDOW
  const half = Math.round(cursor.worth * OPTIONAL)
  let { at } = cursor
  for (; at < cursor.end; at++) {
    const found = jobs[at] as number
    const job = found >= OPTIONAL_BIT ? found - OPTIONAL_BIT : found
    if (job >= end) break
    if (job < from) continue
    const before = sums[job - from] as number
    if (before === 0) touched.push(job)
    sums[job - from] = before + (found >= OPTIONAL_BIT ? half : cursor.worth)
  }
  cursor.at = at
}

function considerJob(
  { search, shelf, cursors, sums, from, best }: Window,
  job: number,
  rest: { readonly worth: number; readonly count: number },
): void {
  let sum = sums[job - from] as number
  sums[job - from] = 0
  const length = shelf.exact[job] as number
  if ((sum + rest.worth) / length < best.least() || shelf.gone[job] === 1) return
  if (!search.admits(shelf, job)) return
  for (let index = 0; index < rest.count; index++) sum += worthIn(shelf, cursors[index], job)
  best.offer({ shelf, job, score: sum / length })
}

/** What a term is worth to one job, found by halving. */
function worthIn({ postings: { jobs, start } }: Shelf, cursor: Cursor | undefined, job: number) {
  if (!cursor) return 0
  let low = start[cursor.skill] as number
  let high = cursor.end
  while (low < high) {
    const middle = (low + high) >>> 1
    if (((jobs[middle] as number) & 0x7fff_ffff) < job) low = middle + 1
    else high = middle
  }
  if (low === cursor.end) return 0
  const found = jobs[low] as number
  if ((found & 0x7fff_ffff) !== job) return 0
  return found >= OPTIONAL_BIT ? Math.round(cursor.worth * OPTIONAL) : cursor.worth
}
