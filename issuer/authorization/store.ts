import type { Kysely } from 'kysely'
import type { UnixSeconds } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { AuthorizationTables } from './tables.ts'

/** What a wallet asked for, as it was pushed. */
export interface Asked {
  readonly redirectUri: string
  readonly state?: string
  readonly codeChallenge: string
  /** Configurations that the tokens are good for. */
  readonly configurations: readonly string[]
  /** The wallet asked by `authorization_details`, and is answered in them. */
  readonly detailed: boolean
  /** Thumbprint of the key that code and tokens are bound to. */
  readonly dpopKey?: string
  /** What the offer demands of the wallet; nothing when absent. */
  readonly profile?: 'haip'
  /** From when the certificate is signed; at once when absent. */
  readonly readyAt?: UnixSeconds
}

export type AuthorizationState = 'pushed' | 'granted' | 'redeemed' | 'revoked'

export interface StoredAuthorization {
  readonly id: string
  readonly clientId: string
  readonly asked: Asked
  readonly awardId: string | undefined
  readonly state: AuthorizationState
  readonly refreshHash: string | undefined
  readonly expiresAt: UnixSeconds
}

const COLUMNS = [
  'id',
  'client_id',
  'details',
  'award_id',
  'state',
  'refresh_hash',
  'expires_at',
] as const

export const authorizationStore = (db: Db) => {
  const tables = db.tables<AuthorizationTables>()
  return { ...finding(tables), ...stepping(tables), ...keeping(tables) }
}

const finding = (tables: Kysely<AuthorizationTables>) => {
  const by = (column: 'id' | 'request_hash' | 'code_hash', value: string) =>
    tables
      .selectFrom('issuer_authorization')
      .select(COLUMNS)
      .where(column, '=', value)
      .executeTakeFirst()
      .then((row) => row && fromRow(row))
  return {
    byId: (id: string) => by('id', id),
    byRequest: (requestHash: string) => by('request_hash', requestHash),
    byCode: (codeHash: string) => by('code_hash', codeHash),
  }
}

/** Each step is taken once: of two at the same time one is the first. */
const stepping = (tables: Kysely<AuthorizationTables>) => ({
  /** `false` when the person had answered, or it was too late. */
  grant: async (
    id: string,
    granted: {
      readonly awardId: string
      readonly codeHash: string
      readonly now: UnixSeconds
      readonly expiresAt: UnixSeconds
    },
  ): Promise<boolean> => {
    const { numUpdatedRows } = await tables
      .updateTable('issuer_authorization')
      .set({
        state: 'granted',
        award_id: granted.awardId,
        code_hash: granted.codeHash,
        expires_at: granted.expiresAt,
      })
      .where('id', '=', id)
      .where('state', '=', 'pushed')
      .where('expires_at', '>', granted.now)
      .executeTakeFirst()
    return numUpdatedRows === 1n
  },
  /** `false` when the code was redeemed before. */
  redeem: async (
    id: string,
    after: { readonly refreshHash: string | undefined; readonly expiresAt: UnixSeconds },
  ): Promise<boolean> => {
    const { numUpdatedRows } = await tables
      .updateTable('issuer_authorization')
      .set({
        state: 'redeemed',
        refresh_hash: after.refreshHash ?? null,
        expires_at: after.expiresAt,
      })
      .where('id', '=', id)
      .where('state', '=', 'granted')
      .executeTakeFirst()
    return numUpdatedRows === 1n
  },
  /** Puts a new refresh token in the place of one; `false` when that was used before. */
  rotate: async (
    id: string,
    tokens: { readonly from: string; readonly to: string; readonly expiresAt: UnixSeconds },
  ): Promise<boolean> => {
    const { numUpdatedRows } = await tables
      .updateTable('issuer_authorization')
      .set({ refresh_hash: tokens.to, expires_at: tokens.expiresAt })
      .where('id', '=', id)
      .where('state', '=', 'redeemed')
      .where('refresh_hash', '=', tokens.from)
      .executeTakeFirst()
    return numUpdatedRows === 1n
  },
})

const keeping = (tables: Kysely<AuthorizationTables>) => ({
  add: async (
    authorization: Omit<StoredAuthorization, 'state' | 'refreshHash'> & {
      readonly requestHash: string
    },
  ): Promise<void> => {
    await tables
      .insertInto('issuer_authorization')
      .values({
        id: authorization.id,
        request_hash: authorization.requestHash,
        client_id: authorization.clientId,
        details: JSON.stringify(authorization.asked),
        award_id: authorization.awardId ?? null,
        state: 'pushed',
        code_hash: null,
        refresh_hash: null,
        expires_at: authorization.expiresAt,
      })
      .execute()
  },
  /** Ends every token that came of it. */
  revoke: async (id: string): Promise<void> => {
    await tables
      .updateTable('issuer_authorization')
      .set({ state: 'revoked', refresh_hash: null })
      .where('id', '=', id)
      .execute()
  },
  remove: async (id: string): Promise<void> => {
    await tables.deleteFrom('issuer_authorization').where('id', '=', id).execute()
  },
  removeExpired: async (before: UnixSeconds): Promise<void> => {
    await tables.deleteFrom('issuer_authorization').where('expires_at', '<=', before).execute()
  },
  removeOf: async (awardIds: readonly string[]): Promise<void> => {
    if (awardIds.length === 0) return
    await tables.deleteFrom('issuer_authorization').where('award_id', 'in', awardIds).execute()
  },
})

const fromRow = (row: {
  readonly id: string
  readonly client_id: string
  readonly details: string
  readonly award_id: string | null
  readonly state: string
  readonly refresh_hash: string | null
  readonly expires_at: number
}): StoredAuthorization => ({
  id: row.id,
  clientId: row.client_id,
  asked: JSON.parse(row.details) as Asked,
  awardId: row.award_id ?? undefined,
  state: row.state as AuthorizationState,
  refreshHash: row.refresh_hash ?? undefined,
  expiresAt: row.expires_at,
})
