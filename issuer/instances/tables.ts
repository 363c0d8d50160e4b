import type { Migrations } from '../../platform/db/migrate.ts'

export interface InstanceTable {
  readonly id: string
  readonly tenant_id: string
  readonly method: string
  readonly algorithm: string
  readonly mechanism: string
  readonly status_purposes: string
  readonly created_at: number
}

export interface InstancesTables {
  readonly issuer_instance: InstanceTable
}

export const instancesMigrations: Migrations = {
  'issuer-004-instance': async (db, columns) => {
    await db.schema
      .createTable('issuer_instance')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('tenant_id', 'text', (column) => column.notNull())
      .addColumn('method', 'text', (column) => column.notNull())
      .addColumn('algorithm', 'text', (column) => column.notNull())
      .addColumn('mechanism', 'text', (column) => column.notNull())
      .addColumn('status_purposes', columns.json, (column) => column.notNull())
      .addColumn('created_at', columns.time, (column) => column.notNull())
      .execute()
  },
}
