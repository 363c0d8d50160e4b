import { deepEqual, equal, match, notEqual, ok } from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { Router } from 'express'
import { requestIdOf } from '../../../platform/http/request-context.ts'
import { until } from '../support/until.ts'
import { serve, type TestServer } from './fixture.ts'

describe('the context of a request', () => {
  let server: TestServer
  beforeEach(async () => {
    server = await serve((app) => {
      const router = Router()
      router.get('/people/:id', (_request, response) => void response.json({}))
      router.get('/people/:id/boom', () => {
        throw new Error('boom')
      })
      router.get('/files/*path', (_request, response) => void response.json({}))
      app.use('/api', router)
      app.get('/', (_request, response) => void response.json({ id: requestIdOf(response) }))
      app.get('/slow', async (_request, response) => {
        response.write('first')
        await sleep(5000)
        response.end()
      })
    })
  })
  afterEach(() => server.close())

  const lines = () => server.log.lines.filter(({ message }) => message === 'request')

  it('has an id of its own, the same in answer and log', async () => {
    const { headers, json } = await server.ask('/')
    const id = headers.get('x-request-id')
    match(String(id), /^[\da-f-]{36}$/)
    equal(json.id, id)
    await until(() => lines().length === 1)
    equal(lines()[0]?.fields.requestId, id)
  })

  it('does not take over an id from outside', async () => {
    const { headers } = await server.ask('/', { headers: { 'x-request-id': 'ada@example.com' } })
    notEqual(headers.get('x-request-id'), 'ada@example.com')
  })

  it('is told in one line by method, pattern, status and time', async () => {
    await server.ask('/api/people/ada@example.com?token=secret', { headers: { cookie: 's=1' } })
    await until(() => lines().length === 1)
    const { requestId: _, ms, ...fields } = lines()[0]?.fields ?? {}
    deepEqual(fields, {
      method: 'GET',
      route: '/api/people/{id}',
      status: 200,
      aborted: false,
    })
    ok(Number(ms) >= 0)
    ok(!JSON.stringify(server.log.lines).match(/ada|secret|s=1/))
  })

  it('keeps the pattern when the route fails', async () => {
    await server.ask('/api/people/17/boom')
    await until(() => lines().length === 1)
    deepEqual([lines()[0]?.fields.route, lines()[0]?.fields.status], ['/api/people/{id}/boom', 500])
  })

  it('has a pattern for the rest of a path', async () => {
    await server.ask('/api/files/a/b/c')
    await until(() => lines().length === 1)
    equal(lines()[0]?.fields.route, '/api/files/{path}')
  })

  it('has no pattern where no route took it', async () => {
    await server.ask('/nowhere/ada@example.com')
    await until(() => lines().length === 1)
    equal(lines()[0]?.fields.route, 'unmatched')
  })

  it('tells a caller who went away', async () => {
    const leave = new AbortController()
    const response = await fetch(`${server.url}/slow`, { signal: leave.signal })
    leave.abort()
    await response.text().catch(() => {})
    await until(() => lines().length === 1)
    equal(lines()[0]?.fields.aborted, true)
    deepEqual(
      server.summaries.map(({ route, aborted }) => [route, aborted]),
      [['/slow', true]],
    )
  })
})
