import { equal } from 'node:assert/strict'
import { plain } from '../credentials/support/documents.ts'
import { signAnyway } from '../credentials/support/sign-anyway.ts'
import { NOW } from '../credentials/support/world.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { openBench, slugOf } from './edge.ts'

const REPLACEMENT = '\ufffd'

/** A body whose name was signed with the sign for what is no text, in other bytes that lenient readers take for it. */
async function bodyWith(bytes: Buffer): Promise<Buffer> {
  const credential = await signAnyway(plain({ name: `AI ${REPLACEMENT}` }))
  const text = Buffer.from(JSON.stringify({ verifiableCredential: credential }))
  const sign = Buffer.from(REPLACEMENT)
  const at = text.indexOf(sign)
  return Buffer.concat([text.subarray(0, at), bytes, text.subarray(at + sign.length)])
}

const OTHERS: readonly (readonly [string, readonly number[]])[] = [
  ['a lone byte', [0xff]],
  ['a letter cut off', [0xc3]],
  ['an overlong slash', [0xc0, 0xaf]],
  ['half a pair', [0xed, 0xa0, 0x80]],
  ['a letter beyond all', [0xf5, 0x80, 0x80, 0x80]],
]

const post = (url: string, body: Buffer, type = 'application/json') =>
  fetch(url, { method: 'POST', headers: { 'content-type': type }, body: new Uint8Array(body) })

describe('the bytes of a body', () => {
  const bench = openBench()
  let server: TestServer
  before(async () => {
    server = await startTestServer()
  })
  after(() => server.end())

  for (const path of ['/credentials/verify', '/presentations/verify', '/api/receipts']) {
    for (const [title, bytes] of OTHERS) {
      it(`are refused as ${title} where a text is wanted: ${path}`, async () => {
        const body = await bodyWith(Buffer.from(bytes))
        for (const origin of [bench().edge.origin, `http://127.0.0.1:${server.port}`]) {
          const response = await post(`${origin}${path}`, body)
          equal(response.status, 400)
          equal(slugOf(await response.json()), 'malformed-json')
        }
      })
    }
  }
  it('are read where they are text, the sign for none included', async () => {
    bench().world.setNow(NOW)
    const body = await bodyWith(Buffer.from(REPLACEMENT))
    const response = await post(`${bench().edge.origin}/credentials/verify`, body)
    equal(((await response.json()) as { verified: boolean }).verified, true)
  })

  it('are refused in another character set, whatever they say', async () => {
    for (const charset of ['iso-8859-1', 'utf-16', 'utf-16le', 'utf-7', 'windows-1252']) {
      const type = `application/json; charset=${charset}`
      const body = await bodyWith(Buffer.from(REPLACEMENT))
      for (const origin of [bench().edge.origin, `http://127.0.0.1:${server.port}`]) {
        const response = await post(`${origin}/credentials/verify`, body, type)
        equal(response.status, 415, charset)
      }
    }
  })
})
