import { deepEqual, equal, match } from 'node:assert/strict'
import type { Role } from '../../platform/http/actor.ts'
import { describeOnBothDatabases } from '../support/databases.ts'
import { signInByLink } from '../support/sign-in.ts'
import { type Answer, type Call, call, migrations, type Served } from './harness.ts'
import { addMember, lastMail, list, refused, serveOrganisations } from './members.ts'

describeOnBothDatabases('invitations', migrations, (open) => {
  let served: Served
  const member = (email: string, organisation: string, ...roles: Role[]) =>
    addMember(served, { email, organisation, roles })
  const api = (path: string, how: Call = {}): Promise<Answer> => call(served.origin, path, how)
  const path = '/api/organisations/atlas/invitations'
  let boss: string
  beforeEach(async () => {
    served = await serveOrganisations(open())
    boss = (await member('boss@example.org', 'atlas', 'admin')).cookie
  })
  afterEach(() => served.stop())

  const invite = (body: object, cookie = boss) => api(path, { body, cookie })
  const mine = async (cookie: string) =>
    list(await api('/api/me/invitations', { cookie }), 'invitations')

  it('go by mail, in the language asked for, and let in whoever proves the address', async () => {
    const wanted = { email: 'New@Example.org', roles: ['employer', 'reviewer'], language: 'en' }
    const { status, body } = await invite(wanted)
    equal(status, 201)
    equal(body.email, 'new@example.org')
    const mail = await lastMail(served)
    equal(mail.to, 'new@example.org')
    equal(mail.subject, 'Atlas SA invites you to Brevet')
    match(mail.text, /Your part: employer, reviewer\./)
    deepEqual(mail.links, [`${served.config.publicUrl}/me`])
    const cookie = await signInByLink(served.origin, 'new@example.org')
    const [invitation] = await mine(cookie)
    deepEqual(invitation?.organisation, { id: 'atlas', name: 'Atlas SA' })
    const accept = `/api/me/invitations/${invitation?.id}/acceptance`
    equal((await api(accept, { method: 'POST', cookie })).status, 204)
    const { body: who } = await api('/who', { cookie })
    deepEqual([who.tenantId, who.roles], ['atlas', ['learner', 'employer', 'reviewer']])
    deepEqual(await mine(cookie), [])
    deepEqual(refused(await api(accept, { method: 'POST', cookie })), [404, 'unknown-invitation'])
  })

  it('are not for anybody who signed in with another address', async () => {
    const { body } = await invite({ email: 'new@example.org', roles: ['admin'] })
    const cookie = await signInByLink(served.origin, 'thief@example.org')
    deepEqual(await mine(cookie), [])
    const one = `/api/me/invitations/${body.id}`
    const answers = [
      await api(`${one}/acceptance`, { method: 'POST', cookie }),
      await api(one, { method: 'DELETE', cookie }),
    ]
    for (const answer of answers) deepEqual(refused(answer), [404, 'unknown-invitation'])
    deepEqual(refused(await api(`${one}/acceptance`, { method: 'POST' })), [401, 'not-signed-in'])
  })

  it('end by declining, by being taken back, and after seven days', async () => {
    const cookie = await signInByLink(served.origin, 'new@example.org')
    const again = async () => {
      const { body } = await invite({ email: 'new@example.org', roles: ['employer'] })
      return String(body.id)
    }
    equal(
      (await api(`/api/me/invitations/${await again()}`, { method: 'DELETE', cookie })).status,
      204,
    )
    deepEqual(await mine(cookie), [])
    const id = await again()
    const taken = await api(`${path}/${id}`, { method: 'DELETE', cookie: boss })
    equal(taken.status, 204)
    deepEqual(await mine(cookie), [])
    deepEqual(refused(await api(`${path}/${id}`, { method: 'DELETE', cookie: boss })), [
      404,
      'unknown-invitation',
    ])
    const late = await again()
    served.clock.now += 7 * 86_400
    deepEqual(await mine(cookie), [])
    const accept = `/api/me/invitations/${late}/acceptance`
    deepEqual(refused(await api(accept, { method: 'POST', cookie })), [404, 'unknown-invitation'])
    deepEqual(list(await api(path, { cookie: boss }), 'invitations'), [])
  })

  it('are one per address: a second takes the place of the first', async () => {
    await invite({ email: 'new@example.org', roles: ['employer'] })
    await invite({ email: 'new@example.org', roles: ['reviewer'] })
    const open = list(await api(path, { cookie: boss }), 'invitations')
    deepEqual(
      open.map(({ roles }) => roles),
      [['reviewer']],
    )
  })

  it('let one of ten concurrent acceptances through', async () => {
    const cookie = await signInByLink(served.origin, 'new@example.org')
    const { body } = await invite({ email: 'new@example.org', roles: ['employer'] })
    const accept = () =>
      api(`/api/me/invitations/${body.id}/acceptance`, { method: 'POST', cookie })
    const statuses = await Promise.all(
      Array.from({ length: 10 }, async () => (await accept()).status),
    )
    deepEqual(statuses.sort(), [204, ...Array(9).fill(404)])
  })

  it('are not sent by whoever does not administer the organisation', async () => {
    const body = { email: 'new@example.org', roles: ['admin'] }
    const employer = await member('e@example.org', 'atlas', 'employer')
    deepEqual(refused(await invite(body, employer.cookie)), [403, 'not-allowed'])
    const foreign = await member('f@example.org', 'rif', 'admin')
    deepEqual(refused(await invite(body, foreign.cookie)), [404, 'unknown-organisation'])
    const { body: open } = await invite(body)
    const theirs = await api(`${path}/${open.id}`, { method: 'DELETE', cookie: foreign.cookie })
    deepEqual(refused(theirs), [404, 'unknown-organisation'])
    const own = '/api/organisations/rif/invitations'
    const across = await api(`${own}/${open.id}`, { method: 'DELETE', cookie: foreign.cookie })
    deepEqual(refused(across), [404, 'unknown-invitation'])
    deepEqual(refused(await invite({ email: 'x', roles: ['admin'] })), [400, 'invalid-request'])
    deepEqual(refused(await invite({ ...body, roles: ['god'] })), [400, 'invalid-request'])
  })

  it('sent twice with one idempotency key are one', async () => {
    const how = {
      body: { email: 'new@example.org', roles: ['employer'] },
      cookie: boss,
      headers: { 'idempotency-key': 'one' },
    }
    const [first, second] = [await api(path, how), await api(path, how)]
    deepEqual(first.body, second.body)
    const mails = (await served.accounts.inbox?.()) ?? []
    equal(mails.filter(({ to }) => to === 'new@example.org').length, 1)
  })
})
