/**
 * Many jobs in typed arrays, in the order of their ids, and for every skill the jobs that ask for it.
 *
 * @module
 */

import type { DatedVersion } from '../jobs/store.ts'
import { OPTIONAL } from './formula.ts'
import type { Vocabulary } from './vocabulary.ts'

/** What of a job is ranked by; its texts stay in the database. */
export interface Entry {
  readonly id: string
  readonly version: number
  /** Sorted by skill id; see {@link pack}. */
  readonly asked: Uint32Array
  readonly title: Uint32Array
  /** Length of its vector of nearness. */
  readonly near: number
  readonly language: string
  readonly location: string
  readonly remote: boolean
}

/** Skills and title words of job n stand from `start[n]` to `start[n + 1]`. */
export interface Shelf {
  readonly entries: Entries
  readonly gone: Uint8Array
  /** Lengths of the vectors of skills and of words, by the statistics of the moment. */
  readonly exact: Float32Array
  readonly words: Float32Array
  /** The least `exact` of each window: no job in it can make more of a skill. */
  readonly shortest: Float32Array
  readonly postings: Postings
}

/** Jobs summed at once: their sums stay in the processor's cache. */
export const WINDOW = 16_384

export interface Entries {
  readonly size: number
  readonly ids: readonly string[]
  readonly versions: Int32Array
  readonly start: Uint32Array
  readonly asked: Uint32Array
  readonly titleStart: Uint32Array
  readonly title: Uint32Array
  readonly near: Float32Array
  readonly language: readonly string[]
  readonly location: readonly string[]
  readonly remote: Uint8Array
}

/** Jobs of skill s, ascending, from `start[s]` to `start[s + 1]`; the top bit says: optional. */
export interface Postings {
  readonly start: Uint32Array
  readonly jobs: Uint32Array
}

export const OPTIONAL_BIT = 0x8000_0000

/** Skill, level (0: none asked) and importance in 32 bits. */
export const pack = (skill: number, level: number, optional: boolean): number =>
  skill * 8 + level * 2 + (optional ? 1 : 0)
export const skillIn = (packed: number): number => packed >>> 3
export const levelIn = (packed: number): number => (packed >>> 1) & 3
export const weightIn = (packed: number): number => ((packed & 1) === 1 ? OPTIONAL : 1)

export function entryOf(
  { id, version, body }: DatedVersion,
  vocabulary: Vocabulary,
  titleWords: (title: string) => readonly number[],
): Entry {
  const sorted = [...body.skills].sort((a, b) => (a.id < b.id ? -1 : 1))
  const asked = Uint32Array.from(sorted, ({ id: skillId, level = 0, importance }) =>
    pack(vocabulary.numberOf(skillId), level, importance === 'optional'),
  )
  return {
    ...{ id, version, asked },
    title: Uint32Array.from(titleWords(body.title)),
    near: nearLength(asked, vocabulary),
    language: body.language ?? '',
    location: body.location?.toLowerCase() ?? '',
    remote: body.remote === true,
  }
}

/** A skill without a vector is near to itself alone: a dimension of its own, of this length. */
export const ALONE = 5

function nearLength(asked: Uint32Array, vocabulary: Vocabulary): number {
  const sum = new Float64Array(vocabulary.dimensions)
  let square = 0
  for (const packed of asked) {
    const vector = vocabulary.vectorOf(skillIn(packed))
    const weight = weightIn(packed)
    if (!vector) square += (weight * ALONE) ** 2
    else for (let d = 0; d < sum.length; d++) sum[d] = (sum[d] ?? 0) + weight * (vector[d] ?? 0)
  }
  for (const value of sum) square += value * value
  return Math.sqrt(square)
}

/** Entries in the order of their ids, made one by one: a million of them are never held at once. */
export interface Source {
  readonly size: number
  at(place: number): Entry
}

export function shelve(source: Source, skills: number): Shelf {
  const entries = entriesOf(source)
  const { size } = source
  return {
    entries,
    gone: new Uint8Array(size),
    exact: new Float32Array(size),
    words: new Float32Array(size),
    shortest: new Float32Array(Math.ceil(size / WINDOW)),
    postings: postingsOf(entries, skills),
  }
}

function entriesOf({ size, at }: Source): Entries {
  const start = new Uint32Array(size + 1)
  const titleStart = new Uint32Array(size + 1)
  for (let job = 0; job < size; job++) {
    const entry = at(job)
    start[job + 1] = (start[job] as number) + entry.asked.length
    titleStart[job + 1] = (titleStart[job] as number) + entry.title.length
  }
  const made = {
    ...{ size, start, titleStart },
    ids: [] as string[],
    versions: new Int32Array(size),
    asked: new Uint32Array(start[size] as number),
    title: new Uint32Array(titleStart[size] as number),
    near: new Float32Array(size),
    language: [] as string[],
    location: [] as string[],
    remote: new Uint8Array(size),
  }
  for (let job = 0; job < size; job++) {
    const entry = at(job)
    made.ids.push(entry.id)
    made.versions[job] = entry.version
    made.asked.set(entry.asked, start[job])
    made.title.set(entry.title, titleStart[job])
    made.near[job] = entry.near
    made.language.push(entry.language)
    made.location.push(entry.location)
    made.remote[job] = entry.remote ? 1 : 0
  }
  return made
}

/** What stands on a shelf and is not gone, together with new entries. */
export function merged(shelf: Shelf, fresh: readonly Entry[]): Source {
  const added = [...fresh].sort((a, b) => (a.id < b.id ? -1 : 1))
  const order = new Int32Array(shelf.entries.size + added.length)
  let size = 0
  let next = 0
  for (let job = 0; job < shelf.entries.size; job++) {
    if (shelf.gone[job] === 1) continue
    const id = shelf.entries.ids[job] as string
    while (next < added.length && (added[next] as Entry).id < id) order[size++] = ~next++
    order[size++] = job
  }
  while (next < added.length) order[size++] = ~next++
  return {
    size,
    at: (place) => {
      const from = order[place] as number
      return from < 0 ? (added[~from] as Entry) : entryAt(shelf, from)
    },
  }
}

function postingsOf({ size, start, asked }: Entries, skills: number): Postings {
  const first = new Uint32Array(skills + 1)
  for (const packed of asked) first[skillIn(packed) + 1] = (first[skillIn(packed) + 1] ?? 0) + 1
  for (let skill = 0; skill < skills; skill++) {
    first[skill + 1] = (first[skill + 1] ?? 0) + (first[skill] ?? 0)
  }
  const next = first.slice()
  const jobs = new Uint32Array(asked.length)
  for (let job = 0; job < size; job++) {
    for (let at = start[job] as number; at < (start[job + 1] as number); at++) {
      const packed = asked[at] as number
      const into = next[skillIn(packed)] as number
      jobs[into] = (packed & 1) === 1 ? job + OPTIONAL_BIT : job
      next[skillIn(packed)] = into + 1
    }
  }
  return { start: first, jobs }
}

/** The entry of a job again, to be shelved anew. */
const entryAt = ({ entries }: Shelf, job: number): Entry => ({
  id: entries.ids[job] ?? '',
  version: entries.versions[job] ?? 0,
  asked: askedOf(entries, job),
  title: titleOf(entries, job),
  near: entries.near[job] ?? 0,
  language: entries.language[job] ?? '',
  location: entries.location[job] ?? '',
  remote: entries.remote[job] === 1,
})

export const askedOf = ({ asked, start }: Entries, job: number): Uint32Array =>
  asked.subarray(start[job], start[job + 1])
export const titleOf = ({ title, titleStart }: Entries, job: number): Uint32Array =>
  title.subarray(titleStart[job], titleStart[job + 1])

/** Where the job stands; -1 when it does not. */
export function placeOf({ entries: { ids } }: Shelf, id: string): number {
  let low = 0
  let high = ids.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((ids[middle] as string) < id) low = middle + 1
    else high = middle
  }
  return ids[low] === id ? low : -1
}
