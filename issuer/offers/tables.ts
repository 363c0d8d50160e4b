import type { Migrations } from '../../platform/db/migrate.ts'

export interface OfferTable {
  readonly id: string
  readonly award_id: string
  readonly code_hash: string
  /** Sealed, for an offer is read more than once. */
  readonly code: Uint8Array
  readonly reference_hash: string
  readonly tx_code_hash: string | null
  readonly attempts_left: number
  readonly expires_at: number
  readonly redeemed_at: number | null
  /** How a wallet gets at the certificate: a code that it holds, or the owner's sign-in. */
  readonly grant_kind: string
  /** What is demanded of the wallet. */
  readonly profile: string
  /** From when the certificate is signed; `null` for at once. */
  readonly ready_at: number | null
}

export interface OffersTables {
  readonly issuer_offer: OfferTable
}

export const offersMigrations: Migrations = {
  'issuer-009-offer': async (db, columns) => {
    await db.schema
      .createTable('issuer_offer')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('award_id', 'text', (column) => column.notNull())
      .addColumn('code_hash', 'text', (column) => column.notNull().unique())
      .addColumn('code', columns.bytes, (column) => column.notNull())
      .addColumn('reference_hash', 'text', (column) => column.notNull().unique())
      .addColumn('tx_code_hash', 'text')
      .addColumn('attempts_left', 'integer', (column) => column.notNull())
      .addColumn('expires_at', columns.time, (column) => column.notNull())
      .addColumn('redeemed_at', columns.time)
      .execute()
    await db.schema
      .createIndex('issuer_offer_expiry')
      .on('issuer_offer')
      .column('expires_at')
      .execute()
    await db.schema
      .createIndex('issuer_offer_award')
      .on('issuer_offer')
      .column('award_id')
      .execute()
  },
  'issuer-014-offer-grant': async (db) => {
    await db.schema
      .alterTable('issuer_offer')
      .addColumn('grant_kind', 'text', (column) =>
        column.notNull().defaultTo('pre-authorized_code'),
      )
      .execute()
  },
  'issuer-016-offer-terms': async (db, columns) => {
    const table = () => db.schema.alterTable('issuer_offer')
    await table()
      .addColumn('profile', 'text', (column) => column.notNull().defaultTo('open'))
      .execute()
    await table().addColumn('ready_at', columns.time).execute()
  },
}
