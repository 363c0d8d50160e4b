import { deepEqual, equal, ok } from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Database } from '../../../platform/db/database.ts'
import { systemRandom } from '../../../platform/id.ts'
import type { JobPayload, JobRunner } from '../../../platform/jobs/jobs.ts'
import { createSqliteJobs } from '../../../platform/jobs/sqlite.ts'
import { type JobsTables, jobsMigrations } from '../../../platform/jobs/tables.ts'
import { openTestDatabase } from '../../support/databases.ts'
import { captureLog } from '../support/log.ts'
import { until } from '../support/until.ts'

const START = 1_800_000_000

describe('jobs on SQLite', () => {
  let database: Database
  let close: () => Promise<void>
  let now: number
  let log: ReturnType<typeof captureLog>
  const made: JobRunner[] = []

  beforeEach(async () => {
    now = START
    log = captureLog()
    ;[database, close] = await openTestDatabase('sqlite', jobsMigrations)
  })
  afterEach(async () => {
    for (const jobs of made.splice(0)) await jobs.stop(0).catch(() => {})
    await close()
  })

  const runner = (timing = { poll: 10, renew: 10 }): JobRunner => {
    const jobs = createSqliteJobs(database, { clock: () => now, log, random: systemRandom }, timing)
    made.push(jobs)
    return jobs
  }
  const rows = () =>
    database
      .tables<JobsTables>()
      .selectFrom('jobs_job')
      .select(['name', 'attempts', 'lease_until', 'last_error'])
      .execute()

  it('renew the lease of a job that takes long', async () => {
    const jobs = runner()
    const { promise, resolve } = Promise.withResolvers<void>()
    let begun = false
    jobs.handle('long', async () => {
      begun = true
      await promise
    })
    await jobs.start()
    await jobs.add(database, 'long', {})
    await until(() => begun)
    equal((await rows())[0]?.lease_until, START + 60)
    now += 50
    await until(async () => (await rows())[0]?.lease_until === START + 110)
    resolve()
    await until(async () => (await rows()).length === 0)
  })

  it('find what another process has added', async () => {
    const [one, other] = [runner(), runner()]
    const seen: JobPayload[] = []
    one.handle('greet', async (payload) => {
      seen.push(payload)
    })
    await one.start()
    await other.add(database, 'greet', { from: 'elsewhere' })
    await until(() => seen.length === 1)
    deepEqual(seen, [{ from: 'elsewhere' }])
  })

  it('find a job when its time comes', async () => {
    const jobs = runner()
    let ran = 0
    jobs.handle('later', async () => {
      ran++
    })
    await jobs.start()
    await jobs.add(database, 'later', {}, { runAt: START + 10 })
    await sleep(50)
    equal(ran, 0)
    now += 10
    await until(() => ran === 1)
  })

  it('run the oldest first', async () => {
    const jobs = runner()
    const seen: unknown[] = []
    jobs.handle('step', async ({ id }) => {
      seen.push(id)
    })
    await jobs.add(database, 'step', { id: 'last' }, { runAt: START })
    await jobs.add(database, 'step', { id: 'first' }, { runAt: START - 20 })
    await jobs.add(database, 'step', { id: 'second' }, { runAt: START - 10 })
    await jobs.drain()
    deepEqual(seen, ['first', 'second', 'last'])
  })

  it('keep the kind and the first words of a failure', async () => {
    const jobs = runner()
    jobs.handle('bad', async () => {
      throw new TypeError(`no ${'x'.repeat(1000)}`)
    })
    jobs.handle('odd', () => Promise.reject('just a text'))
    await jobs.add(database, 'bad', {})
    await jobs.add(database, 'odd', {})
    await jobs.drain()
    const errors = (await rows()).map(({ last_error }) => last_error)
    ok(errors[0]?.startsWith('TypeError: no xxx'))
    equal(errors[0]?.length, 300)
    equal(errors[1], 'just a text')
  })

  it('go on when the database fails for a while', async () => {
    const jobs = runner()
    let ran = 0
    jobs.handle('greet', async () => {
      ran++
    })
    await sql`alter table jobs_job rename to away`.execute(database.tables())
    await jobs.start()
    await until(() => log.lines.some(({ message }) => message === 'jobs could not be fetched'))
    await sql`alter table away rename to jobs_job`.execute(database.tables())
    await jobs.add(database, 'greet', {})
    await until(() => ran === 1)
  })

  it('leave a job to its lease when it cannot be put back', async () => {
    const jobs = runner({ poll: 10_000, renew: 10_000 })
    let tries = 0
    jobs.handle('bad', async () => {
      if (++tries > 1) return
      await sql`alter table jobs_job rename to away`.execute(database.tables())
      throw new Error('no')
    })
    await jobs.add(database, 'bad', {})
    await jobs.drain().catch(() => {})
    await until(() => log.lines.some(({ message }) => message === 'job could not be put back'))
    await sql`alter table away rename to jobs_job`.execute(database.tables())
    await jobs.drain()
    equal(tries, 1)
    now += 61
    await jobs.drain()
    equal(tries, 2)
    deepEqual(await rows(), [])
  })

  it('say so when a lease cannot be renewed', async () => {
    const jobs = runner({ poll: 10_000, renew: 10 })
    const { promise, resolve } = Promise.withResolvers<void>()
    jobs.handle('long', () => promise)
    await jobs.add(database, 'long', {})
    await jobs.start()
    await until(async () => (await rows())[0]?.attempts === 1)
    await sql`alter table jobs_job rename to away`.execute(database.tables())
    await until(() => log.lines.some(({ message }) => message === 'lease could not be renewed'))
    await sql`alter table away rename to jobs_job`.execute(database.tables())
    resolve()
    await until(async () => (await rows()).length === 0)
  })

  it('take a thousand jobs of one transaction in one go', async () => {
    const jobs = runner()
    let ran = 0
    jobs.handle('many', async () => {
      ran++
    })
    await jobs.start()
    await database.transaction(async (tx) => {
      for (let id = 0; id < 1000; id++) await jobs.add(tx, 'many', { id })
    })
    await until(() => ran === 1000)
    await until(async () => (await rows()).length === 0)
  })
})
