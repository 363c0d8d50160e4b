/**
 * A shard: a catalogue of a part of the jobs, weighed by the statistics of all.
 *
 * @module
 */

import type { SkillSpace } from '../../../skills/index.ts'
import { createCatalogue } from '../catalogue.ts'
import { explainFound, type FoundJobs, findJobs } from '../rank.ts'
import { idOf } from '../shelf.ts'
import type { Shard, TaskName, Tasks } from './protocol.ts'

type Work = {
  readonly [Name in TaskName]: (ask: Tasks[Name]['ask']) => Tasks[Name]['answer']
}

export function shardWork(space: SkillSpace): Work {
  const catalogue = createCatalogue(space)
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
        ids: found.jobs.map(({ place: { shelf, job } }) => idOf(shelf, job)),
        first: Float64Array.from(found.jobs, ({ place }) => place.score),
        full: Float64Array.from(found.jobs, ({ score }) => score),
      }
    },
    explain: ({ query, chosen }) => {
      const found = open.get(query)
      open.delete(query)
      if (!found) return []
      return explainFound(
        found,
        chosen.flatMap((at) => found.jobs[at] ?? []),
      )
    },
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
