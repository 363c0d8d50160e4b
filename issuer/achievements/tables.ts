import type { Migrations } from '../../platform/db/migrate.ts'

/** What an achievement says in a language, fixed when the first certificate cites it. */
export interface AchievementTable {
  readonly slug: string
  readonly version: string
  readonly language: string
  /** The bytes that are served, as text. */
  readonly document: string
}

export interface AchievementsTables {
  readonly issuer_achievement: AchievementTable
}

export const achievementsMigrations: Migrations = {
  'issuer-005-achievement': async (db) => {
    await db.schema
      .createTable('issuer_achievement')
      .addColumn('slug', 'text', (column) => column.notNull())
      .addColumn('version', 'text', (column) => column.notNull())
      .addColumn('language', 'text', (column) => column.notNull())
      .addColumn('document', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('issuer_achievement_key', ['slug', 'version', 'language'])
      .execute()
  },
}
