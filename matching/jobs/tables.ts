import type { Migrations } from '../../platform/db/migrate.ts'

/** One row: the number of the last change to the jobs. Taking the next one serialises writers. */
export interface ChangeTable {
  readonly id: number
  readonly last: number
}

export interface JobTable {
  readonly id: string
  readonly tenant_id: string
  readonly version: number
}

/** A version holds from change `since` until change `until`. */
export interface JobVersionTable {
  readonly job_id: string
  readonly version: number
  readonly since: number
  readonly until: number | null
  readonly title: string
  readonly body: string
  readonly created_at: number
  readonly expires_at: number | null
}

/** A job whose skills a person has still to confirm. */
export interface JobDraftTable {
  readonly tenant_id: string
  readonly id: string
  readonly title: string
  readonly body: string
  readonly created_at: number
}

export const jobMigrations: Migrations = {
  'matching-004-job-expiry': async (db, columns) => {
    await db.schema
      .alterTable('matching_job_version')
      .addColumn('expires_at', columns.time)
      .execute()
    await db.schema
      .createIndex('matching_job_version_expires')
      .on('matching_job_version')
      .column('expires_at')
      .execute()
    await db.schema
      .createIndex('matching_job_tenant')
      .on('matching_job')
      .column('tenant_id')
      .execute()
  },
  'matching-005-job-drafts': async (db, columns) => {
    await db.schema
      .createTable('matching_job_draft')
      .addColumn('tenant_id', 'text', (column) => column.notNull())
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('title', 'text', (column) => column.notNull())
      .addColumn('body', columns.json, (column) => column.notNull())
      .addColumn('created_at', columns.time, (column) => column.notNull())
      .addPrimaryKeyConstraint('matching_job_draft_key', ['tenant_id', 'id'])
      .execute()
  },
}
