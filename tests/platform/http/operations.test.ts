import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { healthz, metricsHandler, readyz } from '../../../platform/http/operations.ts'
import { createMetrics } from '../../../platform/metrics.ts'
import { captureLog } from '../support/log.ts'
import { serve } from './fixture.ts'

describe('the state of the server', () => {
  const log = captureLog()
  const ask = async (checks: Parameters<typeof readyz>[0], path = '/readyz') => {
    const server = await serve((app) => {
      app.get('/healthz', healthz)
      app.get('/readyz', readyz(checks, log))
    })
    try {
      return await server.ask(path)
    } finally {
      await server.close()
    }
  }
  const fine = async () => {}

  it('is alive whatever its parts do', async () => {
    const { status, json, headers } = await ask({}, '/healthz')
    deepEqual([status, json], [200, { status: 'ok' }])
    equal(headers.get('cache-control'), 'no-store')
  })

  it('is ready when every check passes', async () => {
    const { status, json } = await ask({ database: fine, keys: fine })
    equal(status, 200)
    deepEqual(json, { status: 'ready', checks: { database: 'ok', keys: 'ok' } })
  })

  it('is not ready when one fails, and says which but not why', async () => {
    const broken = async () => {
      throw new Error('password wrong for postgres://ada:secret@db')
    }
    const { status, json, text } = await ask({ database: broken, keys: fine })
    equal(status, 503)
    deepEqual(json, { status: 'not-ready', checks: { database: 'failed', keys: 'ok' } })
    equal(text.includes('secret'), false)
    equal(log.lines.at(-1)?.fields.check, 'database')
  })

  it('is not ready when a check does not answer', async () => {
    const { status, json } = await ask({ jobs: () => new Promise(() => {}) })
    equal(status, 503)
    deepEqual(json.checks, { jobs: 'failed' })
  })
})

describe('metrics', () => {
  const jobs = async () => ({ waiting: 3, failed: 1 })
  const request = { method: 'GET', route: '/awards/{id}', status: 200, ms: 12, aborted: false }

  it('are served as Prometheus reads them', async () => {
    const metrics = createMetrics(jobs)
    metrics.observeRequest(request)
    const server = await serve((app) => {
      app.get('/metrics', metricsHandler(metrics))
    })
    const { headers, text } = await server.ask('/metrics')
    await server.close()
    match(String(headers.get('content-type')), /^text\/plain; version=0\.0\.4/)
    match(
      text,
      /http_request_duration_seconds_bucket\{le="0.02",method="GET",route="\/awards\/\{id\}",status="200"\} 1/,
    )
    match(text, /brevet_jobs\{state="waiting"\} 3/)
    match(text, /brevet_jobs\{state="failed"\} 1/)
    match(text, /process_resident_memory_bytes/)
  })

  it('count what folders count', async () => {
    const metrics = createMetrics(jobs)
    metrics.counter('brevet_things_total', 'Things').add()
    metrics.counter('brevet_things_total', 'Things').add(2)
    match((await metrics.text()).body, /brevet_things_total 3/)
  })

  it('of two apps in one process do not mix', async () => {
    const [one, other] = [createMetrics(jobs), createMetrics(jobs)]
    one.counter('brevet_things_total', 'Things').add(5)
    one.observeRequest(request)
    const { body } = await other.text()
    ok(!body.includes('brevet_things_total'))
    ok(!body.includes('/awards/'))
  })
})
