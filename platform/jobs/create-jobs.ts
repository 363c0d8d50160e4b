import type { Database } from '../db/database.ts'
import type { JobDeps } from './deps.ts'
import type { JobRunner } from './jobs.ts'
import { createPostgresJobs } from './postgres.ts'
import { createSqliteJobs } from './sqlite.ts'

/** The job runner of the database; the migrations have run. */
export const createJobs = async (database: Database, deps: JobDeps): Promise<JobRunner> =>
  database.pool
    ? createPostgresJobs(database, database.pool, deps)
    : createSqliteJobs(database, deps)
