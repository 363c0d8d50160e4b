import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import type { Problem } from '../../platform/problem.ts'
import { describeOnBothDatabases } from '../support/databases.ts'
import { signInByLink } from '../support/sign-in.ts'
import {
  type Call,
  call,
  type Json,
  migrations,
  NOW,
  type Served,
  serve,
  slugOf,
} from './harness.ts'

describeOnBothDatabases('API clients', migrations, (open) => {
  let served: Served
  let admin: string
  beforeEach(async () => {
    served = await serve(open())
    await served.accounts.seedDevelopment()
    admin = await signInByLink(served.origin, 'admin@example.org')
  })
  afterEach(() => served.stop())

  const api = (how: Call = {}, path = '/api/clients') => call(served.origin, path, how)
  const list = async (cookie = admin) => (await api({ cookie })).body.clients as unknown as Json[]

  it('are made by an administrator for the organisation of the session', async () => {
    const body = { name: 'Platform', scopes: ['awards:write'] }
    const made = await api({ body, cookie: admin })
    equal(made.status, 201)
    equal(made.headers.get('cache-control'), 'no-store')
    const { clientId } = made.body
    const client = await served.accounts.clients.byId(String(clientId))
    deepEqual(client, {
      ...{ clientId, ...body, tenantId: 'academy', createdAt: NOW },
    })
    ok(String(made.body.clientSecret).length >= 43, 'the secret has 256 bits')
    deepEqual(
      (await list()).find((mine) => (mine.clientId as unknown) === clientId),
      { clientId, ...body, createdAt: NOW },
    )
  })

  it('are disabled by it, and stay in the list as such', async () => {
    const { clientId } = await served.accounts.clients.create({
      ...{ name: 'Platform', scopes: ['awards:write'], tenantId: 'academy' },
    })
    const path = `/api/clients/${clientId}`
    equal((await api({ method: 'DELETE', cookie: admin }, path)).status, 204)
    equal(
      (await list()).find((mine) => (mine.clientId as unknown) === clientId)?.disabledAt as unknown,
      NOW,
    )
    const again = await api({ method: 'DELETE', cookie: admin }, path)
    deepEqual([again.status, slugOf(again)], [404, 'unknown-client'])
  })

  it('of another organisation are out of reach', async () => {
    const { clientId } = await served.accounts.clients.create({
      ...{ name: 'Theirs', scopes: ['jobs:write'], tenantId: 'demo-employer' },
    })
    ok((await list()).every((mine) => (mine.clientId as unknown) !== clientId))
    const answer = await api({ method: 'DELETE', cookie: admin }, `/api/clients/${clientId}`)
    deepEqual([answer.status, slugOf(answer)], [404, 'unknown-client'])
    equal((await served.accounts.clients.byId(clientId))?.disabledAt, undefined)
  })

  it('are neither made nor seen without the role', async () => {
    const employer = await signInByLink(served.origin, 'employer@example.org')
    const body = { name: 'X', scopes: ['jobs:write'] }
    for (const how of [{ cookie: employer }, { body, cookie: employer }]) {
      const answer = await api(how)
      deepEqual([answer.status, slugOf(answer)], [403, 'not-allowed'])
    }
    for (const how of [{}, { body }]) {
      const answer = await api(how)
      deepEqual([answer.status, slugOf(answer)], [401, 'not-signed-in'])
    }
  })

  it('have scopes that exist, and none beyond their organisation', async () => {
    for (const scopes of [[], ['everything'], ['awards:write', 'awards:write'], 'admin']) {
      const answer = await api({ body: { name: 'X', scopes }, cookie: admin })
      deepEqual([answer.status, slugOf(answer)], [400, 'invalid-request'])
    }
    await rejects(
      served.accounts.clients.create({ name: 'X', scopes: ['admin'], tenantId: 'demo-employer' }),
      (error: Problem) => error.type.slug === 'scope-beyond-reach',
    )
  })

  it('include, in development, the one everybody knows; a second start changes nothing', async () => {
    await served.accounts.clients.disable('academy', 'demo-operator')
    await served.accounts.seedDevelopment()
    const demo = await served.accounts.clients.byId('demo-operator')
    equal(demo?.scopes.length, 9)
    equal(demo?.disabledAt, NOW)
    const reviewer = await served.accounts.people.byEmail('reviewer@example.org')
    deepEqual(await served.accounts.organisations.membershipsOf(reviewer?.id ?? ''), [
      { id: 'academy', name: 'Brevet Academy', roles: ['reviewer'] },
    ])
  })
})
