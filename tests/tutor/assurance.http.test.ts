import { deepEqual, equal, match, ok } from 'node:assert/strict'
import type { AssessmentView } from '../../schemas/tutor-messages.ts'
import { person, slugOf } from '../audit/support.ts'
import { describeOnBothDatabases } from '../support/databases.ts'
import {
  type Bench,
  learner,
  migrations,
  openBench,
  operator,
  reviewer,
  TENANT,
} from './support/bench.ts'
import { handIn, mark, markAll, queue, start } from './support/learner.ts'

describeOnBothDatabases('assurance and replay', migrations, (open) => {
  let bench: Bench
  beforeEach(async () => {
    bench = await openBench(open())
  })
  afterEach(() => bench.close())
  const assure = (id: string, as = operator(), json: object = {}) =>
    bench.served.call('PUT', `/api/assessments/${id}/assurance`, {
      as,
      json: { assurance: 'proctored', statement: 'Sat in the library under my eyes.', ...json },
    })
  const takeBack = (id: string, as = operator()) =>
    assure(id, as, { assurance: 'self-asserted', statement: 'It was another person.' })
  const find = (code: string, as = operator()) =>
    bench.served.call('GET', `/api/attempts?code=${encodeURIComponent(code)}`, { as })
  const seen = async (id: string, as = learner()) => {
    const { body } = await bench.served.call('GET', `/api/assessments/${id}`, { as })
    return body as unknown as AssessmentView
  }
  const replay = (id: string, as = reviewer()) =>
    bench.served.call('GET', `/api/assessments/${id}/replay`, { as })

  it('goes into record and outcome when staff notes it before the decision', async () => {
    const { id } = await start(bench)
    equal((await assure(id)).body.assurance, 'proctored')
    await handIn(bench)
    await markAll(bench)
    equal((await bench.tutor.outcome(id))?.assurance, 'proctored')
    const { body } = await bench.served.call('GET', `/assessments/${id}/record.json`)
    equal(body.assurance, 'proctored')
    ok(!JSON.stringify(body).includes('library'))
  })

  it('is found by the code that the learner shows, however it is typed, with whose attempt it is', async () => {
    const { id, assuranceNoted } = await start(bench)
    const code = assuranceNoted.code ?? ''
    match(code, /^[0-9A-F]{4}-[0-9A-F]{4}$/)
    for (const typed of [code, code.toLowerCase(), code.replace('-', ' '), ` ${code}`]) {
      const { body } = await find(typed)
      deepEqual(
        [body.id, body.code, body.learner],
        [id, code, { name: 'ada', email: 'ada@example.org' }],
      )
    }
    equal((await find(code, reviewer())).status, 200)
    equal((await find(code, person('alma', ['admin']))).status, 200)
  })

  it('is not found by who may not note it, nor by a code that is none, or no longer one', async () => {
    const { id, assuranceNoted } = await start(bench)
    const code = assuranceNoted.code ?? ''
    equal((await find(code, learner('eve'))).status, 403)
    equal((await find(code, person('emil', ['employer']))).status, 403)
    equal((await bench.served.call('GET', `/api/attempts?code=${code}`)).status, 401)
    const strangers = [operator('ada'), person('otto', ['reviewer'], 'elsewhere')]
    for (const stranger of strangers) {
      equal(slugOf(await find(code, stranger)), 'unknown-attempt-code')
    }
    for (const none of ['0000-0000', '%', id.slice(-4), 'ABCD-EFGH']) {
      equal(slugOf(await find(none)), 'unknown-attempt-code', none)
    }
    equal((await bench.served.call('GET', '/api/attempts', { as: operator() })).status, 400)
    await handIn(bench)
    equal((await find(code)).status, 200)
    await markAll(bench)
    equal(slugOf(await find(code)), 'unknown-attempt-code')
    equal((await seen(id)).assuranceNoted.code, undefined)
  })

  it('is guessed of nobody where two attempts would answer to one code', async () => {
    const { id, assuranceNoted } = await start(bench)
    const tables = bench.tutor.ground.db.tables<Record<string, Record<string, unknown>>>()
    const row = await tables.selectFrom('tutor_assessment').selectAll().executeTakeFirstOrThrow()
    const twin = { id: `x${id.slice(1)}`, person_id: 'bo', active_key: 'bo/other' }
    await tables
      .insertInto('tutor_assessment')
      .values({ ...row, ...twin })
      .execute()
    equal(slugOf(await find(assuranceNoted.code ?? '')), 'unknown-attempt-code')
  })

  it('is taken back before the decision, with a reason; the learner sees all of it', async () => {
    const { id } = await start(bench)
    equal(slugOf(await takeBack(id)), 'nothing-to-take-back')
    await assure(id, operator(), { assurance: 'identity-verified', statement: 'Identity card.' })
    await assure(id)
    equal((await takeBack(id, reviewer())).body.assurance, 'self-asserted')
    equal(slugOf(await takeBack(id)), 'nothing-to-take-back')
    const { assurance, assuranceNoted } = await seen(id)
    equal(assurance, 'self-asserted')
    deepEqual(
      assuranceNoted.notes.map((note) => [note.assurance, note.statement]),
      [
        ['identity-verified', 'Identity card.'],
        ['proctored', 'Sat in the library under my eyes.'],
        ['self-asserted', 'It was another person.'],
      ],
    )
    await handIn(bench)
    await markAll(bench, { who: reviewer('rick') })
    equal((await bench.tutor.outcome(id))?.assurance, 'self-asserted')
    const result = await bench.served.call('GET', `/api/assessments/${id}/result`, {
      as: learner(),
    })
    const { assuranceNoted: after } = result.body as unknown as AssessmentView
    equal(after.notes.length, 3)
  })

  it('is an entry of the chain each time, by a hash of who noted it', async () => {
    const { id } = await start(bench)
    await assure(id)
    await takeBack(id)
    const entries = await auditOf(id)
    deepEqual(
      entries.map(({ assurance, was }) => [assurance, was]),
      [
        ['proctored', 'self-asserted'],
        ['self-asserted', 'proctored'],
      ],
    )
    ok(entries.every(({ by }) => /^[0-9a-f]{64}$/.test(String(by))))
    equal((await bench.audit.verifyChain(TENANT)).intact, true)
  })
  const auditOf = async (id: string): Promise<Record<string, unknown>[]> => {
    const rows = await bench.tutor.ground.db
      .tables<{ audit_entry: Record<string, unknown> }>()
      .selectFrom('audit_entry')
      .selectAll()
      .where('subject_id', '=', id)
      .where('kind', '=', 'assessment.assured')
      .orderBy('seq')
      .execute()
    return rows.map(({ facts }) => JSON.parse(String(facts)) as Record<string, unknown>)
  }

  it('keeps whoever noted it from marking the works, which are marked blind', async () => {
    const id = await handIn(bench)
    const before = (await queue(bench)).reviews
    equal(before.length, 2)
    await assure(id, reviewer())
    deepEqual((await queue(bench)).reviews, [])
    equal((await queue(bench)).ageing.waiting, 2)
    equal(slugOf(await mark(bench, before[0]?.id ?? '')), 'unknown-review')
    equal((await queue(bench, reviewer('rick'))).reviews.length, 2)
  })

  it('is not noted by learners, for oneself, from elsewhere, or after the decision', async () => {
    const id = await handIn(bench)
    equal((await assure(id, learner())).status, 403)
    equal((await assure(id, person('emil', ['employer']))).status, 403)
    equal(slugOf(await assure(id, operator('ada'))), 'unknown-assessment')
    equal(slugOf(await assure(id, person('otto', ['reviewer'], 'elsewhere'))), 'unknown-assessment')
    equal(slugOf(await assure('none')), 'unknown-assessment')
    equal(slugOf(await assure(id, operator(), { assurance: 'certain' })), 'invalid-request')
    equal(slugOf(await assure(id, operator(), { statement: '' })), 'invalid-request')
    await markAll(bench)
    equal(slugOf(await assure(id)), 'assessment-not-open')
    deepEqual((await seen(id)).assuranceNoted.notes, [])
  })

  it('makes every decision again from its marks', async () => {
    for (const [who, level, decided] of [
      ['ada', 2, 'passed'],
      ['bo', 1, 'failed'],
    ] as const) {
      const id = await handIn(bench, { who: learner(who) })
      await markAll(bench, { level })
      deepEqual((await replay(id)).body, {
        ...{ assessmentId: id, decided, replayed: decided, transcriptHolds: true, holds: true },
      })
    }
  })

  it('shows when marks or transcript were changed in the database', async () => {
    const id = await handIn(bench)
    await markAll(bench)
    const tables = bench.tutor.ground.db.tables<Record<string, Record<string, unknown>>>()
    await tables
      .updateTable('tutor_work')
      .set({ marks: '[]' })
      .where('assessment_id', '=', id)
      .execute()
    deepEqual((await replay(id)).body.replayed, 'failed')
    equal((await replay(id)).body.holds, false)
    await tables
      .updateTable('tutor_assessment')
      .set({ transcript: '{}' })
      .where('id', '=', id)
      .execute()
    equal((await replay(id)).body.transcriptHolds, false)
  })

  it('is for reviewers of the tenant, of decided assessments', async () => {
    const id = await handIn(bench)
    equal(slugOf(await replay(id)), 'assessment-undecided')
    equal((await replay(id, learner())).status, 403)
    equal(slugOf(await replay(id, person('otto', ['reviewer'], 'elsewhere'))), 'unknown-assessment')
    equal(slugOf(await replay('none')), 'unknown-assessment')
  })
})
