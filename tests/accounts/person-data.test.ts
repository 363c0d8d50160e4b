import { deepEqual, equal, ok } from 'node:assert/strict'
import { sql } from 'kysely'
import { describeOnBothDatabases } from '../support/databases.ts'
import { signInByLink } from '../support/sign-in.ts'
import type { Json } from './harness.ts'
import { call, migrations, NOW, type Served } from './harness.ts'
import { addMember, serveOrganisations } from './members.ts'

const EMAIL = 'lina_o@example.org'

describeOnBothDatabases('what accounts keep about a person', migrations, (open) => {
  let served: Served
  let id: string
  let cookie: string
  beforeEach(async () => {
    served = await serveOrganisations(open())
    const member = await addMember(served, {
      email: EMAIL,
      organisation: 'rif',
      roles: ['employer'],
    })
    ;({ id, cookie } = member)
    const { people, invitations, consents } = served.accounts
    await people.change(id, { name: 'Lina O’Brien' })
    await invitations.invite(
      { id: 'atlas', name: 'Atlas SA' },
      { email: EMAIL, roles: ['reviewer'], language: 'fr' },
    )
    await served.database.transaction((tx) =>
      consents.give(tx, { personId: id, purpose: 'ranking', employer: 'Atlas SA' }),
    )
    await call(served.origin, '/auth/sign-in/magic-link', { body: { email: EMAIL } })
    await call(served.origin, '/auth/passkey/generate-register-options', { cookie })
  })
  afterEach(() => served.stop())

  const exported = () => served.accounts.personData.exportPerson(id)
  const erase = () =>
    served.database.transaction((tx) => served.accounts.personData.erasePerson(tx, id))

  /** The names of the tables of accounts in which a text is found. */
  const tablesWith = async (text: string): Promise<string[]> => {
    const kysely = served.database.tables<Record<string, Record<string, unknown>>>()
    const found: string[] = []
    for (const { name } of await kysely.introspection.getTables()) {
      if (!name.startsWith('accounts_')) continue
      const { rows } = await sql`select * from ${sql.table(name)}`.execute(kysely)
      if (JSON.stringify(rows).includes(text)) found.push(name)
    }
    return found.sort()
  }

  it('is shown to them whole, and readable', async () => {
    const section = (await exported()) as Json
    deepEqual(section.person, { id, email: EMAIL, name: 'Lina O’Brien', language: 'fr' })
    deepEqual(section.organisations, [{ id: 'rif', name: 'Rif SARL', roles: ['employer'] }])
    deepEqual(section.invitations, [
      {
        organisation: { id: 'atlas', name: 'Atlas SA' },
        roles: ['reviewer'],
        expiresAt: NOW + 7 * 86_400,
      },
    ])
    const [consent] = section.consents as unknown as Json[]
    deepEqual(consent, { id: consent?.id, purpose: 'ranking', employer: 'Atlas SA', givenAt: NOW })
    equal(section.mailsOnTheirWay as unknown, 3)
    equal(section.since as unknown, '2026-11-22T08:00:00Z')
    deepEqual(section.passkeys, [])
    const [session] = section.sessions as unknown as Json[]
    deepEqual(Object.keys(session ?? {}), ['startedAt', 'expiresAt', 'browser'])
  })

  it('holds no token and no other person', async () => {
    await signInByLink(served.origin, 'other@example.org')
    const text = JSON.stringify(await exported())
    const token = decodeURIComponent(cookie.split('=')[1] ?? '').split('.')[0] ?? ''
    ok(token.length > 20 && !text.includes(token))
    ok(!text.includes('other@example.org'))
  })

  it('is gone from every table after erasure', async () => {
    deepEqual(await tablesWith(EMAIL), [
      ...['accounts_invitation', 'accounts_mail', 'accounts_user', 'accounts_verification'],
    ])
    ok((await erase()) >= 8)
    for (const text of [EMAIL, id, 'Brien']) deepEqual(await tablesWith(text), [])
    equal((await call(served.origin, '/who', { cookie })).body.kind, 'nobody')
    equal(await exported(), null)
    equal(await served.accounts.people.byId(id), undefined)
  })

  it('goes without what others have, even when their address looks alike', async () => {
    const alike = 'linaXo@example.org'
    await call(served.origin, '/auth/sign-in/magic-link', { body: { email: alike } })
    const other = await signInByLink(served.origin, 'other@example.org')
    await erase()
    deepEqual(await tablesWith(alike.toLowerCase()), ['accounts_mail', 'accounts_verification'])
    equal((await call(served.origin, '/who', { cookie: other })).body.kind, 'person')
  })

  it('erased twice is erased; the chain of decisions still holds', async () => {
    await erase()
    equal(await erase(), 0)
    for (const tenant of ['academy', 'rif']) {
      equal((await served.audit.verifyChain(tenant)).intact, true)
    }
  })

  it('stays when the erasure as a whole fails', async () => {
    const failing = served.database.transaction(async (tx) => {
      await served.accounts.personData.erasePerson(tx, id)
      throw new Error('another folder failed')
    })
    await failing.catch(() => {})
    equal((await served.accounts.people.byId(id))?.email, EMAIL)
    equal((await call(served.origin, '/who', { cookie })).body.kind, 'person')
  })

  it('begins anew for whoever signs up again with the address', async () => {
    await erase()
    const again = await signInByLink(served.origin, EMAIL)
    const { body } = await call(served.origin, '/api/me', { cookie: again })
    ok(body.person?.id !== (id as unknown))
    deepEqual(body.roles, ['learner'])
  })
})
