import { deepEqual, equal, throws } from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { until } from '../support/until.ts'
import { describeJobs } from './fixture.ts'

describeJobs('a job runner that stops', (fixture) => {
  it('lets jobs under way finish when it stops', async () => {
    const jobs = await fixture().runner()
    let finished = false
    let begun = false
    jobs.handle('slow', async () => {
      begun = true
      await sleep(200)
      finished = true
    })
    await jobs.start()
    await jobs.add(fixture().database, 'slow', {})
    await until(() => begun)
    await jobs.stop(5000)
    equal(finished, true)
    const next = await fixture().runner()
    deepEqual(await next.counts(), { waiting: 0, failed: 0 })
  })

  it('hands jobs back that outlast the grace, the try not counted', async () => {
    const jobs = await fixture().runner()
    const release = Promise.withResolvers<void>()
    let begun = false
    jobs.handle('endless', async () => {
      begun = true
      await release.promise
    })
    await jobs.start()
    await jobs.add(fixture().database, 'endless', { id: 'a' }, { maxAttempts: 1 })
    await until(() => begun)
    await jobs.stop(20)
    const next = await fixture().runner()
    const seen = fixture().collect(next, 'endless')
    deepEqual(await next.counts(), { waiting: 1, failed: 0 })
    await next.drain()
    deepEqual(seen, [{ id: 'a' }])
    release.resolve()
  })

  it('starts nothing more once it has stopped', async () => {
    const jobs = await fixture().runner()
    const seen = fixture().collect(jobs, 'greet')
    await jobs.start()
    await jobs.stop(100)
    await jobs.add(fixture().database, 'greet', { id: 'a' })
    await sleep(50)
    deepEqual(seen, [])
  })

  it('refuses a second handler for a name', async () => {
    const jobs = await fixture().runner()
    jobs.handle('greet', async () => {})
    throws(() => jobs.handle('greet', async () => {}), /has a handler already/)
  })
})
