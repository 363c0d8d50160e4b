import type { Migrations } from '../../platform/db/migrate.ts'

/** One mark of the model; written once, read again when a job is taken up again. */
export interface ModelMarkTable {
  readonly assessment_id: string
  readonly task_id: string
  readonly criterion: string
  readonly number: number
  readonly mark: string
  readonly at: number
}

/** A calibration that was passed. */
export interface GateTable {
  readonly name: string
  readonly criterion: string
  readonly rubric_digest: string
  readonly language: string
  readonly model: string
  readonly prompt_hash: string
  readonly least_confidence: number
  /** The measures it was passed with. */
  readonly report: string
  readonly passed_at: number
  readonly closed_at: number | null
}

export interface GradingTables {
  readonly tutor_model_mark: ModelMarkTable
  readonly tutor_gate: GateTable
}

export const gradingMigrations: Migrations = {
  'tutor-003-grading': async (db, columns) => {
    await db.schema
      .createTable('tutor_model_mark')
      .addColumn('assessment_id', 'text', (column) => column.notNull())
      .addColumn('task_id', 'text', (column) => column.notNull())
      .addColumn('criterion', 'text', (column) => column.notNull())
      .addColumn('number', columns.bigint, (column) => column.notNull())
      .addColumn('mark', columns.json, (column) => column.notNull())
      .addColumn('at', columns.time, (column) => column.notNull())
      .addPrimaryKeyConstraint('tutor_model_mark_key', [
        'assessment_id',
        'task_id',
        'criterion',
        'number',
      ])
      .execute()
    await db.schema
      .createTable('tutor_gate')
      .addColumn('name', 'text', (column) => column.primaryKey())
      .addColumn('criterion', 'text', (column) => column.notNull())
      .addColumn('rubric_digest', 'text', (column) => column.notNull())
      .addColumn('language', 'text', (column) => column.notNull())
      .addColumn('model', 'text', (column) => column.notNull())
      .addColumn('prompt_hash', 'text', (column) => column.notNull())
      .addColumn('least_confidence', 'real', (column) => column.notNull())
      .addColumn('report', columns.json, (column) => column.notNull())
      .addColumn('passed_at', columns.time, (column) => column.notNull())
      .addColumn('closed_at', columns.time)
      .execute()
  },
}
