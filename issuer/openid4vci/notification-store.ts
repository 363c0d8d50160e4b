import type { UnixSeconds } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Openid4vciTables } from './tables.ts'

/** What was handed over, by the hash of the name it was given, and what wallets told of it last. */
export const notificationStore = (db: Db) => {
  const tables = db.tables<Openid4vciTables>()
  return {
    add: async (handed: {
      readonly id: string
      readonly awardId: string
      readonly expiresAt: UnixSeconds
    }): Promise<void> => {
      await tables
        .insertInto('issuer_notification')
        .values({
          notification_hash: handed.id,
          award_id: handed.awardId,
          event: '',
          expires_at: handed.expiresAt,
        })
        .execute()
    },
    awardOf: (id: string, now: UnixSeconds): Promise<string | undefined> =>
      tables
        .selectFrom('issuer_notification')
        .select('award_id')
        .where('notification_hash', '=', id)
        .where('expires_at', '>', now)
        .executeTakeFirst()
        .then((row) => row?.award_id),
    /** `false` when it was told so before. */
    tell: async (id: string, event: string): Promise<boolean> => {
      const { numUpdatedRows } = await tables
        .updateTable('issuer_notification')
        .set({ event })
        .where('notification_hash', '=', id)
        .where('event', '!=', event)
        .executeTakeFirst()
      return numUpdatedRows === 1n
    },
    removeExpired: async (now: UnixSeconds): Promise<void> => {
      await tables.deleteFrom('issuer_notification').where('expires_at', '<=', now).execute()
    },
    removeOf: async (awardIds: readonly string[]): Promise<void> => {
      if (awardIds.length === 0) return
      await tables.deleteFrom('issuer_notification').where('award_id', 'in', awardIds).execute()
    },
  }
}
