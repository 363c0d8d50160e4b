/**
 * The jobs parted among threads, as a catalogue that ranks by them and holds none itself.
 *
 * @module
 */

import type { SkillSpace } from '../../../skills/index.ts'
import { type Catalogue, createCatalogue } from '../catalogue.ts'
import type { RankedJob, RankingInput } from '../rank.ts'
import { type Sharded, shardedRanker } from './sharded.ts'
import { threadShard } from './thread.ts'

/** Where `rank` is there, it ranks instead of the catalogue's own shelves. */
export type RankingCatalogue = Catalogue & {
  readonly rank?: (input: RankingInput) => Promise<readonly RankedJob[]>
}

export interface Threads extends Sharded {
  /** As of now, with the statistics of all jobs. */
  catalogue(): RankingCatalogue
}

export function createThreads(space: SkillSpace, count: number): Threads {
  const local = createCatalogue(space)
  const shards = Array.from({ length: count }, () => threadShard(space))
  const sharded = shardedRanker(shards, local.count)
  return {
    ...sharded,
    get asOf() {
      return sharded.asOf
    },
    get size() {
      return sharded.size
    },
    catalogue: () => {
      const { asOf, size, rank } = sharded
      return { ...local, asOf, size, rank }
    },
  }
}
