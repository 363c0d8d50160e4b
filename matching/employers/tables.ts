import type { Migrations } from '../../platform/db/migrate.ts'
import type { CandidateState } from '../../schemas/matching-employers.ts'

/** A learner's profile as a candidate for a job: without a name until the learner agrees. */
export interface CandidateTable {
  readonly id: string
  readonly tenant_id: string
  readonly job_id: string
  readonly profile_id: string
  readonly person_id: string
  readonly state: CandidateState
  readonly message: string | null
  readonly asked_at: number | null
  readonly answered_at: number | null
  readonly created_at: number
}

export interface ShortlistTable {
  readonly id: string
  readonly tenant_id: string
  readonly job_id: string
  readonly job_version: number
  readonly as_of: number
  readonly formula: string
  readonly policy: string
  readonly taxonomy: string
  /** Empty in lists that were made before there were any. */
  readonly crosswalks: string | null
  readonly made_by: string
  readonly created_at: number
}

/** `input`: the skills it was ranked by; `answer`: what was said of it. */
export interface ShortlistEntryTable {
  readonly shortlist_id: string
  readonly candidate_id: string
  readonly place: number
  readonly score: number
  readonly input: string
  readonly answer: string
  readonly digest: string
}

export interface OverrideTable {
  readonly id: string
  readonly tenant_id: string
  readonly job_id: string
  readonly candidate_id: string
  readonly from_place: number
  readonly place: number
  readonly reason: string
  readonly made_by: string
  readonly made_at: number
  readonly undone_at: number | null
}

/** `scope`: `all`, or an organisation. */
export interface StopTable {
  readonly scope: string
  readonly reason: string
  readonly stopped_by: string
  readonly stopped_at: number
}

export interface EmployerTables {
  readonly matching_candidate: CandidateTable
  readonly matching_shortlist: ShortlistTable
  readonly matching_shortlist_entry: ShortlistEntryTable
  readonly matching_override: OverrideTable
  readonly matching_stop: StopTable
}

export const employerMigrations: Migrations = {
  'matching-006-candidates': async (db, columns) => {
    await db.schema
      .createTable('matching_candidate')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('tenant_id', 'text', (column) => column.notNull())
      .addColumn('job_id', 'text', (column) => column.notNull())
      .addColumn('profile_id', 'text', (column) => column.notNull())
      .addColumn('person_id', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('message', 'text')
      .addColumn('asked_at', columns.time)
      .addColumn('answered_at', columns.time)
      .addColumn('created_at', columns.time, (column) => column.notNull())
      .addUniqueConstraint('matching_candidate_once', ['job_id', 'profile_id'])
      .execute()
    for (const column of ['person_id', 'profile_id']) {
      await db.schema
        .createIndex(`matching_candidate_${column}`)
        .on('matching_candidate')
        .column(column)
        .execute()
    }
  },
  'matching-007-shortlists': async (db, columns) => {
    await db.schema
      .createTable('matching_shortlist')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('tenant_id', 'text', (column) => column.notNull())
      .addColumn('job_id', 'text', (column) => column.notNull())
      .addColumn('job_version', 'integer', (column) => column.notNull())
      .addColumn('as_of', columns.bigint, (column) => column.notNull())
      .addColumn('formula', 'text', (column) => column.notNull())
      .addColumn('policy', 'text', (column) => column.notNull())
      .addColumn('taxonomy', 'text', (column) => column.notNull())
      .addColumn('made_by', 'text', (column) => column.notNull())
      .addColumn('created_at', columns.time, (column) => column.notNull())
      .execute()
    await db.schema
      .createIndex('matching_shortlist_job')
      .on('matching_shortlist')
      .columns(['job_id', 'created_at'])
      .execute()
    await db.schema
      .createTable('matching_shortlist_entry')
      .addColumn('shortlist_id', 'text', (column) => column.notNull())
      .addColumn('candidate_id', 'text', (column) => column.notNull())
      .addColumn('place', 'integer', (column) => column.notNull())
      .addColumn('score', 'integer', (column) => column.notNull())
      .addColumn('input', columns.json, (column) => column.notNull())
      .addColumn('answer', columns.json, (column) => column.notNull())
      .addColumn('digest', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('matching_shortlist_entry_key', ['shortlist_id', 'candidate_id'])
      .execute()
    await db.schema
      .createIndex('matching_shortlist_entry_candidate')
      .on('matching_shortlist_entry')
      .column('candidate_id')
      .execute()
  },
  'matching-008-overrides': async (db, columns) => {
    await db.schema
      .createTable('matching_override')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('tenant_id', 'text', (column) => column.notNull())
      .addColumn('job_id', 'text', (column) => column.notNull())
      .addColumn('candidate_id', 'text', (column) => column.notNull())
      .addColumn('from_place', 'integer', (column) => column.notNull())
      .addColumn('place', 'integer', (column) => column.notNull())
      .addColumn('reason', 'text', (column) => column.notNull())
      .addColumn('made_by', 'text', (column) => column.notNull())
      .addColumn('made_at', columns.time, (column) => column.notNull())
      .addColumn('undone_at', columns.time)
      .execute()
    await db.schema
      .createIndex('matching_override_candidate')
      .on('matching_override')
      .column('candidate_id')
      .execute()
  },
  'matching-009-stops': async (db, columns) => {
    await db.schema
      .createTable('matching_stop')
      .addColumn('scope', 'text', (column) => column.primaryKey())
      .addColumn('reason', 'text', (column) => column.notNull())
      .addColumn('stopped_by', 'text', (column) => column.notNull())
      .addColumn('stopped_at', columns.time, (column) => column.notNull())
      .execute()
  },
  'matching-013-shortlist-crosswalks': async (db, columns) => {
    await db.schema.alterTable('matching_shortlist').addColumn('crosswalks', columns.json).execute()
  },
}
