import { deepEqual, equal } from 'node:assert/strict'
import { person, slugOf } from '../audit/support.ts'
import { describeOnBothDatabases } from '../support/databases.ts'
import { type Bench, learner, migrations, openBench, reviewer } from './support/bench.ts'
import { handIn, markAll, start } from './support/learner.ts'

describeOnBothDatabases('assurance and replay', migrations, (open) => {
  let bench: Bench
  beforeEach(async () => {
    bench = await openBench(open())
  })
  afterEach(() => bench.close())
  const assure = (id: string, as = reviewer(), json: object = {}) =>
    bench.served.call('PUT', `/api/assessments/${id}/assurance`, {
      as,
      json: { assurance: 'proctored', statement: 'Sat in the library under my eyes.', ...json },
    })
  const replay = (id: string, as = reviewer()) =>
    bench.served.call('GET', `/api/assessments/${id}/replay`, { as })

  it('goes into record and outcome when staff notes it before the decision', async () => {
    const { id } = await start(bench)
    deepEqual((await assure(id)).body, { id, assurance: 'proctored' })
    await handIn(bench)
    await markAll(bench)
    equal((await bench.tutor.outcome(id))?.assurance, 'proctored')
    const { body } = await bench.served.call('GET', `/assessments/${id}/record.json`)
    equal(body.assurance, 'proctored')
  })

  it('is not noted by learners, for oneself, from elsewhere, or after the decision', async () => {
    const id = await handIn(bench)
    equal((await assure(id, learner())).status, 403)
    equal(slugOf(await assure(id, person('ada', ['reviewer']))), 'unknown-assessment')
    equal(slugOf(await assure(id, person('otto', ['reviewer'], 'elsewhere'))), 'unknown-assessment')
    equal(slugOf(await assure('none')), 'unknown-assessment')
    equal(slugOf(await assure(id, reviewer(), { assurance: 'certain' })), 'invalid-request')
    await markAll(bench)
    equal(slugOf(await assure(id)), 'assessment-not-open')
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
