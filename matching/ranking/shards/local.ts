/**
 * A shard: a catalogue of a part of the jobs, weighed by the statistics of all.
 *
 * @module
 */

import type { SkillSpace } from '../../../skills/index.ts'
import { createCatalogue, type Frozen } from '../catalogue.ts'
import { type FoundJobs, scoreAt } from '../found.ts'
import { explainFound, findJobs, idAt } from '../rank.ts'
import { type Refusal, readSnapshot, writeSnapshot } from '../snapshot/snapshot.ts'
import type { Shard, Start, Started, TaskName, Tasks, Written } from './protocol.ts'

type Later<T> = T | Promise<T>
type Work = {
  readonly [Name in TaskName]: (ask: Tasks[Name]['ask']) => Later<Tasks[Name]['answer']>
}

export function shardWork(space: SkillSpace): Work {
  let catalogue = createCatalogue(space)
  let frozen: Frozen | undefined
  const write = async ({ path, history, part }: Written): Promise<undefined> => {
    const now = frozen
    frozen = undefined
    if (now) await writeSnapshot(path, now, { space, history, unique: part.set, part })
    return undefined
  }
  const start = async ({ path, history }: Start): Promise<Started | Refusal> => {
    const read = await readSnapshot(path, { space, historyAt: async () => history })
    if (typeof read === 'string') return read
    catalogue = createCatalogue(space, read)
    return { size: catalogue.size, counted: catalogue.counted() }
  }
  const open = new Map<number, FoundJobs>()
  return {
    add: (versions) => {
      catalogue.add(versions)
      return undefined
    },
    remove: (ended) => {
      catalogue.remove(ended)
      return undefined
    },
    reach: (asOf) => {
      catalogue.reach(asOf, false)
      return catalogue.size
    },
    tally: () => catalogue.tally(),
    count: ({ asOf, tally }) => {
      catalogue.count(tally, asOf)
      return undefined
    },
    find: ({ query, input }) => {
      const found = findJobs(catalogue, input)
      open.set(query, found)
      return {
        ids: found.places.map((_, at) => idAt(found, at)),
        first: Float64Array.from(found.places, ({ score }) => score),
        full: Float64Array.from(found.places, (_, at) => scoreAt(found, at)),
      }
    },
    explain: ({ query, chosen }) => {
      const found = open.get(query)
      open.delete(query)
      return found ? explainFound(found, chosen) : []
    },
    freeze: () => {
      frozen = catalogue.freeze()
      return undefined
    },
    ...{ write, start },
  }
}

/** A shard in this thread. */
export function localShard(space: SkillSpace): Shard {
  const work = shardWork(space)
  return {
    run: async (task, ask) => (work[task] as (given: typeof ask) => never)(ask),
    close: async () => undefined,
  }
}
