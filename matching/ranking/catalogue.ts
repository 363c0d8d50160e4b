/**
 * Open jobs in memory: shelves that are full, a small one for what came last, and how rare skills are.
 *
 * @module
 */

import { emptySpace, type SkillSpace } from '../../skills/index.ts'
import type { JobVersion } from '../jobs/job.ts'
import type { DatedVersion } from '../jobs/store.ts'
import { type Entry, entryOf, type Numbers } from './entry.ts'
import { createFacets, type Facet, type Facets } from './facets.ts'
import type { Scale } from './query.ts'
import {
  askedOf,
  CAPACITY,
  liveOn,
  placeOf,
  type Shelf,
  type Source,
  shelve,
  standing,
} from './shelf.ts'
import {
  copyTally,
  count,
  emptyTally,
  exactLength,
  measureShelf,
  type NamedTally,
  namedTally,
  type Statistics,
  statisticsChange,
  statisticsOf,
  type Tally,
  tallyOf,
} from './statistics.ts'
import { createTitles, type Titles } from './titles.ts'
import { createVocabulary, type Vocabulary } from './vocabulary.ts'

export interface Catalogue {
  /** The change up to which it holds. */
  readonly asOf: number
  readonly size: number
  readonly taxonomyVersion: string
  readonly scale: Scale
  readonly titles: Titles
  readonly facets: Facets
  readonly shelves: readonly Shelf[]
  /** What a job is ranked by, on a shelf or not. */
  entryOf(version: JobVersion): Entry
}

/** Names the version of a job that holds no more. */
export type Ended = Pick<DatedVersion, 'id' | 'since'>

export interface LiveCatalogue extends Catalogue {
  /** Takes in versions that hold. */
  add(versions: readonly Omit<DatedVersion, 'until'>[]): void
  remove(ended: readonly Ended[]): void
  /** Says that it holds up to a change now; where statistics change there, they are counted. */
  reach(asOf: number, counting?: boolean): void
  /** What it counts, for whoever adds it to what others count. */
  tally(): NamedTally
  /** What the statistics in use were counted on. */
  counted(): NamedTally
  /** Weighs by the statistics of all, of which these jobs are a part. */
  count(tally: NamedTally, asOf: number): void
  /** As it is now, for a snapshot; what happens to it later is not seen there. */
  freeze(): Frozen
  /** Takes in what changed up to `asOf`: versions that began or ended, in any order. */
  apply(changed: readonly DatedVersion[], asOf: number): void
}

/** Jobs that are kept apart before they are shelved with others. */
const RECENT = 1024
/** The most that are shelved at once: their entries are held together. */
const BATCH = 16_384

/** Everything of a catalogue that cannot be worked out again from the rest. */
export interface Frozen {
  readonly asOf: number
  /** The jobs of now, and those that the statistics were counted on. */
  readonly tally: Tally
  readonly counted: Tally
  readonly countedAt: number
  /** Ids of skills and facets, by number. */
  readonly skills: readonly string[]
  readonly facets: readonly Facet[]
  readonly shelves: readonly Shelf[]
}

interface State {
  readonly numbers: Numbers
  readonly tally: Tally
  counted: Tally
  shelves: Shelf[]
  recent: Shelf
  fresh: Map<string, Entry>
  statistics: Statistics
  asOf: number
}

/** @param frozen - made by the same space; see {@link LiveCatalogue.freeze} */
export function createCatalogue(space: SkillSpace = emptySpace(), frozen?: Frozen): LiveCatalogue {
  const vocabulary = createVocabulary(space)
  for (const skill of frozen?.skills ?? []) vocabulary.numberOf(skill)
  const titles = createTitles(space)
  const facets = createFacets(frozen?.facets)
  const numbers = { vocabulary, titleWords: titles.wordsOf, facet: facets.numberOf }
  const state = startState(numbers, frozen)
  const reach = (asOf: number, counting = statisticsChange(asOf) === asOf): void =>
    reachChange(state, asOf, counting)
  const add = (versions: readonly Omit<DatedVersion, 'until'>[]): void => addAll(state, versions)
  const remove = (ended: readonly Ended[]): void => {
    for (const one of ended) removeOne(state, one)
  }
  return {
    get asOf() {
      return state.asOf
    },
    get size() {
      return state.tally.all
    },
    get scale() {
      return { vocabulary, statistics: state.statistics }
    },
    get shelves() {
      return [...state.shelves, state.recent]
    },
    ...{ taxonomyVersion: space.version, titles, facets, add, remove, reach },
    entryOf: (version) => entryOf({ ...version, since: 0 }, numbers),
    tally: () => namedTally(state.tally, vocabulary),
    counted: () => namedTally(state.counted, vocabulary),
    count: (tally, asOf) => weighBy(state, tallyOf(tally, vocabulary), asOf),
    freeze: () => freeze(state, { vocabulary, facets }),
    apply: (changed, asOf) => {
      const counted = statisticsChange(asOf)
      for (const to of counted > state.asOf ? [counted, asOf] : [asOf]) {
        const from = state.asOf
        remove(changed.filter(({ since, until }) => since <= from && endsIn(until, from, to)))
        add(
          changed.filter(
            ({ since, until }) =>
              since > from && since <= to && (until === undefined || until > to),
          ),
        )
        reach(to)
      }
    },
  }
}

const endsIn = (until: number | undefined, from: number, to: number): boolean =>
  until !== undefined && until > from && until <= to

function startState(numbers: Numbers, frozen: Frozen | undefined): State {
  const { tally, counted, countedAt, shelves, asOf } = frozen ?? EMPTY
  const statistics = statisticsOf(counted, countedAt)
  for (const shelf of shelves) measureShelf(shelf, statistics)
  return {
    ...{ numbers, statistics, asOf },
    tally: copyTally(tally),
    counted: copyTally(counted),
    shelves: [...shelves],
    fresh: new Map<string, Entry>(),
    recent: shelve(NOTHING, () => 0),
  }
}

const EMPTY = {
  ...{ asOf: 0, countedAt: 0, shelves: [] },
  tally: emptyTally(),
  counted: emptyTally(),
}

const freeze = (
  { tally, counted, statistics, asOf, shelves, recent }: State,
  numbers: Numbered,
) => ({
  asOf,
  tally: copyTally(tally),
  counted: copyTally(counted),
  countedAt: statistics.asOf,
  skills: Array.from({ length: numbers.vocabulary.size }, (_, at) => numbers.vocabulary.idOf(at)),
  facets: [...numbers.facets.all],
  shelves: [...shelves, recent].map((shelf) => ({ ...shelf, gone: shelf.gone.slice() })),
})

interface Numbered {
  readonly vocabulary: Vocabulary
  readonly facets: Facets
}

const NOTHING: Source = {
  size: 0,
  at: () => {
    throw new RangeError('nothing is shelved')
  },
}

function addAll(state: State, versions: readonly Omit<DatedVersion, 'until'>[]): void {
  const { vocabulary } = state.numbers
  for (const version of versions) {
    const entry = entryOf(version, state.numbers)
    state.fresh.set(keyOf(entry), entry)
    count(state.tally, entry.asked, { vocabulary, by: 1 })
    if (state.fresh.size >= BATCH) shelveFresh(state)
  }
}

const keyOf = ({ id, since }: Ended): string => `${since} ${id}`

function removeOne(state: State, ended: Ended): void {
  const { vocabulary } = state.numbers
  const fresh = state.fresh.get(keyOf(ended))
  if (fresh) {
    state.fresh.delete(keyOf(ended))
    count(state.tally, fresh.asked, { vocabulary, by: -1 })
    return
  }
  for (const shelf of state.shelves) {
    const place = placeOf(shelf, ended)
    if (place < 0 || shelf.gone[place] === 1) continue
    shelf.gone[place] = 1
    count(state.tally, askedOf(shelf, place), { vocabulary, by: -1 })
  }
}

function reachChange(state: State, asOf: number, counting: boolean): void {
  state.asOf = asOf
  if (state.fresh.size > RECENT) shelveFresh(state)
  if (counting) weighBy(state, copyTally(state.tally), asOf)
  const fresh = [...state.fresh.values()]
  state.recent = shelved(state, { size: fresh.length, at: (place) => fresh[place] as Entry })
}

function weighBy(state: State, counted: Tally, asOf: number): void {
  state.counted = counted
  state.statistics = statisticsOf(counted, asOf)
  for (const shelf of state.shelves) measureShelf(shelf, state.statistics)
}

/** Sorted by lengths of this moment, which later ones hardly change; measured by those in force. */
function shelved({ statistics, tally }: State, source: Source): Shelf {
  const now = statisticsOf(tally, 0)
  const shelf = shelve(source, (asked) => exactLength(asked, now))
  measureShelf(shelf, statistics)
  return shelf
}

/** What is fresh, together with what stands on shelves that still have room for it. */
function shelveFresh(state: State): void {
  const fresh = [...state.fresh.values()]
  const emptied: Shelf[] = []
  let size = fresh.length
  for (const shelf of state.shelves) {
    const live = liveOn(shelf)
    if (size + live > CAPACITY) continue
    size += live
    emptied.push(shelf)
  }
  const old = standing(emptied)
  const source: Source = {
    size,
    at: (place) => (place < old.size ? old.at(place) : (fresh[place - old.size] as Entry)),
  }
  state.fresh = new Map()
  state.shelves = [
    ...state.shelves.filter((shelf) => !emptied.includes(shelf)),
    shelved(state, source),
  ]
}
