import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { retryDelay } from '../../../platform/jobs/retry.ts'
import { until } from '../support/until.ts'
import { describeJobs, START } from './fixture.ts'

describeJobs('jobs', (fixture) => {
  it('runs a job with its payload, once', async () => {
    const jobs = await fixture().runner()
    const seen = fixture().collect(jobs, 'greet')
    await jobs.add(fixture().database, 'greet', { id: 'a', times: 2, loud: true, by: null })
    await jobs.drain()
    await jobs.drain()
    deepEqual(seen, [{ id: 'a', times: 2, loud: true, by: null }])
    deepEqual(await jobs.counts(), { waiting: 0, failed: 0 })
  })

  it('has no job of a transaction that failed', async () => {
    const jobs = await fixture().runner()
    const seen = fixture().collect(jobs, 'greet')
    const failing = fixture().database.transaction(async (tx) => {
      await jobs.add(tx, 'greet', { id: 'a' })
      throw new Error('no')
    })
    await rejects(failing, { message: 'no' })
    await jobs.drain()
    deepEqual(seen, [])
  })

  it('runs jobs added in a transaction once that is committed, without a poll', async function () {
    this.retries(3) // a busy machine can take as long as a poll
    const jobs = await fixture().runner()
    const seen = fixture().collect(jobs, 'greet')
    await jobs.start()
    await sleep(50)
    const begun = performance.now()
    await fixture().database.transaction(async (tx) => {
      await jobs.add(tx, 'greet', { id: 'a' })
      await sleep(30)
      deepEqual(seen, [])
    })
    await until(() => seen.length === 1)
    ok(performance.now() - begun < 800)
  })

  it('lets a handler write to the database and add the next job', async () => {
    const jobs = await fixture().runner()
    const seen = fixture().collect(jobs, 'second')
    jobs.handle('first', async ({ id }) => {
      await fixture().database.transaction((tx) => jobs.add(tx, 'second', { after: id ?? null }))
    })
    await jobs.start()
    await fixture().database.transaction((tx) => jobs.add(tx, 'first', { id: 'a' }))
    await until(() => seen.length === 1)
    deepEqual(seen, [{ after: 'a' }])
  })

  it('waits for the time of a job', async () => {
    const jobs = await fixture().runner()
    const seen = fixture().collect(jobs, 'later')
    await jobs.add(fixture().database, 'later', { id: 'a' }, { runAt: START + 3600 })
    await jobs.drain()
    deepEqual(seen, [])
    deepEqual(await jobs.counts(), { waiting: 1, failed: 0 })
    fixture().now += 3599
    await jobs.drain()
    deepEqual(seen, [])
    fixture().now += 1
    await jobs.drain()
    deepEqual(seen, [{ id: 'a' }])
  })

  it('runs a job whose time has passed at once', async () => {
    const jobs = await fixture().runner()
    const seen = fixture().collect(jobs, 'late')
    await jobs.add(fixture().database, 'late', { id: 'a' }, { runAt: START - 3600 })
    await jobs.drain()
    equal(seen.length, 1)
  })

  it('tries a failing job again after growing delays', async () => {
    const jobs = await fixture().runner()
    const times: number[] = []
    jobs.handle('flaky', async () => {
      times.push(fixture().now - START)
      if (times.length < 3) throw new Error('not yet')
    })
    await jobs.add(fixture().database, 'flaky', {})
    for (let second = 0; second < 12; second++) {
      await jobs.drain()
      fixture().now++
    }
    deepEqual(times, [0, retryDelay(1), retryDelay(1) + retryDelay(2)])
    deepEqual(await jobs.counts(), { waiting: 0, failed: 0 })
  })

  it('gives a job up after its tries, keeps it as failed and says so', async () => {
    const jobs = await fixture().runner()
    let tries = 0
    jobs.handle('broken', async () => {
      tries++
      throw new Error('never')
    })
    await jobs.add(fixture().database, 'broken', {}, { maxAttempts: 2 })
    await jobs.drain()
    deepEqual(await jobs.counts(), { waiting: 1, failed: 0 })
    for (let round = 0; round < 3; round++) {
      fixture().now += 3600
      await jobs.drain()
    }
    equal(tries, 2)
    deepEqual(await jobs.counts(), { waiting: 0, failed: 1 })
    deepEqual(
      fixture()
        .log.lines.filter(({ message }) => message === 'job failed')
        .map(({ fields }) => fields.job),
      ['broken', 'broken'],
    )
  })

  it('does not let a failing job hold up the others', async () => {
    const jobs = await fixture().runner()
    const seen = fixture().collect(jobs, 'fine')
    jobs.handle('broken', async () => {
      throw new Error('never')
    })
    for (const id of ['a', 'b', 'c']) {
      await jobs.add(fixture().database, 'broken', { id })
      await jobs.add(fixture().database, 'fine', { id })
    }
    await jobs.drain()
    deepEqual(seen.map(({ id }) => id).sort(), ['a', 'b', 'c'])
  })

  it('leaves jobs whose name it has no handler for to others', async () => {
    const one = await fixture().runner()
    const other = await fixture().runner()
    const seen = fixture().collect(other, 'foreign')
    one.handle('own', async () => {})
    await one.add(fixture().database, 'foreign', { id: 'a' })
    await one.drain()
    deepEqual(await one.counts(), { waiting: 1, failed: 0 })
    await other.drain()
    deepEqual(seen, [{ id: 'a' }])
  })

  it('gives each job to one of two runners', async () => {
    const seen: unknown[] = []
    const runners = [await fixture().runner(), await fixture().runner()]
    for (const jobs of runners) {
      jobs.handle('shared', async ({ id }) => {
        await sleep(5)
        seen.push(id)
      })
    }
    const [first] = runners
    for (let id = 0; id < 20; id++) await first?.add(fixture().database, 'shared', { id })
    await Promise.all(runners.map((jobs) => jobs.drain()))
    deepEqual(
      seen.toSorted((a, b) => Number(a) - Number(b)),
      Array.from({ length: 20 }, (_, id) => id),
    )
  })

  it('runs at most four jobs at the same time', async () => {
    const jobs = await fixture().runner()
    let underWay = 0
    let most = 0
    jobs.handle('slow', async () => {
      most = Math.max(most, ++underWay)
      await sleep(10)
      underWay--
    })
    for (let id = 0; id < 12; id++) await jobs.add(fixture().database, 'slow', { id })
    await jobs.start()
    await jobs.drain()
    await until(async () => (await jobs.counts()).waiting === 0 && underWay === 0)
    ok(most > 1 && most <= 8, `${most} at the same time`)
  })
})
