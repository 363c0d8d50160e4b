import { deepEqual, equal, match, ok } from 'node:assert/strict'
import fc from 'fast-check'
import type { QualityReport } from '../../schemas/tutor-quality.ts'
import { toCsv } from '../../tutor/quality/csv.ts'
import { drift } from '../../tutor/quality/drift.ts'
import { itemQuality } from '../../tutor/quality/items.ts'
import { passRates, wilson } from '../../tutor/quality/rates.ts'
import { person, slugOf } from '../audit/support.ts'
import { describeOnBothDatabases } from '../support/databases.ts'
import { honest } from '../support/model-personas.ts'
import { type ModelServer, startModelServer } from '../support/model-server.ts'
import { type Bench, learner, migrations, NOW, openBench, reviewer } from './support/bench.ts'
import { COURSE } from './support/course.ts'
import { answerAt, factsOf } from './support/facts.ts'
import { handIn, markAll } from './support/learner.ts'

describe('the quality of questions', () => {
  /** Learner `n` answers rightly the questions easier than n. */
  const answers = Array.from({ length: 40 }, (_, who) =>
    ['q1', 'q2', 'q3', 'q4'].map((itemId, at) => ({
      ...{ assessmentId: `a${who}`, itemId, correct: at === 3 ? who % 2 === 0 : who > at * 10 },
    })),
  ).flat()
  const of = (id: string) => itemQuality(answers).find(({ itemId }) => itemId === id)

  it('is the share of right answers, and whether those who know more give them', () => {
    equal(of('q1')?.difficulty, 39 / 40)
    equal(of('q3')?.difficulty, 19 / 40)
    ok((of('q2')?.discrimination ?? 0) > 0.3)
    ok((of('q4')?.discrimination ?? 1) < 0.1)
  })

  it('warns of what is too easy, too hard or tells nobody apart, worst first', () => {
    deepEqual(of('q1')?.warnings, ['too-easy'])
    deepEqual(of('q2')?.warnings, [])
    deepEqual(itemQuality(answers)[0]?.itemId, 'q4')
    deepEqual(itemQuality(answers)[0]?.warnings, ['does-not-tell-apart'])
  })

  it('warns of nothing from a few answers, and says nothing where nothing varies', () => {
    const few = [{ assessmentId: 'a', itemId: 'q', correct: false }]
    deepEqual(itemQuality(few), [
      { itemId: 'q', answers: 1, difficulty: 0, discrimination: undefined, warnings: [] },
    ])
  })
})

describe('pass rates', () => {
  it('are given over all, per language and per kind of grading', () => {
    const rates = passRates([
      { language: 'fr', gradedBy: 'human', passed: true },
      { language: 'en', gradedBy: 'human', passed: false },
    ])
    deepEqual(
      rates.map(({ group, name, attempts, rate }) => [group, name, attempts, rate]),
      [
        ['all', '', 2, 0.5],
        ['language', 'en', 1, 0],
        ['language', 'fr', 1, 1],
        ['graders', 'human', 2, 0.5],
      ],
    )
  })

  it('have intervals that hold the rate and stay between nothing and all', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 500 }),
        fc.integer({ min: 0, max: 500 }),
        (tries, some) => {
          const hits = Math.min(some, tries)
          const { low, high } = wilson(hits, tries)
          ok(0 <= low && low <= hits / tries + 1e-9 && hits / tries <= high + 1e-9 && high <= 1)
        },
      ),
    )
    const { low, high } = wilson(8, 10)
    ok(Math.abs(low - 0.4902) < 0.001 && Math.abs(high - 0.9433) < 0.001)
  })
})

describe('drift of the model', () => {
  const month = (at: number, bias: number) =>
    Array.from({ length: 30 }, (_, n) => ({
      ...{ model: 'm', markedAt: NOW + at * 31 * 24 * 3600, marked: n % 3 },
      proposed: (n % 3) + bias,
    }))

  it('is seen month by month against people who did not know its marks', () => {
    const found = drift([...month(0, 0), ...month(1, 0), ...month(2, 1)])
    deepEqual(
      found.map(({ bias, exact, moved }) => [bias, exact, moved]),
      [
        [0, 1, false],
        [0, 1, false],
        [1, 0, true],
      ],
    )
    match(found[0]?.month ?? '', /^\d{4}-\d\d$/)
  })

  it('is not claimed from a few marks', () => {
    equal(drift([...month(0, 0), ...month(1, 1).slice(0, 5)])[1]?.moved, false)
  })
})

describe('a CSV table', () => {
  it('quotes what needs it and runs nothing in a spreadsheet', () => {
    equal(
      toCsv(
        ['a', 'b'],
        [
          ['x,"y"', 1.5],
          ['=SUM(A1)', undefined],
          ['-', true],
        ],
      ),
      'a,b\r\n"x,""y""",1.5\r\n\'=SUM(A1),\r\n\'-,true\r\n',
    )
  })
})

describeOnBothDatabases('quality reports', migrations, (open) => {
  let server: ModelServer
  let bench: Bench
  beforeEach(async () => {
    server = await startModelServer(honest(factsOf))
    const env = { MODEL_BASE_URL: server.baseUrl, MODEL_NAME: 'test-model', GRADER: 'model' }
    bench = await openBench(open(), { env })
    await handIn(bench, { text: answerAt(3) })
    await handIn(bench, { who: learner('bo'), right: 2 })
    await markAll(bench, { level: 2 })
  })
  afterEach(async () => {
    await bench.close()
    await server.close()
  })
  const get = (path: string, as = reviewer()) => bench.served.call('GET', path, { as })

  it('come from what was decided, and say nothing of people', async () => {
    const { body, text } = await get(`/api/quality/${COURSE}`)
    const { items, rates, drift: months } = body as unknown as QualityReport
    equal(
      items.reduce((sum, { answers }) => sum + answers, 0),
      16,
    )
    deepEqual([rates[0]?.attempts, rates[0]?.passed], [2, 1])
    deepEqual(
      months.map(({ model, marks, bias, adjacent }) => [model, marks, bias, adjacent]),
      [['test-model', 8, 1, 1]],
    )
    ok(!/ada|"bo"|rose/.test(text))
  })

  it('come as CSV, table by table', async () => {
    const rates = await get(`/api/quality/${COURSE}/rates.csv`)
    match(rates.headers.get('content-type') ?? '', /^text\/csv/)
    match(rates.headers.get('content-disposition') ?? '', /test-course-rates\.csv/)
    match(rates.text, /^group,name,attempts,passed,rate,low,high\r\nall,,2,1,0\.5,/)
    match((await get(`/api/quality/${COURSE}/items.csv`)).text, /^itemId,answers,difficulty/)
    match((await get(`/api/quality/${COURSE}/drift.csv`)).text, /test-model,8,1,/)
  })

  it('look at the assessments of one’s own organisation alone, and are for its administrators too', async () => {
    const elsewhere = person('otto', ['reviewer'], 'elsewhere')
    const { body } = await get(`/api/quality/${COURSE}`, elsewhere)
    const { items, rates, drift: months } = body as unknown as QualityReport
    deepEqual([items, rates, months], [[], [], []])
    const admin = person('alma', ['admin'])
    deepEqual((await get(`/api/quality/${COURSE}`, admin)).body.enough, { answers: 30, marks: 20 })
  })

  it('are for reviewers, and for courses and tables that are there', async () => {
    equal((await get(`/api/quality/${COURSE}`, learner())).status, 403)
    equal((await bench.served.call('GET', `/api/quality/${COURSE}`)).status, 401)
    equal(slugOf(await get('/api/quality/none')), 'unknown-report')
    equal(slugOf(await get(`/api/quality/${COURSE}/people.csv`)), 'unknown-report')
  })
})
