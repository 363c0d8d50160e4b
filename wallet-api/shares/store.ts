import type { UnixSeconds } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { WalletTables } from '../tables.ts'

export interface ShareRow {
  readonly id: string
  readonly credentialId: string
  readonly linkKey: Uint8Array
  readonly createdAt: UnixSeconds
  readonly expiresAt: UnixSeconds
  readonly views: number
  readonly viewedAt: UnixSeconds | undefined
}

const COLUMNS = [
  'id',
  'credential_id',
  'link_key',
  'created_at',
  'expires_at',
  'views',
  'viewed_at',
] as const

/** Makes and ends links; what they open is ciphertext. */
export const shareStore = (db: Db) => {
  const tables = db.tables<WalletTables>()
  return {
    add: async (share: {
      readonly id: string
      readonly personId: string
      readonly credentialId: string
      readonly iv: Uint8Array
      readonly ciphertext: Uint8Array
      readonly linkKey: Uint8Array
      readonly createdAt: UnixSeconds
      readonly expiresAt: UnixSeconds
    }): Promise<void> => {
      await tables
        .insertInto('wallet_share')
        .values({
          id: share.id,
          person_id: share.personId,
          credential_id: share.credentialId,
          iv: share.iv,
          ciphertext: share.ciphertext,
          link_key: share.linkKey,
          created_at: share.createdAt,
          expires_at: share.expiresAt,
          views: 0,
          viewed_at: null,
        })
        .execute()
    },
    remove: async (personId: string, id: string): Promise<boolean> => {
      const { numDeletedRows } = await tables
        .deleteFrom('wallet_share')
        .where('person_id', '=', personId)
        .where('id', '=', id)
        .executeTakeFirst()
      return numDeletedRows > 0n
    },
    /** All links of a credential, or of the person. */
    removeAll: async (personId: string, credentialId?: string): Promise<number> => {
      const { numDeletedRows } = await tables
        .deleteFrom('wallet_share')
        .where('person_id', '=', personId)
        .$if(credentialId !== undefined, (query) =>
          query.where('credential_id', '=', credentialId ?? ''),
        )
        .executeTakeFirst()
      return Number(numDeletedRows)
    },
  }
}

/** Finds links, and what they open. */
export const shareReader = (db: Db) => {
  const tables = db.tables<WalletTables>()
  return {
    /** Links of a credential, or of all, newest first. */
    list: async (personId: string, credentialId?: string): Promise<readonly ShareRow[]> => {
      const rows = await tables
        .selectFrom('wallet_share')
        .select(COLUMNS)
        .where('person_id', '=', personId)
        .$if(credentialId !== undefined, (query) =>
          query.where('credential_id', '=', credentialId ?? ''),
        )
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .execute()
      return rows.map((row) => ({
        id: row.id,
        credentialId: row.credential_id,
        linkKey: row.link_key,
        createdAt: row.created_at,
        expiresAt: row.expires_at,
        views: row.views,
        viewedAt: row.viewed_at ?? undefined,
      }))
    },
    /** What a link opens, counted as seen when it has not expired. */
    view: async (id: string, now: UnixSeconds) => {
      await tables
        .updateTable('wallet_share')
        .set((eb) => ({ views: eb('views', '+', 1), viewed_at: now }))
        .where('id', '=', id)
        .where('expires_at', '>', now)
        .execute()
      return tables
        .selectFrom('wallet_share')
        .select(['iv', 'ciphertext', 'expires_at'])
        .where('id', '=', id)
        .executeTakeFirst()
    },
  }
}
