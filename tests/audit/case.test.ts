import { deepEqual, equal, rejects } from 'node:assert/strict'
import type { Audit, Case, NewCase } from '../../audit/index.ts'
import type { AuditTables } from '../../audit/tables.ts'
import type { Events } from '../../platform/outbox/outbox.ts'
import { Problem } from '../../platform/problem.ts'
import { describeOnBothDatabases } from '../support/databases.ts'
import { type Bench, migrations, NOW, openAudit } from './support.ts'

const refusal = (slug: string) => (error: unknown) =>
  error instanceof Problem && error.type.slug === slug

const DAY = 24 * 3600

const GRADE: NewCase = {
  tenantId: 'academy',
  subjectKind: 'grade',
  subjectId: 'assessment-1',
  personId: 'amina',
  decidedBy: 'reviewer-1',
  reason: 'Ma réponse à la question 3 était juste.',
  language: 'fr',
}

describeOnBothDatabases('a contested decision', migrations, (db) => {
  let bench: Bench
  let audit: Audit
  let decided: Events['case.decided'][]
  beforeEach(async () => {
    bench = await openAudit(db())
    audit = bench.audit
    decided = []
    bench.outbox.on('case.decided', 'test', async (_tx, event) => {
      decided.push(event)
    })
  })
  afterEach(async () => {
    await bench.jobs.stop(100)
  })

  const open = (more: Partial<NewCase> = {}) => audit.openCase(db(), { ...GRADE, ...more })
  const decide = (found: Case, handlerId = 'reviewer-2') =>
    audit.decideCase(db(), {
      caseId: found.id,
      handlerId,
      outcome: 'upheld',
      remedy: 'La note est corrigée.',
      explanation: 'La réponse était juste.',
    })
  const kinds = async () =>
    (
      await db()
        .tables<AuditTables>()
        .selectFrom('audit_entry')
        .select('kind')
        .orderBy('seq')
        .execute()
    ).map(({ kind }) => kind)

  it('is answered within thirty days', async () => {
    const found = await open()
    deepEqual([found.state, found.openedAt, found.dueAt], ['open', NOW, NOW + 30 * DAY])
    equal(found.reason, GRADE.reason)
  })

  it('ends with an outcome, a remedy and an explanation, and whoever waits for it hears', async () => {
    const found = await open()
    bench.setNow(NOW + DAY)
    const answered = await decide(found)
    deepEqual(
      [answered.state, answered.outcome, answered.remedy, answered.explanation, answered.decidedAt],
      ['decided', 'upheld', 'La note est corrigée.', 'La réponse était juste.', NOW + DAY],
    )
    await bench.jobs.drain()
    deepEqual(decided, [
      { caseId: found.id, subjectKind: 'grade', subjectId: 'assessment-1', outcome: 'upheld' },
    ])
    deepEqual(await audit.caseById(found.id), answered)
  })

  it('is written down at both ends', async () => {
    await decide(await open())
    deepEqual(await kinds(), ['case.opened', 'case.decided'])
    deepEqual(await audit.verifyChain('academy'), { entries: 2, intact: true })
  })

  it('is not opened twice at the same time', async () => {
    await open()
    await rejects(open({ reason: 'again' }), refusal('case-already-open'))
    const many = await Promise.allSettled(
      Array.from({ length: 5 }, () => open({ subjectId: 'assessment-2' })),
    )
    equal(many.filter(({ status }) => status === 'fulfilled').length, 1)
  })

  it('may be opened again after it was answered', async () => {
    await decide(await open())
    equal((await open()).state, 'open')
  })

  it('is not handled by whoever made the decision', async () => {
    const found = await open()
    await rejects(decide(found, 'reviewer-1'), refusal('case-not-yours'))
    equal((await audit.caseById(found.id))?.state, 'open')
    deepEqual(await kinds(), ['case.opened'])
  })

  it('is not handled by whoever contests it', async () => {
    await rejects(decide(await open(), 'amina'), refusal('case-not-yours'))
  })

  it('is answered once, also by two handlers at the same time', async () => {
    const found = await open()
    const both = await Promise.allSettled([
      decide(found, 'reviewer-2'),
      decide(found, 'reviewer-3'),
    ])
    deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
    await rejects(decide(found), refusal('case-already-decided'))
    await bench.jobs.drain()
    equal(decided.length, 1)
  })

  it('refuses an answer to a case that is not there', async () => {
    const decision = {
      caseId: 'none',
      handlerId: 'r',
      outcome: 'rejected',
      remedy: '-',
      explanation: '-',
    } as const
    await rejects(audit.decideCase(db(), decision), refusal('unknown-case'))
    equal(await audit.caseById('none'), undefined)
  })

  it('is not half opened when the transaction fails', async () => {
    const failing = db().transaction(async (tx) => {
      await audit.openCase(tx, GRADE)
      throw new Error('undone')
    })
    await rejects(failing)
    deepEqual(await audit.casesOf('amina'), [])
    deepEqual(await kinds(), [])
  })

  it('may come from somebody without an account, who leaves a contact', async () => {
    const { personId, decidedBy, ...rest } = GRADE
    const found = await audit.openCase(db(), {
      ...rest,
      subjectKind: 'ranking',
      contact: 'brahim@example.org',
    })
    equal(found.personId, undefined)
    equal((await audit.caseById(found.id))?.contact, 'brahim@example.org')
    equal((await decide(found)).outcome, 'upheld')
  })

  it('keeps what people wrote sealed in the database', async () => {
    await decide(await open({ contact: 'amina@example.org' }))
    const [row] = await db()
      .tables<AuditTables>()
      .selectFrom('audit_case')
      .select(['complaint', 'answer'])
      .execute()
    const bytes = Buffer.concat([Buffer.from(row?.complaint ?? ''), Buffer.from(row?.answer ?? '')])
    for (const text of ['réponse', 'amina@example.org', 'corrigée']) {
      equal(bytes.includes(text), false)
    }
  })

  describe('on the list', () => {
    it('stands with the most urgent first, in its tenant alone', async () => {
      const first = await open()
      bench.setNow(NOW + DAY)
      const second = await open({ subjectId: 'assessment-2', personId: 'brahim' })
      await open({ subjectId: 'assessment-3', tenantId: 'other' })
      const ids = (await audit.casesToHandle('academy', 'open')).map(({ id }) => id)
      deepEqual(ids, [first.id, second.id])
      await decide(first)
      deepEqual(
        (await audit.casesToHandle('academy', 'open')).map(({ id }) => id),
        [second.id],
      )
      deepEqual(
        (await audit.casesToHandle('academy', 'decided')).map(({ id }) => id),
        [first.id],
      )
    })

    it('shows people their own, newest first', async () => {
      const first = await open()
      bench.setNow(NOW + DAY)
      const second = await open({ subjectId: 'assessment-2' })
      await open({ subjectId: 'assessment-3', personId: 'brahim' })
      deepEqual(
        (await audit.casesOf('amina')).map(({ id }) => id),
        [second.id, first.id],
      )
    })
  })

  describe('after the erasure of a person', () => {
    const erase = (personId: string) =>
      db().transaction((tx) => audit.personData.erasePerson(tx, personId))

    it('tells nothing about whoever contested, and waits for nobody', async () => {
      const found = await open()
      await erase('amina')
      const left = await audit.caseById(found.id)
      deepEqual([left?.state, left?.personId, left?.reason], ['withdrawn', undefined, ''])
      await rejects(decide(found), refusal('case-already-decided'))
    })

    it('keeps the outcome, without names of decider and handler', async () => {
      const found = await decide(await open({ personId: 'brahim' }))
      await erase('reviewer-1')
      await erase('reviewer-2')
      const left = await audit.caseById(found.id)
      deepEqual([left?.outcome, left?.decidedBy, left?.handlerId], ['upheld', undefined, undefined])
      equal((await audit.verifyChain('academy')).intact, true)
    })

    it('is handed out before', async () => {
      await open()
      const exported = (await audit.personData.exportPerson('amina')) as { cases: Case[] }
      equal(exported.cases[0]?.reason, GRADE.reason)
    })
  })
})
