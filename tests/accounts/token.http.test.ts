import { deepEqual, equal, match, notEqual, ok } from 'node:assert/strict'
import type { Scope } from '../../platform/http/actor.ts'
import { describeOnBothDatabases } from '../support/databases.ts'
import { type Answer, call, loggedText, migrations, type Served, serve, slugOf } from './harness.ts'

describeOnBothDatabases('the token endpoint (RFC 6749 §4.4)', migrations, (open) => {
  let served: Served
  let client: { clientId: string; clientSecret: string }
  beforeEach(async () => {
    served = await serve(open())
    client = await served.accounts.clients.create({
      name: 'Foreign platform',
      scopes: ['awards:write', 'offers:write'],
      tenantId: 'academy',
    })
  })
  afterEach(() => served.stop())

  const post = (fields: Record<string, string>, headers = {}): Promise<Answer> =>
    call(served.origin, '/oauth/token', {
      body: new URLSearchParams(fields).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    })
  const grant = { grant_type: 'client_credentials' }
  const inBody = () => ({ client_id: client.clientId, client_secret: client.clientSecret })
  const basic = (id: string, secret: string) => ({
    authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
  })
  const refused = (answer: Answer) => [answer.status, answer.body.error]

  it('gives a token to a client that shows its secret in the body', async () => {
    const answer = await post({ ...grant, ...inBody() })
    equal(answer.status, 200)
    const { access_token: token, ...rest } = answer.body
    deepEqual(rest, { token_type: 'Bearer', expires_in: 600, scope: 'awards:write offers:write' })
    equal(answer.headers.get('cache-control'), 'no-store')
    const who = await call(served.origin, '/who', { token: String(token) })
    deepEqual(who.body, {
      kind: 'client',
      clientId: client.clientId,
      tenantId: 'academy',
      roles: [],
      scopes: ['awards:write', 'offers:write'],
    })
  })

  it('gives a token to a client that shows its secret by Basic authentication', async () => {
    const { clientId, clientSecret } = client
    equal((await post(grant, basic(clientId, clientSecret))).status, 200)
    const withId = { ...grant, client_id: clientId }
    equal((await post(withId, basic(clientId, clientSecret))).status, 200)
  })

  it('reads Basic credentials as forms write them (§2.3.1)', async () => {
    const odd = { clientId: 'odd client', clientSecret: 'p%+:s &' }
    const scopes: Scope[] = ['awards:write']
    await served.accounts.clients.ensure({ ...odd, name: 'Odd', scopes, tenantId: 'academy' })
    const encoded = [odd.clientId, odd.clientSecret].map((text) =>
      encodeURIComponent(text).replaceAll('%20', '+'),
    )
    equal((await post(grant, basic(encoded[0] ?? '', encoded[1] ?? ''))).status, 200)
  })

  it('refuses a wrong secret, an unknown client and one that says nothing, all alike', async () => {
    const { clientId, clientSecret } = client
    const answers = [
      await post({ ...grant, client_id: clientId, client_secret: 'wrong' }),
      await post({ ...grant, client_id: clientId, client_secret: '' }),
      await post({ ...grant, client_id: 'nobody', client_secret: clientSecret }),
      await post({ ...grant, client_id: 'nobody', client_secret: '' }),
      await post({ ...grant, client_id: clientId }),
      await post(grant),
      await post(grant, basic(clientId, `${clientSecret}x`)),
      await post(grant, basic('', clientSecret)),
      await post(grant, basic('%zz', clientSecret)),
      await post(grant, { authorization: 'Bearer x' }),
      await post(grant, { authorization: 'Basic !' }),
      await post(grant, basic('a%00', clientSecret)),
      await post({ ...grant, client_id: 'a\0', client_secret: clientSecret }),
    ]
    for (const answer of answers) {
      deepEqual(refused(answer), [401, 'invalid_client'])
      match(answer.headers.get('www-authenticate') ?? '', /^Basic /)
    }
  })

  it('refuses credentials shown in two ways (§2.3)', async () => {
    const { clientId, clientSecret } = client
    const header = basic(clientId, clientSecret)
    deepEqual(refused(await post({ ...grant, ...inBody() }, header)), [400, 'invalid_request'])
    const other = { ...grant, client_id: 'somebody-else' }
    deepEqual(refused(await post(other, header)), [400, 'invalid_request'])
  })

  it('gives the scopes asked for, once each, and none the client does not have (§3.3)', async () => {
    const some = await post({ ...grant, ...inBody(), scope: 'offers:write  offers:write' })
    equal(some.body.scope, 'offers:write')
    for (const scope of ['admin', 'awards:write admin', 'no-such-scope', 'awards:*']) {
      deepEqual(refused(await post({ ...grant, ...inBody(), scope })), [400, 'invalid_scope'])
    }
    const all = await post({ ...grant, ...inBody(), scope: '' })
    equal(all.body.scope, 'awards:write offers:write')
  })

  it('offers no other grant, and names what is missing', async () => {
    for (const type of ['password', 'urn:ietf:params:oauth:grant-type:token-exchange', '']) {
      const answer = await post({ ...inBody(), grant_type: type })
      deepEqual(refused(answer), [400, 'unsupported_grant_type'])
    }
    const missing = await post(inBody())
    deepEqual(refused(missing), [400, 'invalid_request'])
    match(String(missing.body.error_description), /grant_type/)
    const empty = await call(served.origin, '/oauth/token', { method: 'POST' })
    deepEqual(refused(empty), [400, 'invalid_request'])
  })

  it('ignores parameters it does not know, and refuses one that is repeated (§3.2)', async () => {
    equal((await post({ ...grant, ...inBody(), resource: 'https://x.example' })).status, 200)
    const twice = await call(served.origin, '/oauth/token', {
      body: `${new URLSearchParams({ ...grant, ...inBody() })}&scope=awards:write&scope=admin`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
    deepEqual(refused(twice), [400, 'invalid_request'])
  })

  it('takes no body beyond its limit', async () => {
    const answer = await post({ ...grant, ...inBody(), scope: 'x'.repeat(5000) })
    deepEqual(refused(answer), [413, 'invalid_request'])
  })

  it('gives every token another id', async () => {
    const [one, other] = [
      await post({ ...grant, ...inBody() }),
      await post({ ...grant, ...inBody() }),
    ]
    notEqual(one.body.access_token, other.body.access_token)
  })

  it('keeps no secret in the database or the log', async () => {
    await post({ ...grant, ...inBody() })
    const rows = await served.database
      .tables<{ accounts_client: { secret_hash: string } }>()
      .selectFrom('accounts_client')
      .select('secret_hash')
      .execute()
    ok(rows.every(({ secret_hash }) => secret_hash !== client.clientSecret))
    ok(!loggedText(served).includes(client.clientSecret))
  })

  describe('a token', () => {
    let token: string
    beforeEach(async () => {
      token = String((await post({ ...grant, ...inBody() })).body.access_token)
    })
    const use = (how = token): Promise<Answer> => call(served.origin, '/who', { token: how })
    const isInvalid = (answer: Answer) => {
      deepEqual([answer.status, slugOf(answer)], [401, 'invalid-access-token'])
      match(answer.headers.get('www-authenticate') ?? '', /^Bearer .*error="invalid_token"/)
    }

    it('works for ten minutes', async () => {
      served.clock.now += 599
      equal((await use()).status, 200)
      served.clock.now += 1
      isInvalid(await use())
    })

    it('stops at once when its client is disabled', async () => {
      await served.accounts.clients.disable('academy', client.clientId)
      isInvalid(await use())
      deepEqual(refused(await post({ ...grant, ...inBody() })), [401, 'invalid_client'])
    })

    it('is worth nothing with another payload or signature', async () => {
      const [header = '', payload = '', signature = ''] = token.split('.')
      const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object
      const more = Buffer.from(JSON.stringify({ ...claims, scope: 'admin' })).toString('base64url')
      isInvalid(await use(`${header}.${more}.${signature}`))
      isInvalid(await use(`${header}.${payload}.${signature.slice(0, -4)}AAAA`))
      isInvalid(await use(`${header}.${payload}.x`))
    })

    it('says nothing about whoever shows a token of another protocol', async () => {
      const none = Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url')
      const payload = token.split('.')[1] ?? ''
      for (const foreign of ['opaque', 'a.b.c', `${none}.${payload}.`, `${token}.more`]) {
        const { status, body } = await use(foreign)
        deepEqual([status, body.kind], [200, 'nobody'])
      }
    })

    it('outranks a session, and makes no person', async () => {
      const answer = await call(served.origin, '/api/me', { token })
      equal(answer.body.person, null)
      deepEqual(answer.body.roles, [])
    })
  })
})
