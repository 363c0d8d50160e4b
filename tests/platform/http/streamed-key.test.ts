import { deepEqual, equal, rejects } from 'node:assert/strict'
import { bytesOf } from '../../../platform/http/body-bytes.ts'
import { type AnswerSealer, createIdempotency } from '../../../platform/http/idempotency.ts'
import { type HttpTables, httpMigrations } from '../../../platform/http/tables.ts'
import { systemRandom } from '../../../platform/id.ts'
import { Problem } from '../../../platform/problem.ts'
import { describeOnBothDatabases } from '../../support/databases.ts'
import { captureLog } from '../support/log.ts'
import { until } from '../support/until.ts'
import { serve, type TestServer, testClients } from './fixture.ts'

const sealer: AnswerSealer = { seal: async (_, plain) => plain, open: async (_, sealed) => sealed }
const KEY = '6f9619ff-8b86-d011-b42d-00cf4fc964ff'

describeOnBothDatabases('an idempotency key of a body read as it comes', httpMigrations, (open) => {
  let now: number
  let made: number
  let read: number
  let failing: boolean
  let hold: Promise<void> | undefined
  let server: TestServer

  beforeEach(async () => {
    ;[now, made, read, failing, hold] = [1_800_000_000, 0, 0, false, undefined]
    const parts = { db: open(), clock: () => now, random: systemRandom, log: captureLog(), sealer }
    const idempotency = createIdempotency(parts)
    server = await serve((app) => {
      testClients(app)
      app.post('/lines', idempotency.streamed, async (request, response) => {
        made++
        for await (const bytes of bytesOf(request)) read += bytes.length
        await hold
        if (failing) throw new Problem({ slug: 'no', status: 422, title: 'No' })
        response.json({ made })
      })
      app.post('/unread', idempotency.streamed, (_request, response) => {
        made++
        response.json({ made })
      })
    })
  })
  afterEach(() => server.close())

  const send = async (
    body: NonNullable<RequestInit['body']>,
    path = '/lines',
    type = 'application/x-ndjson',
  ) => {
    const response = await server.ask(path, {
      method: 'POST',
      headers: { 'content-type': type, 'idempotency-key': KEY, 'x-test-client': 'one' },
      ...{ body, duplex: 'half' },
    })
    return [response.status, response.json.made, String(response.json.type).split('/').at(-1)]
  }
  /** A body that goes on when it is told to. */
  const slow = () => {
    let push = (_text: string): void => {}
    let end = (): void => {}
    const stream = new ReadableStream<Uint8Array>({
      start: (controller) => {
        push = (text) => controller.enqueue(new TextEncoder().encode(text))
        end = () => controller.close()
      },
    })
    return { stream, push: (text: string) => push(text), end: () => end() }
  }

  it('gives the first answer again for the same bytes, in whatever pieces', async () => {
    deepEqual(await send('one\ntwo\n'), [200, 1, 'undefined'])
    const { stream, push, end } = slow()
    const again = send(stream)
    for (const piece of ['o', 'ne\nt', 'wo', '\n']) push(piece)
    end()
    deepEqual(await again, [200, 1, 'undefined'])
    equal(made, 1)
  })

  it('is refused with another body, a longer, a shorter, or of another type', async () => {
    await send('one\ntwo\n')
    for (const body of ['one\ntwo\nthree\n', 'one\n', '', 'two\none\n']) {
      deepEqual(await send(body), [422, undefined, 'idempotency-key-reused'], body)
    }
    const [status] = await send('one\ntwo\n', '/lines', 'text/plain')
    deepEqual([status, made], [422, 1])
  })

  it('lets one of ten at the same time work', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    hold = promise
    let refused = 0
    const asked = Array.from({ length: 10 }, async () => {
      const answer = await send('one\n'.repeat(10_000))
      if (answer[0] === 409) refused++
      return answer[0]
    })
    await until(() => refused === 9)
    resolve()
    deepEqual((await Promise.all(asked)).sort(), [200, ...Array(9).fill(409)])
    equal(made, 1)
    deepEqual(await send('one\n'.repeat(10_000)), [200, 1, 'undefined'])
  })

  it('is free again after a refusal, and where the body was not read to its end', async () => {
    failing = true
    equal((await send('one\n'))[0], 422)
    failing = false
    deepEqual(await send('two\n'), [200, 2, 'undefined'])
    deepEqual(await send('one\n', '/unread'), [200, 3, 'undefined'])
    deepEqual(await send('one\n', '/unread'), [200, 4, 'undefined'])
  })

  it('stays with a body that is longer on its way than a key is held', async () => {
    const { stream, push, end } = slow()
    const first = send(stream)
    for (let minute = 1; minute <= 8; minute++) {
      push(`${minute}\n`)
      await until(() => read === 2 * minute)
      now += 60
    }
    push('9\n')
    await until(async () => (await heldUntil()) === now + 300)
    equal((await send('else\n'))[0], 409)
    end()
    deepEqual(await first, [200, 1, 'undefined'])
    deepEqual(await send('1\n2\n3\n4\n5\n6\n7\n8\n9\n'), [200, 1, 'undefined'])
  })

  it('is taken over from a process that is gone, whatever that one was sent', async () => {
    const { stream, push, end } = slow()
    const lost = send(stream)
    push('one\n')
    await until(() => read === 4)
    now += 300
    deepEqual(await send('two\n'), [200, 2, 'undefined'])
    end()
    await lost
    deepEqual(await send('two\n'), [200, 2, 'undefined'])
  })

  it('is free again when the sender breaks off, which is no defect of ours', async () => {
    const breakOff = new AbortController()
    const { stream, push } = slow()
    const lost = fetch(`${server.url}/lines`, {
      method: 'POST',
      headers: { 'idempotency-key': KEY, 'x-test-client': 'one' },
      ...{ body: stream, duplex: 'half', signal: breakOff.signal },
    })
    push('one\n')
    await until(() => read === 4)
    breakOff.abort()
    await rejects(lost)
    await until(async () => (await keys()) === 0)
    equal(server.log.lines.filter(({ level }) => level === 'error').length, 0)
    deepEqual(await send('one\n'), [200, 2, 'undefined'])
  })

  const keys = async (): Promise<number> =>
    (await open().tables<HttpTables>().selectFrom('http_idempotency').select('holder').execute())
      .length

  const heldUntil = async (): Promise<number> => {
    const { held_until } = await open()
      .tables<HttpTables>()
      .selectFrom('http_idempotency')
      .select('held_until')
      .executeTakeFirstOrThrow()
    return held_until
  }
})
