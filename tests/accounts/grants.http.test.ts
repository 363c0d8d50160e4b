import { deepEqual, equal, match, notEqual, ok, rejects } from 'node:assert/strict'
import { describeOnBothDatabases } from '../support/databases.ts'
import {
  agree,
  ask,
  letIn,
  oauth,
  type PlatformClient,
  REDIRECT_URI,
  redeem,
} from '../support/grant-steps.ts'
import { signInByLink } from '../support/sign-in.ts'
import { type Call, call, loggedText, migrations, type Served, serve, slugOf } from './harness.ts'

const READ = ['wallet:read']

describeOnBothDatabases('a platform that asks a learner to be let in', migrations, (open) => {
  let served: Served
  let origin: string
  let client: PlatformClient
  let cookie: string
  beforeEach(async () => {
    served = await serve(open())
    ;({ origin } = served)
    await served.accounts.seedDevelopment()
    cookie = await signInByLink(origin, 'learner@example.org')
    const platform = { name: 'Atlas careers', scopes: ['jobs:write'], tenantId: 'demo-employer' }
    client = await served.accounts.clients.create({ ...platform, scopes: ['jobs:write'] })
  })
  afterEach(() => served.stop())

  const api = (path: string, how: Call = {}) => call(origin, path, { cookie, ...how })
  const grants = async (as = cookie) =>
    (await api('/api/me/grants', { cookie: as })).body.grants as unknown as {
      readonly id: string
      readonly usedAt?: string
    }[]
  const token = (form: Readonly<Record<string, string>>, by = client) =>
    oauth(`${origin}/oauth/token`, by, form)

  it('is named to the learner, with what it wants and where the answer goes', async () => {
    const { requestUri, handle } = await ask(origin, client, { purpose: 'To fill in your file' })
    const query = new URLSearchParams({ client_id: client.clientId, request_uri: requestUri })
    const sent = await api(`/oauth/authorize?${query}`)
    equal(sent.status, 303)
    equal(sent.headers.get('location'), `/grants/${handle}`)
    const { status, body } = await api(`/api/grant-requests/${handle}`)
    equal(status, 200)
    deepEqual(body, {
      organisation: 'Demo Employer',
      client: 'Atlas careers',
      returnsTo: 'jobs.example',
      purpose: 'To fill in your file',
      scopes: ['wallet:read', 'wallet:receive', 'wallet:share'],
    })
  })

  it('gets a code at its address, and for it tokens of what the learner gave', async () => {
    const { handle, codeVerifier } = await ask(origin, client)
    const back = await agree(origin, cookie, { handle, scopes: READ })
    ok(back.href.startsWith(`${REDIRECT_URI}&`))
    equal(back.searchParams.get('state'), 's-1')
    equal(back.searchParams.get('iss'), `${origin}/oauth`)
    const code = back.searchParams.get('code') ?? ''
    const { status, headers, body } = await redeem(origin, client, { code, codeVerifier })
    equal(status, 200)
    equal(headers.get('cache-control'), 'no-store')
    equal(body.scope, 'wallet:read')
    equal(body.token_type, 'Bearer')
    const who = await call(origin, '/who', { token: body.access_token })
    equal(who.body.kind as unknown, 'nobody', 'outside a wallet it is nobody')
    const [mine] = await grants()
    ok(mine)
    const payload = Buffer.from(body.access_token.split('.')[1] ?? '', 'base64url').toString()
    equal((JSON.parse(payload) as { sub: string }).sub, mine.id, 'the learner has no other name')
    ok(mine.usedAt, 'the use is noted')
  })

  it('is sent away with access_denied, once', async () => {
    const { handle } = await ask(origin, client)
    const path = `/api/grant-requests/${handle}/refusal`
    const { body } = await api(path, { method: 'POST' })
    const back = new URL(String(body.redirectUri))
    equal(back.searchParams.get('error'), 'access_denied')
    equal(back.searchParams.has('code'), false)
    equal(slugOf(await api(path, { method: 'POST' })), 'unknown-grant-request')
    await rejects(agree(origin, cookie, { handle, scopes: READ }), /unknown-grant-request/)
    deepEqual(await grants(), [])
  })

  it('gets no more than it asked for, and nothing that is no wallet scope', async () => {
    const { handle } = await ask(origin, client, { scope: 'wallet:read' })
    await rejects(agree(origin, cookie, { handle, scopes: ['wallet:share'] }), /invalid-scope/)
    await rejects(agree(origin, cookie, { handle, scopes: ['admin'] }), /400/)
    await rejects(agree(origin, cookie, { handle, scopes: [] }), /400/)
    await rejects(ask(origin, client, { scope: 'wallet:read admin' }), /invalid_scope/)
  })

  it('must show its secret, a challenge, and an address that can be trusted', async () => {
    const stranger = { ...client, clientSecret: 'guessed' }
    await rejects(ask(origin, stranger), /401.*invalid_client/)
    for (const [more, fault] of [
      [{ code_challenge_method: 'plain' }, /code_challenge_method/],
      [{ code_challenge: 'short' }, /code_challenge/],
      [{ response_type: 'token' }, /response_type/],
      [{ redirect_uri: 'http://jobs.example/' }, /redirect_uri must be an https/],
      [{ redirect_uri: 'javascript:alert(1)' }, /redirect_uri must be an https/],
      [{ redirect_uri: 'https://jobs.example/#x' }, /fragment/],
      [{ redirect_uri: 'https://a:b@jobs.example/' }, /name a user/],
      [{ request_uri: 'urn:x' }, /request objects/],
    ] as const) {
      await rejects(ask(origin, client, more), fault)
    }
    await ask(origin, client, { redirect_uri: 'http://127.0.0.1:9000/back' })
  })

  it('finds no way with another client’s request, an answered one, or one that is too old', async () => {
    const { handle, requestUri } = await ask(origin, client)
    const goes = async (clientId: string, uri: string) => {
      const query = new URLSearchParams({ client_id: clientId, request_uri: uri })
      return (await api(`/oauth/authorize?${query}`)).headers.get('location')
    }
    equal(await goes('demo-operator', requestUri), '/grants/unknown')
    equal(await goes(client.clientId, 'urn:other'), '/grants/unknown')
    served.clock.now += 601
    equal(await goes(client.clientId, requestUri), '/grants/unknown')
    equal(slugOf(await api(`/api/grant-requests/${handle}`)), 'unknown-grant-request')
    equal(slugOf(await api('/api/grant-requests/unknown')), 'unknown-grant-request')
  })

  it('asks nobody who is not signed in', async () => {
    const { handle } = await ask(origin, client)
    const path = `/api/grant-requests/${handle}`
    for (const [method, way] of [
      ['GET', path],
      ['POST', `${path}/approval`],
      ['POST', `${path}/refusal`],
      ['GET', '/api/me/grants'],
      ['DELETE', '/api/me/grants/x'],
    ] as const) {
      equal(slugOf(await call(origin, way, { method })), 'not-signed-in', way)
    }
  })

  it('redeems a code once, with its verifier, at its address, in time, itself', async () => {
    const { handle, codeVerifier } = await ask(origin, client)
    const back = await agree(origin, cookie, { handle, scopes: READ })
    const code = back.searchParams.get('code') ?? ''
    const good = {
      grant_type: 'authorization_code',
      ...{ code, code_verifier: codeVerifier, redirect_uri: REDIRECT_URI },
    }
    const other = await served.accounts.clients.create({
      ...{ name: 'Other', scopes: ['jobs:write'], tenantId: 'demo-employer' },
    })
    const refused = async (form: Readonly<Record<string, string>>, by = client) => {
      const { status, body } = await token(form, by)
      deepEqual([status, body.error], [400, 'invalid_grant'], JSON.stringify(form))
    }
    await refused(good, other)
    await refused({ ...good, code_verifier: 'x'.repeat(43) })
    await refused({ ...good, redirect_uri: 'https://jobs.example/' })
    await refused({ ...good, code: 'guessed' })
    const { code: _, ...none } = good
    await refused(none)
    served.clock.now += 59
    const { status, body } = await token(good)
    equal(status, 200, 'none of these used it up')
    await refused(good)
    const who = await call(origin, '/who', { token: body.access_token })
    equal(slugOf(who), 'invalid-access-token', 'a replayed code ends what came of it')
    deepEqual(await grants(), [])
  })

  it('has a minute for the code', async () => {
    const { handle, codeVerifier } = await ask(origin, client)
    const back = await agree(origin, cookie, { handle, scopes: READ })
    served.clock.now += 60
    const late = { code: back.searchParams.get('code') ?? '', codeVerifier }
    equal((await redeem(origin, client, late)).body.error, 'invalid_grant')
  })

  it('refreshes, each time with a new token; an old one ends all', async () => {
    const first = await letIn(origin, client, { cookie, scopes: READ })
    const refresh = (refresh_token: string, by = client) =>
      token({ grant_type: 'refresh_token', refresh_token }, by)
    const second = await refresh(first.refreshToken)
    equal(second.status, 200)
    notEqual(second.body.refresh_token, first.refreshToken)
    served.clock.now += 601
    const late = await call(origin, '/who', { token: second.body.access_token })
    equal(slugOf(late), 'invalid-access-token')
    const other = await served.accounts.clients.create({
      ...{ name: 'Other', scopes: ['jobs:write'], tenantId: 'demo-employer' },
    })
    equal((await refresh(second.body.refresh_token, other)).body.error, 'invalid_grant')
    const third = await refresh(second.body.refresh_token)
    equal(third.status, 200)
    equal((await refresh(first.refreshToken)).body.error, 'invalid_grant')
    equal((await refresh(third.body.refresh_token)).body.error, 'invalid_grant')
    deepEqual(await grants(), [])
  })

  it('ten redemptions at once: one has the tokens, and then none', async () => {
    const { handle, codeVerifier } = await ask(origin, client)
    const back = await agree(origin, cookie, { handle, scopes: READ })
    const wish = { code: back.searchParams.get('code') ?? '', codeVerifier }
    const all = await Promise.all(Array.from({ length: 10 }, () => redeem(origin, client, wish)))
    ok(all.filter(({ status }) => status === 200).length <= 1)
    deepEqual(await grants(), [], 'somebody else knew the code')
  })

  it('is shut out at once by the learner, by nobody else', async () => {
    const { accessToken, refreshToken } = await letIn(origin, client, { cookie, scopes: READ })
    const [mine] = await grants()
    const path = `/api/me/grants/${mine?.id}`
    const stranger = await signInByLink(origin, 'employer@example.org')
    deepEqual(await grants(stranger), [])
    const theirs = await api(path, { method: 'DELETE', cookie: stranger })
    const none = await api('/api/me/grants/none', { method: 'DELETE', cookie: stranger })
    deepEqual([theirs.status, theirs.body], [404, none.body])
    equal((await api(path, { method: 'DELETE' })).status, 204)
    deepEqual(await grants(), [])
    const who = await call(origin, '/who', { token: accessToken })
    equal(slugOf(who), 'invalid-access-token')
    const refresh = await token({ grant_type: 'refresh_token', refresh_token: refreshToken })
    equal(refresh.body.error, 'invalid_grant')
    equal(slugOf(await api(path, { method: 'DELETE' })), 'unknown-grant')
  })

  it('is out when it is disabled, and after ninety days without a use', async () => {
    const { accessToken } = await letIn(origin, client, { cookie, scopes: READ })
    await served.accounts.clients.disable('demo-employer', client.clientId)
    equal(slugOf(await call(origin, '/who', { token: accessToken })), 'invalid-access-token')
    const again = await served.accounts.clients.create({
      ...{ name: 'Again', scopes: ['jobs:write'], tenantId: 'demo-employer' },
    })
    const { refreshToken } = await letIn(origin, again, { cookie, scopes: READ })
    served.clock.now += 90 * 24 * 3600
    const late = await token({ grant_type: 'refresh_token', refresh_token: refreshToken }, again)
    equal(late.body.error, 'invalid_grant')
  })

  it('let in again, has the newer consent in the place of the older', async () => {
    const first = await letIn(origin, client, { cookie, scopes: READ })
    await letIn(origin, client, { cookie, scopes: ['wallet:share'] })
    equal((await grants()).length, 1)
    equal(slugOf(await call(origin, '/who', { token: first.accessToken })), 'invalid-access-token')
    await letIn(origin, client, { cookie, scopes: READ, profileId: 'another' })
    equal((await grants()).length, 2, 'another profile is another consent')
  })

  it('is in what a person takes away, and gone when they are', async () => {
    await letIn(origin, client, { cookie, scopes: READ })
    const { people, personData } = served.accounts
    const person = await people.byEmail('learner@example.org')
    const exported = JSON.stringify(await personData.exportPerson(person?.id ?? ''))
    match(exported, new RegExp(client.clientId))
    await served.database.transaction((tx) => personData.erasePerson(tx, person?.id ?? ''))
    const kinds = (await served.accounts.grants.ofPerson(person?.id ?? '')).length
    equal(kinds, 0)
  })

  it('finds the endpoints, and nothing secret is logged', async () => {
    const { body } = await api('/.well-known/oauth-authorization-server/oauth')
    equal(body.issuer as unknown, `${origin}/oauth`)
    equal(body.pushed_authorization_request_endpoint as unknown, `${origin}/oauth/par`)
    const { accessToken, refreshToken } = await letIn(origin, client, { cookie, scopes: READ })
    await redeem(origin, client, { code: 'guessed', codeVerifier: 'v'.repeat(43) })
    for (const secret of [accessToken, refreshToken, client.clientSecret]) {
      equal(loggedText(served).includes(secret), false)
    }
  })

  it('gets tokens in no other way', async () => {
    const { status, body } = await token({ grant_type: 'password' })
    deepEqual([status, body.error], [400, 'unsupported_grant_type'])
  })
})
