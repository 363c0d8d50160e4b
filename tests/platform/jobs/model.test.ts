import { deepEqual } from 'node:assert/strict'
import fc from 'fast-check'
import { retryDelay } from '../../../platform/jobs/retry.ts'
import { describeJobs } from './fixture.ts'

/** What a test does: adds a job, or lets time pass and the runner work. */
type Step =
  | {
      readonly kind: 'add'
      readonly key: string | undefined
      readonly delay: number
      /** Tries that fail before one goes well. */
      readonly failures: number
      readonly maxAttempts: number
    }
  | { readonly kind: 'drain'; readonly after: number }

interface ModelJob {
  readonly id: number
  readonly key: string | undefined
  readonly failures: number
  readonly maxAttempts: number
  runAt: number
  attempts: number
}

/** Jobs as they should be, in plain words. */
class Model {
  now = 0
  jobs: ModelJob[] = []
  readonly ran: number[] = []

  add(id: number, step: Extract<Step, { kind: 'add' }>): void {
    const { key, failures, maxAttempts, delay } = step
    this.jobs = this.jobs.filter((job) => key === undefined || job.key !== key)
    this.jobs.push({ id, key, failures, maxAttempts, runAt: this.now + delay, attempts: 0 })
  }

  drain(after: number): void {
    this.now += after
    for (const job of [...this.jobs]) {
      if (job.runAt > this.now || job.attempts >= job.maxAttempts) continue
      this.ran.push(job.id)
      job.attempts++
      if (job.attempts > job.failures) this.jobs.splice(this.jobs.indexOf(job), 1)
      else job.runAt = this.now + retryDelay(job.attempts)
    }
  }

  counts(): { waiting: number; failed: number } {
    const failed = this.jobs.filter(({ attempts, maxAttempts }) => attempts >= maxAttempts).length
    return { waiting: this.jobs.length - failed, failed }
  }
}

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constant('add' as const),
      key: fc.constantFrom(undefined, undefined, 'a', 'b'),
      delay: fc.constantFrom(0, 0, 5, 60),
      failures: fc.constantFrom(0, 0, 1, 2, 9),
      maxAttempts: fc.constantFrom(1, 2, 3),
    }),
    fc.record({
      kind: fc.constant('drain' as const),
      after: fc.constantFrom(0, 1, 4, 10, 100),
    }),
  ),
  { minLength: 1, maxLength: 12 },
)

describeJobs('jobs in any order', (fixture) => {
  it('run as often as they should, on both databases alike', async function () {
    this.timeout(60_000)
    const { database } = fixture()
    const jobs = await fixture().runner()
    const start = fixture().now
    const ran: number[] = []
    const failuresLeft = new Map<number, number>()
    let name = 'job-0'
    let round = 0
    const handled = new Set<string>()
    const handle = () => {
      if (handled.has(name)) return
      handled.add(name)
      jobs.handle(name, async ({ id }) => {
        ran.push(Number(id))
        const left = failuresLeft.get(Number(id)) ?? 0
        failuresLeft.set(Number(id), left - 1)
        if (left > 0) throw new Error('not yet')
      })
    }
    await fc.assert(
      fc.asyncProperty(steps, async (list) => {
        const before = await jobs.counts()
        // Names and keys of an earlier round must not meddle with this one.
        name = `job-${round++}`
        handle()
        const model = new Model()
        fixture().now += 1_000_000
        model.now = fixture().now - start
        ran.length = 0
        failuresLeft.clear()
        for (const [id, step] of list.entries()) {
          if (step.kind === 'add') {
            const { key, delay, failures, maxAttempts } = step
            failuresLeft.set(id, failures)
            model.add(id, step)
            await jobs.add(
              database,
              name,
              { id },
              {
                maxAttempts,
                runAt: fixture().now + delay,
                ...(key !== undefined && { key: `${name}:${key}` }),
              },
            )
          } else {
            fixture().now += step.after
            model.drain(step.after)
            await jobs.drain()
          }
        }
        deepEqual(ran.toSorted(ascending), model.ran.toSorted(ascending))
        const after = await jobs.counts()
        const { waiting, failed } = model.counts()
        deepEqual(after, { waiting: before.waiting + waiting, failed: before.failed + failed })
        // What still waits is worked off before the next round.
        for (let time = 0; time < 6; time++) {
          fixture().now += 100_000
          await jobs.drain()
        }
      }),
      { numRuns: database.kind === 'sqlite' ? 60 : 12 },
    )
  })
})

const ascending = (a: number, b: number): number => a - b
