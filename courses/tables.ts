import type { Migrations } from '../platform/db/migrate.ts'

export interface CoursesTables {
  courses_enrolment: {
    person_id: string
    course: string
    version: string
    enrolled_at: number
  }
  courses_progress: {
    person_id: string
    course: string
    module: string
    part: string
    done_at: number
  }
  courses_practice: {
    id: string
    person_id: string
    course: string
    module: string
    language: string
    seed: string
    /** JSON: ids of the items drawn. */
    items: string
    created_at: number
  }
  courses_practice_answer: {
    practice_id: string
    item: string
    /** JSON, as given. */
    answer: string
    correct: number
    answered_at: number
  }
}

export const coursesMigrations: Migrations = {
  'courses-001-learning': async (db, { json, flag, time }) => {
    await db.schema
      .createTable('courses_enrolment')
      .addColumn('person_id', 'text', (column) => column.notNull())
      .addColumn('course', 'text', (column) => column.notNull())
      .addColumn('version', 'text', (column) => column.notNull())
      .addColumn('enrolled_at', time, (column) => column.notNull())
      .addPrimaryKeyConstraint('courses_enrolment_key', ['person_id', 'course'])
      .execute()
    await db.schema
      .createTable('courses_progress')
      .addColumn('person_id', 'text', (column) => column.notNull())
      .addColumn('course', 'text', (column) => column.notNull())
      .addColumn('module', 'text', (column) => column.notNull())
      .addColumn('part', 'text', (column) => column.notNull())
      .addColumn('done_at', time, (column) => column.notNull())
      .addPrimaryKeyConstraint('courses_progress_key', ['person_id', 'course', 'module', 'part'])
      .execute()
    await db.schema
      .createTable('courses_practice')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('person_id', 'text', (column) => column.notNull())
      .addColumn('course', 'text', (column) => column.notNull())
      .addColumn('module', 'text', (column) => column.notNull())
      .addColumn('language', 'text', (column) => column.notNull())
      .addColumn('seed', 'text', (column) => column.notNull())
      .addColumn('items', json, (column) => column.notNull())
      .addColumn('created_at', time, (column) => column.notNull())
      .execute()
    await db.schema
      .createIndex('courses_practice_person')
      .on('courses_practice')
      .columns(['person_id', 'course'])
      .execute()
    await db.schema
      .createTable('courses_practice_answer')
      .addColumn('practice_id', 'text', (column) =>
        column.notNull().references('courses_practice.id').onDelete('cascade'),
      )
      .addColumn('item', 'text', (column) => column.notNull())
      .addColumn('answer', json, (column) => column.notNull())
      .addColumn('correct', flag, (column) => column.notNull())
      .addColumn('answered_at', time, (column) => column.notNull())
      .addPrimaryKeyConstraint('courses_practice_answer_key', ['practice_id', 'item'])
      .execute()
  },
}
