import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { createServer, type IncomingMessage, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { createTurns, inTurn, isLarge, type Leave } from '../../../platform/http/large-bodies.ts'

const soon = (ms = 5): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

describe('turns for large bodies', () => {
  const LONG = { holdMs: 60_000, restMs: 0, waiting: 2 }

  it('are one at a time, in the order of coming', async () => {
    const { enter } = createTurns(LONG)
    const began: number[] = []
    const all = [0, 1, 2].map(async (at) => {
      const leave = await enter()
      began.push(at)
      return leave
    })
    const first = await (all[0] as Promise<Leave>)
    await soon()
    deepEqual(began, [0])
    first()
    ;(await (all[1] as Promise<Leave>))()
    await all[2]
    deepEqual(began, [0, 1, 2])
  })

  it('begin in a turn of the event loop of their own, so that others are looked after in between', async () => {
    const { enter } = createTurns(LONG)
    const order: string[] = []
    const waiting = [1, 2].map(async (at) => {
      const leave = await enter()
      order.push(`large ${at}`)
      setImmediate(() => order.push(`other ${at}`))
      leave()
    })
    await Promise.all(waiting)
    await soon()
    deepEqual(order, ['large 1', 'other 1', 'large 2', 'other 2'])
  })

  it('end by themselves, so that who waits for another server holds up nobody', async () => {
    const { enter } = createTurns({ holdMs: 20, restMs: 0, waiting: 2 })
    await enter()
    const began = performance.now()
    const leave = await enter()
    ok(performance.now() - began >= 15)
    leave()
    leave()
    await enter()
  })

  it('are followed by a rest as long as they took, and no longer than may be', async () => {
    const { enter } = createTurns({ holdMs: 60_000, restMs: 60_000, waiting: 2 })
    const first = await enter()
    await soon(300)
    first()
    let began = false
    const second = enter().then((leave) => {
      began = true
      return leave
    })
    await soon(1)
    equal(began, false)
    const leave = await second
    equal(began, true)
    leave()
    const brief = createTurns({ holdMs: 60_000, restMs: 1, waiting: 2 })
    const long = await brief.enter()
    await soon(300)
    long()
    let next = false
    const later = brief.enter().then((leave) => {
      next = true
      return leave
    })
    await soon(100)
    await soon(50)
    equal(next, true)
    ;(await later)()
  })

  it('end once: leaving late gives nobody the turn of another', async () => {
    const { enter } = createTurns({ holdMs: 20, restMs: 0, waiting: 2 })
    const late = await enter()
    const second = await enter()
    let third = false
    const last = enter().then((leave) => {
      third = true
      return leave
    })
    late()
    await soon()
    equal(third, false)
    second()
    await last
  })

  it('are refused where too many wait, since what waits is kept', async () => {
    const { enter } = createTurns(LONG)
    const leave = await enter()
    const waiting = [enter(), enter()]
    await rejects(
      enter(),
      ({ type, retryAfter }) => type.slug === 'too-many-requests' && retryAfter === 2,
    )
    leave()
    ;(await (waiting[0] as Promise<Leave>))()
    await waiting[1]
    equal(await Promise.race([enter().then(() => 'in'), soon().then(() => 'waits')]), 'waits')
  })
})

describe('a body', () => {
  const isLargeWith = (headers: Record<string, string>) => isLarge({ headers } as IncomingMessage)

  it('is large by its length, and where its length is not told', () => {
    equal(isLargeWith({ 'content-length': '4096' }), false)
    equal(isLargeWith({ 'content-length': '65536' }), false)
    equal(isLargeWith({ 'content-length': '65537' }), true)
    equal(isLargeWith({ 'transfer-encoding': 'chunked' }), true)
    equal(isLargeWith({ 'content-length': '400', 'content-encoding': 'gzip' }), true)
  })

  it('waits for those before it when it is large, and not when it is small', async () => {
    const app = express()
    let open = 0
    let most = 0
    app.post('/', inTurn(express.text({ limit: '1mb' })), async (incoming, response) => {
      open++
      most = Math.max(most, open)
      await soon(20)
      open--
      response.send(String((incoming.body as string).length))
    })
    const server = createServer(app).listen(0)
    const { port } = server.address() as AddressInfo
    const post = async (length: number): Promise<number> => {
      const init = { method: 'POST', headers: { 'content-type': 'text/plain' } }
      const body = 'x'.repeat(length)
      return Number(await (await fetch(`http://127.0.0.1:${port}`, { ...init, body })).text())
    }
    deepEqual(await Promise.all([1, 2, 3].map((at) => post(70_000 + at))), [70_001, 70_002, 70_003])
    equal(most, 1)
    await Promise.all([1, 2, 3].map(post))
    ok(most > 1)
    most = 0
    await Promise.all([1, 2, 3].map((length) => inPieces(port, 'x'.repeat(length))))
    ok(most > 1, 'a small text without its length is small')
    most = 0
    await Promise.all([1, 2, 3].map(() => inPieces(port, 'x'.repeat(70_000))))
    equal(most, 1)
    await gone(port)
    equal(await post(70_000), 70_000)
    server.close()
  })
})

/** Sends a text without its length. */
async function inPieces(port: number, text: string): Promise<void> {
  const response = await fetch(`http://127.0.0.1:${port}`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain' },
    body: new Blob([text]).stream(),
    duplex: 'half',
  } as RequestInit)
  equal(await response.text(), String(text.length))
}

/** Sends a large body and goes away before the answer. */
const gone = (port: number): Promise<void> =>
  new Promise((resolve) => {
    const headers = { 'content-type': 'text/plain', 'content-length': 70_000 }
    const sent = request({ port, method: 'POST', headers })
    sent.once('error', () => resolve())
    sent.write('x'.repeat(70_000), () => {
      sent.destroy()
      resolve()
    })
  })
