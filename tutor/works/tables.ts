import type { Migrations } from '../../platform/db/migrate.ts'

export interface WorkTable {
  readonly assessment_id: string
  readonly task_id: string
  readonly text: string
  readonly fingerprint: string
  readonly saved_at: number
  /** `draft`, `grading`, `review` or `marked`. */
  readonly state: string
  readonly flags: string
  readonly reasons: string
  /** The model's levels by criterion. */
  readonly proposal: string | null
  /** Final marks by criterion, means over the markers. */
  readonly marks: string | null
  readonly grader: string | null
  readonly rubric_version: string | null
  readonly rubric_digest: string | null
  readonly model: string | null
  readonly prompt_hash: string | null
}

export interface WorkTables {
  readonly tutor_work: WorkTable
}

export const workMigrations: Migrations = {
  'tutor-002-works': async (db, columns) => {
    await db.schema
      .createTable('tutor_work')
      .addColumn('assessment_id', 'text', (column) => column.notNull())
      .addColumn('task_id', 'text', (column) => column.notNull())
      .addColumn('text', 'text', (column) => column.notNull())
      .addColumn('fingerprint', 'text', (column) => column.notNull())
      .addColumn('saved_at', columns.time, (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('flags', columns.json, (column) => column.notNull())
      .addColumn('reasons', columns.json, (column) => column.notNull())
      .addColumn('proposal', columns.json)
      .addColumn('marks', columns.json)
      .addColumn('grader', 'text')
      .addColumn('rubric_version', 'text')
      .addColumn('rubric_digest', 'text')
      .addColumn('model', 'text')
      .addColumn('prompt_hash', 'text')
      .addPrimaryKeyConstraint('tutor_work_key', ['assessment_id', 'task_id'])
      .execute()
    await db.schema
      .createIndex('tutor_work_fingerprint')
      .on('tutor_work')
      .columns(['task_id', 'fingerprint'])
      .execute()
  },
}
