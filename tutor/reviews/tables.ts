import type { Migrations } from '../../platform/db/migrate.ts'

/** One piece of work before one human marker. */
export interface ReviewTable {
  readonly id: string
  readonly tenant_id: string
  readonly assessment_id: string
  readonly task_id: string
  /** Whose work it is, who may not mark it; `null` once erased. */
  readonly author_id: string | null
  /** `grade`, `second`, `resolution`, `audit`, `audit-second`. */
  readonly purpose: string
  readonly state: string
  /** Those who may not take it, having marked the work before: JSON list. */
  readonly barred: string
  readonly reasons: string
  readonly queued_at: number
  readonly reviewer_id: string | null
  readonly marks: string | null
  readonly marked_at: number | null
}

export interface ReviewTables {
  readonly tutor_review: ReviewTable
}

export const reviewMigrations: Migrations = {
  'tutor-004-reviews': async (db, columns) => {
    await db.schema
      .createTable('tutor_review')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('tenant_id', 'text', (column) => column.notNull())
      .addColumn('assessment_id', 'text', (column) => column.notNull())
      .addColumn('task_id', 'text', (column) => column.notNull())
      .addColumn('author_id', 'text')
      .addColumn('purpose', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('barred', columns.json, (column) => column.notNull())
      .addColumn('reasons', columns.json, (column) => column.notNull())
      .addColumn('queued_at', columns.time, (column) => column.notNull())
      .addColumn('reviewer_id', 'text')
      .addColumn('marks', columns.json)
      .addColumn('marked_at', columns.time)
      .execute()
    await db.schema
      .createIndex('tutor_review_once')
      .unique()
      .on('tutor_review')
      .columns(['assessment_id', 'task_id', 'purpose'])
      .execute()
    await db.schema
      .createIndex('tutor_review_queue')
      .on('tutor_review')
      .columns(['tenant_id', 'state', 'queued_at'])
      .execute()
  },
}
