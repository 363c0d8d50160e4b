/**
 * Which snapshot a process starts from, and when it writes the next.
 *
 * @module
 */

import { access, rm } from 'node:fs/promises'
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
export const WORTH_IT = 4096

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
    await removeParts(deps.config, 0)
    kept = frozen.countedAt
  }
  return {
    read: async () => {
      const found = await readSnapshot(path, { space, historyAt }).catch(() => 'damaged' as const)
      if (typeof found !== 'string') {
        kept = found.countedAt
        return found
      }
      const other = found === 'absent' && (await isThere(partPath(deps.config, 0)))
      const reason = other ? 'other-threads' : found
      if (reason !== 'absent') log.warn({ path, reason }, 'snapshot of jobs not used')
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

/** Files of threads from one on, of which there may be none. */
export async function removeParts(config: Pick<Ground['config'], 'dataDir'>, from: number) {
  for (let at = from; await isThere(partPath(config, at)); at++) {
    await rm(partPath(config, at), { force: true })
  }
}

export const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )

/** Of the jobs parted among threads, those of one. */
export const partPath = ({ dataDir }: Pick<Ground['config'], 'dataDir'>, at: number): string =>
  join(dataDir, 'ranking', `jobs.${at}.snapshot`)

export const snapshotPath = ({ dataDir }: Pick<Ground['config'], 'dataDir'>): string =>
  join(dataDir, 'ranking', 'jobs.snapshot')
