import type { UnixSeconds } from '../clock.ts'
import type { Db } from '../db/database.ts'
import type { JobOptions, JobPayload } from './jobs.ts'
import { DEFAULT_MAX_ATTEMPTS } from './retry.ts'
import type { JobsTables } from './tables.ts'

/** A job that this process may run until the lease ends. */
export interface LeasedJob {
  readonly id: number
  readonly leaseId: string
  readonly name: string
  readonly payload: JobPayload
  readonly attempts: number
  readonly maxAttempts: number
}

interface Lease {
  readonly id: string
  readonly until: UnixSeconds
}

export interface NewJob {
  readonly name: string
  readonly payload: JobPayload
  readonly options: JobOptions
}

export interface JobStore {
  /**
   * Adds the job, or puts it in the place of the one with the same key. One that is under way loses
   * its lease by that: it may finish, but is not tried again.
   */
  add(job: NewJob, now: UnixSeconds): Promise<void>
  /** The longest due job with one of the names, leased; `undefined` when none is due. */
  lease(names: readonly string[], lease: Lease, now: UnixSeconds): Promise<LeasedJob | undefined>
  renew(job: LeasedJob, until: UnixSeconds): Promise<void>
  finish(job: LeasedJob): Promise<void>
  /** Lets the job wait again; nothing where a newer one with its key has taken its place. */
  putBack(job: LeasedJob, how: PutBack): Promise<void>
  counts(now: UnixSeconds): Promise<{ waiting: number; failed: number }>
}

interface PutBack {
  /** `undefined`: as soon as it was due before. */
  readonly runAt?: UnixSeconds
  readonly attempts: number
  readonly error?: string
}

export const jobStore = (db: Db): JobStore => ({
  add: (job, now) => add(db, job, now),
  lease: (names, lease, now) => leaseOne(db, { names, lease, now }),
  renew: async (job, until) => {
    await leased(db, job).set({ lease_until: until }).execute()
  },
  finish: (job) => finish(db, job),
  putBack: (job, how) => putBack(db, job, how),
  counts: (now) => counts(db, now),
})

async function add(db: Db, { name, payload, options }: NewJob, now: UnixSeconds): Promise<void> {
  const row = {
    name,
    payload: JSON.stringify(payload),
    run_at: options.runAt ?? now,
    attempts: 0,
    max_attempts: options.maxAttempts ?? DEFAULT_MAX_ATTEMPTS,
    key: options.key ?? null,
    lease_id: null,
    lease_until: null,
    last_error: null,
  }
  await db
    .tables<JobsTables>()
    .insertInto('jobs_job')
    .values(row)
    .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
    .execute()
}

async function leaseOne(
  db: Db,
  { names, lease, now }: { names: readonly string[]; lease: Lease; now: UnixSeconds },
): Promise<LeasedJob | undefined> {
  const row = await db
    .tables<JobsTables>()
    .updateTable('jobs_job')
    .set((eb) => ({
      lease_id: lease.id,
      lease_until: lease.until,
      attempts: eb('attempts', '+', 1),
    }))
    .where('id', '=', (eb) =>
      eb
        .selectFrom('jobs_job as due')
        .select('due.id')
        .where('due.name', 'in', names)
        .where('due.run_at', '<=', now)
        .whereRef('due.attempts', '<', 'due.max_attempts')
        .where((or) => or.or([or('due.lease_until', 'is', null), or('due.lease_until', '<', now)]))
        .orderBy('due.run_at')
        .orderBy('due.id')
        .limit(1),
    )
    .returning(['id', 'name', 'payload', 'attempts', 'max_attempts'])
    .executeTakeFirst()
  if (!row) return undefined
  const { max_attempts: maxAttempts, payload, ...rest } = row
  return { ...rest, maxAttempts, payload: JSON.parse(payload) as JobPayload, leaseId: lease.id }
}

const leased = (db: Db, job: LeasedJob) =>
  db
    .tables<JobsTables>()
    .updateTable('jobs_job')
    .where('id', '=', job.id)
    .where('lease_id', '=', job.leaseId)

async function finish(db: Db, job: LeasedJob): Promise<void> {
  await db
    .tables<JobsTables>()
    .deleteFrom('jobs_job')
    .where('id', '=', job.id)
    .where('lease_id', '=', job.leaseId)
    .execute()
}

const counts = (db: Db, now: UnixSeconds): Promise<{ waiting: number; failed: number }> =>
  db
    .tables<JobsTables>()
    .selectFrom('jobs_job')
    .select(({ fn }) => [
      fn.countAll<number>().filterWhereRef('attempts', '<', 'max_attempts').as('waiting'),
      fn.countAll<number>().filterWhereRef('attempts', '>=', 'max_attempts').as('failed'),
    ])
    .where((eb) => eb.or([eb('lease_until', 'is', null), eb('lease_until', '<', now)]))
    .executeTakeFirstOrThrow()

async function putBack(db: Db, job: LeasedJob, how: PutBack): Promise<void> {
  await leased(db, job)
    .set({
      lease_id: null,
      lease_until: null,
      attempts: how.attempts,
      // What is given up is kept as it is, and its key is free for the next.
      ...(how.attempts >= job.maxAttempts && { key: null }),
      ...(how.runAt !== undefined && { run_at: how.runAt }),
      ...(how.error !== undefined && { last_error: how.error }),
    })
    .execute()
}
