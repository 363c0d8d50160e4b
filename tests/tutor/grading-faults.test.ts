import { deepEqual, equal, ok } from 'node:assert/strict'
import type { Database } from '../../platform/db/database.ts'
import { gradeAssessment, MOST_TRIES } from '../../tutor/grading/job.ts'
import { gradingStore } from '../../tutor/grading/store.ts'
import { createModel } from '../../tutor/model.ts'
import { workStore } from '../../tutor/works/store.ts'
import { describeOnBothDatabases } from '../support/databases.ts'
import {
  ANSWER_FAULTS,
  type Fault,
  SCHEMA_FAULTS,
  TRANSPORT_FAULTS,
} from '../support/model-faults.ts'
import { honest, mark as modelMark } from '../support/model-personas.ts'
import {
  type ModelServer,
  refusing,
  sayingJson,
  startModelServer,
} from '../support/model-server.ts'
import { type Bench, migrations, openBench } from './support/bench.ts'
import { answerAt, factsOf } from './support/facts.ts'
import { handIn, queue, result } from './support/learner.ts'

const openWith = (db: Database, { baseUrl }: ModelServer) => {
  const config = { baseUrl, apiKey: 'our-key', model: 'test-model', label: 'Test' }
  const env = { MODEL_BASE_URL: baseUrl, MODEL_NAME: 'test-model', GRADER: 'model' }
  return openBench(db, { env, model: createModel(config, { deadlineMs: 300, idleMs: 150 }) })
}
const HOUR = 3600
const FAULTS: Readonly<Record<string, Fault>> = {
  ...TRANSPORT_FAULTS,
  ...ANSWER_FAULTS,
  ...SCHEMA_FAULTS,
}

describeOnBothDatabases('grading when the model fails', migrations, (open) => {
  let server: ModelServer
  let bench: Bench
  beforeEach(async () => {
    server = await startModelServer(honest(factsOf))
    bench = await openWith(open(), server)
  })
  afterEach(async () => {
    await bench.close()
    await server.close()
  })
  const works = (id: string) => workStore(bench.tutor.ground.db).ofAssessment(id)
  const marks = (id: string) => gradingStore(bench.tutor.ground.db).allMarks(id)

  for (const [name, { answer, kind }] of Object.entries(FAULTS)) {
    it(`is ${kind === 'human' ? 'queued for a human' : 'tried again later'}: ${name}`, async () => {
      server.otherwise(answer)
      const id = await handIn(bench, { text: answerAt(3) })
      deepEqual(await marks(id), [])
      if (kind === 'human') {
        equal((await result(bench, id)).state, 'awaiting-review')
        deepEqual(
          (await works(id)).map(({ reasons }) => reasons),
          [['model-failed'], ['model-failed']],
        )
        return
      }
      equal((await result(bench, id)).state, 'grading')
      server.otherwise(honest(factsOf))
      bench.pass(HOUR)
      await bench.jobs.drain()
      equal((await result(bench, id)).state, 'awaiting-review')
      deepEqual(
        (await works(id)).map(({ reasons }) => reasons),
        [['no-gate'], ['no-gate']],
      )
    })
  }

  it('covers at least twenty faults, in transport, answer and schema', () => {
    ok(Object.keys(FAULTS).length >= 40)
    for (const name of ['429 with retry-after', '429 without retry-after', '500', 'refusal']) {
      ok(FAULTS[name], name)
    }
  })

  it('is tried again later when nobody listens at the endpoint', async () => {
    const gone = await startModelServer()
    await gone.close()
    await bench.close()
    bench = await openWith(open(), gone)
    const id = await handIn(bench, { text: answerAt(3) })
    deepEqual([await marks(id), (await result(bench, id)).state], [[], 'grading'])
    const tries = Array.from({ length: MOST_TRIES })
    for (const _ of tries) {
      bench.pass(HOUR)
      await bench.jobs.drain()
    }
    equal((await result(bench, id)).state, 'awaiting-review')
  })

  it('gives no level on forged quotes, however sure the model is of the rest', async () => {
    const forged = modelMark(3, ['These words are nowhere in the answer.'], { confidence: 1 })
    server.otherwise(sayingJson(forged))
    const id = await handIn(bench, { text: answerAt(3) })
    equal((await result(bench, id)).state, 'awaiting-review')
    for (const { proposal, reasons } of await works(id)) {
      ok(reasons.includes('evidence'))
      ok(proposal?.every(({ level }) => level === undefined))
    }
  })

  it('goes to a human when the server stays broken', async () => {
    server.otherwise(refusing(503))
    const id = await handIn(bench, { text: answerAt(3) })
    for (let more = 1; more < MOST_TRIES; more++) {
      equal((await result(bench, id)).state, 'grading')
      bench.pass(HOUR)
      await bench.jobs.drain()
    }
    equal((await result(bench, id)).state, 'awaiting-review')
    deepEqual(
      (await works(id)).map(({ reasons }) => reasons),
      [['model-failed'], ['model-failed']],
    )
    equal((await queue(bench)).reviews.length, 2)
  })

  it('waits as long as the server asks', async () => {
    server.otherwise(refusing(429, {}, { 'retry-after': '900' }))
    await handIn(bench, { text: answerAt(3) })
    equal(server.seen.length, 1)
    bench.pass(899)
    await bench.jobs.drain()
    equal(server.seen.length, 1)
    bench.pass(1)
    await bench.jobs.drain()
    equal(server.seen.length, 2)
  })

  it('asks for no mark again that it has: the job goes on where it stopped', async () => {
    for (let call = 0; call < 5; call++) server.next(honest(factsOf))
    server.next(refusing(500))
    const id = await handIn(bench, { text: answerAt(3) })
    equal((await marks(id)).length, 5)
    equal((await result(bench, id)).state, 'grading')
    bench.pass(HOUR)
    await bench.jobs.drain()
    equal((await marks(id)).length, 16)
    equal(server.seen.length, 17)
  })

  it('keeps nothing of a mark whose answer was cut', async () => {
    const cut = TRANSPORT_FAULTS['connection cut within the body']
    ok(cut)
    server.next(honest(factsOf), cut.answer)
    const id = await handIn(bench, { text: answerAt(3) })
    deepEqual(
      (await marks(id)).map(({ number, mark }) => [number, mark.level]),
      [[0, 3]],
    )
  })

  it('sends the key to the endpoint of the settings only', async () => {
    const elsewhere = await startModelServer()
    server.otherwise((_seen, response) => {
      response.writeHead(308, { location: `${elsewhere.baseUrl}/chat/completions` }).end()
    })
    await handIn(bench, { text: answerAt(3) })
    deepEqual(elsewhere.seen, [])
    await elsewhere.close()
  })
})

describeOnBothDatabases('the grading job', migrations, (open) => {
  let server: ModelServer
  let bench: Bench
  beforeEach(async () => {
    server = await startModelServer(honest(factsOf))
    bench = await openWith(open(), server)
  })
  afterEach(async () => {
    await bench.close()
    await server.close()
  })

  it('makes one mark of each kind when it runs three times at once', async () => {
    server.next(refusing(503))
    const id = await handIn(bench, { text: answerAt(3) })
    const { ground } = bench.tutor
    await Promise.all([1, 2, 3].map(() => gradeAssessment(ground, id)))
    equal((await gradingStore(ground.db).allMarks(id)).length, 16)
    equal((await queue(bench)).reviews.length, 2)
    equal((await result(bench, id)).state, 'awaiting-review')
  })

  it('does nothing for an assessment that is decided, not handed in, or not there', async () => {
    const { ground } = bench.tutor
    const id = await handIn(bench, { right: 0, text: answerAt(3) })
    const calls = server.seen.length
    await gradeAssessment(ground, id)
    await gradeAssessment(ground, 'none')
    equal(server.seen.length, calls)
    equal((await result(bench, id)).state, 'failed')
  })
})
