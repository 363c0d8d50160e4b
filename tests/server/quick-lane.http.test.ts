import { deepEqual, equal, match } from 'node:assert/strict'
import { request } from 'node:http'
import { issueCredential } from '../../credentials/index.ts'
import { badge } from '../credentials/support/documents.ts'
import { issuer } from '../credentials/support/signers.ts'
import { createWorld } from '../credentials/support/world.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

interface Answer {
  readonly status: number | undefined
  readonly headers: Readonly<Record<string, unknown>>
  readonly body: string
}

/** What differs between any two answers. */
const OWN_HEADERS = ['date', 'x-request-id', 'content-length', 'etag']
const withoutTimes = (body: string): string =>
  body
    .replaceAll(/"checkedAt":"[^"]+"/g, '"checkedAt"')
    .replaceAll(/"instance":"[^"]+"/g, '"instance"')

describe('the short way in front of Express', () => {
  let server: TestServer
  let signed = ''
  before(async () => {
    server = await startTestServer()
    const mechanism = 'eddsa-rdfc-2022' as const
    const credential = badge()
    signed = JSON.stringify(
      await issueCredential({ credential, signer: issuer, mechanism }, createWorld()),
    )
  })
  after(() => server.end())

  const post = (body: string | Buffer, headers: Record<string, string> = {}): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const sent = request(
        {
          ...{ port: server.port, method: 'POST', path: '/credentials/verify' },
          headers: {
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(body),
            ...headers,
          },
        },
        (response) => {
          const chunks: Buffer[] = []
          response.on('data', (chunk: Buffer) => chunks.push(chunk))
          response.on('end', () => {
            const own = Object.entries(response.headers).filter(
              ([name]) => !OWN_HEADERS.includes(name),
            )
            const text = Buffer.concat(chunks).toString()
            const { statusCode: status } = response
            resolve({ status, headers: Object.fromEntries(own), body: withoutTimes(text) })
          })
        },
      )
      sent.once('error', reject).end(body)
    })

  const verifying = (credential: string, rest = '') =>
    `{"verifiableCredential":${credential}${rest}}`
  const cases: readonly [title: string, body: () => string | Buffer, status: number][] = [
    ['a credential that stands', () => verifying(signed), 200],
    ['a forged one', () => verifying(signed.replace('AI Foundations', 'AI Mastery')), 400],
    ['a question in French', () => verifying(signed, ',"options":{"language":"fr"}'), 200],
    ['a mark before the text', () => `\ufeff${verifying(signed)}`, 200],
    ['bytes that are no UTF-8', () => Buffer.from([0x7b, 0xff, 0x7d]), 400],
    ['half a JSON', () => verifying(signed).slice(0, -9), 400],
    ['nothing at all', () => '', 400],
    ['a member named twice', () => verifying(signed.replace('{', '{"id":"urn:a:b",')), 400],
    ['an unknown member', () => verifying(signed, ',"also":1'), 400],
    ['an unknown policy', () => verifying(signed, ',"options":{"policy":"nobody/1"}'), 400],
    ['a number', () => '5', 400],
  ]
  for (const [title, body, status] of cases) {
    it(`answers as Express does: ${title}`, async () => {
      const quick = await post(body())
      // a header that means nothing, so this one goes through all routes
      const slow = await post(body(), { 'x-through': 'express' })
      deepEqual(quick, slow)
      equal(quick.status, status)
    })
  }

  it('speaks the language asked for', async () => {
    const answer = await post(verifying('{}'), { 'accept-language': 'fr' })
    deepEqual(answer, await post(verifying('{}'), { 'accept-language': 'fr', 'x-through': 'e' }))
  })

  it('leaves to Express what is no JSON, and what is too large', async () => {
    equal((await post(verifying(signed), { 'content-type': 'text/plain' })).status, 415)
    equal((await post(`"${'x'.repeat(1_100_000)}"`)).status, 413)
  })

  it('is told in the metrics by its route, with a request id of its own', async () => {
    const [first, second] = [await fetchVerify(), await fetchVerify()]
    equal(first === second, false)
    match(first ?? '', /\S+/)
    const metrics = await (await fetch(`http://127.0.0.1:${server.port}/metrics`)).text()
    match(metrics, /route="\/credentials\/verify"/)
  })

  const fetchVerify = async () =>
    (
      await fetch(`http://127.0.0.1:${server.port}/credentials/verify`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: verifying(signed),
      })
    ).headers.get('x-request-id')
})
