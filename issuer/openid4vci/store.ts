import type { UnixSeconds } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { AuthorizationTables } from '../authorization/tables.ts'
import type { Openid4vciTables } from './tables.ts'

/** What an access token gives access to. */
export interface StoredToken {
  readonly awardId: string
  /** Thumbprint of the key it is bound to; a bearer token has none. */
  readonly dpopKey: string | undefined
  /** Authorization that it came of, and ends with. */
  readonly authorizationId?: string
  /** Configurations it is good for; all when absent. */
  readonly configurations?: readonly string[]
  /** From when certificates are signed; at once when absent. */
  readonly readyAt?: UnixSeconds
}

/** Access tokens, by their hash. */
export const accessTokenStore = (db: Db) => {
  const tables = db.tables<Openid4vciTables & AuthorizationTables>()
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
          authorization_id: token.authorizationId ?? null,
          ready_at: token.readyAt ?? null,
          configurations: token.configurations ? JSON.stringify(token.configurations) : null,
        })
        .execute()
    },
    /** The token, unless what it came of was revoked. */
    find: async (tokenHash: string, now: UnixSeconds): Promise<StoredToken | undefined> => {
      const row = await tables
        .selectFrom('issuer_access_token as token')
        .leftJoin('issuer_authorization as origin', 'origin.id', 'token.authorization_id')
        .select([
          'token.award_id',
          'token.dpop_key',
          'token.configurations',
          'token.ready_at',
          'origin.id',
        ])
        .where('token.token_hash', '=', tokenHash)
        .where('token.expires_at', '>', now)
        .where(({ eb, or }) =>
          or([eb('token.authorization_id', 'is', null), eb('origin.state', '=', 'redeemed')]),
        )
        .executeTakeFirst()
      if (!row) return undefined
      return {
        awardId: row.award_id,
        dpopKey: row.dpop_key ?? undefined,
        ...(row.ready_at !== null && { readyAt: row.ready_at }),
        ...(row.id !== null && { authorizationId: row.id }),
        ...(row.configurations !== null && {
          configurations: JSON.parse(row.configurations) as readonly string[],
        }),
      }
    },
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
