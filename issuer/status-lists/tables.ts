import { sql } from 'kysely'
import type { Migrations } from '../../platform/db/migrate.ts'

export interface StatusListTable {
  readonly id: string
  readonly issuer_ref: string
  readonly did: string
  readonly purpose: string
  /** Indexes below this are given out. */
  readonly capacity: number
  readonly state: string
  /** Counts changes of entries. */
  readonly version: number
  /** The version that `signed` shows. */
  readonly signed_version: number | null
  readonly signed: string | null
  readonly created_at: number
}

export interface StatusEntryTable {
  readonly list_id: string
  readonly idx: number
  readonly purpose: string
  /** Id of the issued credential's record. */
  readonly record_id: string
  readonly value: number
}

/** What a list said before, for audit. */
export interface StatusStateTable {
  readonly list_id: string
  readonly version: number
  readonly signed: string
  readonly signed_at: number
}

export interface StatusListTables {
  readonly issuer_status_list: StatusListTable
  readonly issuer_status_entry: StatusEntryTable
  readonly issuer_status_state: StatusStateTable
}

export const statusListMigrations: Migrations = {
  'issuer-001-status-list': async (db, columns) => {
    await db.schema
      .createTable('issuer_status_list')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('issuer_ref', 'text', (column) => column.notNull())
      .addColumn('did', 'text', (column) => column.notNull())
      .addColumn('purpose', 'text', (column) => column.notNull())
      .addColumn('capacity', 'integer', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('version', columns.bigint, (column) => column.notNull())
      .addColumn('signed_version', columns.bigint)
      .addColumn('signed', 'text')
      .addColumn('created_at', columns.time, (column) => column.notNull())
      .execute()
    await db.schema
      .createIndex('issuer_status_list_one_open')
      .unique()
      .on('issuer_status_list')
      .columns(['issuer_ref', 'did', 'purpose'])
      .where(sql.ref('state'), '=', sql.lit('open'))
      .execute()
  },
  'issuer-002-status-entry': async (db, columns) => {
    await db.schema
      .createTable('issuer_status_entry')
      .addColumn('list_id', 'text', (column) =>
        column.notNull().references('issuer_status_list.id'),
      )
      .addColumn('idx', 'integer', (column) => column.notNull())
      .addColumn('purpose', 'text', (column) => column.notNull())
      .addColumn('record_id', 'text', (column) => column.notNull())
      .addColumn('value', columns.flag, (column) => column.notNull())
      .addPrimaryKeyConstraint('issuer_status_entry_key', ['list_id', 'idx'])
      .execute()
    await db.schema
      .createIndex('issuer_status_entry_record')
      .unique()
      .on('issuer_status_entry')
      .columns(['record_id', 'purpose'])
      .execute()
    await db.schema
      .createIndex('issuer_status_entry_set')
      .on('issuer_status_entry')
      .columns(['list_id', 'idx'])
      .where(sql.ref('value'), '=', sql.lit(1))
      .execute()
    await db.schema
      .createTable('issuer_status_state')
      .addColumn('list_id', 'text', (column) =>
        column.notNull().references('issuer_status_list.id'),
      )
      .addColumn('version', columns.bigint, (column) => column.notNull())
      .addColumn('signed', 'text', (column) => column.notNull())
      .addColumn('signed_at', columns.time, (column) => column.notNull())
      .addPrimaryKeyConstraint('issuer_status_state_key', ['list_id', 'version'])
      .execute()
  },
}
