import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { systemRandom } from '../../platform/id.ts'
import { PROMPT_HASH } from '../../tutor/grading/prompt.ts'
import { gradingStore } from '../../tutor/grading/store.ts'
import { createModel } from '../../tutor/model.ts'
import { workStore } from '../../tutor/works/store.ts'
import { person } from '../audit/support.ts'
import { describeOnBothDatabases } from '../support/databases.ts'
import { honest, markingRequest, mark as modelMark } from '../support/model-personas.ts'
import { type ModelServer, sayingJson, startModelServer } from '../support/model-server.ts'
import { type Bench, DAY, learner, migrations, openBench, reviewer } from './support/bench.ts'
import { COURSE, CRITERIA } from './support/course.ts'
import { answerAt, factsOf } from './support/facts.ts'
import { handIn, mark, markAll, queue, result, review } from './support/learner.ts'

/** Chance under which every decision is audited. */
const chosen = (size: number) => (size === 2 ? new Uint8Array([0, 10]) : systemRandom(size))

describeOnBothDatabases('grading by a model', migrations, (open) => {
  let server: ModelServer
  let bench: Bench
  const openWith = async (more: { random?: (size: number) => Uint8Array; env?: object } = {}) => {
    const env = {
      MODEL_BASE_URL: server.baseUrl,
      MODEL_NAME: 'test-model',
      GRADER: 'model',
      ...more.env,
    }
    const config = { baseUrl: server.baseUrl, apiKey: 'k', model: 'test-model', label: 'Test' }
    const model = createModel(config, { deadlineMs: 500, idleMs: 300 })
    bench = await openBench(open(), { env, model, ...(more.random ? { random: more.random } : {}) })
  }
  beforeEach(async () => {
    server = await startModelServer(honest(factsOf))
    await openWith()
  })
  afterEach(async () => {
    await bench.close()
    await server.close()
  })
  const works = (id: string) => workStore(bench.tutor.ground.db).ofAssessment(id)
  /** Passes the calibration of every criterion, as only a test may. */
  const openGates = async (leastConfidence = 0.5) => {
    for (const task of ['t1', 't2']) {
      const { rubric, language } = bench.courses.taskForMarking(COURSE, task, 'en')
      for (const criterion of CRITERIA) {
        await gradingStore(bench.tutor.ground.db).openGate(
          {
            ...{ criterion: `${rubric.version}/${criterion}`, rubricDigest: rubric.digest },
            ...{ language, model: 'test-model', promptHash: PROMPT_HASH, leastConfidence },
          },
          '{}',
          bench.now(),
        )
      }
    }
  }

  it('only proposes while no gate was passed: a human decides, without seeing the proposal', async () => {
    const id = await handIn(bench, { text: answerAt(3) })
    equal((await result(bench, id)).state, 'awaiting-review')
    const [work] = await works(id)
    deepEqual(work?.reasons, ['no-gate'])
    deepEqual(
      work?.proposal,
      CRITERIA.map((criterion) => ({ criterion, level: 3 })),
    )
    const [first] = (await queue(bench)).reviews
    equal((await review(bench, first?.id ?? '')).others, undefined)
    await mark(bench, first?.id ?? '')
    deepEqual((await review(bench, first?.id ?? '')).others?.proposal, work?.proposal)
  })

  it('ships with every gate closed', async () => {
    deepEqual(await gradingStore(bench.tutor.ground.db).gates(), [])
  })

  it('asks for one criterion at a time, twice, with the rubric read both ways and no word about the person', async () => {
    await handIn(bench, { text: answerAt(3) })
    equal(server.seen.length, 2 * 4 * 2)
    const [rising, falling] = server.seen.map(({ body }) => body.messages[0]?.content ?? '')
    ok((rising?.indexOf('Level 0:') ?? 0) < (rising?.indexOf('Level 3:') ?? 0))
    ok((falling?.indexOf('Level 0:') ?? 0) > (falling?.indexOf('Level 3:') ?? 0))
    const tokens = server.seen.map(({ body }) => body.messages[1]?.content.split('\n')[0])
    equal(new Set(tokens).size, 16)
    const all = JSON.stringify(server.seen.map(({ body }) => body))
    for (const personal of ['@example.org', 'personId', 'criterionMean', 'passRule']) {
      ok(!all.includes(personal), personal)
    }
  })

  it('decides alone where every gate is open and the marks are far from the cut', async () => {
    await openGates()
    const id = await handIn(bench, { text: answerAt(3) })
    const { state, gradedBy, humanReviewed, tasks } = await result(bench, id)
    deepEqual([state, gradedBy, humanReviewed], ['passed', ['auto-objective', 'llm+gate'], false])
    equal(tasks[0]?.criteria[0]?.notes[0], 'Level 3.')
    const record = await bench.served.call('GET', `/assessments/${id}/record.json`)
    const parts = record.body.parts as { model?: string; promptHash?: string; modelRole?: string }[]
    deepEqual(
      [parts[1]?.model, parts[1]?.promptHash, parts[1]?.modelRole],
      ['test-model', PROMPT_HASH, 'decided'],
    )
  })

  it('leaves to a human what is near the cut, or fails a critical criterion', async () => {
    await openGates()
    const near = await handIn(bench, { text: answerAt({ errors: 2 }) })
    deepEqual((await works(near))[0]?.reasons, ['near-cut'])
    const critical = await handIn(bench, { who: learner('bo'), text: answerAt({ residual: 0 }) })
    deepEqual((await works(critical))[0]?.reasons, ['critical'])
  })

  it('closes the gate for another model, prompt, rubric or language', async () => {
    await openGates()
    server.otherwise((seen, response) => {
      honest(factsOf)({ ...seen, body: { ...seen.body, model: 'test-model-2026-12-01' } }, response)
    })
    const id = await handIn(bench, { text: answerAt(3) })
    deepEqual((await works(id))[0]?.reasons, ['no-gate'])
    server.otherwise(honest(factsOf))
    const french = await handIn(bench, {
      who: learner('bo'),
      wish: { language: 'fr' },
      text: answerAt(3),
    })
    ok((await works(french))[0]?.reasons.includes('no-gate'))
  })

  it('leaves to a human what the model marks below the calibrated confidence', async () => {
    await openGates(0.97)
    const id = await handIn(bench, { text: answerAt(3) })
    deepEqual((await works(id))[0]?.reasons, ['confidence'])
  })

  it('voids a mark whose quotes are not in the answer', async () => {
    await openGates()
    server.otherwise(sayingJson(modelMark(3, ['These words are nowhere in the answer.'])))
    const id = await handIn(bench, { text: answerAt(3) })
    const [work] = await works(id)
    deepEqual(
      work?.reasons,
      ['evidence', 'near-cut', 'critical'].filter((each) => work?.reasons.includes(each as never)),
    )
    ok(work?.reasons.includes('evidence'))
    deepEqual(
      work?.proposal?.map(({ level }) => level),
      [undefined, undefined, undefined, undefined],
    )
  })

  it('lets a third mark settle two that differ by one, and a human two that differ by more', async () => {
    await openGates()
    let calls = 0
    server.otherwise((seen, response) => {
      const request = markingRequest(seen.body)
      const level = calls++ % 3 === 1 ? 2 : 3
      const quote = request?.answer.slice(0, 60) ?? ''
      sayingJson(modelMark(level, [quote]))(seen, response)
    })
    const id = await handIn(bench, { text: answerAt(3) })
    const marks = await gradingStore(bench.tutor.ground.db).allMarks(id)
    equal(marks.length, 2 * 4 * 3)
    deepEqual((await works(id))[0]?.reasons, ['near-cut'])
    server.otherwise((seen, response) => {
      const quote = markingRequest(seen.body)?.answer.slice(0, 60) ?? ''
      sayingJson(modelMark(calls++ % 2 === 0 ? 1 : 3, [quote]))(seen, response)
    })
    const apart = await handIn(bench, { who: learner('bo'), text: answerAt(3) })
    ok((await works(apart))[0]?.reasons.includes('votes-apart'))
  })

  it('takes a model at its word when it asks for a human', async () => {
    await openGates()
    server.otherwise((seen, response) => {
      const quote = markingRequest(seen.body)?.answer.slice(0, 60) ?? ''
      sayingJson(modelMark(3, [quote], { needs_human: true, reason: 'odd' }))(seen, response)
    })
    const id = await handIn(bench, { text: answerAt(3) })
    ok((await works(id))[0]?.reasons.includes('abstained'))
  })

  it('asks a second marker where the first and the model are two levels apart, a third to settle them', async () => {
    const id = await handIn(bench, { text: answerAt(3) })
    await markAll(bench, { level: 1 })
    equal((await result(bench, id)).state, 'awaiting-review')
    deepEqual((await queue(bench)).reviews, [])
    const rick = reviewer('rick')
    ok((await queue(bench, rick)).reviews.every(({ again }) => again))
    await markAll(bench, { level: 3, who: rick })
    const settler = reviewer('sam')
    const [last] = (await queue(bench, settler)).reviews
    deepEqual(
      (await review(bench, last?.id ?? '', settler)).others?.markers.map((each) => each[0]?.level),
      [1, 3],
    )
    await markAll(bench, { level: 2, who: settler })
    const { state, tasks } = await result(bench, id)
    deepEqual([state, tasks[0]?.criteria[0]?.mean], ['passed', 2])
  })

  it('takes the mean of two markers who are close', async () => {
    const id = await handIn(bench, { text: answerAt(3) })
    await markAll(bench, { level: 1 })
    await markAll(bench, { level: 2, who: reviewer('rick') })
    const { state, tasks } = await result(bench, id)
    deepEqual([state, tasks[0]?.criteria[0]?.mean], ['failed', 1.5])
  })

  describe('audits', () => {
    it('has one in ten of its decisions marked again, blind', async () => {
      await bench.close()
      await openWith({ random: chosen })
      await openGates()
      await handIn(bench, { text: answerAt(3) })
      const { reviews } = await queue(bench)
      equal(reviews.length, 2)
      const view = await review(bench, reviews[0]?.id ?? '')
      deepEqual([view.again, view.others], [false, undefined])
      await markAll(bench, { level: 3 })
      deepEqual((await queue(bench, reviewer('rick'))).reviews, [])
    })

    it('takes back what two people find to be wrong', async () => {
      await bench.close()
      await openWith({ random: chosen })
      await openGates()
      const id = await handIn(bench, { text: answerAt(3) })
      const [first] = (await queue(bench)).reviews
      await mark(bench, first?.id ?? '', { level: 1 })
      equal((await result(bench, id)).state, 'passed')
      const rick = reviewer('rick')
      const second = (await queue(bench, rick)).reviews.find(({ task }) => task === first?.task)
      await mark(bench, second?.id ?? '', { level: 1, who: rick })
      await bench.jobs.drain()
      equal((await result(bench, id)).state, 'overturned')
      deepEqual(bench.events.at(-1)?.event, { assessmentId: id, personId: 'ada', reason: 'audit' })
    })
  })

  it('sends no words to a model outside without consent; a human marks instead', async () => {
    await bench.close()
    await openWith({ env: { MODEL_BASE_URL: 'https://models.example.com/v1' } })
    const id = await handIn(bench, { text: answerAt(3) })
    deepEqual([(await works(id))[0]?.reasons, server.seen.length], [['outside-region'], 0])
    const zoe = person('zoe')
    bench.consents.add('zoe/tutor-model/models.example.com')
    const agreed = await handIn(bench, { who: zoe, text: answerAt(3) })
    ok(server.seen.length > 0)
    deepEqual((await works(agreed))[0]?.reasons, ['no-gate'])
    const { body } = await bench.served.call('GET', `/api/assessments/${agreed}`, { as: zoe })
    match(JSON.stringify(body.grading), /"host":"models.example.com".*"consented":true/)
  })

  it('flags what is copied from somebody else, not from oneself', async () => {
    await openGates()
    const exact = { text: answerAt(3), exact: true }
    await handIn(bench, exact)
    const copy = await handIn(bench, { ...exact, who: learner('bo') })
    deepEqual((await works(copy))[0]?.flags, ['copied-answer'])
    deepEqual((await works(copy))[0]?.reasons, ['flagged'])
    const own = { ...exact, who: learner('cy'), text: `${answerAt(3)} I sign this.` }
    await handIn(bench, { ...own, right: 0 })
    bench.pass(DAY)
    deepEqual((await works(await handIn(bench, own)))[0]?.flags, [])
  })
})
