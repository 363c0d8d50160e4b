import type { Db } from '../../platform/db/database.ts'
import type { Language } from '../../platform/i18n.ts'
import type { AchievementRef } from './achievement.ts'
import type { AchievementsTables } from './tables.ts'

export type AchievementTextsByLanguage = ReadonlyMap<Language, string>

export const achievementStore = (db: Db) => {
  const tables = db.tables<AchievementsTables>()
  return {
    /** What was fixed, by language; empty while no certificate cites it. */
    documents: async ({ slug, version }: AchievementRef): Promise<AchievementTextsByLanguage> => {
      const rows = await tables
        .selectFrom('issuer_achievement')
        .select(['language', 'document'])
        .where('slug', '=', slug)
        .where('version', '=', version)
        .execute()
      return new Map(rows.map((row) => [row.language as Language, row.document]))
    },
    /** Every achievement that a certificate cites. */
    fixed: (): Promise<readonly AchievementRef[]> =>
      tables
        .selectFrom('issuer_achievement')
        .select(['slug', 'version'])
        .distinct()
        .orderBy('slug')
        .orderBy('version')
        .execute(),
    /** Fixes it; what is fixed already stays. */
    fix: async (
      { slug, version }: AchievementRef,
      documents: AchievementTextsByLanguage,
    ): Promise<void> => {
      await tables
        .insertInto('issuer_achievement')
        .values(
          [...documents].map(([language, document]) => ({ slug, version, language, document })),
        )
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    },
  }
}
