import { deepEqual, equal, match, ok, throws } from 'node:assert/strict'
import { readConfig } from '../../platform/config.ts'
import { DEMO_RULES, demoLevel } from '../../tutor/grading/demo.ts'
import { describeOnBothDatabases } from '../support/databases.ts'
import { type Bench, learner, migrations, openBench } from './support/bench.ts'
import { GOOD_TEXT, handIn, result, start } from './support/learner.ts'

describeOnBothDatabases('the demo grader', migrations, (open) => {
  let bench: Bench
  beforeEach(async () => {
    bench = await openBench(open(), { env: { GRADER: 'demo' } })
  })
  afterEach(() => bench.close())

  it('says beforehand that it is a demonstration', async () => {
    const { grading } = await start(bench)
    equal(grading.grader, 'demo')
    match(grading.notice, /Demonstration/)
  })

  it('passes at once, watermarked in result, outcome and record', async () => {
    const id = await handIn(bench)
    const { state, demo, message, gradedBy, humanReviewed } = await result(bench, id)
    deepEqual(
      [state, demo, gradedBy, humanReviewed],
      ['passed', true, ['auto-objective', 'demo'], false],
    )
    match(message, /Demonstration/)
    equal((await bench.tutor.outcome(id))?.demo, true)
    const { body } = await bench.served.call('GET', `/assessments/${id}/record.json`)
    equal(body.demo, true)
    match(String(body.notice), /Demonstration/)
  })

  it('fails what is too short, and what fails by its questions', async () => {
    const short = await handIn(bench, { text: 'Too short.' })
    equal((await result(bench, short)).state, 'failed')
    const wrong = await handIn(bench, { who: learner('bo'), right: 1 })
    equal((await result(bench, wrong, learner('bo'))).state, 'failed')
  })

  for (const [what, change] of Object.entries({
    'the flag': { demo: 0 },
    'the graders': { graded_by: '["auto-objective","human"]' },
    'flag, graders and record': {
      ...{ demo: 0, graded_by: '["auto-objective","human"]', human_reviewed: 1, record: '{}' },
    },
  })) {
    it(`stays a demonstration when somebody turns ${what} in the database`, async () => {
      const id = await handIn(bench)
      await bench.tutor.ground.db
        .tables<{ tutor_assessment: Record<string, unknown> }>()
        .updateTable('tutor_assessment')
        .set(change)
        .where('id', '=', id)
        .execute()
      equal((await bench.tutor.outcome(id))?.demo, true)
    })
  }

  it('marks nothing in production', () => {
    const env = { NODE_ENV: 'production', PUBLIC_URL: 'https://b.example', SMTP_URL: 'smtp://x' }
    throws(() => readConfig({ ...env, GRADER: 'demo' }), /refused in production/)
  })
})

describe('the rules of the demo grader', () => {
  const criterion = {
    id: 'c',
    name: 'Errors found',
    anchors: ['', '', 'several errors described precisely', 'with sources and consequences'],
  }
  const level = (answer: string) => demoLevel(answer, { criterion, leastWords: 20 })
  const words = (count: number) => Array.from({ length: count }, (_, at) => `w${at}`).join(' ')

  it('have a version', () => match(DEMO_RULES, /^demo-\d+$/))

  it('count words', () => {
    deepEqual(
      [0, 9, 10, 19, 20, 200].map((count) => level(words(count))),
      [0, 0, 1, 1, 2, 2],
    )
  })

  it('add a level for three key words, never from nothing and never above three', () => {
    const keys = 'errors described precisely sources'
    equal(level(keys), 0)
    equal(level(`${words(10)} ${keys}`), 2)
    equal(level(`${words(20)} ${keys}`), 3)
    equal(level(`${words(20)} errors errors errors`), 2)
  })

  it('are the same every time', () => {
    ok(Array.from({ length: 5 }, () => level(GOOD_TEXT)).every((each) => each === level(GOOD_TEXT)))
  })
})
