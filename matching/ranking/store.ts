import type { UnixSeconds } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Language } from '../../platform/i18n.ts'
import type { RankingAnswer, RankingFiltersInput } from '../../schemas/matching.ts'
import type { VerifiedSkill } from '../profiles/verified-skills.ts'
import type { MatchingTables, RankingTable } from '../tables.ts'

/** All that a ranking was made of; absent members are those of rankings made before they were kept. */
export interface StoredInput {
  readonly skills: readonly VerifiedSkill[]
  readonly filters: RankingFiltersInput
  readonly k: number
  /** Version of the taxonomy, and of our own framework. */
  readonly taxonomy?: string
  readonly framework?: string
  readonly formula?: string
  /** Id of the policy of evidence weights. */
  readonly policy?: string
  /** Names and versions of the crosswalks that were looked in. */
  readonly crosswalks?: readonly string[]
  readonly language?: Language
}

/** A ranking as it was answered, with all that a replay needs. */
export interface StoredRanking {
  readonly id: string
  readonly tenantId: string
  readonly personId: string | undefined
  readonly profileId: string | undefined
  readonly asOf: number
  readonly input: StoredInput
  readonly answer: RankingAnswer
  readonly digest: string
  readonly contestHash: string
  readonly createdAt: UnixSeconds
  /** The ranking that was contested and made again as this one. */
  readonly replaces: string | undefined
}

const COLUMNS = [
  'id',
  'tenant_id',
  'person_id',
  'profile_id',
  'as_of',
  'input',
  'answer',
  'digest',
  'contest_hash',
  'created_at',
  'replaces',
] as const

export const rankingStore = (db: Db) => {
  const tables = db.tables<MatchingTables>()
  const rankings = tables.selectFrom('matching_ranking').select(COLUMNS)
  return {
    add: async (ranking: StoredRanking): Promise<void> => {
      await tables.insertInto('matching_ranking').values(toRow(ranking)).execute()
    },
    byId: async (id: string): Promise<StoredRanking | undefined> => {
      const row = await rankings.where('id', '=', id).executeTakeFirst()
      return row && fromRow(row)
    },
    /** The newest that was made again for a contest of this one. */
    replacing: async (id: string): Promise<string | undefined> => {
      const row = await tables
        .selectFrom('matching_ranking')
        .select('id')
        .where('replaces', '=', id)
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .executeTakeFirst()
      return row?.id
    },
    ofPerson: async (personId: string): Promise<readonly StoredRanking[]> =>
      (await rankings.where('person_id', '=', personId).orderBy('id').execute()).map(fromRow),
    /** Removes the rankings of a person, or those made from profiles that are gone. */
    removeOfPerson: async (personId: string): Promise<number> => {
      const { numDeletedRows } = await tables
        .deleteFrom('matching_ranking')
        .where('person_id', '=', personId)
        .executeTakeFirst()
      return Number(numDeletedRows)
    },
    removeOfProfiles: async (column: 'id' | 'consent_id', value: string): Promise<void> => {
      await tables
        .deleteFrom('matching_ranking')
        .where('profile_id', 'in', (query) =>
          query.selectFrom('matching_profile').select('id').where(column, '=', value),
        )
        .execute()
    },
  }
}

/** A contest that was answered, and the ranking that was made again for it. */
export interface AnsweredContest {
  readonly caseId: string
  readonly rankingId: string
  readonly madeAgain: string | undefined
  readonly at: UnixSeconds
}

export const contestStore = (db: Db) => {
  const tables = db.tables<MatchingTables>()
  return {
    /** `false` when it was answered before. */
    answer: async ({ caseId, rankingId, madeAgain, at }: AnsweredContest): Promise<boolean> => {
      const { numInsertedOrUpdatedRows } = await tables
        .insertInto('matching_contest')
        .values({
          case_id: caseId,
          ranking_id: rankingId,
          made_again: madeAgain ?? null,
          answered_at: at,
        })
        .onConflict((conflict) => conflict.column('case_id').doNothing())
        .executeTakeFirst()
      return (numInsertedOrUpdatedRows ?? 0n) > 0n
    },
  }
}

const toRow = (ranking: StoredRanking): RankingTable => ({
  id: ranking.id,
  tenant_id: ranking.tenantId,
  person_id: ranking.personId ?? null,
  profile_id: ranking.profileId ?? null,
  as_of: ranking.asOf,
  input: JSON.stringify(ranking.input),
  answer: JSON.stringify(ranking.answer),
  digest: ranking.digest,
  contest_hash: ranking.contestHash,
  created_at: ranking.createdAt,
  replaces: ranking.replaces ?? null,
})

const fromRow = (row: RankingTable): StoredRanking => ({
  id: row.id,
  tenantId: row.tenant_id,
  personId: row.person_id ?? undefined,
  profileId: row.profile_id ?? undefined,
  asOf: row.as_of,
  input: JSON.parse(row.input) as StoredInput,
  answer: JSON.parse(row.answer) as RankingAnswer,
  digest: row.digest,
  contestHash: row.contest_hash,
  createdAt: row.created_at,
  replaces: row.replaces ?? undefined,
})
