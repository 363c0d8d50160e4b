import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import express from 'express'
import { problemJson } from '../../../platform/http/problem-json.ts'
import {
  countUnfinished,
  createUnfinishedBodies,
  type UnfinishedBodies,
} from '../../../platform/http/unfinished-bodies.ts'
import { createLog } from '../../../platform/log.ts'

const MEBIBYTE = 1_048_576
const SLOW = 400 // milliseconds

const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5))
}

describe('bodies that are not there yet', function () {
  this.timeout(60_000)
  let bodies: UnfinishedBodies
  let server: Server
  const sockets: Socket[] = []

  beforeEach(async () => {
    bodies = createUnfinishedBodies({ octets: 3 * MEBIBYTE, slowMs: SLOW })
    const app = express()
    app.use(countUnfinished(bodies))
    app.post('/', express.text({ limit: '2mb', type: '*/*' }), (request, response) => {
      response.json(String(request.body).length)
    })
    app.use(problemJson({ config: { publicUrl: 'https://a.example' }, log: createLog('silent') }))
    server = createServer(app).listen(0, '127.0.0.1')
    await once(server, 'listening')
  })
  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.destroy()
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })

  /** Sends so much of a body of a length, or of no length that is told. */
  const send = (length: number | undefined, sent: number) => {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
    sockets.push(socket)
    let answer = ''
    socket.on('error', () => undefined)
    socket.on('data', (chunk) => {
      answer += chunk.toString()
    })
    const how = length === undefined ? 'transfer-encoding: chunked' : `content-length: ${length}`
    socket.write(`POST / HTTP/1.1\r\nhost: a\r\ncontent-type: text/plain\r\n${how}\r\n\r\n`)
    if (length !== undefined) socket.write('x'.repeat(sent))
    return {
      finish: () => socket.write('x'.repeat((length ?? 0) - sent)),
      answered: async () => {
        await until(() => answer !== '')
        return answer
      },
      isOpen: () => !socket.destroyed && answer === '',
    }
  }

  it('are counted together, large ones alone, and no longer once they are there', async () => {
    const first = send(MEBIBYTE, 100)
    const second = send(20_000, 100)
    const small = send(10_000, 100)
    await until(() => bodies.held() === MEBIBYTE + 20_000)
    small.finish()
    match(await small.answered(), /^HTTP\/1\.1 200 .*\r\n\r\n10000$/s)
    second.finish()
    match(await second.answered(), /^HTTP\/1\.1 200 .*\r\n\r\n20000$/s)
    equal(bodies.held(), MEBIBYTE)
    first.finish()
    match(await first.answered(), /^HTTP\/1\.1 200 .*\r\n\r\n1048576$/s)
    equal(bodies.held(), 0)
  })

  it('count as a whole where their length is not told, and as what is kept where it is more', async () => {
    send(undefined, 0)
    await until(() => bodies.held() === MEBIBYTE)
    send(2 * MEBIBYTE, 100)
    await until(() => bodies.held() === 2 * MEBIBYTE)
  })

  it('are forgotten when their sender goes away', async () => {
    send(MEBIBYTE, 100)
    await until(() => bodies.held() === MEBIBYTE)
    for (const socket of sockets) socket.destroy()
    await until(() => bodies.held() === 0)
  })

  it('are refused while there is no room and all are quick; small ones never', async () => {
    for (let at = 0; at < 3; at++) send(MEBIBYTE, 100)
    await until(() => bodies.held() === 3 * MEBIBYTE)
    const one = send(MEBIBYTE, 100)
    match(await one.answered(), /^HTTP\/1\.1 429 .*retry-after: 2/is)
    const small = send(16_384, 16_384)
    match(await small.answered(), /^HTTP\/1\.1 200 /)
    equal(bodies.held(), 3 * MEBIBYTE)
  })

  it('make place one by one when they are slow, the oldest first, and are told so', async () => {
    const slow = [send(MEBIBYTE, 100)]
    await until(() => bodies.held() === MEBIBYTE)
    for (const more of [2, 3]) {
      slow.push(send(MEBIBYTE, 100))
      await until(() => bodies.held() === more * MEBIBYTE)
    }
    await new Promise((resolve) => setTimeout(resolve, SLOW + 50))
    const honest = send(MEBIBYTE, MEBIBYTE)
    match(await honest.answered(), /^HTTP\/1\.1 200 .*\r\n\r\n1048576$/s)
    match((await slow[0]?.answered()) ?? '', /^HTTP\/1\.1 408 Request Timeout\r\n/)
    deepEqual(
      slow.slice(1).map((one) => one.isOpen()),
      [true, true],
    )
    equal(bodies.held(), 2 * MEBIBYTE)
    slow[1]?.finish()
    ok((await slow[1]?.answered())?.startsWith('HTTP/1.1 200 '))
  })
})
