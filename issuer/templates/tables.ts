import type { Migrations } from '../../platform/db/migrate.ts'

/** What an organisation awards through us; a version never changes. */
export interface TemplateTable {
  readonly client_id: string
  readonly tenant_id: string
  readonly slug: string
  readonly version: number
  readonly content: string
  readonly created_at: number
}

export interface TemplatesTables {
  readonly issuer_template: TemplateTable
}

export const templatesMigrations: Migrations = {
  'issuer-006-template': async (db, columns) => {
    await db.schema
      .createTable('issuer_template')
      .addColumn('client_id', 'text', (column) => column.notNull())
      .addColumn('tenant_id', 'text', (column) => column.notNull())
      .addColumn('slug', 'text', (column) => column.notNull())
      .addColumn('version', 'integer', (column) => column.notNull())
      .addColumn('content', columns.json, (column) => column.notNull())
      .addColumn('created_at', columns.time, (column) => column.notNull())
      .addPrimaryKeyConstraint('issuer_template_key', ['tenant_id', 'slug', 'version'])
      .execute()
  },
}
