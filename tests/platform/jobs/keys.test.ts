import { deepEqual } from 'node:assert/strict'
import { describeJobs } from './fixture.ts'

describeJobs('a job with a key', (fixture) => {
  it('replaces a waiting job with the same key', async () => {
    const jobs = await fixture().runner()
    const seen = fixture().collect(jobs, 'index')
    await jobs.add(fixture().database, 'index', { version: 1 }, { key: 'index:a' })
    await jobs.add(fixture().database, 'index', { version: 2 }, { key: 'index:a' })
    await jobs.add(fixture().database, 'index', { version: 9 }, { key: 'index:b' })
    deepEqual(await jobs.counts(), { waiting: 2, failed: 0 })
    await jobs.drain()
    deepEqual(seen.map(({ version }) => version).sort(), [2, 9])
  })

  it('takes a key again once its job is done', async () => {
    const jobs = await fixture().runner()
    const seen = fixture().collect(jobs, 'index')
    await jobs.add(fixture().database, 'index', { version: 1 }, { key: 'index:a' })
    await jobs.drain()
    await jobs.add(fixture().database, 'index', { version: 2 }, { key: 'index:a' })
    await jobs.drain()
    deepEqual(seen, [{ version: 1 }, { version: 2 }])
  })

  it('adds a job beside one with the same key that is under way', async () => {
    const jobs = await fixture().runner()
    const seen: unknown[] = []
    jobs.handle('index', async ({ version }) => {
      seen.push(version)
      if (version === 1)
        await jobs.add(fixture().database, 'index', { version: 2 }, { key: 'index:a' })
    })
    await jobs.add(fixture().database, 'index', { version: 1 }, { key: 'index:a' })
    await jobs.drain()
    deepEqual(seen, [1, 2])
  })

  it('drops the retry of a job for the newer one with its key', async () => {
    const jobs = await fixture().runner()
    const seen: unknown[] = []
    jobs.handle('index', async ({ version }) => {
      seen.push(version)
      if (version !== 1) return
      await jobs.add(fixture().database, 'index', { version: 2 }, { key: 'index:a' })
      throw new Error('overtaken')
    })
    await jobs.add(fixture().database, 'index', { version: 1 }, { key: 'index:a' })
    await jobs.drain()
    fixture().now += 3600
    await jobs.drain()
    deepEqual(seen, [1, 2])
  })

  it('keeps the key over a retry', async () => {
    const jobs = await fixture().runner()
    const seen: unknown[] = []
    jobs.handle('index', async ({ version }) => {
      seen.push(version)
      if (version === 1) throw new Error('not yet')
    })
    await jobs.add(fixture().database, 'index', { version: 1 }, { key: 'index:a' })
    await jobs.drain()
    await jobs.add(fixture().database, 'index', { version: 2 }, { key: 'index:a' })
    fixture().now += 3600
    await jobs.drain()
    deepEqual(seen, [1, 2])
  })

  it('keeps a job that was given up beside a new one with its key', async () => {
    const jobs = await fixture().runner()
    const seen: unknown[] = []
    jobs.handle('index', async ({ version }) => {
      seen.push(version)
      if (version === 1) throw new Error('never')
    })
    const options = { key: 'index:a', maxAttempts: 1 }
    await jobs.add(fixture().database, 'index', { version: 1 }, options)
    await jobs.drain()
    await jobs.add(fixture().database, 'index', { version: 2 }, options)
    deepEqual(await jobs.counts(), { waiting: 1, failed: 1 })
    await jobs.drain()
    deepEqual(seen, [1, 2])
    deepEqual(await jobs.counts(), { waiting: 0, failed: 1 })
  })
})
