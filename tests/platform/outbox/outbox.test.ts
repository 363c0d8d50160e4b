import { deepEqual, equal, rejects } from 'node:assert/strict'
import type { Database, Db } from '../../../platform/db/database.ts'
import type { Migrations } from '../../../platform/db/migrate.ts'
import { systemRandom } from '../../../platform/id.ts'
import { createJobs } from '../../../platform/jobs/create-jobs.ts'
import type { JobRunner } from '../../../platform/jobs/jobs.ts'
import { jobsMigrations } from '../../../platform/jobs/tables.ts'
import { createOutbox, KEPT, type SweptOutbox } from '../../../platform/outbox/create-outbox.ts'
import { outboxMigrations } from '../../../platform/outbox/tables.ts'
import { describeOnBothDatabases } from '../../support/databases.ts'
import { captureLog } from '../support/log.ts'

interface EffectTables {
  effect: { what: string }
}

const migrations: Migrations = {
  ...jobsMigrations,
  ...outboxMigrations,
  'effect-001': async (db) => {
    await db.schema.createTable('effect').addColumn('what', 'text').execute()
  },
}

const effect = async (db: Db, what: string): Promise<void> => {
  await db.tables<EffectTables>().insertInto('effect').values({ what }).execute()
}

const effects = async (db: Db): Promise<string[]> => {
  const rows = await db.tables<EffectTables>().selectFrom('effect').select('what').execute()
  return rows.map(({ what }) => what).sort()
}

interface Process {
  readonly jobs: JobRunner
  readonly outbox: SweptOutbox
}

const passed = { assessmentId: 'a1', personId: 'p1' }

describeOnBothDatabases('the outbox', migrations, (open) => {
  let now: number
  const clock = () => now
  beforeEach(() => {
    now = 1_800_000_000
  })

  /** What one process of several over the same database has. */
  const createProcess = async (database: Database): Promise<Process> => {
    const jobs = await createJobs(database, { clock, random: systemRandom, log: captureLog() })
    return { jobs, outbox: createOutbox({ db: database, clock, random: systemRandom, jobs }) }
  }

  it('delivers an event to every subscriber of its type', async () => {
    const { jobs, outbox } = await createProcess(open())
    outbox.on('assessment.passed', 'one', (tx, event) => effect(tx, `one ${event.assessmentId}`))
    outbox.on('assessment.passed', 'two', (tx, event) => effect(tx, `two ${event.personId}`))
    outbox.on('case.decided', 'three', (tx) => effect(tx, 'three'))
    await open().transaction((tx) => outbox.emit(tx, 'assessment.passed', passed))
    deepEqual(await effects(open()), [])
    await jobs.drain()
    deepEqual(await effects(open()), ['one a1', 'two p1'])
  })

  it('delivers nothing of a fact that was not written', async () => {
    const { jobs, outbox } = await createProcess(open())
    outbox.on('assessment.passed', 'one', (tx) => effect(tx, 'one'))
    const failing = open().transaction(async (tx) => {
      await outbox.emit(tx, 'assessment.passed', passed)
      throw new Error('no')
    })
    await rejects(failing, { message: 'no' })
    await jobs.drain()
    deepEqual(await effects(open()), [])
    deepEqual(await outbox.sweep(), { planned: 0, removed: 0 })
  })

  it('writes the effects once when the job runs twice', async () => {
    const { jobs, outbox } = await createProcess(open())
    const handled: string[] = []
    const twice: JobRunner = {
      ...jobs,
      add: (...job) => jobs.add(...job),
      handle: (name, work) =>
        jobs.handle(name, async (payload) => {
          await Promise.all([work(payload), work(payload)])
        }),
    }
    const doubled = createOutbox({ db: open(), clock, random: systemRandom, jobs: twice })
    doubled.on('assessment.passed', 'one', async (tx) => {
      handled.push('one')
      await effect(tx, 'one')
    })
    await open().transaction((tx) => doubled.emit(tx, 'assessment.passed', passed))
    await jobs.drain()
    deepEqual(handled, ['one'])
    deepEqual(await effects(open()), ['one'])
    equal((await outbox.sweep()).planned, 0)
  })

  it('tries again when a handler fails, and keeps nothing of the failed try', async () => {
    const { jobs, outbox } = await createProcess(open())
    let tries = 0
    outbox.on('assessment.passed', 'one', async (tx) => {
      await effect(tx, `try ${++tries}`)
      if (tries === 1) throw new Error('not yet')
    })
    await open().transaction((tx) => outbox.emit(tx, 'assessment.passed', passed))
    await jobs.drain()
    deepEqual(await effects(open()), [])
    now += 60
    await jobs.drain()
    deepEqual(await effects(open()), ['try 2'])
  })

  it('delivers to the others when one subscriber fails', async () => {
    const { jobs, outbox } = await createProcess(open())
    outbox.on('assessment.passed', 'bad', async () => {
      throw new Error('never')
    })
    outbox.on('assessment.passed', 'good', (tx) => effect(tx, 'good'))
    await open().transaction((tx) => outbox.emit(tx, 'assessment.passed', passed))
    await jobs.drain()
    deepEqual(await effects(open()), ['good'])
  })

  it('lets a handler emit the next event in its transaction', async () => {
    const { jobs, outbox } = await createProcess(open())
    const reason = 'overturned'
    outbox.on('assessment.overturned', 'revoke', (tx, { assessmentId }) =>
      outbox.emit(tx, 'credential.status-changed', {
        credentialId: assessmentId,
        status: 'revoked',
        reason,
      }),
    )
    outbox.on('credential.status-changed', 'recheck', (tx, event) =>
      effect(tx, `${event.credentialId} ${event.status} ${event.reason}`),
    )
    await outbox.emit(open(), 'assessment.overturned', { ...passed, reason })
    await jobs.drain()
    deepEqual(await effects(open()), ['a1 revoked overturned'])
  })

  it('sweeps what was emitted by a process that did not know the subscriber', async () => {
    const writer = await createProcess(open())
    await writer.outbox.emit(open(), 'assessment.passed', passed)
    const reader = await createProcess(open())
    reader.outbox.on('assessment.passed', 'one', (tx) => effect(tx, 'one'))
    deepEqual(await writer.outbox.sweep(), { planned: 0, removed: 0 })
    deepEqual(await reader.outbox.sweep(), { planned: 1, removed: 0 })
    deepEqual(await reader.outbox.sweep(), { planned: 0, removed: 0 })
    await reader.jobs.drain()
    deepEqual(await effects(open()), ['one'])
  })

  it('plans a delivery once when two processes sweep', async () => {
    const writer = await createProcess(open())
    await writer.outbox.emit(open(), 'assessment.passed', passed)
    const readers = [await createProcess(open()), await createProcess(open())]
    for (const { outbox } of readers) {
      outbox.on('assessment.passed', 'one', (tx) => effect(tx, 'one'))
    }
    const swept = await Promise.all(readers.map(({ outbox }) => outbox.sweep()))
    equal(
      swept.reduce((sum, { planned }) => sum + planned, 0),
      1,
    )
  })

  it('removes events that are old and delivered, and no others', async () => {
    const { jobs, outbox } = await createProcess(open())
    outbox.on('assessment.passed', 'one', (tx) => effect(tx, 'one'))
    outbox.on('consent.withdrawn', 'bad', async () => {
      throw new Error('never')
    })
    await outbox.emit(open(), 'assessment.passed', passed)
    await outbox.emit(open(), 'consent.withdrawn', {
      consentId: 'c1',
      personId: 'p1',
      purpose: 'ranking',
      employer: 'e1',
    })
    await jobs.drain()
    now += KEPT
    equal((await outbox.sweep()).removed, 0)
    now += 1
    equal((await outbox.sweep()).removed, 1)
    equal((await outbox.sweep()).removed, 0)
  })
})
