import type { UnixSeconds } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { CandidateState } from '../../schemas/matching-employers.ts'
import type { MatchingTables } from '../tables.ts'
import type { CandidateTable } from './tables.ts'

export interface Candidate {
  readonly id: string
  readonly tenantId: string
  readonly jobId: string
  readonly profileId: string
  readonly personId: string
  readonly state: CandidateState
  readonly message: string | undefined
  readonly askedAt: UnixSeconds | undefined
  readonly answeredAt: UnixSeconds | undefined
}

export type NewCandidate = Pick<
  Candidate,
  'id' | 'tenantId' | 'jobId' | 'profileId' | 'personId'
> & { readonly createdAt: UnixSeconds }

const COLUMNS = [
  'id',
  'tenant_id',
  'job_id',
  'profile_id',
  'person_id',
  'state',
  'message',
  'asked_at',
  'answered_at',
] as const

export const candidateStore = (db: Db) => ({ ...candidates(db), ...answers(db), ...removal(db) })

function candidates(db: Db) {
  const tables = db.tables<MatchingTables>()
  const all = tables.selectFrom('matching_candidate').select(COLUMNS)
  return {
    /** Those that are candidates of the job already stay who they are. */
    ensure: async (found: readonly NewCandidate[]): Promise<void> => {
      if (found.length === 0) return
      await tables
        .insertInto('matching_candidate')
        .values(found.map(toRow))
        .onConflict((conflict) => conflict.columns(['job_id', 'profile_id']).doNothing())
        .execute()
    },
    ofJob: async (tenantId: string, jobId: string): Promise<readonly Candidate[]> =>
      (await all.where('tenant_id', '=', tenantId).where('job_id', '=', jobId).execute()).map(
        fromRow,
      ),
    byId: async (id: string): Promise<Candidate | undefined> => {
      const row = await all.where('id', '=', id).executeTakeFirst()
      return row && fromRow(row)
    },
    ofPerson: async (personId: string): Promise<readonly Candidate[]> =>
      (
        await all
          .where('person_id', '=', personId)
          .orderBy('created_at', 'desc')
          .orderBy('id')
          .execute()
      ).map(fromRow),
  }
}

function answers(db: Db) {
  const tables = db.tables<MatchingTables>()
  return {
    /** `false` when the candidate was asked already: the database decides between two who ask. */
    ask: async (id: string, message: string | undefined, now: UnixSeconds): Promise<boolean> => {
      const { numUpdatedRows } = await tables
        .updateTable('matching_candidate')
        .set({ state: 'asked', message: message ?? null, asked_at: now })
        .where('id', '=', id)
        .where('state', '=', 'anonymous')
        .executeTakeFirst()
      return numUpdatedRows > 0
    },
    /** `false` for a candidate of somebody else, or one whom nobody asked. */
    answer: async (
      { id, personId }: Pick<Candidate, 'id' | 'personId'>,
      state: 'shown' | 'declined',
      now: UnixSeconds,
    ): Promise<boolean> => {
      const { numUpdatedRows } = await tables
        .updateTable('matching_candidate')
        .set({ state, answered_at: now })
        .where('id', '=', id)
        .where('person_id', '=', personId)
        .where('asked_at', 'is not', null)
        .executeTakeFirst()
      return numUpdatedRows > 0
    },
    /** Whether the person is shown to the employer for any job. */
    isShownTo: async (personId: string, tenantId: string): Promise<boolean> => {
      const row = await tables
        .selectFrom('matching_candidate')
        .select('id')
        .where('person_id', '=', personId)
        .where('tenant_id', '=', tenantId)
        .where('state', '=', 'shown')
        .executeTakeFirst()
      return row !== undefined
    },
    /** The consent to be shown to this employer is gone. */
    hide: async (personId: string, tenantId: string, now: UnixSeconds): Promise<void> => {
      await tables
        .updateTable('matching_candidate')
        .set({ state: 'declined', answered_at: now })
        .where('person_id', '=', personId)
        .where('tenant_id', '=', tenantId)
        .where('state', '=', 'shown')
        .execute()
    },
  }
}

/** What a learner's withdrawal takes with it: candidacies, their places in shortlists, overrides. */
function removal(db: Db) {
  const tables = db.tables<MatchingTables>()
  const remove = async (ids: readonly string[]): Promise<number> => {
    if (ids.length === 0) return 0
    await tables.deleteFrom('matching_shortlist_entry').where('candidate_id', 'in', ids).execute()
    await tables.deleteFrom('matching_override').where('candidate_id', 'in', ids).execute()
    const { numDeletedRows } = await tables
      .deleteFrom('matching_candidate')
      .where('id', 'in', ids)
      .executeTakeFirst()
    return Number(numDeletedRows)
  }
  return {
    removeOfProfiles: async (column: 'id' | 'consent_id', value: string): Promise<number> => {
      const rows = await tables
        .selectFrom('matching_candidate')
        .select('id')
        .where('profile_id', 'in', (query) =>
          query.selectFrom('matching_profile').select('id').where(column, '=', value),
        )
        .execute()
      return remove(rows.map(({ id }) => id))
    },
    removeOfPerson: async (personId: string): Promise<number> => {
      const rows = await tables
        .selectFrom('matching_candidate')
        .select('id')
        .where('person_id', '=', personId)
        .execute()
      return remove(rows.map(({ id }) => id))
    },
  }
}

const toRow = (candidate: NewCandidate): CandidateTable => ({
  id: candidate.id,
  tenant_id: candidate.tenantId,
  job_id: candidate.jobId,
  profile_id: candidate.profileId,
  person_id: candidate.personId,
  state: 'anonymous',
  message: null,
  asked_at: null,
  answered_at: null,
  created_at: candidate.createdAt,
})

const fromRow = (row: Pick<CandidateTable, (typeof COLUMNS)[number]>): Candidate => ({
  id: row.id,
  tenantId: row.tenant_id,
  jobId: row.job_id,
  profileId: row.profile_id,
  personId: row.person_id,
  state: row.state,
  message: row.message ?? undefined,
  askedAt: row.asked_at ?? undefined,
  answeredAt: row.answered_at ?? undefined,
})
