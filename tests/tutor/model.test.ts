import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { createModel, type Model } from '../../tutor/model.ts'
import { ModelFailure } from '../../tutor/model-failure.ts'
import {
  ANSWER_FAULTS,
  type Fault,
  STREAM_FAULTS,
  TRANSPORT_FAULTS,
} from '../support/model-faults.ts'
import {
  completing,
  event,
  type ModelServer,
  openStream,
  refusing,
  saying,
  startModelServer,
} from '../support/model-server.ts'

const limits = { deadlineMs: 400, idleMs: 200, maxBytes: 1_000_000 }
const request = { messages: [{ role: 'user' as const, content: 'Hello' }], maxTokens: 100 }
const environment = {
  OPENAI_BASE_URL: 'http://127.0.0.1:9/elsewhere',
  OPENAI_API_KEY: 'key-of-the-environment',
  OPENAI_ADMIN_KEY: 'admin-of-the-environment',
  OPENAI_ORG_ID: 'org-of-the-environment',
  OPENAI_PROJECT_ID: 'project-of-the-environment',
  OPENAI_CUSTOM_HEADERS: 'authorization: Bearer of-the-environment\nx-spy: 1',
  OPENAI_LOG: 'debug',
}

describe('the model client', () => {
  let server: ModelServer
  let model: Model
  const modelWith = (more: object = {}) =>
    createModel(
      { baseUrl: server.baseUrl, apiKey: 'our-key', model: 'test-model', label: 'Test', ...more },
      limits,
    )

  beforeEach(async () => {
    server = await startModelServer()
    model = modelWith()
  })
  afterEach(async () => {
    for (const name of Object.keys(environment)) delete process.env[name]
    await server.close()
  })

  it('gives the text, the model that answered and what it cost', async () => {
    server.next(completing({ content: 'Good morning.', model: 'test-model-2026-08-06' }))
    deepEqual(await model.complete(request), {
      text: 'Good morning.',
      model: 'test-model-2026-08-06',
      tokens: 15,
    })
  })

  it('asks at the endpoint of the settings with the key of the settings, whatever the environment holds', async () => {
    Object.assign(process.env, environment)
    await modelWith().complete(request)
    const [seen] = server.seen
    equal(seen?.url, '/v1/chat/completions')
    equal(seen?.headers.authorization, 'Bearer our-key')
    equal(seen?.headers['x-spy'], undefined)
    ok(!JSON.stringify(seen?.headers).includes('environment'))
  })

  it('sends no key where the settings have none, not even that of the environment', async () => {
    Object.assign(process.env, environment)
    await modelWith({ apiKey: '' }).complete(request)
    equal(server.seen[0]?.headers.authorization, undefined)
  })

  it('follows no redirect, so that the key goes nowhere else', async () => {
    const other = await startModelServer()
    server.next((_seen, response) => {
      response.writeHead(307, { location: `${other.baseUrl}/chat/completions` }).end()
    })
    await rejects(model.complete(request), { reason: 'redirected', kind: 'human' })
    deepEqual(other.seen, [])
    await other.close()
  })

  it('does not answer for a server that is not there', async () => {
    const closed = await startModelServer()
    await closed.close()
    const failing = modelWith({ baseUrl: closed.baseUrl }).complete(request)
    await rejects(failing, { reason: 'unreachable', kind: 'retryable' })
  })

  it('asks once: trying again is the business of the job', async () => {
    server.otherwise(refusing(500))
    await rejects(model.complete(request))
    equal(server.seen.length, 1)
  })

  it('tells how long the server wants to be left alone, an hour at the most', async () => {
    server.next(refusing(429, {}, { 'retry-after': '120' }))
    await rejects(model.complete(request), { retryAfter: 120 })
    server.next(refusing(503, {}, { 'retry-after': '99999999' }))
    await rejects(model.complete(request), { retryAfter: 3600 })
    server.next(refusing(429, {}, { 'retry-after': 'Fri, 31 Dec 2099 23:59:59 GMT' }))
    await rejects(model.complete(request), { retryAfter: undefined })
  })

  it('learns that a server calls the limit of the answer by its newer name', async () => {
    server.next(refusing(400, { param: 'max_tokens' }))
    await model.complete(request)
    await model.complete(request)
    deepEqual(
      server.seen.map(({ body }) => [body.max_tokens, body.max_completion_tokens]),
      [
        [100, undefined],
        [undefined, 100],
        [undefined, 100],
      ],
    )
  })

  it('learns that a server takes no temperature, and gives up on a second refusal of it', async () => {
    server.next(refusing(400, { param: 'temperature' }))
    await model.complete({ ...request, temperature: 0 })
    deepEqual(
      server.seen.map(({ body }) => body.temperature),
      [0, undefined],
    )
    server.next(refusing(400, { param: 'temperature' }))
    await rejects(model.complete(request), { reason: 'rejected' })
  })

  it('asks for a schema in the way of the interface', async () => {
    const schema = { type: 'object' }
    const format = { mode: 'json_schema', name: 'mark', schema } as const
    await model.complete({ ...request, format })
    deepEqual(server.seen[0]?.body.response_format, {
      type: 'json_schema',
      json_schema: { name: 'mark', strict: true, schema },
    })
  })

  it('takes a name with a vendor or a date for the model asked for', async () => {
    for (const echoed of ['vendor/test-model', 'TEST-MODEL', 'test-model@2026', 'test-model']) {
      server.next(completing({ content: 'x', model: echoed }))
      equal((await model.complete(request)).model, echoed)
    }
  })

  for (const [name, fault] of Object.entries({ ...TRANSPORT_FAULTS, ...ANSWER_FAULTS })) {
    it(`makes of «${name}» a failure: ${fault.kind}`, () =>
      fails(fault, () => model.complete(request)))
  }

  for (const [name, fault] of Object.entries({ ...TRANSPORT_FAULTS, ...STREAM_FAULTS })) {
    it(`makes of «${name}», streamed, a failure: ${fault.kind}`, () =>
      fails(fault, () => model.stream(request, () => {})))
  }

  async function fails({ answer, reason, kind }: Fault, work: () => Promise<unknown>) {
    server.otherwise(answer)
    const began = performance.now()
    await rejects(work(), (failure) => {
      ok(failure instanceof ModelFailure)
      deepEqual([failure.reason, failure.kind], [reason, kind])
      ok(!failure.message.includes('our-key'))
      return true
    })
    ok(performance.now() - began < 2_000)
  }

  it('hands on each piece of a stream when it arrives: the next is sent only once it was heard', async () => {
    const heard = ['One', ' two', ' three'].map((piece) => ({
      piece,
      told: Promise.withResolvers<void>(),
    }))
    server.next(async (seen, response) => {
      openStream(response)
      for (const { piece, told } of heard) {
        response.write(event(seen, piece))
        await told.promise
      }
      response.end(`${event(seen, '', 'stop')}data: [DONE]\n\n`)
    })
    const { text } = await model.stream(request, (piece) =>
      heard.find((each) => each.piece === piece)?.told.resolve(),
    )
    equal(text, 'One two three')
  })

  it('takes a whole answer from a server that does not stream', async () => {
    server.next(completing({ content: 'All at once.' }))
    const pieces: string[] = []
    await model.stream(request, (piece) => pieces.push(piece))
    deepEqual(pieces, ['All at once.'])
  })

  it('stops when the learner has gone, and tells the server', async () => {
    const gone = new AbortController()
    const closed = Promise.withResolvers<void>()
    server.next((seen, response) => {
      response.on('close', () => closed.resolve())
      openStream(response)
      response.write(event(seen, 'Well'))
    })
    const failing = model.stream({ ...request, signal: gone.signal }, () => gone.abort())
    await rejects(failing, { reason: 'stopped' })
    await closed.promise
  })

  it('does not begin for a learner who has gone', async () => {
    const failing = model.complete({ ...request, signal: AbortSignal.abort() })
    await rejects(failing, { reason: 'stopped' })
    deepEqual(server.seen, [])
  })

  it('answers many at once, each its own', async () => {
    server.otherwise((seen, response) =>
      saying(seen.body.messages[0]?.content ?? '')(seen, response),
    )
    const texts = await Promise.all(
      Array.from({ length: 20 }, async (_, at) => {
        const messages = [{ role: 'user' as const, content: `number ${at}` }]
        return (await model.complete({ ...request, messages })).text
      }),
    )
    deepEqual(
      texts,
      Array.from({ length: 20 }, (_, at) => `number ${at}`),
    )
  })
})
