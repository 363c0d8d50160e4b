import { deepEqual, equal, match, ok } from 'node:assert/strict'
import type { AssessmentSummary } from '../../schemas/tutor-messages.ts'
import { person, slugOf } from '../audit/support.ts'
import { describeOnBothDatabases } from '../support/databases.ts'
import {
  type Bench,
  DAY,
  learner,
  migrations,
  openBench,
  reviewer,
  TENANT,
} from './support/bench.ts'
import { handIn, markAll, queue, result, start } from './support/learner.ts'

describeOnBothDatabases('contesting a grade', migrations, (open) => {
  let bench: Bench
  beforeEach(async () => {
    bench = await openBench(open())
  })
  afterEach(() => bench.close())

  const contest = (id: string, as = learner(), json: object = { reason: 'Please look again.' }) =>
    bench.served.call('POST', `/api/assessments/${id}/contest`, { as, json })
  const decide = async (caseId: unknown, outcome: 'upheld' | 'rejected', as = reviewer('hana')) => {
    const json = { outcome, remedy: 'Marked again.', explanation: 'The marker missed a point.' }
    const answer = await bench.served.call('POST', `/api/cases/${caseId}/decision`, { as, json })
    await bench.jobs.drain()
    return answer
  }
  const decided = async (level: number, doing = {}) => {
    const id = await handIn(bench, doing)
    await markAll(bench, { level })
    return id
  }
  const regradeOf = async (id: string, who = learner()) => {
    const { body } = await bench.served.call('GET', '/api/assessments', { as: who })
    const all = body.assessments as AssessmentSummary[]
    return all.find((each) => each.regradeOf === id)?.id ?? ''
  }
  const types = () => bench.events.map(({ type }) => type)

  it('opens a case with a deadline of thirty days, once while it is open', async () => {
    const id = await decided(1)
    const { status, body } = await contest(id)
    equal(status, 201)
    match(String(body.dueAt), /^\d{4}-\d\d-\d\dT/)
    deepEqual((await contest(id)).body, body)
    const { caseId, mayContest } = await result(bench, id)
    deepEqual([caseId, mayContest], [body.caseId, false])
  })

  it('opens one case for ten parallel requests', async () => {
    const id = await decided(1)
    const cases = await Promise.all(Array.from({ length: 10 }, () => contest(id)))
    equal(new Set(cases.map(({ body }) => body.caseId)).size, 1)
  })

  it('wants a decision, a reason, and one’s own assessment', async () => {
    const open = await handIn(bench)
    equal(slugOf(await contest(open)), 'assessment-undecided')
    await markAll(bench, { level: 1 })
    equal(slugOf(await contest(open, learner('eve'))), 'unknown-assessment')
    equal(
      slugOf(await contest(open, person('otto', ['reviewer'], 'elsewhere'))),
      'unknown-assessment',
    )
    equal(slugOf(await contest(open, learner(), { reason: '' })), 'invalid-request')
    equal(slugOf(await contest('none')), 'unknown-assessment')
  })

  it('is not answered by the marker, nor by the learner', async () => {
    const ada = person('ada', ['learner', 'reviewer'])
    const { body } = await contest(await decided(1), ada)
    equal(slugOf(await decide(body.caseId, 'upheld', reviewer())), 'case-not-yours')
    equal(slugOf(await decide(body.caseId, 'upheld', ada)), 'case-not-yours')
  })

  it('leaves the decision as it is when the case is rejected, and cannot be repeated', async () => {
    const id = await decided(1)
    const { body } = await contest(id)
    await decide(body.caseId, 'rejected')
    equal((await result(bench, id)).state, 'failed')
    equal(slugOf(await contest(id)), 'already-contested')
    equal(await regradeOf(id), '')
  })

  it('has the work marked again by another human when it is upheld', async () => {
    const id = await decided(1)
    const { body } = await contest(id)
    await decide(body.caseId, 'upheld')
    equal((await result(bench, id)).state, 'overturned')
    const again = await regradeOf(id)
    equal((await result(bench, again)).state, 'awaiting-review')
    deepEqual((await queue(bench)).reviews, [])
    equal((await queue(bench, reviewer('rick'))).reviews.length, 2)
    equal((await start(bench)).id, again)
    await markAll(bench, { level: 3, who: reviewer('rick') })
    const passed = await result(bench, again)
    deepEqual([passed.state, passed.humanReviewed, passed.objective?.correct], ['passed', true, 8])
    deepEqual(types(), ['case.decided', 'assessment.passed'])
    deepEqual((await bench.audit.verifyChain(TENANT)).intact, true)
  })

  it('revokes what was passed and decides again when a learner was right to contest a pass', async () => {
    const id = await decided(2)
    const { body } = await contest(id)
    await decide(body.caseId, 'upheld')
    deepEqual(types(), ['assessment.passed', 'case.decided', 'assessment.overturned'])
    deepEqual(bench.events.at(-1)?.event, {
      assessmentId: id,
      personId: 'ada',
      reason: 'appeal-upheld',
    })
    await markAll(bench, { level: 3, who: reviewer('rick') })
    const again = await regradeOf(id)
    deepEqual(bench.events.at(-1), {
      type: 'assessment.passed',
      event: { assessmentId: again, personId: 'ada' },
    })
  })

  it('keeps the old record as it was signed for, beside the new one', async () => {
    const id = await decided(2)
    const record = async (of: string) =>
      (await bench.served.call('GET', `/assessments/${of}/record.json`)).text
    const before = await record(id)
    await decide((await contest(id)).body.caseId, 'upheld')
    equal(await record(id), before)
    await markAll(bench, { level: 3, who: reviewer('rick') })
    const after = await record(await regradeOf(id))
    ok(after !== before && after.includes(await regradeOf(id)))
  })

  it('takes a pass back without another try of marking when staff doubted it and was right', async () => {
    const id = await decided(2)
    const { body, status } = await contest(id, reviewer('hana'))
    equal(status, 201)
    equal(slugOf(await decide(body.caseId, 'upheld', reviewer('hana'))), 'case-not-yours')
    await decide(body.caseId, 'upheld', person('boss', ['admin']))
    equal((await result(bench, id)).state, 'overturned')
    deepEqual(bench.events.at(-1)?.event, {
      assessmentId: id,
      personId: 'ada',
      reason: 'integrity',
    })
    equal(await regradeOf(id), '')
  })

  it('lets a learner whose questions decided start again at once when the appeal is upheld', async () => {
    const id = await decided(3, { right: 2 })
    const { body } = await contest(id)
    await decide(body.caseId, 'upheld')
    equal(await regradeOf(id), '')
    equal((await start(bench)).state, 'open')
  })

  it('is over after a year', async () => {
    const id = await decided(1)
    bench.pass(366 * DAY)
    equal(slugOf(await contest(id)), 'contest-over')
  })

  it('acts once on a case that is delivered twice', async () => {
    const id = await decided(1)
    const { body } = await contest(id)
    await decide(body.caseId, 'upheld')
    await bench.tutor.ground.db.transaction((tx) =>
      bench.outbox.emit(tx, 'case.decided', {
        ...{ caseId: String(body.caseId), subjectKind: 'grade', subjectId: id, outcome: 'upheld' },
      }),
    )
    await bench.jobs.drain()
    const { body: list } = await bench.served.call('GET', '/api/assessments', { as: learner() })
    equal((list.assessments as unknown[]).length, 2)
  })

  it('does not act on cases about other things, nor on a case that is not the assessment’s', async () => {
    const id = await decided(2)
    for (const subjectKind of ['revocation', 'ranking', 'grade']) {
      await bench.tutor.ground.db.transaction((tx) =>
        bench.outbox.emit(tx, 'case.decided', {
          ...{ caseId: 'c', subjectKind, subjectId: id, outcome: 'upheld' as const },
        }),
      )
    }
    await bench.jobs.drain()
    equal((await result(bench, id)).state, 'passed')
  })
})
