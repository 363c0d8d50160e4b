import { deepEqual, equal } from 'node:assert/strict'
import express from 'express'
import { oauthError } from '../../../platform/http/oauth-error.ts'
import { Problem, type ProblemType } from '../../../platform/problem.ts'
import { captureLog } from '../support/log.ts'
import { postJson, serve, type TestServer } from './fixture.ts'

const types: Record<string, ProblemType> = {
  grant: { slug: 'unknown-offer', status: 404, title: 'Unknown offer', oauth: 'invalid_grant' },
  client: { slug: 'unknown-client', status: 401, title: 'Unknown client', oauth: 'invalid_client' },
  busy: { slug: 'too-many-requests', status: 429, title: 'Too many', oauth: 'slow_down' },
  plain: { slug: 'not-allowed', status: 403, title: 'Not allowed' },
}

describe('an error of an OAuth endpoint (RFC 6749 §5.2)', () => {
  const log = captureLog()
  let server: TestServer
  before(async () => {
    server = await serve(
      (app) => {
        app.post('/json', express.json({ limit: 50 }), (_request, response) => void response.end())
        app.get('/:type', ({ params }) => {
          const type = types[params.type]
          if (!type) throw new Error('a defect')
          throw new Problem(type, { detail: 'this time', internal: 'offer 17', retryAfter: 3 })
        })
      },
      { log, beforeProblems: [oauthError({ log })] },
    )
  })
  after(() => server.close())

  it('is a 400 with the code and the detail', async () => {
    const { status, headers, json } = await server.ask('/grant')
    equal(status, 400)
    deepEqual(json, { error: 'invalid_grant', error_description: 'this time' })
    equal(headers.get('cache-control'), 'no-store')
  })

  it('is a 401 with a challenge for a client that is not known', async () => {
    const { status, headers, json } = await server.ask('/client')
    equal(status, 401)
    equal(json.error, 'invalid_client')
    equal(headers.get('www-authenticate'), 'Basic realm="brevet"')
  })

  it('keeps a status that only HTTP can say', async () => {
    const { status, headers, json } = await server.ask('/busy')
    deepEqual([status, json.error, headers.get('retry-after')], [429, 'slow_down', '3'])
  })

  it('is invalid_request for a body that does not parse', async () => {
    const { status, json } = await server.ask('/json', postJson('{'))
    deepEqual([status, json.error], [400, 'invalid_request'])
    const large = await server.ask('/json', postJson({ a: 'x'.repeat(100) }))
    deepEqual([large.status, large.json.error], [413, 'invalid_request'])
  })

  it('leaves a problem without a code, and a defect, to problem+json', async () => {
    const { status, headers, json } = await server.ask('/plain')
    equal(status, 403)
    equal(headers.get('content-type'), 'application/problem+json; charset=utf-8')
    equal(json.title, 'Not allowed')
    equal((await server.ask('/defect')).status, 500)
  })

  it('keeps the internal text for the log', () => {
    const line = log.lines.find(({ fields }) => fields.problem === 'unknown-offer')
    equal(line?.fields.internal, 'offer 17')
  })
})
