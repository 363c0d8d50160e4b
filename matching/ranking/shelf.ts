/**
 * Up to 65,536 jobs in typed arrays, shortest vectors first, and for all that they ask the jobs that
 * ask it: a job on a shelf is 16 bits, in postings too.
 *
 * @module
 */

import type { Entry } from './entry.ts'
import { type Postings, postingsOf } from './postings.ts'
import { type Starts, startOf, startsOf } from './starts.ts'

export const CAPACITY = 65_536

/** Jobs that are bounded together. */
export const BLOCK = 128

/** As narrow as what they hold allows. */
type Numbers = Uint16Array | Uint32Array
type Narrow = Uint8Array | Numbers

export interface Shelf extends Postings {
  readonly size: number
  readonly ids: Buffer
  readonly idStart: Starts
  readonly versions: Narrow
  readonly since: Uint32Array | Float64Array
  /** Its jobs in the order of `since`. */
  readonly order: Uint16Array
  readonly facet: Narrow
  readonly near: Float32Array
  readonly title: Numbers
  readonly titleStart: Starts
  /** All that its jobs ask for, packed, each once, ascending. */
  readonly asks: Uint32Array
  /** What each job asks for, as places in `asks`, in the order of the ids of skills. */
  readonly asked: Numbers
  readonly start: Starts
  readonly gone: Uint8Array
  /** Lengths of the vectors of skills, by the statistics of the moment. */
  readonly exact: Float32Array
  /** The least `exact` of each block, and of all after it: no job there can make more of a skill. */
  readonly shortest: Float32Array
}

/** Entries made one by one, more than once: they are never all held at once. */
export interface Source {
  readonly size: number
  at(place: number): Entry
}

/** @param lengthOf - length of the vector of what a job asks for */
export function shelve(source: Source, lengthOf: (asked: ArrayLike<number>) => number): Shelf {
  const places = byLength(source, lengthOf)
  const at = (job: number): Entry => source.at(places[job] as number)
  const made = allocate(source, at)
  const { size, asked, title } = made
  const local = new Map(Array.from(made.asks, (packed, place) => [packed, place]))
  for (let job = 0; job < size; job++) {
    const entry = at(job)
    made.ids.write(entry.id, startOf(made.idStart, job))
    made.versions[job] = entry.version
    made.since[job] = entry.since
    made.facet[job] = entry.facet
    made.near[job] = entry.near
    title.set(entry.title, startOf(made.titleStart, job))
    const from = startOf(made.start, job)
    for (let index = 0; index < entry.asked.length; index++) {
      asked[from + index] = local.get(entry.asked[index] as number) as number
    }
  }
  made.order.set(orderBy(made.since))
  return { ...made, ...postingsOf({ ...made, startOf: (job) => startOf(made.start, job) }) }
}

function byLength({ size, at }: Source, lengthOf: (asked: ArrayLike<number>) => number) {
  const lengths = new Float64Array(size)
  for (let place = 0; place < size; place++) lengths[place] = lengthOf(at(place).asked)
  return orderBy(lengths)
}

/** Places in the order of their values, then of themselves. */
const orderBy = (values: Float64Array | Uint32Array): Uint32Array =>
  Uint32Array.from(values.keys()).sort(
    (a, b) => (values[a] as number) - (values[b] as number) || a - b,
  )

/** Arrays of the right lengths and widths. */
function allocate({ size }: Source, at: Source['at']) {
  const lengths = [1, 2, 3].map(() => new Uint32Array(size)) as [
    Uint32Array,
    Uint32Array,
    Uint32Array,
  ]
  const [askedLengths, titleLengths, idLengths] = lengths
  const asks = new Set<number>()
  const most = { word: 0, version: 0, since: 0, facet: 0 }
  for (let job = 0; job < size; job++) {
    const { asked, title, id, version, since, facet } = at(job)
    askedLengths[job] = asked.length
    titleLengths[job] = title.length
    idLengths[job] = Buffer.byteLength(id)
    for (let index = 0; index < asked.length; index++) asks.add(asked[index] as number)
    for (let index = 0; index < title.length; index++) {
      most.word = Math.max(most.word, title[index] as number)
    }
    most.version = Math.max(most.version, version)
    most.since = Math.max(most.since, since)
    most.facet = Math.max(most.facet, facet)
  }
  const [start, titleStart, idStart] = [askedLengths, titleLengths, idLengths].map(startsOf) as [
    Starts,
    Starts,
    Starts,
  ]
  return {
    ...{ size, start, titleStart, idStart },
    asks: Uint32Array.from(asks).sort(),
    asked: numbers(startOf(start, size), asks.size),
    title: numbers(startOf(titleStart, size), most.word),
    ids: Buffer.from(new ArrayBuffer(startOf(idStart, size))),
    versions: narrow(size, most.version),
    since: most.since < 2 ** 32 ? new Uint32Array(size) : new Float64Array(size),
    order: new Uint16Array(size),
    facet: narrow(size, most.facet),
    near: new Float32Array(size),
    gone: new Uint8Array(size),
    exact: new Float32Array(size),
    shortest: new Float32Array(Math.ceil(size / BLOCK)),
  }
}

const narrow = (length: number, most: number): Narrow =>
  most < 256 ? new Uint8Array(length) : numbers(length, most)

/** In 16 bits where they fit. */
const numbers = (length: number, most: number): Numbers =>
  most < CAPACITY ? new Uint16Array(length) : new Uint32Array(length)

/** What stands on shelves and is not gone. */
export function standing(shelves: readonly Shelf[]): Source {
  const size = shelves.reduce((sum, shelf) => sum + liveOn(shelf), 0)
  const shelfAt = new Uint16Array(size)
  const jobAt = new Uint16Array(size)
  let place = 0
  for (const [number, shelf] of shelves.entries()) {
    for (let job = 0; job < shelf.size; job++) {
      if (shelf.gone[job] === 1) continue
      shelfAt[place] = number
      jobAt[place++] = job
    }
  }
  return {
    size,
    at: (wanted) => entryAt(shelves[shelfAt[wanted] as number] as Shelf, jobAt[wanted] as number),
  }
}

export const liveOn = ({ gone, size }: Shelf): number =>
  gone.reduce((left, one) => left - one, size)

/** The entry of a job again, to be shelved anew. */
export const entryAt = (shelf: Shelf, job: number): Entry => ({
  id: idOf(shelf, job),
  version: shelf.versions[job] as number,
  since: shelf.since[job] as number,
  asked: askedOf(shelf, job),
  title: titleOf(shelf, job),
  near: shelf.near[job] as number,
  facet: shelf.facet[job] as number,
})

export const idOf = ({ ids, idStart }: Shelf, job: number): string =>
  ids.toString('utf8', startOf(idStart, job), startOf(idStart, job + 1))

/** What the job asks for, packed, in the order of the ids of skills. */
export function askedOf({ asks, asked, start }: Shelf, job: number): Uint32Array {
  const from = startOf(start, job)
  const made = new Uint32Array(startOf(start, job + 1) - from)
  for (let at = 0; at < made.length; at++) made[at] = asks[asked[from + at] as number] as number
  return made
}

export const titleOf = ({ title, titleStart }: Shelf, job: number): Numbers =>
  title.subarray(startOf(titleStart, job), startOf(titleStart, job + 1))

/** Where the job that holds since a change stands; -1 when it does not. */
export function placeOf(shelf: Shelf, { id, since }: Pick<Entry, 'id' | 'since'>): number {
  const { order, size } = shelf
  const sinceAt = (at: number): number => shelf.since[order[at] as number] as number
  let low = 0
  let high = size
  while (low < high) {
    const middle = (low + high) >>> 1
    if (sinceAt(middle) < since) low = middle + 1
    else high = middle
  }
  for (; low < size && sinceAt(low) === since; low++) {
    const job = order[low] as number
    if (idOf(shelf, job) === id) return job
  }
  return -1
}
