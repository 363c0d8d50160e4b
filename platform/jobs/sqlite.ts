/**
 * Jobs on SQLite: a table with leases, worked off in this process.
 *
 * @module
 */

import { AsyncLocalStorage } from 'node:async_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Db } from '../db/database.ts'
import { newId } from '../id.ts'
import type { JobDeps } from './deps.ts'
import type { JobHandler, JobRunner } from './jobs.ts'
import { failureText, retryDelay } from './retry.ts'
import { jobStore, type LeasedJob } from './store.ts'

const CONCURRENCY = 4
const LEASE = 60 // seconds; a job whose process died runs again after it

export interface Timing {
  /** Milliseconds between looks for jobs that other processes added or whose time has come. */
  readonly poll: number
  /** Milliseconds between renewals of the leases; well below {@link LEASE}. */
  readonly renew: number
}

const TIMING: Timing = { poll: 1000, renew: 20_000 }

/** @param database - SQLite; the tables of `tables.ts` are there */
export const createSqliteJobs = (database: Db, deps: JobDeps, timing: Timing = TIMING): JobRunner =>
  new SqliteJobs(database, deps, timing)

class SqliteJobs implements JobRunner {
  readonly #db: Db
  readonly #deps: JobDeps
  readonly #timing: Timing
  readonly #handlers = new Map<string, JobHandler>()
  readonly #underWay = new Map<LeasedJob, Promise<void>>()
  /** Whoever adds a job is inside a transaction; the work it wakes must not be. */
  readonly #outside = AsyncLocalStorage.snapshot()
  #turn: Promise<unknown> = Promise.resolve()
  #state: 'idle' | 'running' | 'stopped' = 'idle'
  #timers: NodeJS.Timeout[] = []
  #filler: 'asleep' | 'busy' | 'woken-again' = 'asleep'

  constructor(database: Db, deps: JobDeps, timing: Timing) {
    this.#db = database
    this.#deps = deps
    this.#timing = timing
  }

  async add(...[tx, name, payload, options = {}]: Parameters<JobRunner['add']>): Promise<void> {
    await jobStore(tx).add({ name, payload, options }, this.#deps.clock())
    this.#wake()
  }

  handle(name: string, work: JobHandler): void {
    if (this.#handlers.has(name)) throw new Error(`the job ${name} has a handler already`)
    this.#handlers.set(name, work)
  }

  async start(): Promise<void> {
    this.#state = 'running'
    this.#timers = [
      setInterval(() => this.#wake(), this.#timing.poll).unref(),
      setInterval(() => this.#renew(), this.#timing.renew).unref(),
    ]
    this.#wake()
  }

  async drain(): Promise<void> {
    for (;;) {
      while (await this.#takeOne()) {
        // the next one
      }
      if (this.#underWay.size === 0) return
      await Promise.race(this.#underWay.values())
    }
  }

  async stop(graceMs: number): Promise<void> {
    this.#state = 'stopped'
    for (const timer of this.#timers) clearInterval(timer)
    await this.#turn.catch(() => {})
    const done = new AbortController()
    await Promise.race([
      Promise.all(this.#underWay.values()),
      sleep(graceMs, undefined, { signal: done.signal }).catch(() => {}),
    ])
    done.abort()
    for (const job of this.#underWay.keys()) {
      await jobStore(this.#db).putBack(job, { attempts: job.attempts - 1 })
    }
  }

  counts(): Promise<{ waiting: number; failed: number }> {
    return jobStore(this.#db).counts(this.#deps.clock())
  }

  #wake(): void {
    if (this.#state !== 'running') return
    if (this.#filler !== 'asleep') {
      this.#filler = 'woken-again'
      return
    }
    this.#filler = 'busy'
    this.#outside(() => {
      this.#fill()
        .catch((error: unknown) => {
          this.#deps.log.error({ err: error }, 'jobs could not be fetched')
        })
        .finally(() => {
          this.#filler = 'asleep'
        })
    })
  }

  /** Takes jobs until nothing is due or every place is taken, again when woken meanwhile. */
  async #fill(): Promise<void> {
    do {
      this.#filler = 'busy'
      while (await this.#takeOne()) {
        // the next one
      }
    } while (this.#wokenAgain())
  }

  #wokenAgain(): boolean {
    return this.#filler === 'woken-again'
  }

  /** Takes one job in turn, so that no more than {@link CONCURRENCY} are under way. */
  #takeOne(): Promise<boolean> {
    const taken = this.#turn.then(() => this.#lease())
    this.#turn = taken.catch(() => {})
    return taken
  }

  async #lease(): Promise<boolean> {
    const { clock, random } = this.#deps
    if (this.#underWay.size >= CONCURRENCY || this.#state === 'stopped') return false
    const now = clock()
    const lease = { id: newId(random, now), until: now + LEASE }
    const job = await jobStore(this.#db).lease([...this.#handlers.keys()], lease, now)
    const handler = job && this.#handlers.get(job.name)
    if (!handler) return false
    const done = this.#run(job, handler).finally(() => {
      this.#underWay.delete(job)
      this.#wake()
    })
    this.#underWay.set(job, done)
    return true
  }

  async #run(job: LeasedJob, handler: JobHandler): Promise<void> {
    const { log } = this.#deps
    try {
      await handler(job.payload)
      await jobStore(this.#db).finish(job)
    } catch (error) {
      const { name, attempts } = job
      log.warn({ err: error, job: name, attempts }, 'job failed')
      await this.#putBack(job, error)
    }
  }

  async #putBack(job: LeasedJob, error: unknown): Promise<void> {
    const runAt = this.#deps.clock() + retryDelay(job.attempts)
    const how = { runAt, attempts: job.attempts, error: failureText(error) }
    try {
      await jobStore(this.#db).putBack(job, how)
    } catch (cause) {
      // The lease ends by itself, then the job runs again.
      this.#deps.log.error({ err: cause, job: job.name }, 'job could not be put back')
    }
  }

  #renew(): void {
    const until = this.#deps.clock() + LEASE
    for (const job of this.#underWay.keys()) {
      jobStore(this.#db)
        .renew(job, until)
        .catch((error: unknown) => {
          this.#deps.log.error({ err: error, job: job.name }, 'lease could not be renewed')
        })
    }
  }
}
