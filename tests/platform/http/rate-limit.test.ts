import { deepEqual, equal, match, ok } from 'node:assert/strict'
import express from 'express'
import type { Actor } from '../../../platform/http/actor.ts'
import { createRateLimiter, networkOf } from '../../../platform/http/rate-limit.ts'
import { httpMigrations } from '../../../platform/http/tables.ts'
import { createGuardedFetch } from '../../../platform/outgoing/guarded-fetch.ts'
import { describeOnBothDatabases } from '../../support/databases.ts'
import { serve, type TestServer, testClients } from './fixture.ts'

describeOnBothDatabases('a rate limit', httpMigrations, (open) => {
  const servers: TestServer[] = []
  const start = async (production = true): Promise<TestServer> => {
    const limiter = createRateLimiter({ production }, open())
    const server = await serve((app) => {
      app.set('trust proxy', 1)
      testClients(app)
      app.get(
        '/a',
        limiter('a', { points: 2, duration: 60 }),
        (_q, response) => void response.end(),
      )
      app.get(
        '/b',
        limiter('b', { points: 1, duration: 60 }),
        (_q, response) => void response.end(),
      )
      const points = ({ kind }: Actor) => (kind === 'client' ? 3 : 1)
      app.get('/c', limiter('c', { points, duration: 60 }), (_q, response) => void response.end())
      app.get('/short', limiter('short', { points: 1, duration: 3 }), (_q, response) => {
        response.end()
      })
    })
    servers.push(server)
    return server
  }
  afterEach(async () => {
    for (const server of servers.splice(0)) await server.close()
  })

  /** Statuses of as many requests, as `[path, times, headers]`. */
  const statuses = async (
    server: TestServer,
    ...[path, times, headers = {}]: [string, number, Record<string, string>?]
  ) => {
    const seen: number[] = []
    for (let time = 0; time < times; time++) {
      seen.push((await server.ask(path, { headers })).status)
    }
    return seen
  }

  it('lets as many through as the budget has', async () => {
    deepEqual(await statuses(await start(), '/a', 4), [200, 200, 429, 429])
  })

  it('says what is left and for how long', async () => {
    const { headers } = await (await start()).ask('/a')
    equal(headers.get('ratelimit-policy'), '"a";q=2;w=60')
    match(String(headers.get('ratelimit')), /^"a";r=1;t=(59|60)$/)
  })

  it('refuses with a problem that says when to come back', async () => {
    const server = await start()
    await statuses(server, '/b', 1)
    const { headers, json } = await server.ask('/b')
    match(String(json.type), /\/problems\/too-many-requests$/)
    equal(json.detail, '1 requests in 60 seconds are allowed')
    ok(Number(headers.get('retry-after')) > 0 && Number(headers.get('retry-after')) <= 60)
    match(String(headers.get('ratelimit')), /^"b";r=0;/)
  })

  it('keeps budgets apart by name', async () => {
    const server = await start()
    deepEqual(await statuses(server, '/b', 2), [200, 429])
    deepEqual(await statuses(server, '/a', 1), [200])
  })

  it('keeps callers apart by client and by address', async () => {
    const server = await start()
    deepEqual(await statuses(server, '/b', 2, { 'x-test-client': 'one' }), [200, 429])
    deepEqual(await statuses(server, '/b', 2, { 'x-test-client': 'two' }), [200, 429])
    deepEqual(await statuses(server, '/b', 2, { 'x-forwarded-for': '203.0.113.1' }), [200, 429])
    deepEqual(await statuses(server, '/b', 1, { 'x-forwarded-for': '203.0.113.2' }), [200])
  })

  it('counts a whole IPv6 network as one caller', async () => {
    const server = await start()
    const from = (ip: string) => ({ 'x-forwarded-for': ip })
    deepEqual(await statuses(server, '/b', 1, from('2001:db8:1:2::1')), [200])
    deepEqual(await statuses(server, '/b', 1, from('2001:db8:1:2:ffff::9')), [429])
    deepEqual(await statuses(server, '/b', 1, from('2001:db8:1:3::1')), [200])
  })

  it('can give some callers more', async () => {
    const server = await start()
    deepEqual(await statuses(server, '/c', 2), [200, 429])
    const client = { 'x-test-client': 'one' }
    deepEqual(await statuses(server, '/c', 4, client), [200, 200, 200, 429])
  })

  it('does not count while one window lasts into the next', async () => {
    const server = await start()
    deepEqual(await statuses(server, '/short', 2), [200, 429])
    await new Promise((resolve) => setTimeout(resolve, 3100))
    deepEqual(await statuses(server, '/short', 1), [200])
  })

  it('is off in development', async () => {
    const server = await start(false)
    deepEqual(await statuses(server, '/b', 3), [200, 200, 200])
    equal((await server.ask('/b')).headers.get('ratelimit'), null)
  })

  it('does not count what we ask ourselves', async () => {
    const publicUrl = 'https://brevet.example'
    const limiter = createRateLimiter({ production: true }, open())
    const app = express()
    app.get('/b', limiter('b', { points: 1, duration: 60 }), (_q, response) => void response.end())
    const config = { publicUrl, production: true, fetchAllow: new Set<string>() }
    const guardedFetch = createGuardedFetch({ config })
    guardedFetch.answerOwnOrigin(app)
    for (let time = 0; time < 3; time++) {
      equal((await guardedFetch(`${publicUrl}/b`)).status, 200)
    }
  })

  it('counts for all processes on PostgreSQL', async () => {
    const [one, other] = [await start(), await start()]
    await statuses(one, '/b', 1)
    const [status] = await statuses(other, '/b', 1)
    equal(status, open().kind === 'postgres' ? 429 : 200)
  })

  it('lets nobody through twice at the same time', async () => {
    const server = await start()
    const all = await Promise.all(Array.from({ length: 8 }, () => server.ask('/a')))
    equal(all.filter(({ status }) => status === 200).length, 2)
  })
})

describe('the network of a caller', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['203.0.113.9', '203.0.113.9'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['2001:0db8:0001::', '2001:db8:1:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['', ''],
  ]
  for (const [ip, network] of cases) {
    it(`of ${ip || 'nobody'} is ${network || 'nothing'}`, () => {
      equal(networkOf(ip), network)
    })
  }
})
