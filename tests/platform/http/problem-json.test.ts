import { deepEqual, equal, match } from 'node:assert/strict'
import express from 'express'
import { Type } from 'typebox'
import {
  notSignedIn,
  requirePerson,
  requireRole,
  requireScope,
} from '../../../platform/http/actor.ts'
import { noSuchRoute } from '../../../platform/http/no-such-route.ts'
import { parser } from '../../../platform/http/validate.ts'
import { Problem } from '../../../platform/problem.ts'
import { PUBLIC_URL, postJson, serve, type TestServer } from './fixture.ts'

const greeting = parser(
  Type.Object(
    { name: Type.String({ maxLength: 5 }), kind: Type.Optional(Type.Enum(['a', 'b'])) },
    { additionalProperties: false },
  ),
)

describe('a problem document (RFC 9457)', () => {
  let server: TestServer
  before(async () => {
    server = await serve((app) => {
      app.post('/greet', express.json({ limit: 100 }), (request, response) => {
        const { name } = greeting(request.body)
        response.json({ hello: name })
      })
      app.get('/boom', () => {
        throw new Error('password=hunter2 in the cause')
      })
      app.get('/later', () => {
        throw new Problem({ slug: 'busy', status: 503, title: 'Busy' }, { retryAfter: 7 })
      })
      app.get('/hidden', () => {
        throw new Problem(
          { slug: 'unknown-offer', status: 404, title: 'Unknown' },
          { detail: 'no open offer', internal: 'offer 17 was redeemed' },
        )
      })
      app.get('/thing/:id', (request, response) => {
        response.json(request.params)
      })
      app.get('/half', (_request, response) => {
        response.write('half')
        throw new Error('too late')
      })
      app.get('/person', requirePerson, (_request, response) => void response.end())
      app.get('/scope', requireScope('admin'), (_request, response) => void response.end())
      app.get('/role', requireRole('admin'), (_request, response) => void response.end())
      app.use(
        noSuchRoute([
          { method: 'post', path: '/greet' },
          { method: 'get', path: '/thing/{id}' },
          { method: 'delete', path: '/thing/{id}' },
          { method: 'get', path: '/dot.json' },
        ]),
      )
    })
  })
  after(() => server.close())

  it('leaves a good request alone', async () => {
    const { status, json } = await server.ask('/greet', postJson({ name: 'Ada' }))
    deepEqual([status, json], [200, { hello: 'Ada' }])
  })

  it('has its type, title, status, detail, instance and media type', async () => {
    const { status, headers, json } = await server.ask('/hidden')
    equal(status, 404)
    equal(headers.get('content-type'), 'application/problem+json; charset=utf-8')
    equal(headers.get('cache-control'), 'no-store')
    deepEqual(json, {
      type: `${PUBLIC_URL}/problems/unknown-offer`,
      title: 'Unknown',
      status: 404,
      detail: 'no open offer',
      instance: `urn:request:${headers.get('x-request-id')}`,
    })
  })

  it('keeps the internal text for the log', async () => {
    await server.ask('/hidden')
    const line = server.log.lines.findLast(({ message }) => message === 'refused')
    equal(line?.fields.internal, 'offer 17 was redeemed')
    equal(line?.fields.problem, 'unknown-offer')
  })

  it('names the member that is missing', async () => {
    const { status, json } = await server.ask('/greet', postJson({}))
    equal(status, 400)
    equal(json.type, `${PUBLIC_URL}/problems/invalid-request`)
    deepEqual(json.errors, [{ pointer: '/name', rule: 'required', detail: 'is missing' }])
  })

  it('names the member that is unknown', async () => {
    const { json } = await server.ask('/greet', postJson({ name: 'Ada', extra: 1 }))
    deepEqual(json.errors, [
      { pointer: '/extra', rule: 'unknown-member', detail: 'is not a member of this request' },
    ])
  })

  it('names the rule that a member breaks', async () => {
    const { json } = await server.ask('/greet', postJson({ name: 'Ada Lovelace' }))
    const [fault] = json.errors as { pointer: string; rule: string }[]
    deepEqual([fault?.pointer, fault?.rule], ['/name', 'maxLength'])
  })

  it('lists what a member may be', async () => {
    const { json } = await server.ask('/greet', postJson({ name: 'Ada', kind: 'c' }))
    match(String(json.detail), /must be one of a, b/)
  })

  it('says so when there is no body', async () => {
    const { status, json } = await server.ask('/greet', { method: 'POST' })
    equal(status, 400)
    match(String(json.detail), /the body/)
  })

  it('names the place where JSON is malformed, without repeating the body', async () => {
    const { status, json, text } = await server.ask('/greet', postJson('{"name": secret}'))
    equal(status, 400)
    equal(json.type, `${PUBLIC_URL}/problems/malformed-json`)
    equal(json.detail, 'the fault is at line 1, column 10')
    equal(text.includes('secret'), false)
    equal(JSON.stringify(server.log.lines).includes('secret'), false)
  })

  it('refuses JSON that is neither an object nor an array', async () => {
    const { status, json } = await server.ask('/greet', postJson('"Ada"'))
    equal(status, 400)
    equal(json.detail, 'an object or an array is wanted')
  })

  it('names the limit of a body that is too large', async () => {
    const { status, json } = await server.ask('/greet', postJson({ name: 'x'.repeat(200) }))
    equal(status, 413)
    equal(json.type, `${PUBLIC_URL}/problems/body-too-large`)
    equal(json.detail, 'at most 100 bytes are taken')
    deepEqual(json.errors, [
      { pointer: '', rule: 'maxBytes', detail: 'at most 100 bytes are taken' },
    ])
  })

  it('refuses an encoding or character set it does not know', async () => {
    for (const headers of [
      { 'content-encoding': 'zstd-9' },
      { 'content-type': 'application/json; charset=klingon' },
    ] as Record<string, string>[]) {
      const { status, json } = await server.ask('/greet', postJson({ name: 'Ada' }, headers))
      equal(status, 415)
      equal(json.type, `${PUBLIC_URL}/problems/unsupported-body`)
    }
  })

  it('refuses what is not packed as it says', async () => {
    for (const encoding of ['br', 'gzip', 'deflate']) {
      const headers = { 'content-encoding': encoding }
      const { status, json } = await server.ask('/greet', postJson({ name: 'Ada' }, headers))
      const detail = 'the body is not what its content-encoding says'
      deepEqual([status, json.type], [400, `${PUBLIC_URL}/problems/malformed-json`])
      deepEqual(json.errors, [{ pointer: '', rule: 'content-encoding', detail }])
    }
  })

  it('answers a defect with a bare 500 and logs all of it', async () => {
    const { status, json, text, headers } = await server.ask('/boom')
    equal(status, 500)
    deepEqual(json, {
      type: 'about:blank',
      title: 'Internal Server Error',
      status: 500,
      instance: `urn:request:${headers.get('x-request-id')}`,
    })
    equal(text.includes('hunter2'), false)
    const line = server.log.lines.findLast(({ level }) => level === 'error')
    match(String(line?.fields.err), /hunter2/)
    equal(line?.fields.requestId, headers.get('x-request-id'))
  })

  it('says when to try again', async () => {
    equal((await server.ask('/later')).headers.get('retry-after'), '7')
  })

  it('tells an unknown address', async () => {
    const { status, json } = await server.ask('/nowhere')
    equal(status, 404)
    equal(json.type, `${PUBLIC_URL}/problems/no-such-route`)
  })

  it('tells a wrong method and names the right ones', async () => {
    const { status, headers, json } = await server.ask('/thing/17', { method: 'PUT' })
    equal(status, 405)
    equal(json.type, `${PUBLIC_URL}/problems/method-not-allowed`)
    equal(headers.get('allow'), 'GET, HEAD, DELETE')
  })

  it('does not take an address for a pattern of another', async () => {
    equal((await server.ask('/dotXjson', { method: 'PUT' })).status, 404)
    equal((await server.ask('/thing/17/more', { method: 'PUT' })).status, 404)
  })

  it('refuses an address that cannot be decoded', async () => {
    const { status, json } = await server.ask('/thing/%E0%A4%A')
    deepEqual([status, json.type], [400, `${PUBLIC_URL}/problems/invalid-request`])
    const [{ rule }] = json.errors as [{ rule: string }]
    equal(rule, 'percent-encoding')
  })

  it('cuts the connection when the answer had begun', async () => {
    const outcome = await server.ask('/half').then(
      () => 'complete',
      () => 'cut',
    )
    equal(outcome, 'cut')
  })

  it('asks for a caller before anything else', async () => {
    for (const path of ['/person', '/scope', '/role']) {
      const { status, json } = await server.ask(path)
      deepEqual([status, json.title], [401, notSignedIn.title])
    }
  })
})
