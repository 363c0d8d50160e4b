/**
 * Many shards as one ranker: the same ranking, byte for byte, as if all jobs lay together.
 *
 * @module
 */

import { createHash } from 'node:crypto'
import type { DatedVersion } from '../../jobs/store.ts'
import type { Ended } from '../catalogue.ts'
import { FULLY_SCORED, type RankedJob, type RankingInput } from '../rank.ts'
import type { Refusal } from '../snapshot/snapshot.ts'
import { type NamedTally, statisticsChange, sumTallies } from '../statistics.ts'
import type { Found, Shard, Start, Started, Written } from './protocol.ts'

export interface Sharded {
  readonly asOf: number
  readonly size: number
  add(versions: readonly Omit<DatedVersion, 'until'>[]): Promise<void>
  remove(ended: readonly Ended[]): Promise<void>
  reach(asOf: number): Promise<void>
  rank(input: RankingInput): Promise<readonly RankedJob[]>
  /** Begins with what was written; a refusal leaves the shards of no use. */
  start(starts: readonly Start[], moment: StartMoment): Promise<Refusal | undefined>
  /** Holds fast how the jobs are now, in each shard. */
  freeze(): Promise<void>
  write(parts: readonly Written[]): Promise<void>
  close(): Promise<void>
}

/** What the files say together. */
export interface StartMoment {
  readonly asOf: number
  readonly countedAt: number
}

/** @param told - hears the statistics of all whenever they are counted */
export function shardedRanker(
  shards: readonly Shard[],
  told: (tally: NamedTally, asOf: number) => void = () => undefined,
): Sharded {
  let asOf = 0
  let size = 0
  let queries = 0
  const all = <T>(work: (shard: Shard, at: number) => Promise<T>): Promise<readonly T[]> =>
    Promise.all(shards.map(work))
  return {
    get asOf() {
      return asOf
    },
    get size() {
      return size
    },
    add: async (versions) => {
      const parts = partsOf(versions, shards.length)
      await all((shard, at) => shard.run('add', parts[at] ?? []))
    },
    remove: async (ended) => {
      const parts = partsOf(ended, shards.length)
      await all((shard, at) => shard.run('remove', parts[at] ?? []))
    },
    reach: async (to) => {
      asOf = to
      if (statisticsChange(to) === to) {
        const tally = sumTallies(await all((shard) => shard.run('tally', undefined)))
        await all((shard) => shard.run('count', { asOf: to, tally }))
        told(tally, to)
      }
      const sizes = await all((shard) => shard.run('reach', to))
      size = sizes.reduce((sum, one) => sum + one, 0)
    },
    rank: async (input) => {
      const query = queries++
      const found = await all((shard) => shard.run('find', { query, input }))
      const chosen = chooseBest(found, input.k)
      const explained = await all((shard, at) =>
        shard.run('explain', {
          query,
          chosen: chosen.filter((one) => one.shard === at).map(({ place }) => place),
        }),
      )
      const next = explained.map((jobs) => jobs.values())
      return chosen.flatMap(({ shard }) => next[shard]?.next().value ?? [])
    },
    start: async (starts, moment) => {
      const answers = await all((shard, at) => shard.run('start', starts[at] as Start))
      const refused = answers.find((answer) => typeof answer === 'string')
      if (refused !== undefined) return refused as Refusal
      const started = answers as readonly Started[]
      asOf = moment.asOf
      size = started.reduce((sum, one) => sum + one.size, 0)
      if (started[0]) told(started[0].counted, moment.countedAt)
      return undefined
    },
    freeze: async () => {
      await all((shard) => shard.run('freeze', undefined))
    },
    write: async (parts) => {
      await all((shard, at) => shard.run('write', parts[at] as Written))
    },
    close: async () => {
      await all((shard) => shard.close())
    },
  }
}

/** A job stays where it is, whatever its version. */
export const shardOf = (id: string, shards: number): number =>
  createHash('sha256').update(id).digest().readUInt32BE() % shards

function partsOf<T extends { readonly id: string }>(
  all: readonly T[],
  shards: number,
): readonly (readonly T[])[] {
  const parts = Array.from({ length: shards }, (): T[] => [])
  for (const one of all) parts[shardOf(one.id, shards)]?.push(one)
  return parts
}

interface Candidate {
  readonly shard: number
  readonly place: number
  readonly id: string
  readonly first: number
  readonly full: number
}

/** As one process would: the best thousand by the first stage, of them the best by the formula. */
function chooseBest(found: readonly Found[], k: number): readonly Candidate[] {
  const candidates = found.flatMap(({ ids, first, full }, shard) =>
    ids.map((id, place) => ({
      ...{ shard, place, id },
      first: first[place] ?? 0,
      full: full[place] ?? 0,
    })),
  )
  return candidates
    .sort((a, b) => b.first - a.first || (a.id < b.id ? -1 : 1))
    .slice(0, Math.max(FULLY_SCORED, k))
    .filter(({ full }) => full > 0)
    .sort((a, b) => b.full - a.full || (a.id < b.id ? -1 : 1))
    .slice(0, k)
}
