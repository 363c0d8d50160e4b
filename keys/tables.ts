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

/** A certificate that one of our keys got. */
export interface CertificateTable {
  /** DID URL of the key, or `anchor` and the key. */
  readonly owner: string
  readonly der: Uint8Array
  readonly not_before: number
  readonly not_after: number
}

export interface KeysTables {
  readonly keys_key: KeyTable
  readonly keys_certificate: CertificateTable
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
  'keys-003-certificate': async (db, columns) => {
    await db.schema
      .createTable('keys_certificate')
      .addColumn('owner', 'text', (column) => column.notNull())
      .addColumn('der', columns.bytes, (column) => column.notNull())
      .addColumn('not_before', columns.time, (column) => column.notNull())
      .addColumn('not_after', columns.time, (column) => column.notNull())
      .addPrimaryKeyConstraint('keys_certificate_key', ['owner', 'not_before'])
      .execute()
  },
}
