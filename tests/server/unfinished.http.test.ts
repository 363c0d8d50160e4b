import { equal, match, ok } from 'node:assert/strict'
import { connect, type Socket } from 'node:net'
import { unfinishedBodies } from '../../platform/http/unfinished-bodies.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

const MEBIBYTE = 1_048_576
const ROOM = 32

describe('a server that is sent bodies by halves', function () {
  this.timeout(120_000)
  let server: TestServer
  const sockets: Socket[] = []
  before(async () => {
    server = await startTestServer()
  })
  after(async () => {
    for (const socket of sockets) socket.destroy()
    await server.end()
  })

  const half = (path: string): Socket => {
    const socket = connect(server.port, '127.0.0.1').on('error', () => undefined)
    sockets.push(socket)
    const head = [
      `POST ${path} HTTP/1.1`,
      'host: localhost',
      'content-type: application/json',
      `content-length: ${MEBIBYTE}`,
    ]
    socket.write(`${head.join('\r\n')}\r\n\r\n{"verifiableCredential":"${'x'.repeat(500_000)}`)
    return socket
  }

  const verify = (verifiableCredential: string) =>
    fetch(`${server.origin}/credentials/verify`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ verifiableCredential }),
    })

  it('keeps no more of them than it has room for, and answers everybody else', async () => {
    const refused: string[] = []
    for (let at = 0; at < ROOM + 8; at++) {
      const path = at % 2 === 0 ? '/credentials/verify' : '/presentations/verify'
      half(path).once('data', (answer: Buffer) => refused.push(answer.toString()))
    }
    while (unfinishedBodies.held() < ROOM * MEBIBYTE || refused.length < 8) {
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
    equal(unfinishedBodies.held(), ROOM * MEBIBYTE)
    for (const answer of refused)
      match(answer, /^HTTP\/1\.1 429 .*retry-after: 2.*too-many-requests/is)
    equal((await verify('x')).status, 400)
  })

  it('lets the slowest go when somebody wants the room', async () => {
    await new Promise((resolve) => setTimeout(resolve, 2_100))
    const answer = await verify('x'.repeat(900_000))
    equal(answer.status, 400)
    match(await answer.text(), /"verified":false/)
    ok(unfinishedBodies.held() < ROOM * MEBIBYTE)
  })
})
