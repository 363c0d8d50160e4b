import type { UnixSeconds } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { RankingAnswer } from '../../schemas/ranking-view.ts'
import type { VerifiedSkill } from '../profiles/verified-skills.ts'
import type { MatchingTables } from '../tables.ts'

export interface StoredShortlist {
  readonly id: string
  readonly tenantId: string
  readonly jobId: string
  readonly jobVersion: number
  /** Change of the jobs it was made on. */
  readonly asOf: number
  readonly formula: string
  readonly policy: string
  readonly taxonomy: string
  /** Names and versions of those that were looked in. */
  readonly crosswalks: readonly string[]
  readonly madeBy: string
  readonly createdAt: UnixSeconds
}

export interface StoredEntry {
  readonly candidateId: string
  readonly place: number
  readonly score: number
  readonly input: readonly VerifiedSkill[]
  readonly answer: RankingAnswer['results'][number]
  readonly digest: string
}

export interface StoredOverride {
  readonly id: string
  readonly tenantId: string
  readonly jobId: string
  readonly candidateId: string
  readonly from: number
  readonly place: number
  readonly reason: string
  readonly madeBy: string
  readonly madeAt: UnixSeconds
}

export const shortlistStore = (db: Db) => ({
  ...shortlists(db),
  ...overrides(db),
  ...deciders(db),
})

function shortlists(db: Db) {
  const tables = db.tables<MatchingTables>()
  return {
    add: async (list: StoredShortlist, entries: readonly StoredEntry[]): Promise<void> => {
      await tables.insertInto('matching_shortlist').values(listRow(list)).execute()
      for (let at = 0; at < entries.length; at += BATCH) {
        const rows = entries.slice(at, at + BATCH).map((entry) => entryRow(list.id, entry))
        await tables.insertInto('matching_shortlist_entry').values(rows).execute()
      }
    },
    /** The newest of a job. */
    last: async (tenantId: string, jobId: string): Promise<StoredShortlist | undefined> => {
      const row = await tables
        .selectFrom('matching_shortlist')
        .select(LIST_COLUMNS)
        .where('tenant_id', '=', tenantId)
        .where('job_id', '=', jobId)
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .limit(1)
        .executeTakeFirst()
      return row && listFrom(row)
    },
    entries: async (shortlistId: string): Promise<readonly StoredEntry[]> => {
      const rows = await tables
        .selectFrom('matching_shortlist_entry')
        .select(ENTRY_COLUMNS)
        .where('shortlist_id', '=', shortlistId)
        .orderBy('place')
        .execute()
      return rows.map((row) => ({
        candidateId: row.candidate_id,
        place: row.place,
        score: row.score,
        input: JSON.parse(row.input) as StoredEntry['input'],
        answer: JSON.parse(row.answer) as StoredEntry['answer'],
        digest: row.digest,
      }))
    },
  }
}

function overrides(db: Db) {
  const tables = db.tables<MatchingTables>()
  const standing = tables
    .selectFrom('matching_override')
    .select(OVERRIDE_COLUMNS)
    .where('undone_at', 'is', null)
  return {
    addOverride: async (override: StoredOverride): Promise<void> => {
      const { tenantId, jobId, candidateId, from, madeBy, madeAt, id, place, reason } = override
      await tables
        .insertInto('matching_override')
        .values({
          ...{ id, place, reason, undone_at: null },
          tenant_id: tenantId,
          job_id: jobId,
          candidate_id: candidateId,
          from_place: from,
          made_by: madeBy,
          made_at: madeAt,
        })
        .execute()
    },
    /** `false` when none stood. */
    undoOverrides: async (
      by: 'id' | 'candidate_id',
      value: string,
      now: UnixSeconds,
    ): Promise<boolean> => {
      const { numUpdatedRows } = await tables
        .updateTable('matching_override')
        .set({ undone_at: now })
        .where(by, '=', value)
        .where('undone_at', 'is', null)
        .executeTakeFirst()
      return numUpdatedRows > 0
    },
    /** Those in force, the first made first. */
    overridesOf: async (jobId: string): Promise<readonly StoredOverride[]> =>
      (await standing.where('job_id', '=', jobId).orderBy('made_at').orderBy('id').execute()).map(
        overrideFrom,
      ),
    overrideOf: async (candidateId: string): Promise<StoredOverride | undefined> => {
      const row = await standing.where('candidate_id', '=', candidateId).executeTakeFirst()
      return row && overrideFrom(row)
    },
  }
}

function deciders(db: Db) {
  const tables = db.tables<MatchingTables>()
  return {
    /** Who decided is forgotten with the person; what was decided stays. */
    forgetDecider: async (personId: string): Promise<number> => {
      const { numUpdatedRows: overridden } = await tables
        .updateTable('matching_override')
        .set({ made_by: '' })
        .where('made_by', '=', personId)
        .executeTakeFirst()
      const { numUpdatedRows: listed } = await tables
        .updateTable('matching_shortlist')
        .set({ made_by: '' })
        .where('made_by', '=', personId)
        .executeTakeFirst()
      const { numUpdatedRows: stopped } = await tables
        .updateTable('matching_stop')
        .set({ stopped_by: '' })
        .where('stopped_by', '=', personId)
        .executeTakeFirst()
      return Number(overridden + listed + stopped)
    },
  }
}

/** Rows of one statement: both databases bound the values in it. */
const BATCH = 500

const LIST_COLUMNS = [
  'id',
  'tenant_id',
  'job_id',
  'job_version',
  'as_of',
  'formula',
  'policy',
  'taxonomy',
  'crosswalks',
  'made_by',
  'created_at',
] as const

const ENTRY_COLUMNS = ['candidate_id', 'place', 'score', 'input', 'answer', 'digest'] as const

const OVERRIDE_COLUMNS = [
  'id',
  'tenant_id',
  'job_id',
  'candidate_id',
  'from_place',
  'place',
  'reason',
  'made_by',
  'made_at',
] as const

const listRow = (list: StoredShortlist): MatchingTables['matching_shortlist'] => ({
  id: list.id,
  tenant_id: list.tenantId,
  job_id: list.jobId,
  job_version: list.jobVersion,
  as_of: list.asOf,
  formula: list.formula,
  policy: list.policy,
  taxonomy: list.taxonomy,
  crosswalks: JSON.stringify(list.crosswalks),
  made_by: list.madeBy,
  created_at: list.createdAt,
})

const listFrom = (row: MatchingTables['matching_shortlist']): StoredShortlist => ({
  id: row.id,
  tenantId: row.tenant_id,
  jobId: row.job_id,
  jobVersion: row.job_version,
  asOf: row.as_of,
  formula: row.formula,
  policy: row.policy,
  taxonomy: row.taxonomy,
  crosswalks: JSON.parse(row.crosswalks ?? '[]') as readonly string[],
  madeBy: row.made_by,
  createdAt: row.created_at,
})

const entryRow = (shortlistId: string, entry: StoredEntry) => ({
  shortlist_id: shortlistId,
  candidate_id: entry.candidateId,
  place: entry.place,
  score: entry.score,
  input: JSON.stringify(entry.input),
  answer: JSON.stringify(entry.answer),
  digest: entry.digest,
})

const overrideFrom = (
  row: Pick<MatchingTables['matching_override'], (typeof OVERRIDE_COLUMNS)[number]>,
): StoredOverride => ({
  id: row.id,
  tenantId: row.tenant_id,
  jobId: row.job_id,
  candidateId: row.candidate_id,
  from: row.from_place,
  place: row.place,
  reason: row.reason,
  madeBy: row.made_by,
  madeAt: row.made_at,
})
