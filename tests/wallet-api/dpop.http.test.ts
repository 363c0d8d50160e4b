import { deepEqual, equal, match, notEqual, ok } from 'node:assert/strict'
import { describeOnBothDatabases } from '../support/databases.ts'
import { type DpopGuard, demandDpop } from './dpop-guard.ts'
import { type Bench, type Edge, migrations, openBench, person, serve, slugOf } from './support.ts'

const OWNER = person('owner')
const PATH = '/api/wallet/receive'

describeOnBothDatabases('our wallet where DPoP is wanted (RFC 9449)', migrations, (db) => {
  let bench: Bench
  let edge: Edge
  let guard: DpopGuard
  beforeEach(async () => {
    bench = await openBench(db())
    edge = await serve(bench)
    guard = demandDpop(bench.issuer, bench.now)
    Object.assign(bench.issuer.server, {
      authorization_endpoint: `${bench.issuer.origin}/authorize`,
      pushed_authorization_request_endpoint: `${bench.issuer.origin}/par`,
    })
  })
  afterEach(async () => {
    await edge.close()
    await bench.close()
  })

  const receive = (offerUri = bench.issuer.offer()) =>
    edge.call('POST', PATH, { as: OWNER, json: { offerUri } })
  const begin = () => {
    const offerUri = bench.issuer.offer({ changes: { grants: { authorization_code: {} } } })
    return edge.call('POST', `${PATH}/sign-in`, { as: OWNER, json: { offerUri } })
  }
  const end = (json: unknown) => edge.call('POST', `${PATH}/sign-in/answer`, { as: OWNER, json })
  const signedIn = async () => bench.issuer.signIn(String((await begin()).body.authorizationUrl))
  const paths = () => guard.proofs.map(({ path }) => path)
  const keys = () => [...new Set(guard.proofs.map(({ key }) => key))]
  const refused = (answer: Awaited<ReturnType<typeof receive>>, slug: string) => {
    deepEqual([answer.status >= 400, slugOf(answer)], [true, slug], JSON.stringify(answer.body))
  }
  const kept = async () => {
    const rows = await bench.db
      .tables<{ wallet_receiving: { progress: Uint8Array } }>()
      .selectFrom('wallet_receiving')
      .select('progress')
      .execute()
    return rows.map(({ progress }) => progress.length)
  }

  it('gets token and credential by proofs of one key, the second naming the token (§7)', async () => {
    equal((await receive()).status, 201)
    deepEqual(paths(), ['/token', '/credential'])
    equal(keys().length, 1)
    deepEqual(
      guard.proofs.map(({ payload }) => typeof payload.ath),
      ['undefined', 'string'],
    )
  })

  it('signs by what the server knows: with ES256 alone by that, with neither not at all', async () => {
    bench.issuer.server.dpop_signing_alg_values_supported = ['RS256', 'ES256']
    equal((await receive()).status, 201)
    bench.issuer.server.dpop_signing_alg_values_supported = ['RS256']
    refused(await receive(), 'issuer-unreachable')
    equal(guard.proofs.length, 2)
  })

  it('has another key for every receiving, so that two are not known for one learner', async () => {
    await receive()
    await receive()
    equal(keys().length, 2)
  })

  it('pushes the request with the key that the code is redeemed with (§10)', async () => {
    const answer = await end(await signedIn())
    equal(answer.status, 201, JSON.stringify(answer.body))
    deepEqual([paths(), keys().length], [['/par', '/token', '/credential'], 1])
  })

  it('names the key in the address where nothing is pushed (§10)', async () => {
    bench.issuer.server.pushed_authorization_request_endpoint = undefined
    const { body } = await begin()
    match(new URL(String(body.authorizationUrl)).searchParams.get('dpop_jkt') ?? '', /^[\w-]{43}$/)
  })

  it('asks again with the nonce that it is told, once at each server (§8, §9)', async () => {
    for (const status of [400, 401] as const) {
      guard.sentBack.length = 0
      Object.assign(guard.ways, { nonce: 'asked', status })
      const answer = await end(await signedIn())
      equal(answer.status, 201, JSON.stringify(answer.body))
      // The token endpoint is asked by another client than the push; the nonce endpoint tells the next.
      deepEqual(guard.sentBack, ['/par', '/token'])
    }
  })

  it('asks again with the nonce where the credential is, when nothing told it before', async () => {
    guard.ways.nonce = 'asked'
    bench.issuer.behaviour.instead.delete('/nonce')
    equal((await receive()).status, 201)
    deepEqual(guard.sentBack, ['/token', '/credential'])
  })

  it('gives up on a server that is never content, or does not say the nonce', async () => {
    for (const nonce of ['endless', 'unsaid'] as const) {
      guard.sentBack.length = 0
      guard.ways.nonce = nonce
      refused(await receive(), 'issuer-unreachable')
      equal(guard.sentBack.length, nonce === 'endless' ? 2 : 1)
    }
    guard.ways.nonce = 'any'
    bench.issuer.behaviour.instead.set('/credential', (_request, response) => {
      response.set('www-authenticate', 'DPoP error="use_dpop_nonce"').set('dpop-nonce', 'x')
      response.status(401).end()
    })
    const answer = await receive()
    refused(answer, 'issuer-unreachable')
    match(String(answer.body.detail), /use_dpop_nonce/)
    equal(bench.issuer.asked.filter((path) => path === '/credential').length, 2)
  })

  it('takes a bearer token though it showed a key (§5), and no token of an unknown kind', async () => {
    guard.ways.tokenType = 'bearer'
    bench.issuer.behaviour.instead.delete('/credential')
    equal((await receive()).status, 201)
    guard.ways.tokenType = 'mac'
    refused(await receive(), 'issuer-unreachable')
  })

  it('takes no bound token where it showed no key', async () => {
    bench.issuer.server.dpop_signing_alg_values_supported = undefined
    bench.issuer.behaviour.instead.set('/token', (_request, response) => {
      response.json({ access_token: 'x', token_type: 'DPoP', expires_in: 60 })
    })
    refused(await receive(), 'issuer-unreachable')
  })

  describe('when the credential comes later', () => {
    let offer: string
    beforeEach(async () => {
      guard.ways.refresh = true
      bench.issuer.behaviour.deferTimes = 1
      offer = bench.issuer.offer()
      refused(await receive(offer), 'issuer-not-ready')
    })

    it('collects it with the same key, which is gone afterwards', async () => {
      const [before = 0] = await kept()
      equal((await receive(offer)).status, 201)
      deepEqual([paths(), keys().length], [['/token', '/credential', '/deferred'], 1])
      const [after = 0] = await kept()
      ok(after < 100 && before > 300, `${before} ${after}`)
    })

    it('renews a permission that ended, with the key that the refresh token is bound to', async () => {
      bench.setNow(bench.now() + 121)
      equal((await receive(offer)).status, 201)
      deepEqual(paths(), ['/token', '/credential', '/token', '/deferred'])
      equal(keys().length, 1)
    })

    it('sends the refresh token once, also when five come at the same time', async () => {
      bench.setNow(bench.now() + 121)
      const all = await Promise.all(Array.from({ length: 5 }, () => receive(offer)))
      ok(all.some(({ status }) => status === 201))
      equal(bench.issuer.asked.filter((path) => path === '/token').length, 2)
    })

    it('keeps the refresh token when the server is out of order', async () => {
      bench.setNow(bench.now() + 121)
      guard.ways.refusal = { error: 'temporarily_unavailable' }
      refused(await receive(offer), 'issuer-unreachable')
      guard.ways.refusal = undefined
      equal((await receive(offer)).status, 201)
    })

    it('is told when the server takes the refresh token no more', async () => {
      bench.setNow(bench.now() + 121)
      guard.ways.refusal = { error: 'invalid_grant' }
      refused(await receive(offer), 'offer-refused')
    })
  })

  it('collects after a sign-in too, when sign-in and permission are both over', async () => {
    guard.ways.refresh = true
    bench.issuer.behaviour.deferTimes = 1
    const back = await signedIn()
    refused(await end(back), 'issuer-not-ready')
    bench.setNow(bench.now() + 7200)
    equal((await end(back)).status, 201)
    equal(keys().length, 1)
  })

  it('keeps the key sealed', async () => {
    await begin()
    const [row] = await bench.db
      .tables<{ wallet_receiving: { progress: Uint8Array } }>()
      .selectFrom('wallet_receiving')
      .select('progress')
      .execute()
    notEqual(row, undefined)
    equal(Buffer.from(row?.progress ?? []).includes('"d"'), false)
  })
})
