import type { Migrations } from '../platform/db/migrate.ts'
import { type EmployerTables, employerMigrations } from './employers/tables.ts'
import { type DemographicTable, fairnessMigrations } from './fairness/tables.ts'
import {
  type ChangeTable,
  type JobDraftTable,
  type JobTable,
  type JobVersionTable,
  jobMigrations,
} from './jobs/tables.ts'

export interface ChallengeTable {
  readonly hash: string
  readonly purpose: string
  readonly employer: string
  readonly person_id: string | null
  readonly tenant_id: string | null
  readonly expires_at: number
  readonly used_at: number | null
}

export interface ProfileTable {
  readonly id: string
  readonly person_id: string | null
  readonly tenant_id: string | null
  readonly purpose: string
  readonly employer: string
  readonly consent_id: string | null
  readonly skills: string
  readonly not_credited: string
  readonly withdraw_hash: string
  readonly created_at: number
}

/** A skill of a profile, so that a change of its credential's status finds it. */
export interface ProfileCredentialTable {
  readonly profile_id: string
  readonly credential_id: string
  readonly status: string
}

export interface RankingTable {
  readonly id: string
  readonly tenant_id: string
  readonly person_id: string | null
  readonly profile_id: string | null
  /** Change of the jobs it was made on. */
  readonly as_of: number
  readonly input: string
  readonly answer: string
  readonly digest: string
  readonly contest_hash: string
  readonly created_at: number
  readonly replaces: string | null
}

/** One row for each contest that was answered, so that it is acted on once. */
export interface ContestTable {
  readonly case_id: string
  readonly ranking_id: string
  readonly made_again: string | null
  readonly answered_at: number
}

export interface MatchingTables extends EmployerTables {
  readonly matching_change: ChangeTable
  readonly matching_job: JobTable
  readonly matching_job_version: JobVersionTable
  readonly matching_job_draft: JobDraftTable
  readonly matching_challenge: ChallengeTable
  readonly matching_profile: ProfileTable
  readonly matching_profile_credential: ProfileCredentialTable
  readonly matching_ranking: RankingTable
  readonly matching_contest: ContestTable
  readonly matching_demographic: DemographicTable
}

export const matchingMigrations: Migrations = {
  'matching-001-jobs': async (db, columns) => {
    await db.schema
      .createTable('matching_change')
      .addColumn('id', 'integer', (column) => column.primaryKey())
      .addColumn('last', columns.bigint, (column) => column.notNull())
      .execute()
    await db.schema
      .createTable('matching_job')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('tenant_id', 'text', (column) => column.notNull())
      .addColumn('version', 'integer', (column) => column.notNull())
      .execute()
    await db.schema
      .createTable('matching_job_version')
      .addColumn('job_id', 'text', (column) => column.notNull())
      .addColumn('version', 'integer', (column) => column.notNull())
      .addColumn('since', columns.bigint, (column) => column.notNull())
      .addColumn('until', columns.bigint)
      .addColumn('title', 'text', (column) => column.notNull())
      .addColumn('body', columns.json, (column) => column.notNull())
      .addColumn('created_at', columns.time, (column) => column.notNull())
      .addPrimaryKeyConstraint('matching_job_version_key', ['job_id', 'version'])
      .execute()
    for (const column of ['since', 'until']) {
      await db.schema
        .createIndex(`matching_job_version_${column}`)
        .on('matching_job_version')
        .column(column)
        .execute()
    }
  },
  'matching-002-profiles': async (db, columns) => {
    await db.schema
      .createTable('matching_challenge')
      .addColumn('hash', 'text', (column) => column.primaryKey())
      .addColumn('purpose', 'text', (column) => column.notNull())
      .addColumn('employer', 'text', (column) => column.notNull())
      .addColumn('person_id', 'text')
      .addColumn('tenant_id', 'text')
      .addColumn('expires_at', columns.time, (column) => column.notNull())
      .addColumn('used_at', columns.time)
      .execute()
    await db.schema
      .createTable('matching_profile')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('person_id', 'text')
      .addColumn('tenant_id', 'text')
      .addColumn('purpose', 'text', (column) => column.notNull())
      .addColumn('employer', 'text', (column) => column.notNull())
      .addColumn('consent_id', 'text')
      .addColumn('skills', columns.json, (column) => column.notNull())
      .addColumn('not_credited', columns.json, (column) => column.notNull())
      .addColumn('withdraw_hash', 'text', (column) => column.notNull())
      .addColumn('created_at', columns.time, (column) => column.notNull())
      .execute()
    await db.schema
      .createTable('matching_profile_credential')
      .addColumn('profile_id', 'text', (column) => column.notNull())
      .addColumn('credential_id', 'text', (column) => column.notNull())
      .addColumn('status', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('matching_profile_credential_key', ['profile_id', 'credential_id'])
      .execute()
    await db.schema
      .createIndex('matching_profile_credential_id')
      .on('matching_profile_credential')
      .column('credential_id')
      .execute()
  },
  'matching-003-rankings': async (db, columns) => {
    await db.schema
      .createTable('matching_ranking')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('tenant_id', 'text', (column) => column.notNull())
      .addColumn('person_id', 'text')
      .addColumn('profile_id', 'text')
      .addColumn('as_of', columns.bigint, (column) => column.notNull())
      .addColumn('input', columns.json, (column) => column.notNull())
      .addColumn('answer', columns.json, (column) => column.notNull())
      .addColumn('digest', 'text', (column) => column.notNull())
      .addColumn('contest_hash', 'text', (column) => column.notNull())
      .addColumn('created_at', columns.time, (column) => column.notNull())
      .execute()
  },
  'matching-010-rankings-made-again': async (db) => {
    await db.schema.alterTable('matching_ranking').addColumn('replaces', 'text').execute()
    await db.schema
      .createIndex('matching_ranking_replaces')
      .on('matching_ranking')
      .column('replaces')
      .execute()
  },
  'matching-011-contests': async (db, columns) => {
    await db.schema
      .createTable('matching_contest')
      .addColumn('case_id', 'text', (column) => column.primaryKey())
      .addColumn('ranking_id', 'text', (column) => column.notNull())
      .addColumn('made_again', 'text')
      .addColumn('answered_at', columns.time, (column) => column.notNull())
      .execute()
  },
  ...jobMigrations,
  ...employerMigrations,
  ...fairnessMigrations,
}
