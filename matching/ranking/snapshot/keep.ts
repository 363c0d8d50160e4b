/**
 * Which snapshot a process starts from, and when it writes the next.
 *
 * @module
 */

import { join } from 'node:path'
import type { Ground } from '../../../platform/ground.ts'
import { newId } from '../../../platform/id.ts'
import type { SkillSpace } from '../../../skills/index.ts'
import { jobFeed } from '../../jobs/feed/store.ts'
import type { Frozen, LiveCatalogue } from '../catalogue.ts'
import { readSnapshot, writeSnapshot } from './snapshot.ts'

export type SnapshotDeps = Pick<Ground, 'db' | 'clock' | 'random' | 'config' | 'log'> & {
  /** Jobs from which on a snapshot is kept. */
  readonly worthIt?: number
}

export interface Snapshots {
  /** Nothing when there is none that can be used; why stands in the log. */
  read(): Promise<Frozen | undefined>
  /** Writes one when statistics were counted since the last; nobody waits for it. */
  keep(catalogue: LiveCatalogue): void
}

/** Fewer jobs are read from the database as quickly. */
const WORTH_IT = 4096

export function keepSnapshots(deps: SnapshotDeps, space: SkillSpace): Snapshots {
  const { db, clock, random, log, worthIt = WORTH_IT } = deps
  const path = snapshotPath(deps.config)
  const { historyAt } = jobFeed(db)
  let kept = 0
  let writing = false
  const write = async (frozen: Frozen): Promise<void> => {
    const history = await historyAt(frozen.asOf)
    if (!history) return
    const unique = newId(random, clock())
    await writeSnapshot(path, frozen, { space, history, unique })
    kept = frozen.countedAt
  }
  return {
    read: async () => {
      const found = await readSnapshot(path, { space, historyAt }).catch(() => 'damaged' as const)
      if (typeof found !== 'string') {
        kept = found.countedAt
        return found
      }
      if (found !== 'absent') log.warn({ path, reason: found }, 'snapshot of jobs not used')
      return undefined
    },
    keep: (catalogue) => {
      const { size, scale } = catalogue
      if (writing || size < worthIt || scale.statistics.asOf === kept) return
      writing = true
      write(catalogue.freeze())
        .catch((error: unknown) => log.warn({ path, error }, 'snapshot of jobs not written'))
        .finally(() => {
          writing = false
        })
    },
  }
}

export const snapshotPath = ({ dataDir }: Pick<Ground['config'], 'dataDir'>): string =>
  join(dataDir, 'ranking', 'jobs.snapshot')
