/**
 * What is said between those who hold a part of the jobs and the one who asks them all.
 *
 * Statistics are of all jobs, so shards tell what they counted and are told the whole. A ranking takes
 * two rounds: the best of each shard by the first stage with their full scores, of which the best of
 * all are chosen as if they lay together; then the contributions of those few.
 *
 * @module
 */

import type { History } from '../../jobs/feed/store.ts'
import type { DatedVersion } from '../../jobs/store.ts'
import type { Ended } from '../catalogue.ts'
import type { RankedJob, RankingInput } from '../rank.ts'
import type { Part, Refusal } from '../snapshot/snapshot.ts'
import type { NamedTally } from '../statistics.ts'

export interface Tasks {
  readonly add: { ask: readonly Omit<DatedVersion, 'until'>[]; answer: undefined }
  readonly remove: { ask: readonly Ended[]; answer: undefined }
  /** Holds up to a change from now on; answers how many jobs that are. */
  readonly reach: { ask: number; answer: number }
  readonly tally: { ask: undefined; answer: NamedTally }
  /** Statistics of all shards, counted at a change. */
  readonly count: { ask: { readonly asOf: number; readonly tally: NamedTally }; answer: undefined }
  readonly find: { ask: { readonly query: number; readonly input: RankingInput }; answer: Found }
  /** Of the query, by places in what was found; the query is done with then. */
  readonly explain: {
    ask: { readonly query: number; readonly chosen: readonly number[] }
    answer: readonly RankedJob[]
  }
  /** Holds fast how the jobs are now, to be written. */
  readonly freeze: { ask: undefined; answer: undefined }
  /** Writes what was held fast; other tasks are done meanwhile. */
  readonly write: { ask: Written; answer: undefined }
  /** Begins with what was written, if it is sound. */
  readonly start: { ask: Start; answer: Started | Refusal }
}

export interface Written {
  readonly path: string
  readonly history: History
  readonly part: Part
}

export interface Start {
  readonly path: string
  /** What the database says of the change it holds up to. */
  readonly history: History
  /** Skills that are named in it. */
  readonly skills: readonly string[]
}

export interface Started {
  readonly size: number
  /** Of all shards, at the change whose statistics are in use. */
  readonly counted: NamedTally
}

export type TaskName = keyof Tasks

/** The best of a shard by the first stage: what they have there, and by the full formula. */
export interface Found {
  readonly ids: readonly string[]
  readonly first: Float64Array
  readonly full: Float64Array
}

/** A part of the jobs, here or in a thread; tasks are done in the order they come. */
export interface Shard {
  run<Name extends TaskName>(task: Name, ask: Tasks[Name]['ask']): Promise<Tasks[Name]['answer']>
  close(): Promise<void>
}
