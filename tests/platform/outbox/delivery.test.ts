import { deepEqual, equal, ok } from 'node:assert/strict'
import fc from 'fast-check'
import type { Database, Db } from '../../../platform/db/database.ts'
import type { Migrations } from '../../../platform/db/migrate.ts'
import { systemRandom } from '../../../platform/id.ts'
import { createJobs } from '../../../platform/jobs/create-jobs.ts'
import type { JobRunner } from '../../../platform/jobs/jobs.ts'
import { jobsMigrations } from '../../../platform/jobs/tables.ts'
import { createOutbox, type SweptOutbox } from '../../../platform/outbox/create-outbox.ts'
import { outboxMigrations } from '../../../platform/outbox/tables.ts'
import { describeOnBothDatabases } from '../../support/databases.ts'
import { captureLog } from '../support/log.ts'
import { until } from '../support/until.ts'

interface EffectTables {
  effect: { subscriber: string; event: string }
}

const migrations: Migrations = {
  ...jobsMigrations,
  ...outboxMigrations,
  'effect-001': async (db) => {
    await db.schema
      .createTable('effect')
      .addColumn('subscriber', 'text')
      .addColumn('event', 'text')
      .execute()
  },
}

const SUBSCRIBERS = ['one', 'two', 'three'] as const

const write = async (db: Db, subscriber: string, event: string): Promise<void> => {
  await db.tables<EffectTables>().insertInto('effect').values({ subscriber, event }).execute()
}

describeOnBothDatabases('deliveries of the outbox', migrations, (open) => {
  let now = 1_800_000_000

  const createProcess = async (
    database: Database,
  ): Promise<{ jobs: JobRunner; outbox: SweptOutbox }> => {
    const clock = () => now
    const jobs = await createJobs(database, { clock, random: systemRandom, log: captureLog() })
    return { jobs, outbox: createOutbox({ db: database, clock, random: systemRandom, jobs }) }
  }
  const effects = async (): Promise<string[]> => {
    const rows = await open()
      .tables<EffectTables>()
      .selectFrom('effect')
      .select(['subscriber', 'event'])
      .execute()
    return rows.map(({ subscriber, event }) => `${subscriber} ${event}`).sort()
  }
  const emit = (outbox: SweptOutbox, id: string) =>
    open().transaction((tx) =>
      outbox.emit(tx, 'assessment.passed', { assessmentId: id, personId: 'p' }),
    )

  it('have their effects once, whatever fails on the way', async function () {
    this.timeout(60_000)
    const { jobs, outbox } = await createProcess(open())
    const failures = new Map<string, number>()
    for (const subscriber of SUBSCRIBERS) {
      outbox.on('assessment.passed', subscriber, async (tx, { assessmentId }) => {
        const key = `${subscriber} ${assessmentId}`
        const left = failures.get(key) ?? 0
        failures.set(key, left - 1)
        await write(tx, subscriber, assessmentId)
        if (left > 0) throw new Error('after the effect was written')
      })
    }
    let round = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(2), fc.nat(2), fc.nat(2)), { minLength: 1, maxLength: 4 }),
        async (events) => {
          const prefix = `r${round++}`
          const expected: string[] = []
          for (const [index, counts] of events.entries()) {
            const id = `${prefix}-${index}`
            SUBSCRIBERS.forEach((subscriber, at) => {
              failures.set(`${subscriber} ${id}`, counts[at] ?? 0)
              expected.push(`${subscriber} ${id}`)
            })
            await emit(outbox, id)
          }
          for (let time = 0; time < 4; time++) {
            await jobs.drain()
            now += 3600
          }
          const seen = (await effects()).filter((effect) => effect.includes(`${prefix}-`))
          deepEqual(seen, expected.sort())
        },
      ),
      { numRuns: open().kind === 'sqlite' ? 25 : 6 },
    )
  })

  it('are made while the processes run, without being asked for', async () => {
    const processes = [await createProcess(open()), await createProcess(open())]
    for (const { jobs, outbox } of processes) {
      outbox.on('assessment.passed', 'one', (tx, { assessmentId }) =>
        write(tx, 'one', assessmentId),
      )
      await jobs.start()
    }
    const [first] = processes
    const ids = Array.from({ length: 10 }, (_, index) => `a${index}`)
    try {
      for (const id of ids) if (first) await emit(first.outbox, id)
      await until(async () => (await effects()).length >= ids.length)
      deepEqual(
        await effects(),
        ids.map((id) => `one ${id}`),
      )
    } finally {
      for (const { jobs } of processes) await jobs.stop(1000)
    }
  })

  it('are given up in the end, and counted', async () => {
    const { jobs, outbox } = await createProcess(open())
    outbox.on('assessment.passed', 'broken', async () => {
      throw new Error('never')
    })
    await emit(outbox, 'a')
    for (let time = 0; time < 10; time++) {
      await jobs.drain()
      now += 100_000
    }
    deepEqual(await jobs.counts(), { waiting: 0, failed: 1 })
    ok((await outbox.sweep()).planned === 0, 'a sweep does not begin it anew')
    deepEqual(await effects(), [])
  })

  it('carry the event as it was emitted', async () => {
    const { jobs, outbox } = await createProcess(open())
    const seen: unknown[] = []
    outbox.on('credential.status-changed', 'one', async (_tx, event) => {
      seen.push(event)
    })
    const event = {
      credentialId: 'urn:uuid:1',
      status: 'revoked',
      reason: 'é "quoted" \\ ⵣ',
    } as const
    await outbox.emit(open(), 'credential.status-changed', event)
    await jobs.drain()
    deepEqual(seen, [event])
    equal(seen.length, 1)
  })
})
