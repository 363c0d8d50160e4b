import type { Migrations } from '../../platform/db/migrate.ts'

export interface DialogueTable {
  readonly id: string
  readonly tenant_id: string
  readonly person_id: string
  readonly course: string
  readonly module: string
  readonly language: string
  readonly step: number
  /** Hints given on the step under way. */
  readonly hints: number
  /** How each step went, by its id: `alone`, `hinted`, `revealed`. */
  readonly outcomes: string
  readonly busy_until: number
  readonly started_at: number
}

export interface MessageTable {
  readonly id: string
  readonly dialogue_id: string
  readonly tenant_id: string
  readonly person_id: string
  readonly seq: number
  readonly speaker: string
  readonly kind: string
  readonly text: string
  readonly tokens: number | null
  readonly at: number
}

export interface DialogueTables {
  readonly tutor_dialogue: DialogueTable
  readonly tutor_message: MessageTable
}

export const dialogueMigrations: Migrations = {
  'tutor-006-dialogue': async (db, columns) => {
    await db.schema
      .createTable('tutor_dialogue')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('tenant_id', 'text', (column) => column.notNull())
      .addColumn('person_id', 'text', (column) => column.notNull())
      .addColumn('course', 'text', (column) => column.notNull())
      .addColumn('module', 'text', (column) => column.notNull())
      .addColumn('language', 'text', (column) => column.notNull())
      .addColumn('step', columns.bigint, (column) => column.notNull())
      .addColumn('hints', columns.bigint, (column) => column.notNull())
      .addColumn('outcomes', columns.json, (column) => column.notNull())
      .addColumn('busy_until', columns.time, (column) => column.notNull())
      .addColumn('started_at', columns.time, (column) => column.notNull())
      .addUniqueConstraint('tutor_dialogue_one', ['person_id', 'course', 'module', 'language'])
      .execute()
    await db.schema
      .createTable('tutor_message')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('dialogue_id', 'text', (column) => column.notNull())
      .addColumn('tenant_id', 'text', (column) => column.notNull())
      .addColumn('person_id', 'text', (column) => column.notNull())
      .addColumn('seq', columns.bigint, (column) => column.notNull())
      .addColumn('speaker', 'text', (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('text', 'text', (column) => column.notNull())
      .addColumn('tokens', columns.bigint)
      .addColumn('at', columns.time, (column) => column.notNull())
      .addUniqueConstraint('tutor_message_place', ['dialogue_id', 'seq'])
      .execute()
    await db.schema
      .createIndex('tutor_message_person')
      .on('tutor_message')
      .columns(['person_id', 'at'])
      .execute()
    await db.schema
      .createIndex('tutor_message_tenant')
      .on('tutor_message')
      .columns(['tenant_id', 'at'])
      .execute()
  },
}
