import type { UnixSeconds } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Openid4vciTables } from './tables.ts'

/** What an access token gives access to. */
export interface StoredToken {
  readonly awardId: string
  /** Thumbprint of the key it is bound to; a bearer token has none. */
  readonly dpopKey: string | undefined
}

/** Access tokens, by their hash. */
export const accessTokenStore = (db: Db) => {
  const tables = db.tables<Openid4vciTables>()
  return {
    add: async (
      token: StoredToken & { readonly hash: string; readonly expiresAt: UnixSeconds },
    ) => {
      await tables
        .insertInto('issuer_access_token')
        .values({
          token_hash: token.hash,
          award_id: token.awardId,
          expires_at: token.expiresAt,
          dpop_key: token.dpopKey ?? null,
        })
        .execute()
    },
    find: (tokenHash: string, now: UnixSeconds): Promise<StoredToken | undefined> =>
      tables
        .selectFrom('issuer_access_token')
        .select(['award_id', 'dpop_key'])
        .where('token_hash', '=', tokenHash)
        .where('expires_at', '>', now)
        .executeTakeFirst()
        .then((row) => row && { awardId: row.award_id, dpopKey: row.dpop_key ?? undefined }),
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
