/**
 * The few statements on graphile-worker's schema that its own interface lacks: adding inside our
 * transaction, counting, and handing back.
 *
 * @module
 */

import { sql } from 'kysely'
import type { UnixSeconds } from '../clock.ts'
import type { Db } from '../db/database.ts'
import { DEFAULT_MAX_ATTEMPTS } from './retry.ts'
import type { NewJob } from './store.ts'

/**
 * Adds a job in the transaction given.
 *
 * `runAt` becomes a delay from the database's clock; as a flag, which the worker ignores, it is
 * kept for {@link GraphileStore.pullForward}.
 */
export async function addJob(tx: Db, job: NewJob, now: UnixSeconds): Promise<void> {
  const { runAt, key, maxAttempts } = job.options
  const delay = runAt === undefined ? 0 : Math.max(0, runAt - now)
  const flags = delay > 0 ? sql`array[${`at:${runAt}`}]::text[]` : sql`null::text[]`
  await sql`
    select id from graphile_worker.add_job(
      identifier => ${job.name}::text,
      payload => ${JSON.stringify(job.payload)}::json,
      run_at => now() + make_interval(secs => ${delay}::int),
      max_attempts => ${maxAttempts ?? DEFAULT_MAX_ATTEMPTS}::int,
      job_key => ${key ?? null}::text,
      flags => ${flags})`.execute(tx.tables())
}

export interface GraphileStore {
  counts(): Promise<{ waiting: number; failed: number }>
  /** Jobs with these names that are due, or that one of the pools has under way. */
  open(names: readonly string[], poolIds: readonly string[]): Promise<number>
  /** Makes jobs due whose time has come by the clock handed in: new ones by their flag, failed ones by id. */
  pullForward(failedIds: readonly string[], now: UnixSeconds): Promise<void>
  /** Lets the jobs under way in the pools run elsewhere at once; the try begun does not count. */
  handBack(poolIds: readonly string[]): Promise<void>
  /** Pools that have had a job locked for a while. */
  holders(): Promise<readonly string[]>
  unlock(poolIds: readonly string[]): Promise<void>
}

export function graphileStore(db: Db): GraphileStore {
  const unlock = async (poolIds: readonly string[]) => {
    await sql`select graphile_worker.force_unlock_workers(${[...poolIds]}::text[])`.execute(
      db.tables(),
    )
  }
  return {
    counts: async () => {
      const { rows } = await sql<{ waiting: number; failed: number }>`
        select count(*) filter (where attempts < max_attempts) as waiting,
               count(*) filter (where attempts >= max_attempts) as failed
        from graphile_worker.jobs where locked_at is null`.execute(db.tables())
      return rows[0] ?? { waiting: 0, failed: 0 }
    },

    open: async (names, poolIds) => {
      const { rows } = await sql<{ open: number }>`
        select count(*) as open from graphile_worker.jobs
        where task_identifier = any(${[...names]}::text[])
          and (locked_by = any(${[...poolIds]}::text[])
            or (locked_at is null and run_at <= now() and attempts < max_attempts))`.execute(
        db.tables(),
      )
      return rows[0]?.open ?? 0
    },

    pullForward: async (failedIds, now) => {
      await sql`
        select count(*) from graphile_worker.reschedule_jobs(
          array(
            select id from graphile_worker.jobs
            where locked_at is null and run_at > now() and attempts < max_attempts
              and (id = any(${[...failedIds]}::bigint[])
                or (attempts = 0 and exists (
                  select 1 from jsonb_object_keys(flags) as flag
                  where flag like 'at:%' and substr(flag, 4)::bigint <= ${now})))),
          run_at => now())`.execute(db.tables())
    },

    handBack: async (poolIds) => {
      const { rows } = await sql<{ id: number; attempts: number }>`
        select id, attempts from graphile_worker.jobs
        where locked_by = any(${[...poolIds]}::text[])`.execute(db.tables())
      await unlock(poolIds)
      for (const { id, attempts } of rows) {
        await sql`select id from graphile_worker.reschedule_jobs(
          array[${id}]::bigint[], attempts => ${attempts - 1}::int)`.execute(db.tables())
      }
    },

    holders: async () => {
      const { rows } = await sql<{ pool: string }>`
        select distinct locked_by as pool from graphile_worker.jobs
        where locked_at < now() - interval '10 seconds'`.execute(db.tables())
      return rows.map(({ pool }) => pool)
    },

    unlock,
  }
}
