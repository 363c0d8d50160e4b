import { sql } from 'kysely'
import type { Migrations } from '../platform/db/migrate.ts'

export interface KeyTable {
  readonly id: string
  readonly ring: string
  readonly name: string
  /** What was asked for: `did:key`, or the did:web. */
  readonly method: string
  readonly did: string
  readonly algorithm: string
  readonly public_multibase: string
  readonly public_jwk: string
  /** Where the private half lives: `file`, `pkcs11` or `aws-kms`. */
  readonly vault: string
  readonly state: string
  readonly created_at: number
  /** End of use: retired in good order. */
  readonly retired_at: number | null
  /** Since when it can no longer be trusted. */
  readonly revoked_at: number | null
}

export interface KeysTables {
  readonly keys_key: KeyTable
}

export const keysMigrations: Migrations = {
  'keys-001-key': async (db, columns) => {
    await db.schema
      .createTable('keys_key')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('ring', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('method', 'text', (column) => column.notNull())
      .addColumn('did', 'text', (column) => column.notNull())
      .addColumn('algorithm', 'text', (column) => column.notNull())
      .addColumn('public_multibase', 'text', (column) => column.notNull().unique())
      .addColumn('public_jwk', columns.json, (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('created_at', columns.time, (column) => column.notNull())
      .addColumn('retired_at', columns.time)
      .addColumn('revoked_at', columns.time)
      .execute()
    await db.schema
      .createIndex('keys_key_one_active')
      .unique()
      .on('keys_key')
      .columns(['ring', 'name', 'method', 'algorithm'])
      .where(sql.ref('state'), '=', sql.lit('active'))
      .execute()
    await db.schema.createIndex('keys_key_did').on('keys_key').column('did').execute()
  },
  'keys-002-vault': async (db) => {
    await db.schema
      .alterTable('keys_key')
      .addColumn('vault', 'text', (column) => column.notNull().defaultTo('file'))
      .execute()
  },
}
