import type { UnixSeconds } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Openid4vciTables } from './tables.ts'

export interface StoredDeferred {
  /** Hash of the transaction's name. */
  readonly id: string
  readonly awardId: string
  /** Sealed: form and holders. */
  readonly request: Uint8Array
  readonly readyAt: UnixSeconds
  readonly expiresAt: UnixSeconds
}

/** Requests that wait for their time. */
export const deferredStore = (db: Db) => {
  const tables = db.tables<Openid4vciTables>()
  return {
    add: async (deferred: StoredDeferred): Promise<void> => {
      await tables
        .insertInto('issuer_deferred')
        .values({
          transaction_hash: deferred.id,
          award_id: deferred.awardId,
          request: deferred.request,
          ready_at: deferred.readyAt,
          expires_at: deferred.expiresAt,
        })
        .execute()
    },
    find: (id: string, now: UnixSeconds): Promise<StoredDeferred | undefined> =>
      tables
        .selectFrom('issuer_deferred')
        .select(['award_id', 'request', 'ready_at', 'expires_at'])
        .where('transaction_hash', '=', id)
        .where('expires_at', '>', now)
        .executeTakeFirst()
        .then(
          (row) =>
            row && {
              id,
              awardId: row.award_id,
              request: new Uint8Array(row.request),
              readyAt: row.ready_at,
              expiresAt: row.expires_at,
            },
        ),
    remove: async (id: string): Promise<void> => {
      await tables.deleteFrom('issuer_deferred').where('transaction_hash', '=', id).execute()
    },
    removeExpired: async (now: UnixSeconds): Promise<void> => {
      await tables.deleteFrom('issuer_deferred').where('expires_at', '<=', now).execute()
    },
    removeOf: async (awardIds: readonly string[]): Promise<void> => {
      if (awardIds.length === 0) return
      await tables.deleteFrom('issuer_deferred').where('award_id', 'in', awardIds).execute()
    },
  }
}
