import { sql } from 'kysely'
import type { Migrations } from '../../platform/db/migrate.ts'

/** A credential that was signed. The credential itself is the holder's, and not kept. */
export interface CredentialTable {
  readonly id: string
  /** The credential's own id; `null` when it has none. */
  readonly credential_id: string | null
  readonly issuer_ref: string
  readonly did: string
  readonly tenant_id: string
  /** Award it is a form of; `null` when a client asked for it at an instance. */
  readonly award_id: string | null
  readonly form: string
  /** Thumbprint of the holder's key; empty when bound to none. */
  readonly holder_key: string
  readonly state: string
  /** SHA-256 (hex) of the signed bytes. */
  readonly digest: string
  readonly issued_at: number
  /** Client that asked for it. */
  readonly issued_by: string | null
}

export interface IssuedTables {
  readonly issuer_credential: CredentialTable
}

export const issuedMigrations: Migrations = {
  'issuer-003-credential': async (db, columns) => {
    await db.schema
      .createTable('issuer_credential')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('credential_id', 'text')
      .addColumn('issuer_ref', 'text', (column) => column.notNull())
      .addColumn('did', 'text', (column) => column.notNull())
      .addColumn('tenant_id', 'text', (column) => column.notNull())
      .addColumn('award_id', 'text')
      .addColumn('form', 'text', (column) => column.notNull())
      .addColumn('holder_key', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('digest', 'text', (column) => column.notNull())
      .addColumn('issued_at', columns.time, (column) => column.notNull())
      .addColumn('issued_by', 'text')
      .execute()
    await db.schema
      .createIndex('issuer_credential_one_live')
      .unique()
      .on('issuer_credential')
      .columns(['award_id', 'form', 'holder_key'])
      .where(sql.ref('state'), '<>', sql.lit('revoked'))
      .where(sql.ref('award_id'), 'is not', null)
      .execute()
    await db.schema
      .createIndex('issuer_credential_uri')
      .on('issuer_credential')
      .columns(['tenant_id', 'credential_id'])
      .execute()
  },
}
