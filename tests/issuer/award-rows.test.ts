import { deepEqual, equal } from 'node:assert/strict'
import { describeOnBothDatabases } from '../support/databases.ts'
import { openLearner, type TestLearner } from './learner.ts'
import { openPlatform } from './platform.ts'
import { type Answer, type Bench, migrations, openIssuer } from './support.ts'
import { openWallet } from './wallet.ts'

type Row = Readonly<Record<string, unknown>>

describeOnBothDatabases('an award whose row was changed in the database', migrations, (open) => {
  let bench: Bench
  let learner: TestLearner
  beforeEach(async () => {
    bench = await openIssuer(open())
    learner = await openLearner(bench)
  })
  afterEach(() => bench.close())

  const turn = (row: Row) =>
    bench.db.tables<Record<string, Row>>().updateTable('issuer_award').set(row).execute()
  const denied = (answer: Answer) =>
    deepEqual([answer.status, answer.body.error], [400, 'credential_request_denied'])
  const COURSE = { kind: 'course', achievement_slug: 'ai-foundations' }

  for (const [what, row] of Object.entries<Row>({
    'its kind': { kind: 'course' },
    'kind and achievement': COURSE,
    'both, and its assessment taken away': { ...COURSE, assessment_id: null },
    'its assessment': { assessment_id: null },
    'kind, to a platform’s, with the achievement of the course': {
      ...{ kind: 'external', achievement_slug: 'ai-foundations', client_id: 'acme' },
      assessment_id: null,
    },
  })) {
    it(`signs nothing for a demonstration, turned in ${what}`, async () => {
      await learner.pass({ demo: true, gradedBy: ['auto-objective', 'demo'] })
      const { body } = await learner.offer()
      await turn(row)
      denied(await openWallet(bench).receive(String(body.offerUri)))
    })
  }

  it('signs nothing for another course, version or person than the assessment was of', async () => {
    await learner.pass()
    for (const row of [
      { achievement_slug: 'ai-foundations-for-teachers' },
      { achievement_slug: 'ai-foundations', achievement_version: '1' },
      { achievement_version: '2', kind: 'demo' },
    ]) {
      const { body } = await learner.offer()
      await turn(row)
      denied(await openWallet(bench).receive(String(body.offerUri)))
      await turn({ ...COURSE, achievement_version: '2' })
    }
    equal((await learner.claim()).status, 200)
  })

  it('signs nothing for a platform’s award that was turned into one of the course', async () => {
    const acme = openPlatform(bench)
    await acme.put()
    const { body } = await acme.award({})
    await turn(COURSE)
    denied(await openWallet(bench).receive(String(body.offerUri)))
  })
})
