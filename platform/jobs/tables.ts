import { type Generated, sql } from 'kysely'
import type { UnixSeconds } from '../clock.ts'
import type { Migrations } from '../db/migrate.ts'

/** A job on SQLite. Given up: `attempts` has reached `max_attempts` and no lease runs. */
interface JobRow {
  id: number
  name: string
  payload: string
  run_at: UnixSeconds
  attempts: number
  max_attempts: number
  key: string | null
  lease_id: string | null
  lease_until: UnixSeconds | null
  last_error: string | null
}

export interface JobsTables {
  jobs_job: Omit<JobRow, 'id'> & { id: Generated<number> }
}

/** Only SQLite: on PostgreSQL graphile-worker brings tables of its own. */
export const jobsMigrations: Migrations = {
  'jobs-001-job': async (db, columns, kind) => {
    if (kind !== 'sqlite') return
    await db.schema
      .createTable('jobs_job')
      .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('payload', columns.json, (column) => column.notNull())
      .addColumn('run_at', columns.time, (column) => column.notNull())
      .addColumn('attempts', 'integer', (column) => column.notNull().defaultTo(0))
      .addColumn('max_attempts', 'integer', (column) => column.notNull())
      .addColumn('key', 'text', (column) => column.unique())
      .addColumn('lease_id', 'text')
      .addColumn('lease_until', columns.time)
      .addColumn('last_error', 'text')
      .execute()
    await sql`create index jobs_job_due on jobs_job (run_at, id)`.execute(db)
  },
}
