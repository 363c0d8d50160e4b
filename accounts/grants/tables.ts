import type { Migrations } from '../../platform/db/migrate.ts'

/** A learner's permission to a platform, from the question to its end. */
export interface GrantTables {
  accounts_grant: {
    id: string
    client_id: string
    /** Nobody's before it is answered. */
    person_id: string | null
    profile_id: string | null
    scopes: string
    /** Where the answer goes, the challenge, what it is for; JSON. */
    asked: string
    state: string
    request_hash: string
    code_hash: string | null
    refresh_hash: string | null
    given_at: number | null
    used_at: number | null
    expires_at: number
  }
}

export const grantMigrations: Migrations = {
  'accounts-007-grants': async (db, columns) => {
    await db.schema
      .createTable('accounts_grant')
      .addColumn('id', 'text', (column) => column.notNull().primaryKey())
      .addColumn('client_id', 'text', (column) =>
        column.notNull().references('accounts_client.id').onDelete('cascade'),
      )
      .addColumn('person_id', 'text')
      .addColumn('profile_id', 'text')
      .addColumn('scopes', 'text', (column) => column.notNull())
      .addColumn('asked', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('request_hash', 'text', (column) => column.notNull().unique())
      .addColumn('code_hash', 'text', (column) => column.unique())
      .addColumn('refresh_hash', 'text')
      .addColumn('given_at', columns.time)
      .addColumn('used_at', columns.time)
      .addColumn('expires_at', columns.time, (column) => column.notNull())
      .execute()
    for (const column of ['client_id', 'person_id', 'expires_at']) {
      await db.schema
        .createIndex(`accounts_grant_${column}_idx`)
        .on('accounts_grant')
        .column(column)
        .execute()
    }
  },
}
