import { deepEqual, equal, ok } from 'node:assert/strict'
import { sql } from 'kysely'
import type pg from 'pg'
import { type Database, openPostgres } from '../../../platform/db/database.ts'
import { systemRandom } from '../../../platform/id.ts'
import type { JobRunner } from '../../../platform/jobs/jobs.ts'
import { createPostgresJobs } from '../../../platform/jobs/postgres.ts'
import { presence } from '../../../platform/jobs/presence.ts'
import { workerLogger } from '../../../platform/jobs/worker-log.ts'
import { freshPostgres } from '../../support/postgres.ts'
import { captureLog } from '../support/log.ts'
import { until } from '../support/until.ts'

const START = 1_800_000_000

interface Process {
  readonly database: Database
  readonly pool: pg.Pool
  readonly jobs: JobRunner
}

describe('jobs on PostgreSQL', () => {
  let url: string
  const open: Process[] = []
  const start = async (): Promise<Process> => {
    const database = openPostgres(url)
    const { pool } = database
    if (!pool) throw new Error('no pool')
    const deps = { clock: () => START, log: captureLog(), random: systemRandom }
    const jobs = await createPostgresJobs(database, pool, deps)
    const process = { database, pool, jobs }
    open.push(process)
    return process
  }
  beforeEach(async () => {
    url = await freshPostgres()
  })
  afterEach(async () => {
    for (const { database, jobs } of open.splice(0)) {
      await jobs.stop(0)
      await database.close()
    }
  })

  it('bring their tables when two processes start at once', async () => {
    await Promise.all([start(), start(), start()])
  })

  it('wake in another process than the one that adds', async function () {
    this.retries(3) // a busy machine can take as long as a poll
    const [one, other] = [await start(), await start()]
    let seen: unknown
    one.jobs.handle('greet', async ({ from }) => {
      seen = from
    })
    await one.jobs.start()
    await until(async () => (await listeners(one.database)) > 0)
    const begun = performance.now()
    await other.database.transaction((tx) => other.jobs.add(tx, 'greet', { from: 'elsewhere' }))
    await until(() => seen === 'elsewhere')
    ok(performance.now() - begun < 900, 'without waiting for a poll')
  })

  it('share the work between processes, each job once', async () => {
    const processes = [await start(), await start()]
    const seen: unknown[] = []
    for (const { jobs } of processes) {
      jobs.handle('shared', async ({ id }) => {
        seen.push(id)
      })
      await jobs.start()
    }
    const [first] = processes
    await first?.database.transaction(async (tx) => {
      for (let id = 0; id < 50; id++) await first.jobs.add(tx, 'shared', { id })
    })
    await until(() => seen.length >= 50)
    equal(new Set(seen).size, 50)
    equal(seen.length, 50)
  })

  it('leave no job locked when they stop while one has just ended', async () => {
    const { jobs, database } = await start()
    let ran = 0
    jobs.handle('quick', async () => {
      ran++
    })
    await jobs.start()
    for (let id = 0; id < 5; id++) await jobs.add(database, 'quick', { id })
    await until(() => ran === 5)
    await jobs.stop(5000)
    const { rows } = await sql`select id from graphile_worker.jobs`.execute(database.tables())
    deepEqual(rows, [])
  })

  it('keep the database free to close after they stop', async () => {
    const { jobs, database, pool } = await start()
    jobs.handle('quick', async () => {})
    await jobs.start()
    await jobs.add(database, 'quick', {})
    await jobs.drain()
    await jobs.stop(1000)
    equal(pool.totalCount - pool.idleCount, 0)
  })

  it('can be drained before and after they run', async () => {
    const { jobs, database } = await start()
    let ran = 0
    jobs.handle('quick', async () => {
      ran++
    })
    await jobs.add(database, 'quick', {})
    await jobs.drain()
    await jobs.start()
    await jobs.add(database, 'quick', {})
    await jobs.drain()
    await jobs.stop(1000)
    await jobs.add(database, 'quick', {})
    await jobs.drain()
    equal(ran, 3)
  })
})

describe('the presence of worker pools', () => {
  let databases: Database[]
  const openPool = (url: string): pg.Pool => {
    const database = openPostgres(url)
    databases.push(database)
    if (!database.pool) throw new Error('no pool')
    return database.pool
  }
  let one: ReturnType<typeof presence>
  let other: ReturnType<typeof presence>
  let onePool: pg.Pool
  beforeEach(async () => {
    databases = []
    const url = await freshPostgres()
    onePool = openPool(url)
    one = presence(onePool)
    other = presence(openPool(url))
  })
  afterEach(async () => {
    await one.leave()
    await other.leave()
    for (const database of databases) await database.close()
  })

  const announced = async (poolId: string): Promise<void> => {
    one.announce(poolId)
    await until(async () => (await other.gone([poolId])).length === 0)
  }

  it('is seen by others', async () => {
    await announced('pool-a')
    deepEqual(await other.gone(['pool-a', 'pool-b']), ['pool-b'])
  })

  it('ends when the process leaves', async () => {
    await announced('pool-a')
    await one.leave()
    await until(async () => (await other.gone(['pool-a'])).length === 1)
    deepEqual(one.announced(), [])
  })

  it('ends when the connection is cut, and comes back with the next question', async () => {
    await announced('pool-a')
    await onePool.query(`select pg_terminate_backend(pid) from pg_locks
      where locktype = 'advisory' and pid <> pg_backend_pid()`)
    await until(async () => (await other.gone(['pool-a'])).length === 1)
    deepEqual(await one.gone(['pool-a']), [], 'its own pool is never gone')
    await until(async () => (await other.gone(['pool-a'])).length === 0)
  })
})

describe('what graphile-worker says', () => {
  it('comes into our log at its level', () => {
    const log = captureLog()
    const logger = workerLogger(log)
    logger.error('the pool is broken')
    logger.error('Failed task 1 (greet, 3ms, attempt 1 of 8)')
    logger.warn('slow')
    logger.info('connected')
    logger.debug('detail')
    deepEqual(
      log.lines.map(({ level }) => level),
      ['error', 'debug', 'warn', 'debug', 'debug'],
    )
  })
})

async function listeners(database: Database): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from pg_stat_activity where query like 'LISTEN%'`.execute(
    database.tables(),
  )
  return rows[0]?.count ?? 0
}
