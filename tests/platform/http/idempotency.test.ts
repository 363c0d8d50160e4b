import { deepEqual, equal, match } from 'node:assert/strict'
import express from 'express'
import { type AnswerSealer, createIdempotency } from '../../../platform/http/idempotency.ts'
import { type HttpTables, httpMigrations } from '../../../platform/http/tables.ts'
import { systemRandom } from '../../../platform/id.ts'
import { Problem } from '../../../platform/problem.ts'
import { describeOnBothDatabases } from '../../support/databases.ts'
import { captureLog } from '../support/log.ts'
import { until } from '../support/until.ts'
import { postJson, serve, type TestServer, testClients } from './fixture.ts'

const flip = (bytes: Uint8Array): Uint8Array => bytes.map((byte) => byte ^ 0x5a)
/** Unreadable, and bound to its context: enough to see that answers pass through it. */
const sealer: AnswerSealer = {
  seal: async (purpose, plain, context) =>
    flip(Buffer.from(`${purpose}|${context}|${Buffer.from(plain)}`)),
  open: async (purpose, sealed, context) => {
    const text = Buffer.from(flip(sealed)).toString()
    const head = `${purpose}|${context}|`
    if (!text.startsWith(head)) throw new Error('sealed for something else')
    return Buffer.from(text.slice(head.length))
  },
}

const KEY = '6f9619ff-8b86-d011-b42d-00cf4fc964ff'
const keyed = (body: unknown, key = KEY, client = 'one') =>
  postJson(body, { 'idempotency-key': key, ...(client && { 'x-test-client': client }) })

describeOnBothDatabases('an idempotency key', httpMigrations, (open) => {
  let now: number
  let made: number
  let failing: boolean
  let server: TestServer
  let sweep: () => Promise<number>
  let hold: Promise<void> | undefined

  beforeEach(async () => {
    now = 1_800_000_000
    made = 0
    failing = false
    hold = undefined
    const log = captureLog()
    const idempotency = createIdempotency({
      db: open(),
      clock: () => now,
      random: systemRandom,
      log,
      sealer,
    })
    sweep = idempotency.sweep
    server = await serve((app) => {
      testClients(app)
      app.post('/things', express.json(), idempotency.handler, async (request, response) => {
        await hold
        if (failing) throw new Problem({ slug: 'no', status: 422, title: 'No' })
        made++
        response
          .status(201)
          .location(`/things/${made}`)
          .json({ id: made, secret: 'credential-of-ada', body: request.body })
      })
      app.post('/others', express.json(), idempotency.handler, (_request, response) => {
        response.json({ id: ++made })
      })
      app.post('/empty', idempotency.handler, (_request, response) => {
        made++
        response.status(204).end()
      })
      app.post(
        '/text',
        express.text({ type: '*/*' }),
        idempotency.handler,
        (_request, response) => {
          response.type('text/plain').send(`made ${++made}`)
        },
      )
      app.post('/raw', express.raw({ type: '*/*' }), idempotency.handler, (_request, response) => {
        response.end(`${++made}`, 'latin1')
      })
      app.post('/streamed', idempotency.handler, (_request, response) => {
        made++
        response.write('a')
        response.end('b')
      })
    })
  })
  afterEach(() => server.close())

  const claims = async (): Promise<number> => {
    const rows = await open()
      .tables<HttpTables>()
      .selectFrom('http_idempotency')
      .select('holder')
      .execute()
    return rows.length
  }

  it('gives the first answer again: status, headers and body', async () => {
    const first = await server.ask('/things', keyed({ name: 'a' }))
    const again = await server.ask('/things', keyed({ name: 'a' }))
    equal(made, 1)
    deepEqual([again.status, again.text], [first.status, first.text])
    for (const name of ['location', 'content-type', 'etag']) {
      equal(again.headers.get(name), first.headers.get(name))
    }
    equal(first.headers.get('idempotency-replayed'), null)
    equal(again.headers.get('idempotency-replayed'), 'true')
  })

  it('changes nothing for requests without it', async () => {
    const headers = { 'x-test-client': 'one' }
    await server.ask('/things', postJson({ name: 'a' }, headers))
    await server.ask('/things', postJson({ name: 'a' }, headers))
    equal(made, 2)
  })

  it('is refused with another body', async () => {
    await server.ask('/things', keyed({ name: 'a' }))
    const { status, json } = await server.ask('/things', keyed({ name: 'b' }))
    equal(status, 422)
    match(String(json.type), /\/problems\/idempotency-key-reused$/)
    equal(made, 1)
  })

  it('lets one of ten at the same time work', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    hold = promise
    let refusals = 0
    const asked = Array.from({ length: 10 }, async () => {
      const answer = await server.ask('/things', keyed({ name: 'a' }))
      if (answer.status === 409) refusals++
      return answer
    })
    await until(() => refusals === 9)
    resolve()
    const answers = await Promise.all(asked)
    equal(made, 1)
    deepEqual(answers.map(({ status }) => status).sort(), [201, ...Array(9).fill(409)])
    const refused = answers.find(({ status }) => status === 409)
    match(String(refused?.json.type), /\/problems\/idempotency-key-in-use$/)
    equal(refused?.headers.get('retry-after'), '1')
  })

  it('counts per caller', async () => {
    await server.ask('/things', keyed({ name: 'a' }, KEY, 'one'))
    await server.ask('/things', keyed({ name: 'a' }, KEY, 'two'))
    await server.ask('/things', keyed({ name: 'a' }, KEY, ''))
    equal(made, 3)
  })

  it('counts per address', async () => {
    await server.ask('/things', keyed({ name: 'a' }))
    await server.ask('/others', keyed({ name: 'a' }))
    equal(made, 2)
  })

  it('is free again after a refusal', async () => {
    failing = true
    equal((await server.ask('/things', keyed({ name: 'a' }))).status, 422)
    failing = false
    equal((await server.ask('/things', keyed({ name: 'b' }))).status, 201)
  })

  it('is forgotten after a day', async () => {
    await server.ask('/things', keyed({ name: 'a' }))
    now += 24 * 3600 - 1
    await server.ask('/things', keyed({ name: 'a' }))
    equal(made, 1)
    now += 1
    await server.ask('/things', keyed({ name: 'b' }))
    equal(made, 2)
  })

  it('is swept when it has expired, not before', async () => {
    await server.ask('/things', keyed({ name: 'a' }))
    equal(await sweep(), 0)
    now += 24 * 3600
    equal(await sweep(), 1)
  })

  it('is taken over from a process that is gone', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    hold = promise
    const lost = server.ask('/things', keyed({ name: 'a' }))
    await until(async () => (await claims()) === 1)
    now += 299
    equal((await server.ask('/things', keyed({ name: 'a' }))).status, 409)
    now += 1
    hold = undefined
    const taken = await server.ask('/things', keyed({ name: 'a' }))
    deepEqual([taken.status, taken.json.id], [201, 1])
    resolve()
    await lost
    const again = await server.ask('/things', keyed({ name: 'a' }))
    equal(again.json.id, 1)
  })

  it('keeps the answer sealed', async () => {
    await server.ask('/things', keyed({ name: 'a' }))
    const row = await open()
      .tables<HttpTables>()
      .selectFrom('http_idempotency')
      .select(['key_hash', 'answer'])
      .executeTakeFirstOrThrow()
    equal(Buffer.from(row.answer ?? []).includes('credential-of-ada'), false)
    equal(row.key_hash.includes(KEY), false)
  })

  it('works for empty answers, text and bytes', async () => {
    for (const path of ['/empty', '/text', '/raw']) {
      made = 0
      const first = await server.ask(path, keyed({ name: 'a' }))
      const again = await server.ask(path, keyed({ name: 'a' }))
      deepEqual([made, again.status, again.text], [1, first.status, first.text], path)
      const other = await server.ask(path, keyed({ name: 'b' }))
      equal(other.status, path === '/empty' ? 204 : 422)
    }
  })

  it('does not keep an answer that is streamed', async () => {
    equal((await server.ask('/streamed', keyed({}))).text, 'ab')
    equal((await server.ask('/streamed', keyed({}))).text, 'ab')
    equal(made, 2)
  })

  it('is refused when it is not visible ASCII, or too long', async () => {
    for (const key of ['with space', 'x'.repeat(256), '']) {
      const { status, json } = await server.ask('/things', keyed({}, key))
      equal(status, 400)
      match(String(json.type), /\/problems\/invalid-idempotency-key$/)
    }
    equal(made, 0)
  })

  it('must be hard to guess where the caller has no name', async () => {
    equal((await server.ask('/things', keyed({}, '1', ''))).status, 400)
    equal((await server.ask('/things', keyed({}, '1', 'one'))).status, 201)
  })
})
