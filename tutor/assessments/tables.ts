import type { Migrations } from '../../platform/db/migrate.ts'

export interface AssessmentTable {
  readonly id: string
  readonly tenant_id: string
  /** `null` once the person was erased: record and chain stay. */
  readonly person_id: string | null
  readonly course: string
  readonly course_version: string
  readonly language: string
  /** `<person>/<course>` from start to decision: the database lets one through. */
  readonly active_key: string | null
  readonly state: string
  /** Draws form and parameters; worth the answers, so it is erased with them. */
  readonly seed: string
  readonly form: string
  readonly objective: string | null
  readonly skills: string | null
  readonly graded_by: string | null
  readonly human_reviewed: number
  readonly demo: number
  readonly assurance: string
  readonly time_factor: number
  readonly regrade_of: string | null
  readonly case_id: string | null
  /** `learner` or `staff`. */
  readonly contested_by: string | null
  readonly decided_by: string | null
  readonly tries: number
  readonly started_at: number
  readonly submitted_at: number | null
  readonly ended_at: number | null
  readonly overturned_at: number | null
  readonly reason: string | null
  readonly record: string | null
  readonly transcript: string | null
  readonly salt: string | null
}

export interface AssessmentTables {
  readonly tutor_assessment: AssessmentTable
}

export const assessmentMigrations: Migrations = {
  'tutor-001-assessments': async (db, columns) => {
    await db.schema
      .createTable('tutor_assessment')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('tenant_id', 'text', (column) => column.notNull())
      .addColumn('person_id', 'text')
      .addColumn('course', 'text', (column) => column.notNull())
      .addColumn('course_version', 'text', (column) => column.notNull())
      .addColumn('language', 'text', (column) => column.notNull())
      .addColumn('active_key', 'text', (column) => column.unique())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('seed', 'text', (column) => column.notNull())
      .addColumn('form', columns.json, (column) => column.notNull())
      .addColumn('objective', columns.json)
      .addColumn('skills', columns.json)
      .addColumn('graded_by', columns.json)
      .addColumn('human_reviewed', columns.flag, (column) => column.notNull())
      .addColumn('demo', columns.flag, (column) => column.notNull())
      .addColumn('assurance', 'text', (column) => column.notNull())
      .addColumn('time_factor', columns.bigint, (column) => column.notNull())
      .addColumn('regrade_of', 'text')
      .addColumn('case_id', 'text')
      .addColumn('contested_by', 'text')
      .addColumn('decided_by', 'text')
      .addColumn('tries', columns.bigint, (column) => column.notNull())
      .addColumn('started_at', columns.time, (column) => column.notNull())
      .addColumn('submitted_at', columns.time)
      .addColumn('ended_at', columns.time)
      .addColumn('overturned_at', columns.time)
      .addColumn('reason', 'text')
      .addColumn('record', 'text')
      .addColumn('transcript', 'text')
      .addColumn('salt', 'text')
      .execute()
    await db.schema
      .createIndex('tutor_assessment_person')
      .on('tutor_assessment')
      .columns(['person_id', 'course', 'started_at'])
      .execute()
  },
}
