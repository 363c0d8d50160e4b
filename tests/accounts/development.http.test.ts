import { deepEqual, equal } from 'node:assert/strict'
import { ALL_SCOPES, DEMO_CLIENT, DEMO_EMPLOYER } from '../../accounts/index.ts'
import { describeOnBothDatabases } from '../support/databases.ts'
import { signInByLink } from '../support/sign-in.ts'
import { call, migrations, type Served, serve } from './harness.ts'

describeOnBothDatabases('the people and the client of a development server', migrations, (open) => {
  let served: Served
  beforeEach(async () => {
    served = await serve(open())
    await served.accounts.seedDevelopment()
  })
  afterEach(() => served.stop())

  const roles: readonly (readonly [string, string, string])[] = [
    ['reviewer@example.org', 'academy', 'reviewer'],
    ['operator@example.org', 'academy', 'issuer-operator'],
    ['admin@example.org', 'academy', 'admin'],
    ['employer@example.org', DEMO_EMPLOYER, 'employer'],
  ]
  for (const [email, organisation, role] of roles) {
    it(`include ${email}, who signs in by link and is ${role} at ${organisation}`, async () => {
      const cookie = await signInByLink(served.origin, email)
      const { body } = await call(served.origin, '/api/me', { cookie })
      deepEqual(body.roles, ['learner', role])
      equal(body.organisation?.id as unknown, organisation)
    })
  }

  it('include the client in the documentation, with every scope', async () => {
    const { clientId, clientSecret } = DEMO_CLIENT
    const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64')
    const answer = await call(served.origin, '/oauth/token', {
      body: 'grant_type=client_credentials',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        authorization: `Basic ${basic}`,
      },
    })
    equal(answer.body.scope as unknown, ALL_SCOPES.join(' '))
    const token = String(answer.body.access_token)
    const { body } = await call(served.origin, '/who', { token })
    deepEqual([body.kind, body.tenantId], ['client', 'academy'])
  })

  it('are the same after a second start, whatever they changed meanwhile', async () => {
    const cookie = await signInByLink(served.origin, 'reviewer@example.org')
    const change = { name: 'Somebody', language: 'ar' }
    await call(served.origin, '/api/me', { method: 'PATCH', body: change, cookie })
    await served.accounts.seedDevelopment()
    const { body } = await call(served.origin, '/api/me', { cookie })
    deepEqual([body.person?.name, body.language], ['Somebody', 'ar'])
    equal((await served.accounts.organisations.members('academy')).length, 3)
  })

  it('do not get back a role that was taken away in favour of another', async () => {
    const reviewer = await served.accounts.people.byEmail('reviewer@example.org')
    const member = { personId: reviewer?.id ?? '', roles: ['employer'] as const }
    await served.accounts.organisations.setRoles('academy', member)
    await served.accounts.seedDevelopment()
    const [membership] = await served.accounts.organisations.membershipsOf(member.personId)
    deepEqual(membership?.roles, ['employer'])
  })
})
