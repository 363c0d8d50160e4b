import { deepEqual, equal, match } from 'node:assert/strict'
import { request } from 'node:http'
import { issueCredential, type JsonObject } from '../../credentials/index.ts'
import { badge } from '../credentials/support/documents.ts'
import { issuer } from '../credentials/support/signers.ts'
import { createWorld } from '../credentials/support/world.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

interface Verifying {
  readonly verifiableCredential: unknown
}

interface Answer {
  readonly status: number | undefined
  /** As they were written, in their order. */
  readonly headers: readonly string[]
  readonly body: string
}

/** What differs between any two answers. */
const OWN_VALUES = ['date', 'x-request-id', 'content-length', 'etag']
const withoutValues = (raw: readonly string[]): readonly string[] =>
  raw.map((text, at) => (at % 2 === 1 && OWN_VALUES.includes(nameBefore(raw, at)) ? '' : text))
const nameBefore = (raw: readonly string[], at: number): string => (raw[at - 1] ?? '').toLowerCase()
const headerOf = ({ headers }: Answer, name: string): string | undefined =>
  headers[headers.findIndex((text, at) => at % 2 === 0 && text.toLowerCase() === name) + 1]

const within = (signed: string, text: string): string =>
  signed.replace('"name":', `"description":"${text}","name":`)

/** The last half of a character is gone. */
const broken = (text: string): Buffer => {
  const bytes = Buffer.from(text)
  bytes[bytes.lastIndexOf(0xa9)] = 0x22
  return bytes
}

const withoutTimes = (body: string): string =>
  body
    .replaceAll(/"checkedAt":"[^"]+"/g, '"checkedAt":""')
    .replaceAll(/"instance":"[^"]+"/g, '"instance":""')

const postTo = (
  port: number,
  body: string | Buffer,
  headers: Record<string, string> = {},
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const sent = request(
      {
        ...{ port, method: 'POST', path: '/credentials/verify' },
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
          const text = Buffer.concat(chunks).toString()
          const { statusCode: status, rawHeaders } = response
          resolve({ status, headers: withoutValues(rawHeaders), body: withoutTimes(text) })
        })
      },
    )
    sent.once('error', reject).end(body)
  })

/** A header that means nothing, so that the request goes through all routes. */
const SLOW = { 'x-through': 'express' }

describe('the short way in front of Express', () => {
  let server: TestServer
  let signed = ''
  let beyond = ''
  before(async () => {
    server = await startTestServer()
    const mechanism = 'eddsa-rdfc-2022' as const
    const issue = async (credential: JsonObject) =>
      JSON.stringify(
        await issueCredential({ credential, signer: issuer, mechanism }, createWorld()),
      )
    signed = await issue(badge())
    beyond = await issue({ ...badge(), name: 'أساسيات — ⴰⵎⴰⵣⵉⵖ “l’IA” 🎓' })
  })
  after(() => server.end())

  const post = (body: string | Buffer, headers?: Record<string, string>) =>
    postTo(server.port, body, headers)

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
    ['a large one that stands', () => verifying(signed, ' '.repeat(200_000)), 200],
    ['a large one that is forged', () => verifying(within(signed, 'é'.repeat(300_000))), 400],
    [
      'a large one that is no UTF-8',
      () => broken(verifying(within(signed, 'é'.repeat(90_000)))),
      400,
    ],
    ['an unknown member', () => verifying(signed, ',"also":1'), 400],
    ['an unknown policy', () => verifying(signed, ',"options":{"policy":"nobody/1"}'), 400],
    ['a number', () => '5', 400],
  ]
  for (const [title, body, status] of cases) {
    it(`answers as Express does: ${title}`, async () => {
      const quick = await post(body())
      const slow = await post(body(), SLOW)
      deepEqual(quick, slow)
      equal(quick.status, status)
    })
  }

  const written: readonly [title: string, body: () => string][] = [
    ['with room around it', () => `{"verifiableCredential": ${signed} \n } \n`],
    [
      'over many lines',
      () => `{"verifiableCredential":${JSON.stringify(JSON.parse(signed), null, 2)}}`,
    ],
    ['with room before its name', () => `{ "verifiableCredential":${signed}}`],
    ['with characters by their numbers', () => verifying(signed.replaceAll('é', '\\u00e9'))],
    ['with letters beyond Latin', () => verifying(beyond)],
    ['a mark before the text', () => `\ufeff${verifying(beyond)}`],
    ['beside options', () => verifying(signed, ',"options":{"returnCredential":true}')],
  ]
  for (const [title, body] of written) {
    it(`answers with the very credential that was asked about: ${title}`, async () => {
      const sent = (JSON.parse(body().replace('\ufeff', '')) as Verifying).verifiableCredential
      for (const headers of [{}, SLOW]) {
        const { status, body: answer } = await post(body(), headers)
        equal(status, 200)
        const { credential, ...report } = JSON.parse(answer) as Record<string, unknown>
        deepEqual(credential, sent)
        equal(report.verified, true)
      }
    })
  }

  it('writes the credential as it came', async () => {
    const spaced = JSON.stringify(JSON.parse(beyond), null, 3)
    const { body } = await post(verifying(spaced))
    equal(body.endsWith(`,"credential":${spaced}}`), true)
  })

  it('answers without the credential where it is not wanted, or does not stand', async () => {
    const unwanted = verifying(signed, ',"options":{"returnCredential":false}')
    for (const body of [unwanted, verifying(signed.replace('AI Foundations', 'AI Mastery'))]) {
      for (const headers of [{}, SLOW]) {
        equal('credential' in (JSON.parse((await post(body, headers)).body) as object), false)
      }
    }
  })

  it('speaks the language asked for', async () => {
    const answer = await post(verifying('{}'), { 'accept-language': 'fr' })
    deepEqual(answer, await post(verifying('{}'), { 'accept-language': 'fr', ...SLOW }))
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

describe('the short way in production', () => {
  let server: TestServer
  before(async () => {
    server = await startTestServer('sqlite', {
      NODE_ENV: 'production',
      HOST: '127.0.0.1',
      PUBLIC_URL: 'https://brevet.example',
      SMTP_URL: 'smtp://127.0.0.1:9',
      TRUST_PROXY: '1',
    })
  })
  after(() => server.end())

  const ask = (from: string, also: Record<string, string> = {}) =>
    postTo(server.port, '{"verifiableCredential":{}}', { 'x-forwarded-for': from, ...also })
  const left = (answer: Answer) => Number(/;r=(\d+)/.exec(headerOf(answer, 'ratelimit') ?? '')?.[1])
  const withoutCount = ({ headers, ...rest }: Answer) => ({
    ...rest,
    headers: headers.map((text) => text.replace(/r=\d+;t=\d+$/, 'r;t')),
  })

  it('says of the budget and of https what Express says, and counts for both ways together', async () => {
    const quick = await ask('192.0.2.1')
    const slow = await ask('192.0.2.1', SLOW)
    deepEqual(withoutCount(quick), withoutCount(slow))
    deepEqual([left(quick), left(slow)], [119, 118])
    match(headerOf(quick, 'strict-transport-security') ?? '', /^max-age=/)
  })

  it('counts by the address that the proxy saw', async () => {
    equal(left(await ask('192.0.2.2')), 119)
    equal(left(await ask('192.0.2.9, 192.0.2.2')), 118)
    equal(left(await ask('192.0.2.3')), 119)
  })

  it('refuses as Express does when nothing is left', async () => {
    for (let at = 0; at < 120; at++) equal((await ask('192.0.2.4')).status, 400)
    const quick = await ask('192.0.2.4')
    equal(quick.status, 429)
    match(headerOf(quick, 'retry-after') ?? '', /^\d+$/)
    const untimed = (answer: Answer) => ({
      ...withoutCount(answer),
      headers: withoutCount(answer).headers.map((text) => (/^\d+$/.test(text) ? '' : text)),
    })
    deepEqual(untimed(quick), untimed(await ask('192.0.2.4', SLOW)))
  })
})
