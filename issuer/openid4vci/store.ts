import type { UnixSeconds } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Openid4vciTables } from './tables.ts'

/** Access tokens, by their hash. */
export const accessTokenStore = (db: Db) => {
  const tables = db.tables<Openid4vciTables>()
  return {
    add: async (tokenHash: string, awardId: string, expiresAt: UnixSeconds): Promise<void> => {
      await tables
        .insertInto('issuer_access_token')
        .values({ token_hash: tokenHash, award_id: awardId, expires_at: expiresAt })
        .execute()
    },
    awardOf: (tokenHash: string, now: UnixSeconds): Promise<string | undefined> =>
      tables
        .selectFrom('issuer_access_token')
        .select('award_id')
        .where('token_hash', '=', tokenHash)
        .where('expires_at', '>', now)
        .executeTakeFirst()
        .then((row) => row?.award_id),
    removeExpired: async (now: UnixSeconds): Promise<void> => {
      await tables.deleteFrom('issuer_access_token').where('expires_at', '<=', now).execute()
    },
  }
}

/** Nonces that were used, until they expire. */
export const nonceStore = (db: Db) => {
  const tables = db.tables<Openid4vciTables>()
  return {
    /** `false` when it was used before. */
    use: async (nonceHash: string, expiresAt: UnixSeconds): Promise<boolean> => {
      const { numInsertedOrUpdatedRows } = await tables
        .insertInto('issuer_used_nonce')
        .values({ nonce_hash: nonceHash, expires_at: expiresAt })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst()
      return numInsertedOrUpdatedRows === 1n
    },
    removeExpired: async (now: UnixSeconds): Promise<void> => {
      await tables.deleteFrom('issuer_used_nonce').where('expires_at', '<=', now).execute()
    },
  }
}
