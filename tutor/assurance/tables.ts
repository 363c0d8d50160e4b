import type { Migrations } from '../../platform/db/migrate.ts'

/** What somebody of the organisation noted about who did an attempt; the last one counts. */
export interface AssuranceTable {
  readonly assessment_id: string
  /** Number of notes before it. */
  readonly place: number
  readonly tenant_id: string
  readonly assurance: string
  readonly statement: string
  /** Who vouches; `null` once erased. */
  readonly witness_id: string | null
  readonly noted_at: number
}

export interface AssuranceTables {
  readonly tutor_assurance: AssuranceTable
}

export const assuranceMigrations: Migrations = {
  'tutor-008-assurance': async (db, columns) => {
    await db.schema
      .createTable('tutor_assurance')
      .addColumn('assessment_id', 'text', (column) => column.notNull())
      .addColumn('place', columns.bigint, (column) => column.notNull())
      .addColumn('tenant_id', 'text', (column) => column.notNull())
      .addColumn('assurance', 'text', (column) => column.notNull())
      .addColumn('statement', 'text', (column) => column.notNull())
      .addColumn('witness_id', 'text')
      .addColumn('noted_at', columns.time, (column) => column.notNull())
      .addPrimaryKeyConstraint('tutor_assurance_key', ['assessment_id', 'place'])
      .execute()
    await db.schema
      .createIndex('tutor_assurance_witness')
      .on('tutor_assurance')
      .column('witness_id')
      .execute()
  },
}
