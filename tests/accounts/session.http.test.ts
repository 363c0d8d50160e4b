import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { describeOnBothDatabases } from '../support/databases.ts'
import { signInByLink } from '../support/sign-in.ts'
import { call, cookiesOf, migrations, type Served, serve, slugOf } from './harness.ts'

const EMAIL = 'lina@example.org'

describeOnBothDatabases('a session', migrations, (open) => {
  let served: Served
  let cookie: string
  beforeEach(async () => {
    served = await serve(open())
    cookie = await signInByLink(served.origin, EMAIL)
  })
  afterEach(() => served.stop())

  const sessions = () => served.database.tables<{ accounts_session: { expires_at: string } }>()
  const expireAt = (time: string) =>
    sessions().updateTable('accounts_session').set({ expires_at: time }).execute()
  const who = async (mine = cookie) =>
    (await call(served.origin, '/who', { cookie: mine })).body.kind
  const me = (how = {}) => call(served.origin, '/api/me', { cookie, ...how })

  it('tells every folder who asks', async () => {
    const { body } = await call(served.origin, '/who', { cookie })
    const { personId, ...rest } = body
    match(String(personId), /^[0-9a-f-]{36}$/)
    deepEqual(rest, {
      kind: 'person',
      email: EMAIL,
      name: '',
      language: 'en',
      tenantId: 'academy',
      roles: ['learner'],
      scopes: [],
    })
  })

  it('is nobody without a cookie, with a foreign one, or with a forged signature', async () => {
    equal(await who(''), 'nobody')
    equal(await who('other=1'), 'nobody')
    equal(await who('brevet.session_token=forged'), 'nobody')
    equal(await who(`${cookie.slice(0, -12)}AAAAAAAAAAA%3D`), 'nobody')
    const [token] = cookie.split('.').slice(-2)
    equal(await who(`brevet.session_token=${token}`), 'nobody')
  })

  it('ends when it has expired, and the browser is told to forget it', async () => {
    await expireAt('2020-01-01T00:00:00.000Z')
    const answer = await call(served.origin, '/who', { cookie })
    equal(answer.body.kind, 'nobody')
    match(answer.headers.getSetCookie().join(), /session_token=;.*Max-Age=0/)
    const refused = await call(served.origin, '/api/me/consents', { cookie })
    deepEqual([refused.status, slugOf(refused)], [401, 'not-signed-in'])
  })

  it('is prolonged once a day, so that whoever comes back stays signed in', async () => {
    equal((await me()).headers.getSetCookie().length, 0)
    const inFiveDays = new Date(Date.now() + 5 * 86_400_000).toISOString()
    await expireAt(inFiveDays)
    const answer = await me()
    match(answer.headers.getSetCookie().join(), /session_token=.*Max-Age=604800/)
    const [row] = await sessions().selectFrom('accounts_session').select('expires_at').execute()
    ok(Date.parse(row?.expires_at ?? '') > Date.now() + 6 * 86_400_000)
  })

  it('ends with signing out', async () => {
    const answer = await call(served.origin, '/auth/sign-out', { body: {}, cookie })
    deepEqual([answer.status, answer.body], [200, { status: true }])
    match(answer.headers.getSetCookie().join(), /session_token=;/)
    equal(await who(), 'nobody')
  })

  it('ends everywhere when the person says so, and nobody else signs out with them', async () => {
    const phone = await signInByLink(served.origin, EMAIL)
    const other = await signInByLink(served.origin, 'other@example.org')
    equal((await call(served.origin, '/auth/revoke-sessions', { body: {}, cookie })).status, 200)
    deepEqual([await who(), await who(phone), await who(other)], ['nobody', 'nobody', 'person'])
    const nobody = await call(served.origin, '/auth/revoke-sessions', { body: {} })
    deepEqual([nobody.status, slugOf(nobody)], [401, 'not-signed-in'])
  })

  it('is of no use to another site, but for reading what anybody may read', async () => {
    const from = (headers: Record<string, string>, method = 'POST') =>
      call(served.origin, '/who', { method, cookie, headers })
    const refusals = [
      { origin: 'https://evil.example' },
      { origin: `${served.origin}.evil.example` },
      { origin: 'null' },
      { origin: 'null', 'sec-fetch-site': 'cross-site' },
    ]
    for (const headers of refusals) {
      const answer = await from(headers)
      deepEqual([answer.status, slugOf(answer)], [403, 'cross-site-request'])
    }
    equal((await from({ origin: 'https://evil.example' }, 'GET')).status, 200)
    equal((await from({})).body.kind, 'person')
    equal((await from({ origin: served.origin.replace('localhost', '127.0.0.1') })).status, 200)
    const out = await call(served.origin, '/auth/sign-out', {
      ...{ body: {}, cookie, headers: { origin: 'https://evil.example' } },
    })
    equal(slugOf(out), 'cross-site-request')
    equal(await who(), 'person')
  })

  it('is of no use from a page of a sister site that hides its origin', async () => {
    for (const site of ['same-site', 'cross-site']) {
      const response = await fetch(`${served.origin}/who`, {
        method: 'POST',
        headers: { cookie, 'sec-fetch-site': site },
      })
      equal(response.status, 403)
    }
    for (const site of ['same-origin', 'none']) {
      const response = await fetch(`${served.origin}/who`, {
        method: 'POST',
        headers: { cookie, 'sec-fetch-site': site },
      })
      equal(response.status, 200)
    }
  })

  it('shows who is signed in, and that this is a demonstration', async () => {
    const { body, headers } = await me()
    equal(body.demonstration, true)
    equal(headers.get('cache-control'), 'no-store')
    const visitor = await call(served.origin, '/api/me', {
      headers: { 'accept-language': 'ar-MA' },
    })
    deepEqual(visitor.body, {
      person: null,
      roles: [],
      scopes: [],
      organisation: null,
      language: 'ar',
      demonstration: true,
    })
  })

  it('lets a person change their name and language', async () => {
    const change = { name: 'Lina ⵍⵉⵏⴰ', language: 'zgh' }
    const { body } = await me({ method: 'PATCH', body: change })
    deepEqual([body.person?.name, body.language], ['Lina ⵍⵉⵏⴰ', 'zgh'])
    const again = (await me()).body
    deepEqual([again.person?.name, again.language], ['Lina ⵍⵉⵏⴰ', 'zgh'])
    const one = await me({ method: 'PATCH', body: { language: 'fr' } })
    deepEqual([one.body.person?.name, one.body.language], ['Lina ⵍⵉⵏⴰ', 'fr'])
  })

  it('changes nothing else about a person, and nothing for nobody', async () => {
    const bodies = [
      {},
      { email: 'x@example.org' },
      { roles: ['admin'] },
      { language: 'de' },
      { name: 'a\nb' },
      { name: 'x'.repeat(101) },
      { name: 'Lina', id: '1' },
    ]
    for (const body of bodies) {
      const answer = await me({ method: 'PATCH', body })
      deepEqual([answer.status, slugOf(answer)], [400, 'invalid-request'])
    }
    equal((await me()).body.person?.name, '')
    const nobody = await me({ method: 'PATCH', body: { name: 'X' }, cookie: '' })
    deepEqual([nobody.status, slugOf(nobody)], [401, 'not-signed-in'])
  })

  it('survives a new start, whose secrets are the same', async () => {
    const again = await serve(served.database, { DATA_DIR: served.config.dataDir })
    try {
      equal((await call(again.origin, '/who', { cookie })).body.kind, 'person')
    } finally {
      await again.stop()
    }
  })

  it('is not worth anything at an installation with another key', async () => {
    const other = await serve(served.database).then(
      async (started) => {
        await started.stop()
        return 'started'
      },
      (error: unknown) => (error instanceof Error ? error.name : ''),
    )
    equal(other, 'SealBroken')
  })

  it('gives no session for a cookie of another name, even one better-auth would write', async () => {
    const renamed = cookie.replace('brevet.session_token', 'better-auth.session_token')
    equal(await who(renamed), 'nobody')
    ok(cookiesOf(await me()) === '')
  })
})
