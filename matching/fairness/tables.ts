import type { Migrations } from '../../platform/db/migrate.ts'

/** What somebody told of themselves for audits; nothing of the ranking reads it. */
export interface DemographicTable {
  readonly person_id: string
  readonly consent_id: string
  readonly gender: string | null
  readonly age: string | null
  readonly told_at: number
}

export const fairnessMigrations: Migrations = {
  'matching-012-demographics': async (db, columns) => {
    await db.schema
      .createTable('matching_demographic')
      .addColumn('person_id', 'text', (column) => column.primaryKey())
      .addColumn('consent_id', 'text', (column) => column.notNull())
      .addColumn('gender', 'text')
      .addColumn('age', 'text')
      .addColumn('told_at', columns.time, (column) => column.notNull())
      .execute()
    await db.schema
      .createIndex('matching_ranking_person')
      .on('matching_ranking')
      .columns(['person_id', 'created_at'])
      .execute()
  },
}
