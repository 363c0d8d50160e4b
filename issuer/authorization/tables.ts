import type { Migrations } from '../../platform/db/migrate.ts'

/** A wallet's wish to be let at a certificate, from the request to the last token that came of it. */
export interface AuthorizationTable {
  readonly id: string
  readonly request_hash: string
  readonly client_id: string
  /** JSON: where the answer goes, the challenge, the forms asked for. */
  readonly details: string
  /** Award that the offer named, or that the person chose. */
  readonly award_id: string | null
  readonly state: string
  readonly code_hash: string | null
  readonly refresh_hash: string | null
  readonly expires_at: number
}

export interface AuthorizationTables {
  readonly issuer_authorization: AuthorizationTable
}

export const authorizationMigrations: Migrations = {
  'issuer-012-authorization': async (db, columns) => {
    await db.schema
      .createTable('issuer_authorization')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('request_hash', 'text', (column) => column.notNull().unique())
      .addColumn('client_id', 'text', (column) => column.notNull())
      .addColumn('details', 'text', (column) => column.notNull())
      .addColumn('award_id', 'text')
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('code_hash', 'text', (column) => column.unique())
      .addColumn('refresh_hash', 'text')
      .addColumn('expires_at', columns.time, (column) => column.notNull())
      .execute()
    for (const column of ['expires_at', 'award_id']) {
      await db.schema
        .createIndex(`issuer_authorization_${column}`)
        .on('issuer_authorization')
        .column(column)
        .execute()
    }
  },
}
