import type { Migrations } from '../../platform/db/migrate.ts'

export interface AccessTokenTable {
  readonly token_hash: string
  readonly award_id: string
  readonly expires_at: number
  /** Thumbprint of the key it is bound to (RFC 9449); `null` for a bearer token. */
  readonly dpop_key: string | null
  /** Authorization that it came of; `null` for one that came of a pre-authorized code. */
  readonly authorization_id: string | null
  /** JSON: configurations it is good for; `null` for all. */
  readonly configurations: string | null
  /** From when certificates are signed; `null` for at once. */
  readonly ready_at: number | null
}

/** Requests for certificates that are signed later. */
export interface DeferredTable {
  readonly transaction_hash: string
  readonly award_id: string
  readonly request: Uint8Array
  readonly ready_at: number
  readonly expires_at: number
}

/** What was handed over, and what the wallet told of it. */
export interface NotificationTable {
  readonly notification_hash: string
  readonly award_id: string
  readonly event: string
  readonly expires_at: number
}

/** Nonces that a proof has used. */
export interface UsedNonceTable {
  readonly nonce_hash: string
  readonly expires_at: number
}

export interface Openid4vciTables {
  readonly issuer_access_token: AccessTokenTable
  readonly issuer_used_nonce: UsedNonceTable
  readonly issuer_deferred: DeferredTable
  readonly issuer_notification: NotificationTable
}

export const openid4vciMigrations: Migrations = {
  'issuer-010-access-token': async (db, columns) => {
    await db.schema
      .createTable('issuer_access_token')
      .addColumn('token_hash', 'text', (column) => column.primaryKey())
      .addColumn('award_id', 'text', (column) => column.notNull())
      .addColumn('expires_at', columns.time, (column) => column.notNull())
      .execute()
    await db.schema
      .createTable('issuer_used_nonce')
      .addColumn('nonce_hash', 'text', (column) => column.primaryKey())
      .addColumn('expires_at', columns.time, (column) => column.notNull())
      .execute()
  },
  'issuer-011-access-token-key': async (db) => {
    await db.schema.alterTable('issuer_access_token').addColumn('dpop_key', 'text').execute()
  },
  'issuer-013-access-token-authorization': async (db) => {
    const table = () => db.schema.alterTable('issuer_access_token')
    await table().addColumn('authorization_id', 'text').execute()
    await table().addColumn('configurations', 'text').execute()
  },
  'issuer-015-deferred': async (db, columns) => {
    await db.schema.alterTable('issuer_access_token').addColumn('ready_at', columns.time).execute()
    await db.schema
      .createTable('issuer_deferred')
      .addColumn('transaction_hash', 'text', (column) => column.primaryKey())
      .addColumn('award_id', 'text', (column) => column.notNull())
      .addColumn('request', columns.bytes, (column) => column.notNull())
      .addColumn('ready_at', columns.time, (column) => column.notNull())
      .addColumn('expires_at', columns.time, (column) => column.notNull())
      .execute()
    await db.schema
      .createTable('issuer_notification')
      .addColumn('notification_hash', 'text', (column) => column.primaryKey())
      .addColumn('award_id', 'text', (column) => column.notNull())
      .addColumn('event', 'text', (column) => column.notNull())
      .addColumn('expires_at', columns.time, (column) => column.notNull())
      .execute()
    for (const table of ['issuer_deferred', 'issuer_notification']) {
      await db.schema.createIndex(`${table}_award`).on(table).column('award_id').execute()
    }
  },
}
