import { deepEqual, equal, match, ok, rejects } from 'node:assert/strict'
import Type from 'typebox'
import { createModel } from '../../tutor/model.ts'
import { type Ask, createAsk } from '../../tutor/structured.ts'
import {
  ANSWER_FAULTS,
  type Fault,
  SCHEMA_FAULTS,
  TRANSPORT_FAULTS,
} from '../support/model-faults.ts'
import {
  type ModelServer,
  refusing,
  saying,
  sayingJson,
  startModelServer,
} from '../support/model-server.ts'

const closed = { additionalProperties: false } as const
const schema = Type.Object(
  {
    level: Type.Integer({ minimum: 0, maximum: 3 }),
    evidence: Type.Array(Type.String()),
    rationale: Type.String(),
    confidence: Type.Number(),
    needs_human: Type.Boolean(),
  },
  closed,
)
const value = { level: 2, evidence: [], rationale: 'r', confidence: 0.9, needs_human: false }
const question = {
  name: 'mark',
  schema,
  messages: [
    { role: 'system' as const, content: 'You mark.' },
    { role: 'user' as const, content: 'Mark this.' },
  ],
  maxTokens: 200,
}

describe('a structured answer', () => {
  let server: ModelServer
  let ask: Ask
  const modes = () => server.seen.map(({ body }) => body.response_format?.type ?? 'prompt')

  beforeEach(async () => {
    server = await startModelServer(sayingJson(value))
    const config = { baseUrl: server.baseUrl, apiKey: 'k', model: 'test-model', label: 'Test' }
    ask = createAsk(createModel(config, { deadlineMs: 400, idleMs: 200, maxBytes: 1_000_000 }))
  })
  afterEach(() => server.close())

  it('is asked for by schema, and says so', async () => {
    deepEqual(await ask(question), {
      value,
      model: 'test-model',
      mode: 'json_schema',
      repaired: false,
      raw: JSON.stringify(value),
    })
    deepEqual(modes(), ['json_schema'])
    equal(server.seen[0]?.body.temperature, 0)
  })

  it('is asked for in the weaker way where the server refuses the stronger, and from then on', async () => {
    server.next(refusing(400, { param: 'response_format' }))
    equal((await ask(question)).mode, 'json_object')
    equal((await ask(question)).mode, 'json_object')
    deepEqual(modes(), ['json_schema', 'json_object', 'json_object'])
    match(server.seen[1]?.body.messages[0]?.content ?? '', /^You mark\.\n\nAnswer with one JSON/)
  })

  it('is asked for in words alone where the server knows no formats', async () => {
    server.next(refusing(422), refusing(400))
    equal((await ask(question)).mode, 'prompt')
    deepEqual(modes(), ['json_schema', 'json_object', 'prompt'])
  })

  it('gets the schema in a system message also where the question has none', async () => {
    server.next(refusing(400))
    await ask({ ...question, messages: question.messages.slice(1) })
    deepEqual(
      server.seen[1]?.body.messages.map(({ role }) => role),
      ['system', 'user'],
    )
  })

  it('is given up when the server refuses every way', async () => {
    server.otherwise(refusing(400))
    await rejects(ask(question), { reason: 'rejected', kind: 'human' })
    equal(server.seen.length, 3)
  })

  it('is not asked for in another way when the key is refused', async () => {
    server.otherwise(refusing(401))
    await rejects(ask(question), { reason: 'rejected' })
    equal(server.seen.length, 1)
  })

  it('may stand in a Markdown fence', async () => {
    server.next(saying(`\`\`\`json\n${JSON.stringify(value)}\n\`\`\``))
    deepEqual((await ask(question)).value, value)
  })

  it('is sent back once, with the fault, and taken when it then fits', async () => {
    server.next(sayingJson({ ...value, level: 9 }))
    const { repaired } = await ask(question)
    ok(repaired)
    const [, , assistant, user] = server.seen[1]?.body.messages ?? []
    match(assistant?.content ?? '', /"level":9/)
    match(user?.content ?? '', /\/level must be <= 3/)
  })

  for (const [name, { answer, reason, kind }] of Object.entries(SCHEMA_FAULTS)) {
    it(`is refused after one repair: ${name}`, async () => {
      server.otherwise(answer)
      await rejects(ask(question), { reason, kind })
      equal(server.seen.length, 2)
    })
  }

  for (const [name, fault] of Object.entries({ ...TRANSPORT_FAULTS, ...ANSWER_FAULTS })) {
    it(`is nothing when this happens: ${name}`, () => fails(fault))
  }

  async function fails({ answer, reason, kind }: Fault) {
    server.otherwise(answer)
    await rejects(ask(question), { name: 'ModelFailure', reason, kind })
  }

  it('is nothing when the repair meets a fault of the way', async () => {
    server.next(saying('prose'), refusing(503))
    await rejects(ask(question), { reason: 'server-error', kind: 'retryable' })
  })
})
