import { deepEqual, equal, ok } from 'node:assert/strict'
import { createModel } from '../../tutor/model.ts'
import { describeOnBothDatabases } from '../support/databases.ts'
import { STREAM_FAULTS } from '../support/model-faults.ts'
import { type ModelServer, saying, startModelServer } from '../support/model-server.ts'
import { type Bench, learner, migrations, openBench } from './support/bench.ts'
import { eventsOf, openTalk, parseEvents, said } from './support/talk.ts'

const MODEL = { apiKey: 'k', model: 'test-model', label: 'Local model' }

describeOnBothDatabases('a dialogue when the model breaks off', migrations, (open) => {
  let server: ModelServer
  let bench: Bench
  beforeEach(async () => {
    server = await startModelServer(saying('What makes you sure?'))
    const limits = { deadlineMs: 400, idleMs: 200, maxBytes: 500_000 }
    const model = createModel({ ...MODEL, baseUrl: server.baseUrl }, limits)
    const env = { MODEL_BASE_URL: server.baseUrl, MODEL_NAME: 'test-model' }
    bench = await openBench(open(), { env, model })
  })
  afterEach(async () => {
    await bench.close()
    await server.close()
  })

  for (const [name, { answer }] of Object.entries(STREAM_FAULTS)) {
    it(`keeps nothing of a broken answer and lets the learner go on: ${name}`, async () => {
      const { id } = await openTalk(bench)
      server.next(answer)
      const path = `/api/tutor/dialogues/${id}/messages`
      const broken = await bench.served.call('POST', path, {
        as: learner(),
        json: { text: 'I would ask again' },
      })
      equal(broken.status, 200)
      const events = parseEvents(broken.text)
      ok(eventsOf(events, 'problem').length + eventsOf(events, 'done').length === 1)
      const spoken = (await openTalk(bench)).messages.filter(({ kind }) => kind === 'model')
      deepEqual(spoken, [])
      equal((await said(bench, id, 'I would ask it again')).message.kind, 'model')
    })
  }
})
