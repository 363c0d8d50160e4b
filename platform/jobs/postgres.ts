/**
 * Jobs on PostgreSQL: graphile-worker behind our interface.
 *
 * @module
 */

import { EventEmitter } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Runner, run, runMigrations, runOnce, type WorkerEvents } from 'graphile-worker'
import type pg from 'pg'
import type { Database, Db } from '../db/database.ts'
import type { JobDeps } from './deps.ts'
import { addJob, graphileStore } from './graphile-store.ts'
import type { JobHandler, JobPayload, JobRunner } from './jobs.ts'
import { type Presence, presence } from './presence.ts'
import { retryDelay } from './retry.ts'
import { workerLogger } from './worker-log.ts'

const CONCURRENCY = 4
const POLL = 1000 // milliseconds
const REAP = 30_000 // milliseconds

/** Brings the tables of graphile-worker up to date and gives the runner over them. */
export async function createPostgresJobs(
  database: Database,
  pool: pg.Pool,
  deps: JobDeps,
): Promise<JobRunner> {
  await runMigrations({ pgPool: pool, logger: workerLogger(deps.log) })
  return new PostgresJobs(database, pool, deps)
}

class PostgresJobs implements JobRunner {
  readonly #db: Db
  readonly #pool: pg.Pool
  readonly #deps: JobDeps
  readonly #handlers = new Map<string, JobHandler>()
  readonly #events: WorkerEvents = new EventEmitter()
  readonly #presence: Presence
  /** When failed jobs are due by our clock, which in tests runs apart from the database's. */
  readonly #retries = new Map<string, number>()
  #runner: Runner | undefined
  #reaper: NodeJS.Timeout | undefined

  constructor(database: Database, pool: pg.Pool, deps: JobDeps) {
    this.#db = database
    this.#pool = pool
    this.#deps = deps
    this.#presence = presence(pool)
    this.#events.on('pool:create', ({ workerPool }) => this.#presence.announce(workerPool.id))
  }

  async add(...[tx, name, payload, options = {}]: Parameters<JobRunner['add']>): Promise<void> {
    await addJob(tx, { name, payload, options }, this.#deps.clock())
  }

  handle(name: string, work: JobHandler): void {
    if (this.#handlers.has(name)) throw new Error(`the job ${name} has a handler already`)
    this.#handlers.set(name, work)
  }

  async start(): Promise<void> {
    await this.#reap()
    this.#runner = await run(this.#options())
    this.#reaper = setInterval(() => {
      this.#reap().catch((error: unknown) => {
        this.#deps.log.error({ err: error }, 'jobs of lost processes could not be freed')
      })
    }, REAP).unref()
  }

  async drain(): Promise<void> {
    try {
      await this.#workOff()
    } finally {
      if (!this.#runner) await this.#presence.leave()
    }
  }

  async #workOff(): Promise<void> {
    const store = graphileStore(this.#db)
    for (;;) {
      const now = this.#deps.clock()
      const retries = [...this.#retries].filter(([, due]) => due <= now).map(([id]) => id)
      for (const id of retries) this.#retries.delete(id)
      await store.pullForward(retries, now)
      await runOnce(this.#options())
      const open = await store.open([...this.#handlers.keys()], this.#presence.announced())
      if (open === 0) return
      await sleep(10)
    }
  }

  async stop(graceMs: number): Promise<void> {
    clearInterval(this.#reaper)
    const runner = this.#runner
    this.#runner = undefined
    if (runner) {
      const stopped = runner.stop()
      const done = new AbortController()
      const late = sleep(graceMs, 'late', { signal: done.signal }).catch(() => undefined)
      if ((await Promise.race([stopped, late])) === 'late') {
        await graphileStore(this.#db).handBack(this.#presence.announced())
        await runner.kill()
      }
      done.abort()
    }
    await this.#presence.leave()
  }

  counts(): Promise<{ waiting: number; failed: number }> {
    return graphileStore(this.#db).counts()
  }

  /** Frees what processes that are gone had taken; graphile-worker itself would wait four hours. */
  async #reap(): Promise<void> {
    const store = graphileStore(this.#db)
    const gone = await this.#presence.gone(await store.holders())
    if (gone.length > 0) await store.unlock(gone)
  }

  #options(): Parameters<typeof run>[0] {
    const taskList = Object.fromEntries(
      [...this.#handlers].map(([name, handler]) => [
        name,
        async (payload: unknown, { job }: { job: Attempt }) => {
          await handler(payload as JobPayload).catch((error: unknown) => {
            this.#failed(name, job, error)
            throw error
          })
        },
      ]),
    )
    return {
      pgPool: this.#pool,
      taskList,
      noHandleSignals: true,
      events: this.#events,
      logger: workerLogger(this.#deps.log),
      preset: {
        worker: {
          concurrentJobs: CONCURRENCY,
          pollInterval: POLL,
          // Without these `stop` does not wait for the completion to be written.
          completeJobBatchDelay: 0,
          failJobBatchDelay: 0,
        },
      },
    }
  }

  #failed(name: string, { id, attempts }: Attempt, error: unknown): void {
    const { clock, log } = this.#deps
    log.warn({ err: error, job: name, attempts }, 'job failed')
    this.#retries.set(String(id), clock() + retryDelay(attempts))
  }
}

interface Attempt {
  readonly id: string
  readonly attempts: number
}
