import type { Kysely } from 'kysely'
import type { UnixSeconds } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { RankingAnswer } from '../../schemas/matching.ts'
import type { MatchingTables } from '../tables.ts'
import type { ScoredPerson } from './report.ts'

/** What a person said of themselves, for audits alone. */
export interface Demographics {
  readonly gender?: string
  readonly age?: string
}

export const demographicStore = (db: Db) => {
  const tables = db.tables<MatchingTables>()
  return {
    ...audited(tables),
    put: async (row: {
      readonly personId: string
      readonly consentId: string
      readonly told: Demographics
      readonly at: UnixSeconds
    }): Promise<void> => {
      const { gender = null, age = null } = row.told
      const values = { consent_id: row.consentId, gender, age, told_at: row.at }
      await tables
        .insertInto('matching_demographic')
        .values({ person_id: row.personId, ...values })
        .onConflict((conflict) => conflict.column('person_id').doUpdateSet(values))
        .execute()
    },
    of: async (personId: string) => {
      const row = await tables
        .selectFrom('matching_demographic')
        .select(['gender', 'age', 'consent_id', 'told_at'])
        .where('person_id', '=', personId)
        .executeTakeFirst()
      return (
        row && {
          consentId: row.consent_id,
          toldAt: row.told_at,
          told: {
            ...(row.gender !== null && { gender: row.gender }),
            ...(row.age !== null && { age: row.age }),
          } satisfies Demographics,
        }
      )
    },
    remove: async (by: 'person_id' | 'consent_id', value: string): Promise<number> => {
      const { numDeletedRows } = await tables
        .deleteFrom('matching_demographic')
        .where(by, '=', value)
        .executeTakeFirst()
      return Number(numDeletedRows)
    },
  }
}

export interface Period {
  readonly from: UnixSeconds
  /** Not part of it any more. */
  readonly to: UnixSeconds
}

const audited = (tables: Kysely<MatchingTables>) => ({
  /** Of everybody who told something: the best score in their last ranking of the time. */
  scored: async ({ from, to }: Period): Promise<readonly ScoredPerson[]> => {
    const rows = await tables
      .selectFrom('matching_demographic')
      .innerJoin('matching_ranking', 'matching_ranking.person_id', 'matching_demographic.person_id')
      .select(['matching_demographic.person_id as person', 'gender', 'age', 'answer'])
      .where('matching_ranking.created_at', '>=', from)
      .where('matching_ranking.created_at', '<', to)
      .orderBy('matching_ranking.created_at')
      .orderBy('matching_ranking.id')
      .execute()
    const last = new Map(rows.map((row) => [row.person, row]))
    return [...last.values()].map(({ gender, age, answer }) => ({
      score: (JSON.parse(answer) as RankingAnswer).results[0]?.score ?? 0,
      gender: gender ?? undefined,
      age: age ?? undefined,
    }))
  },
})
