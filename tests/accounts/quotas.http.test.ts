import { deepEqual, equal, match } from 'node:assert/strict'
import { describeOnBothDatabases } from '../support/databases.ts'
import { signInByLink } from '../support/sign-in.ts'
import { type Call, call, type Json, migrations, type Served, serve, slugOf } from './harness.ts'

describeOnBothDatabases('quotas over HTTP', migrations, (open) => {
  let served: Served
  let admin: string
  beforeEach(async () => {
    served = await serve(open(), { CLIENT_REQUESTS_PER_MINUTE: '5' })
    await served.accounts.seedDevelopment()
    admin = await signInByLink(served.origin, 'admin@example.org')
  })
  afterEach(() => served.stop())

  const api = (path: string, how: Call = {}) => call(served.origin, path, how)
  const client = async (tenantId = 'academy') => {
    const scopes = ['jobs:write'] as const
    const made = await served.accounts.clients.create({ name: 'P', scopes, tenantId })
    const { token } = await served.accounts.clients.grant(made, undefined)
    return { id: made.clientId, token }
  }
  const quotasOf = (body: Json) => body.quotas as unknown as readonly Record<string, unknown>[]
  const put = (id: string, body: object, how: Call = { cookie: admin }) =>
    api(`/api/clients/${id}/quotas`, { method: 'PUT', body, ...how })

  it('are read by the client itself, by its own requests', async () => {
    const { id, token } = await client()
    await api('/who', { token })
    const { status, body, headers } = await api('/api/quotas', { token })
    deepEqual([status, body.clientId as unknown], [200, id])
    equal(headers.get('cache-control'), 'no-store')
    const [requests, credentials] = quotasOf(body)
    deepEqual(
      [requests?.name, requests?.limit, requests?.used, requests?.remaining, requests?.window],
      ['requests-per-minute', 5, 2, 3, 60],
    )
    deepEqual(credentials, {
      ...{ name: 'credentials-per-day', window: 86_400, resetsIn: 0, used: 0 },
    })
  })

  it('end with 429 at every address', async () => {
    const { token } = await client()
    for (let time = 0; time < 5; time++) equal((await api('/who', { token })).status, 200)
    for (const path of ['/who', '/api/quotas', '/api/me']) {
      const answer = await api(path, { token })
      deepEqual([answer.status, slugOf(answer)], [429, 'quota-exceeded'])
    }
  })

  it('are given to one client by the operator, whatever its organisation, and recorded', async () => {
    const [mine, theirs] = [await client(), await client('demo-employer')]
    for (const { id, token } of [mine, theirs]) {
      const { status, body } = await put(id, { requestsPerMinute: 2, credentialsPerDay: 9 })
      deepEqual([status, quotasOf(body).map(({ limit }) => limit)], [200, [2, 9]])
      deepEqual((await served.accounts.clients.byId(id))?.quotas, {
        ...{ requestsPerMinute: 2, credentialsPerDay: 9 },
      })
      await api('/who', { token })
      await api('/who', { token })
      equal((await api('/who', { token })).status, 429)
    }
    const seen = await api(`/api/clients/${mine.id}/quotas`, { cookie: admin })
    match(JSON.stringify(seen.body), /"used":2/)
    const listed = await api('/api/clients', { cookie: admin })
    match(JSON.stringify(listed.body), /"quotas":\{"requestsPerMinute":2,"credentialsPerDay":9\}/)
  })

  it('are as for all again where one is left out', async () => {
    const { id } = await client()
    await put(id, { requestsPerMinute: 2, credentialsPerDay: 9 })
    const { body } = await put(id, {})
    deepEqual(
      quotasOf(body).map(({ limit }) => limit),
      [5, undefined],
    )
    equal((await served.accounts.clients.byId(id))?.quotas, undefined)
  })

  it('are not given by the client itself, nor by the administrator of an organisation', async () => {
    const { id, token } = await client('demo-employer')
    const employer = await signInByLink(served.origin, 'employer@example.org')
    for (const how of [{ token }, { cookie: employer }]) {
      const given = await put(id, { requestsPerMinute: 100 }, how)
      deepEqual([given.status, slugOf(given)], [403, 'not-allowed'])
      const read = await api(`/api/clients/${id}/quotas`, how)
      deepEqual([read.status, slugOf(read)], [403, 'not-allowed'])
    }
    equal((await put(id, { requestsPerMinute: 100 }, {})).status, 401)
  })

  it('of people and of nobody there are none', async () => {
    const nobody = await api('/api/quotas')
    deepEqual([nobody.status, slugOf(nobody)], [401, 'not-signed-in'])
    const person = await api('/api/quotas', { cookie: admin })
    deepEqual([person.status, slugOf(person)], [403, 'not-allowed'])
  })

  it('are refused where they are no limits, or the client does not exist', async () => {
    const { id } = await client()
    for (const body of [
      { requestsPerMinute: 0 },
      { requestsPerMinute: 1.5 },
      { credentialsPerDay: -1 },
      { credentialsPerDay: 2_000_000_000 },
      { credentialsPerDay: null },
      { perHour: 1 },
    ]) {
      const answer = await put(id, body)
      deepEqual([answer.status, slugOf(answer)], [400, 'invalid-request'])
    }
    const unknown = await put('nobody', { requestsPerMinute: 1 })
    deepEqual([unknown.status, slugOf(unknown)], [404, 'unknown-client'])
    equal((await api('/api/clients/nobody/quotas', { cookie: admin })).status, 404)
  })
})
