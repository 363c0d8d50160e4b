import type { Migrations } from '../../platform/db/migrate.ts'

export interface AnswerTable {
  readonly assessment_id: string
  readonly item_id: string
  readonly answer: string
  readonly correct: number | null
  readonly saved_at: number
}

export interface AnswerTables {
  readonly tutor_answer: AnswerTable
}

export const answerMigrations: Migrations = {
  'tutor-005-answers': async (db, columns) => {
    await db.schema
      .createTable('tutor_answer')
      .addColumn('assessment_id', 'text', (column) => column.notNull())
      .addColumn('item_id', 'text', (column) => column.notNull())
      .addColumn('answer', columns.json, (column) => column.notNull())
      .addColumn('correct', columns.flag)
      .addColumn('saved_at', columns.time, (column) => column.notNull())
      .addPrimaryKeyConstraint('tutor_answer_key', ['assessment_id', 'item_id'])
      .execute()
  },
}
