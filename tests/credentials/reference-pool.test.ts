import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import type { Worker } from 'node:worker_threads'
import { CanonizeError } from '../../credentials/canonize/errors.ts'
import { canonizeStock } from '../../credentials/canonize/stock.ts'
import { createReferencePool, THREAD_LIMITS } from '../../credentials/canonize/worker-pool.ts'
import type { JsonObject } from '../../credentials/index.ts'
import { badge, changed, plain } from './support/documents.ts'

/** Threads started while something is done. */
async function threadsDuring(act: () => Promise<unknown>): Promise<readonly Worker[]> {
  const started: Worker[] = []
  const note = (worker: Worker) => started.push(worker)
  process.on('worker', note)
  await act().finally(() => process.off('worker', note))
  return started
}

const createPool = (limits = {}) => {
  const pool = createReferencePool(limits)
  return {
    close: pool.close,
    canonize: (document: JsonObject) => pool.run('canonize', { document, hash: 'sha256' }),
  }
}

describe('the thread of the reference', () => {
  const refusal = (reason: string) => (error: unknown) =>
    error instanceof CanonizeError && error.reason === reason

  it('gives what the reference gives, refusals included', async () => {
    const pool = createPool()
    equal(await pool.canonize(badge()), await canonizeStock(badge()))
    await rejects(pool.canonize(plain({ score: 1 })), refusal('term-undefined'))
    await pool.close()
  })

  it('answers many at once, each its own', async () => {
    const pool = createPool()
    const names = Array.from({ length: 10 }, (_, at) => `n${at}`)
    const answers = await Promise.all(names.map((name) => pool.canonize(plain({ name }))))
    ok(answers.every((nquads, at) => nquads.includes(`"n${at}"`)))
    await pool.close()
  })

  it('gives up at the deadline, and goes on with the next', async () => {
    const pool = createPool({ deadline: 1 })
    await rejects(pool.canonize(badge()), refusal('deadline-exceeded'))
    await rejects(pool.canonize(badge()), refusal('deadline-exceeded'))
    await pool.close()
  })

  it('lets only so many wait', async () => {
    const pool = createPool({ queue: 1 })
    const [first, second, third] = [1, 2, 3].map(() => pool.canonize(plain()))
    await rejects(third ?? Promise.resolve(), refusal('deadline-exceeded'))
    equal(await first, await second)
    await pool.close()
  })

  it('keeps the event loop free while it works on a puzzle', async () => {
    const pool = createPool()
    const alignment = Array.from({ length: 400 }, () => ({ type: ['Alignment'], targetName: 'a' }))
    const puzzle = changed(badge(), '/credentialSubject/achievement/alignment', alignment)
    await pool.canonize(plain())
    let longest = 0
    let last = performance.now()
    const watch = setInterval(() => {
      longest = Math.max(longest, performance.now() - last)
      last = performance.now()
    }, 5)
    await pool.canonize(puzzle)
    clearInterval(watch)
    ok(longest < 200, `${longest} ms`)
    await pool.close()
  })

  it('is one for all documents at once, and may hold so much', async () => {
    const pool = createReferencePool()
    const threads = await threadsDuring(() =>
      Promise.all(
        Array.from({ length: 8 }, () =>
          pool.run('canonize', { document: plain(), hash: 'sha256' }),
        ),
      ),
    )
    equal(threads.length, 1)
    const { maxOldGenerationSizeMb, maxYoungGenerationSizeMb } = threads[0]?.resourceLimits ?? {}
    deepEqual({ maxOldGenerationSizeMb, maxYoungGenerationSizeMb }, THREAD_LIMITS)
    ok(THREAD_LIMITS.maxOldGenerationSizeMb + THREAD_LIMITS.maxYoungGenerationSizeMb <= 160)
    await pool.close()
  })

  it('refuses what would wait too long, and does not keep it', async () => {
    const pool = createReferencePool({ queue: 2 })
    const ask = () => pool.run('canonize', { document: plain(), hash: 'sha256' })
    const [taken, ...waiting] = [ask(), ask(), ask()]
    await rejects(ask(), { reason: 'deadline-exceeded' })
    await Promise.all([taken, ...waiting])
    await pool.close()
  })
})
