import { deepEqual, equal } from 'node:assert/strict'
import { sql } from 'kysely'
import { until } from '../support/until.ts'
import { describeJobs, type JobsFixture } from './fixture.ts'

/** Leaves a job as a process does that was killed while it ran. */
async function killed({ database, now }: JobsFixture): Promise<void> {
  const statement =
    database.kind === 'sqlite'
      ? sql`update jobs_job set attempts = 1, lease_id = 'gone', lease_until = ${now + 60}`
      : sql`update graphile_worker._private_jobs set attempts = 1, locked_by = 'gone',
          locked_at = now() - interval '11 seconds'`
  await statement.execute(database.tables())
}

describeJobs('a job whose process was killed', (fixture) => {
  it('runs again in another', async () => {
    const jobs = await fixture().runner()
    const seen = fixture().collect(jobs, 'greet')
    await jobs.add(fixture().database, 'greet', { id: 'a' })
    await killed(fixture())
    deepEqual(await jobs.counts(), { waiting: 0, failed: 0 })
    fixture().now += 61
    await jobs.start()
    await until(() => seen.length === 1)
    deepEqual(seen, [{ id: 'a' }])
  })

  it('is left alone while its process may still live', async () => {
    const jobs = await fixture().runner()
    const seen = fixture().collect(jobs, 'greet')
    await jobs.add(fixture().database, 'greet', { id: 'a' })
    await killed(fixture())
    if (fixture().database.kind === 'sqlite') fixture().now += 60
    await jobs.drain() // takes what is free, frees nothing
    deepEqual(seen, [])
  })

  it('is not tried for ever', async () => {
    const jobs = await fixture().runner()
    const seen = fixture().collect(jobs, 'deadly')
    await jobs.add(fixture().database, 'deadly', {}, { maxAttempts: 1 })
    await killed(fixture())
    fixture().now += 61
    await jobs.start()
    await until(async () => (await jobs.counts()).failed === 1)
    await jobs.drain()
    equal(seen.length, 0)
  })

  it('is not taken from a process that lives', async () => {
    const one = await fixture().runner()
    const other = await fixture().runner()
    const { promise, resolve } = Promise.withResolvers<void>()
    let begun = 0
    for (const jobs of [one, other]) {
      jobs.handle('slow', async () => {
        begun++
        await promise
      })
    }
    await one.start()
    await one.add(fixture().database, 'slow', {})
    await until(() => begun === 1)
    if (fixture().database.kind === 'postgres') {
      await sql`update graphile_worker._private_jobs set locked_at = now() - interval '1 hour'`.execute(
        fixture().database.tables(),
      )
    }
    await other.start()
    await new Promise((later) => setTimeout(later, 300))
    equal(begun, 1)
    resolve()
    await until(async () => (await one.counts()).waiting === 0)
  })
})
