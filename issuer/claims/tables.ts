import type { Migrations } from '../../platform/db/migrate.ts'

export interface ClaimFileTable {
  readonly award_id: string
  /** Under a key made from the secret of the link, which is not kept. */
  readonly sealed: Uint8Array
  readonly created_at: number
}

export interface ClaimsTables {
  readonly issuer_claim_file: ClaimFileTable
}

export const claimsMigrations: Migrations = {
  'issuer-017-claim-file': async (db, columns) => {
    await db.schema
      .createTable('issuer_claim_file')
      .addColumn('award_id', 'text', (column) => column.primaryKey())
      .addColumn('sealed', columns.bytes, (column) => column.notNull())
      .addColumn('created_at', columns.time, (column) => column.notNull())
      .execute()
  },
}
