/**
 * Open jobs in memory: a large shelf, a small one for what changed since, and how rare skills are.
 *
 * @module
 */

import { emptySpace, type SkillSpace } from '../../skills/index.ts'
import type { DatedVersion } from '../jobs/store.ts'
import type { Scale } from './query.ts'
import { type Entry, entryOf, merged, placeOf, type Shelf, shelve } from './shelf.ts'
import { countStatistics, measureShelf, type Statistics, statisticsChange } from './statistics.ts'
import { createTitles, type Titles } from './titles.ts'
import { createVocabulary, type Vocabulary } from './vocabulary.ts'

export interface Catalogue {
  /** The change up to which it holds. */
  readonly asOf: number
  readonly size: number
  readonly taxonomyVersion: string
  readonly scale: Scale
  readonly titles: Titles
  readonly shelves: readonly Shelf[]
}

export interface LiveCatalogue extends Catalogue {
  /** Takes in what changed up to `asOf`: versions that began or ended, in any order. */
  apply(changed: readonly DatedVersion[], asOf: number): void
}

/** Changed jobs that are kept apart before everything is shelved anew. */
const RECENT = 2048

const EMPTY: Shelf = shelve(
  {
    size: 0,
    at: () => {
      throw new RangeError('nothing is shelved')
    },
  },
  0,
)

interface State {
  readonly vocabulary: Vocabulary
  main: Shelf
  recent: Shelf
  statistics: Statistics
  asOf: number
}

export function createCatalogue(space: SkillSpace = emptySpace()): LiveCatalogue {
  const vocabulary = createVocabulary(space)
  const titles = createTitles(space)
  const state: State = {
    vocabulary,
    main: EMPTY,
    recent: EMPTY,
    statistics: countStatistics([], vocabulary, 0),
    asOf: 0,
  }
  const take = (version: DatedVersion) => entryOf(version, vocabulary, titles.wordsOf)
  return {
    get asOf() {
      return state.asOf
    },
    get size() {
      return sizeOf(state.main) + sizeOf(state.recent)
    },
    get scale() {
      return { vocabulary, statistics: state.statistics }
    },
    get shelves() {
      return [state.main, state.recent]
    },
    taxonomyVersion: space.version,
    titles,
    apply: (changed, asOf) => {
      const counted = statisticsChange(asOf)
      if (counted > state.asOf) {
        takeIn(state, changed, { to: counted, take })
        state.statistics = countStatistics([state.main, state.recent], vocabulary, counted)
        measureShelf(state.main, state.statistics, vocabulary)
      }
      takeIn(state, changed, { to: asOf, take })
      measureShelf(state.recent, state.statistics, vocabulary)
    },
  }
}

const sizeOf = ({ gone }: Shelf): number => gone.reduce((sum, one) => sum - one, gone.length)

interface Step {
  readonly to: number
  readonly take: (version: DatedVersion) => Entry
}

/** Brings the shelves from one change to another. */
function takeIn(state: State, changed: readonly DatedVersion[], { to, take }: Step): void {
  const after = changed.filter(
    ({ since, until }) =>
      (since > state.asOf && since <= to) ||
      (until !== undefined && until > state.asOf && until <= to),
  )
  const fresh = new Map(entriesOn(state.recent).map((entry) => [entry.id, entry]))
  for (const { id } of after) {
    fresh.delete(id)
    const place = placeOf(state.main, id)
    if (place >= 0) state.main.gone[place] = 1
  }
  for (const version of after) {
    const holds = version.since <= to && (version.until === undefined || version.until > to)
    if (holds) fresh.set(version.id, take(version))
  }
  state.asOf = to
  place(state, [...fresh.values()])
}

function entriesOn(shelf: Shelf): readonly Entry[] {
  const { size, at } = merged(shelf, [])
  return Array.from({ length: size }, (_, place) => at(place))
}

function place(state: State, fresh: readonly Entry[]): void {
  const skills = state.vocabulary.size
  if (fresh.length <= Math.max(RECENT, state.main.entries.size / 64)) {
    state.recent = shelve(merged(EMPTY, fresh), skills)
    return
  }
  state.main = shelve(merged(state.main, fresh), skills)
  state.recent = EMPTY
  measureShelf(state.main, state.statistics, state.vocabulary)
}
