import { deepEqual } from 'node:assert/strict'
import fc from 'fast-check'
import type { JobRunner } from '../../../platform/jobs/jobs.ts'
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

  take(id: number, step: Step): void {
    if (step.kind === 'drain') {
      this.#drain(step.after)
      return
    }
    const { key, failures, maxAttempts, delay } = step
    this.jobs = this.jobs.filter(
      (job) => key === undefined || job.key !== key || job.attempts >= job.maxAttempts,
    )
    this.jobs.push({ id, key, failures, maxAttempts, runAt: this.now + delay, attempts: 0 })
  }

  #drain(after: number): void {
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
  let jobs: JobRunner
  let rounds: number

  /** Does the steps for real, under names of their own, and gives the ids that ran. */
  const perform = async (list: readonly Step[]): Promise<number[]> => {
    const { database } = fixture()
    const name = `job-${rounds++}`
    const ran: number[] = []
    const failuresLeft = new Map<unknown, number>()
    jobs.handle(name, async ({ id }) => {
      ran.push(Number(id))
      const left = failuresLeft.get(id) ?? 0
      failuresLeft.set(id, left - 1)
      if (left > 0) throw new Error('not yet')
    })
    for (const [id, step] of list.entries()) {
      if (step.kind === 'drain') {
        fixture().now += step.after
        await jobs.drain()
        continue
      }
      failuresLeft.set(id, step.failures)
      const { maxAttempts, delay } = step
      const key = step.key === undefined ? {} : { key: `${name}:${step.key}` }
      const options = { maxAttempts, runAt: fixture().now + delay, ...key }
      await jobs.add(database, name, { id }, options)
    }
    return ran.toSorted(ascending)
  }

  /** Works off what still waits, so that the next round finds none. */
  const finish = async (): Promise<void> => {
    for (let time = 0; time < 6; time++) {
      fixture().now += 100_000
      await jobs.drain()
    }
  }

  beforeEach(async () => {
    rounds = 0
    jobs = await fixture().runner()
  })

  it('run as often as they should, on both databases alike', async function () {
    this.timeout(60_000)
    const round = async (list: readonly Step[]): Promise<void> => {
      const model = new Model()
      for (const [id, step] of list.entries()) model.take(id, step)
      const before = await jobs.counts()
      const begun = performance.now()
      try {
        const ran = await perform(list)
        const after = await jobs.counts()
        // On PostgreSQL real time makes jobs due too: a round that took long says nothing.
        if (performance.now() - begun > REAL_TIME) return
        deepEqual(ran, model.ran.toSorted(ascending))
        const { waiting, failed } = model.counts()
        deepEqual(after, { waiting: before.waiting + waiting, failed: before.failed + failed })
      } finally {
        await finish()
      }
    }
    const numRuns = fixture().database.kind === 'sqlite' ? 60 : 12
    await fc.assert(fc.asyncProperty(steps, round), { numRuns })
  })
})

/** Milliseconds; less than the shortest delay, which is that of the first retry. */
const REAL_TIME = 2000

const ascending = (a: number, b: number): number => a - b
