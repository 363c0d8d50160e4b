import type { UnixSeconds } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { RankingAnswer } from '../../schemas/matching.ts'
import type { MatchingTables, RankingTable } from '../tables.ts'
import type { RankingInput } from './rank.ts'

/** `taxonomy`: the version it was made with. */
export type StoredInput = RankingInput & { readonly taxonomy?: string }

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
})
