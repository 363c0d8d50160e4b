/**
 * Whether it is time to take the wallet away as a file once more.
 *
 * @module
 */

import type { UnixSeconds } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import { unlockerEditor } from '../vault/store.ts'
import { backupStore } from './store.ts'

export interface BackupState {
  /** Absent where the wallet never was taken away. */
  readonly exportedAt?: UnixSeconds
  /** Credentials that are in no file. */
  readonly newCredentials: number
  readonly due: boolean
}

const WEEK = 7 * 86_400 // seconds

/**
 * Due is what came a week ago and is in no file; at once where the server has no way in, because a lost
 * device and a lost recovery code then lose the wallet.
 */
export async function backupState(
  db: Db,
  personId: string,
  now: UnixSeconds,
): Promise<BackupState> {
  const store = backupStore(db)
  const exportedAt = await store.exportedAt(personId)
  const { count, oldest } = await store.receivedAfter(personId, exportedAt ?? -1)
  const ways = await unlockerEditor(db).list(personId)
  const ownOnly = ways.length > 0 && !ways.some(({ kind }) => kind === 'server')
  return {
    newCredentials: count,
    due: oldest !== undefined && (ownOnly || now - oldest >= WEEK),
    ...(exportedAt !== undefined && { exportedAt }),
  }
}
