import { deepEqual, equal, match, ok } from 'node:assert/strict'
import type { Role } from '../../platform/http/actor.ts'
import { describeOnBothDatabases } from '../support/databases.ts'
import { signInByLink } from '../support/sign-in.ts'
import { type Answer, type Call, call, migrations, type Served } from './harness.ts'
import { addMember, lastMail, list, refused, serveOrganisations } from './members.ts'

describeOnBothDatabases('organisations', migrations, (open) => {
  let served: Served
  beforeEach(async () => {
    served = await serveOrganisations(open())
  })
  afterEach(() => served.stop())

  const member = (email: string, organisation: string, ...roles: Role[]) =>
    addMember(served, { email, organisation, roles })
  const api = (path: string, how: Call = {}): Promise<Answer> => call(served.origin, path, how)

  describe('roles', () => {
    const granted: readonly (readonly [Role, string, readonly string[]])[] = [
      ['reviewer', 'academy', []],
      [
        'issuer-operator',
        'academy',
        ['awards:write', 'credentials:issue', 'credentials:status', 'offers:write'],
      ],
      [
        'employer',
        'atlas',
        ['jobs:write', 'presentations:request', 'rankings:read', 'verify:batch'],
      ],
      [
        'admin',
        'atlas',
        [
          ...['awards:write', 'credentials:issue', 'credentials:status', 'jobs:write'],
          ...['offers:write', 'presentations:request', 'rankings:read', 'verify:batch'],
        ],
      ],
      [
        'admin',
        'academy',
        [
          ...['admin', 'awards:write', 'credentials:issue', 'credentials:status', 'jobs:write'],
          ...['offers:write', 'presentations:request', 'rankings:read', 'verify:batch'],
        ],
      ],
    ]
    for (const [role, organisation, scopes] of granted) {
      it(`of ${role} at ${organisation} grants its scopes and no others`, async () => {
        const { cookie } = await member('a@example.org', organisation, role)
        const { body } = await api('/who', { cookie })
        equal(body.tenantId, organisation)
        deepEqual(body.roles, ['learner', role])
        deepEqual([...(body.scopes as unknown as string[])].sort(), scopes)
      })
    }

    it('count in the organisation of the session alone', async () => {
      const { id, cookie } = await member('a@example.org', 'atlas', 'employer')
      await served.database.transaction((tx) =>
        served.accounts.organisations.addMember(tx, 'rif', { personId: id, roles: ['admin'] }),
      )
      const where = async () => {
        const { body } = await api('/who', { cookie })
        return [body.tenantId, body.roles]
      }
      deepEqual(await where(), ['academy', ['learner']])
      const switchTo = (organisation: string) =>
        api('/api/me', { cookie, method: 'PATCH', body: { organisation } })
      deepEqual((await switchTo('rif')).body.organisation, { id: 'rif', name: 'Rif SARL' })
      deepEqual(await where(), ['rif', ['learner', 'admin']])
      await switchTo('atlas')
      deepEqual(await where(), ['atlas', ['learner', 'employer']])
      equal((await switchTo('academy')).status, 200)
      deepEqual(await where(), ['academy', ['learner']])
      const other = await signInByLink(served.origin, 'a@example.org')
      await switchTo('rif')
      equal((await api('/who', { cookie: other })).body.tenantId, 'academy')
    })

    it('end for a session that works where they are taken away', async () => {
      const boss = await member('boss@example.org', 'atlas', 'admin')
      const { id, cookie } = await member('a@example.org', 'atlas', 'employer')
      await api('/api/me', { cookie, method: 'PATCH', body: { organisation: 'atlas' } })
      const path = `/api/organisations/atlas/members/${id}`
      equal((await api(path, { method: 'DELETE', cookie: boss.cookie })).status, 204)
      const { body } = await api('/who', { cookie })
      deepEqual([body.tenantId, body.roles], ['academy', ['learner']])
    })

    it('do not let anybody into an organisation that gave them none', async () => {
      const { cookie } = await member('a@example.org', 'atlas', 'employer')
      for (const organisation of ['rif', 'nowhere']) {
        const answer = await api('/api/me', { cookie, method: 'PATCH', body: { organisation } })
        deepEqual(refused(answer), [404, 'unknown-organisation'])
      }
    })
  })

  describe('members', () => {
    it('are seen by an administrator of the organisation, and by nobody else', async () => {
      const { cookie } = await member('boss@example.org', 'atlas', 'admin')
      const employer = await member('e@example.org', 'atlas', 'employer')
      const foreign = await member('f@example.org', 'rif', 'admin')
      const learner = await signInByLink(served.origin, 'l@example.org')
      const path = '/api/organisations/atlas/members'
      deepEqual(
        list(await api(path, { cookie }), 'members')
          .map(({ email, roles }) => [email, roles])
          .sort(),
        [
          ['boss@example.org', ['admin']],
          ['e@example.org', ['employer']],
        ],
      )
      deepEqual(refused(await api(path, employer)), [403, 'not-allowed'])
      deepEqual(refused(await api(path, foreign)), [404, 'unknown-organisation'])
      deepEqual(refused(await api(path, { cookie: learner })), [404, 'unknown-organisation'])
      deepEqual(refused(await api(path)), [401, 'not-signed-in'])
    })

    it('get other roles, which are written in the chain of the organisation', async () => {
      const { cookie } = await member('boss@example.org', 'atlas', 'admin')
      const { id } = await member('e@example.org', 'atlas', 'employer')
      const path = `/api/organisations/atlas/members/${id}`
      const roles = ['employer', 'reviewer']
      const answer = await api(path, { method: 'PUT', body: { roles }, cookie })
      deepEqual([answer.status, answer.body], [200, { roles }])
      deepEqual(await served.accounts.organisations.membershipsOf(id), [
        { id: 'atlas', name: 'Atlas SA', roles },
      ])
      deepEqual(await served.audit.verifyChain('atlas'), { entries: 3, intact: true })
      let chain = ''
      for await (const line of served.audit.exportChain('atlas')) chain += line
      ok(!chain.includes(id), 'the chain stays when the person is erased')
    })

    it('get no role that does not exist, and strangers none at all', async () => {
      const { id, cookie } = await member('boss@example.org', 'atlas', 'admin')
      const path = `/api/organisations/atlas/members/${id}`
      for (const roles of [['owner'], [], ['admin', 'admin'], ['learner']]) {
        const answer = await api(path, { method: 'PUT', body: { roles }, cookie })
        deepEqual(refused(answer), [400, 'invalid-request'])
      }
      const stranger = { email: 's@example.org', name: '', language: 'fr' } as const
      const { id: strangerId } = await served.accounts.people.ensure(stranger)
      for (const personId of [strangerId, 'nobody', '%00']) {
        const answer = await api(`/api/organisations/atlas/members/${personId}`, {
          ...{ method: 'PUT', body: { roles: ['admin'] }, cookie },
        })
        deepEqual(refused(answer), [404, 'unknown-member'])
      }
    })

    it('keep one administrator, also when two leave at once', async () => {
      const one = await member('one@example.org', 'atlas', 'admin')
      const two = await member('two@example.org', 'atlas', 'admin')
      const leave = ({ id, cookie }: { id: string; cookie: string }) =>
        api(`/api/organisations/atlas/members/${id}`, { method: 'DELETE', cookie })
      const answers = await Promise.all([leave(one), leave(two)])
      deepEqual(answers.map(({ status }) => status).sort(), [204, 409])
      const left = await served.accounts.organisations.members('atlas')
      deepEqual(
        left.map(({ roles }) => roles),
        [['admin']],
      )
      const last = left[0]?.personId === one.id ? one : two
      const demoted = await api(`/api/organisations/atlas/members/${last.id}`, {
        ...{ method: 'PUT', body: { roles: ['employer'] }, cookie: last.cookie },
      })
      deepEqual(refused(demoted), [409, 'last-admin'])
    })

    it('may leave, but not make others leave', async () => {
      await member('boss@example.org', 'atlas', 'admin')
      const { id, cookie } = await member('e@example.org', 'atlas', 'employer')
      const other = await member('o@example.org', 'atlas', 'employer')
      const path = (who: string) => `/api/organisations/atlas/members/${who}`
      deepEqual(refused(await api(path(other.id), { method: 'DELETE', cookie })), [
        403,
        'not-allowed',
      ])
      equal((await api(path(id), { method: 'DELETE', cookie })).status, 204)
      deepEqual(await served.accounts.organisations.membershipsOf(id), [])
      deepEqual(refused(await api(path(id), { method: 'DELETE', cookie })), [404, 'unknown-member'])
    })
  })

  describe('a new organisation', () => {
    const made = { id: 'toubkal', name: 'Toubkal', admin: 'chief@example.org' }

    it('is made by an administrator of the academy, and its own is invited', async () => {
      const { cookie } = await member('root@example.org', 'academy', 'admin')
      const answer = await api('/api/organisations', { body: made, cookie })
      deepEqual([answer.status, answer.body], [201, { id: 'toubkal', name: 'Toubkal' }])
      match((await lastMail(served)).subject, /Toubkal vous invite/)
      const chief = await signInByLink(served.origin, 'chief@example.org')
      const [invitation] = list(await api('/api/me/invitations', { cookie: chief }), 'invitations')
      const accept = `/api/me/invitations/${invitation?.id}/acceptance`
      await api(accept, { method: 'POST', cookie: chief })
      const mine = list(await api('/api/organisations', { cookie: chief }), 'organisations')
      deepEqual(mine, [{ id: 'toubkal', name: 'Toubkal', roles: ['admin'], current: true }])
      const again = await api('/api/organisations', { body: made, cookie })
      deepEqual(refused(again), [409, 'organisation-exists'])
    })

    it('is not made by anybody else', async () => {
      const admin = await member('boss@example.org', 'atlas', 'admin')
      const operator = await member('op@example.org', 'academy', 'issuer-operator')
      for (const { cookie } of [admin, operator]) {
        const answer = await api('/api/organisations', { body: made, cookie })
        deepEqual(refused(answer), [403, 'not-allowed'])
      }
      deepEqual(refused(await api('/api/organisations', { body: made })), [401, 'not-signed-in'])
      equal(await served.accounts.organisations.byId('toubkal'), undefined)
    })

    it('has a short name fit for an address', async () => {
      const { cookie } = await member('root@example.org', 'academy', 'admin')
      for (const id of ['', 'Über', 'a b', '../x', '-a', 'a'.repeat(61)]) {
        const answer = await api('/api/organisations', { body: { ...made, id }, cookie })
        deepEqual(refused(answer), [400, 'invalid-request'])
      }
    })
  })
})
