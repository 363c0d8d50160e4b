import type { Migrations } from '../../platform/db/migrate.ts'

export interface RolePlayTable {
  readonly id: string
  readonly tenant_id: string
  readonly person_id: string
  readonly scenario: string
  readonly language: string
  /** Things the learner said. */
  readonly turns: number
  readonly feedback: string | null
  readonly busy_until: number
  readonly started_at: number
}

export interface RolePlayTables {
  readonly tutor_role_play: RolePlayTable
}

export const rolePlayMigrations: Migrations = {
  'tutor-007-role-plays': async (db, columns) => {
    await db.schema
      .createTable('tutor_role_play')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('tenant_id', 'text', (column) => column.notNull())
      .addColumn('person_id', 'text', (column) => column.notNull())
      .addColumn('scenario', 'text', (column) => column.notNull())
      .addColumn('language', 'text', (column) => column.notNull())
      .addColumn('turns', columns.bigint, (column) => column.notNull())
      .addColumn('feedback', columns.json)
      .addColumn('busy_until', columns.time, (column) => column.notNull())
      .addColumn('started_at', columns.time, (column) => column.notNull())
      .execute()
    await db.schema
      .createIndex('tutor_role_play_person')
      .on('tutor_role_play')
      .columns(['person_id', 'started_at'])
      .execute()
  },
}
