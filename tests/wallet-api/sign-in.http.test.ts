import { deepEqual, equal, match, notEqual, ok } from 'node:assert/strict'
import { describeOnBothDatabases } from '../support/databases.ts'
import type { OfferOptions, SignedIn } from './foreign-issuer.ts'
import {
  type Bench,
  type Edge,
  migrations,
  openBench,
  PUBLIC_URL,
  person,
  serve,
  slugOf,
} from './support.ts'

const OWNER = person('owner')
const PATH = '/api/wallet/receive/sign-in'

describeOnBothDatabases('receiving from an issuer where its owner signs in', migrations, (db) => {
  let bench: Bench
  let edge: Edge
  beforeEach(async () => {
    bench = await openBench(db())
    edge = await serve(bench)
    Object.assign(bench.issuer.server, {
      authorization_endpoint: `${bench.issuer.origin}/authorize`,
      pushed_authorization_request_endpoint: `${bench.issuer.origin}/par`,
      code_challenge_methods_supported: ['S256'],
      authorization_response_iss_parameter_supported: true,
    })
  })
  afterEach(async () => {
    await edge.close()
    await bench.close()
  })

  const offer = (grant: object = { issuer_state: 'the-state' }, more: OfferOptions = {}) =>
    bench.issuer.offer({ ...more, changes: { grants: { authorization_code: grant } } })
  const begin = (offerUri = offer(), as = OWNER) =>
    edge.call('POST', PATH, { as, json: { offerUri } })
  const begun = async (): Promise<SignedIn> => {
    const { status, body } = await begin()
    equal(status, 201, JSON.stringify(body))
    return bench.issuer.signIn(String(body.authorizationUrl))
  }
  const end = (json: unknown, as = OWNER) => edge.call('POST', `${PATH}/answer`, { as, json })
  const titles = async (as = OWNER) => {
    const { body } = await edge.call('GET', '/api/wallet/credentials', { as })
    return (body.credentials as { title: string }[]).map(({ title }) => title)
  }
  const tokensAsked = () => bench.issuer.asked.filter((path) => path === '/token').length

  it('goes on in the profile where it was begun, whichever is looked at when the browser is back', async () => {
    const { id } = await bench.wallet.profiles.create('owner', { name: 'Freelance' })
    const headers = { 'brevet-profile': id }
    const options = { as: OWNER, json: { offerUri: offer() }, headers }
    const { body } = await edge.call('POST', PATH, options)
    const back = bench.issuer.signIn(String(body.authorizationUrl))
    const answer = await end(back)
    equal(answer.status, 201, JSON.stringify(answer.body))
    const [credential] = answer.body.credentials as { profileId: string; subject: string }[]
    equal(credential?.profileId, id)
    deepEqual((await bench.wallet.profiles.detail('owner', id)).dids, [credential?.subject])
    deepEqual(await titles(), [], 'the default one has none')
  })

  it('is said to need a sign-in, before anything is asked of the issuer', async () => {
    const answer = await edge.call('POST', '/api/wallet/receive', {
      as: OWNER,
      json: { offerUri: offer() },
    })
    deepEqual([answer.status, slugOf(answer)], [409, 'issuer-sign-in-needed'])
    deepEqual(bench.issuer.asked, [])
  })

  it('pushes the request with a challenge (RFC 9126, RFC 7636) and shows nothing of it in the address', async () => {
    const { body } = await begin()
    equal(body.issuer, bench.issuer.origin)
    const url = new URL(String(body.authorizationUrl))
    equal(url.origin + url.pathname, `${bench.issuer.origin}/authorize`)
    deepEqual([...url.searchParams.keys()].sort(), ['client_id', 'request_uri'])
    const [pushed] = bench.issuer.pushed
    ok(pushed)
    match(String(pushed.code_challenge), /^[\w-]{43}$/)
    match(String(pushed.state), /^[\w-]{43}$/)
    deepEqual(
      [
        pushed.response_type,
        pushed.client_id,
        pushed.redirect_uri,
        pushed.code_challenge_method,
        pushed.scope,
        pushed.issuer_state,
        pushed.resource,
      ],
      [
        'code',
        PUBLIC_URL,
        `${PUBLIC_URL}/wallet/authorized`,
        'S256',
        'badge',
        'the-state',
        bench.issuer.origin,
      ],
    )
    await begin()
    notEqual(bench.issuer.pushed[1]?.state, pushed.state)
    notEqual(bench.issuer.pushed[1]?.code_challenge, pushed.code_challenge)
  })

  it('keeps the certificate when its owner comes back, and the same when the page is loaded again', async () => {
    const back = await begun()
    const answer = await end(back)
    equal(answer.status, 201, JSON.stringify(answer.body))
    deepEqual(await titles(), ['Careful Reader'])
    const again = await end(back)
    deepEqual([again.status, again.body.credentials], [201, answer.body.credentials])
    equal(tokensAsked(), 1)
  })

  it('names itself in the proof of its key, as the client that signed in (Appendix F.1)', async () => {
    equal((await end(await begun())).status, 201)
    deepEqual(
      bench.issuer.proofs.map(({ payload }) => payload.iss),
      [PUBLIC_URL],
    )
  })

  it('asks in the address where the issuer takes nothing pushed, with the challenge all the same', async () => {
    for (const member of Object.keys(bench.issuer.server)) {
      if (member !== 'authorization_endpoint') bench.issuer.server[member] = undefined
    }
    const { body } = await begin()
    const { searchParams } = new URL(String(body.authorizationUrl))
    equal(searchParams.get('code_challenge_method'), 'S256')
    equal(searchParams.get('issuer_state'), 'the-state')
  })

  it('asks by the name of the form where it has no scope (OpenID4VCI 1.0 §5.1.1)', async () => {
    const { badge } = bench.issuer.behaviour.configurations as { badge: object }
    bench.issuer.behaviour.configurations = { badge: { ...badge, scope: undefined } }
    await begin()
    deepEqual(JSON.parse(bench.issuer.pushed[0]?.authorization_details ?? ''), [
      { type: 'openid_credential', credential_configuration_id: 'badge' },
    ])
    equal(bench.issuer.pushed[0]?.scope, undefined)
  })

  it('sends no code that another server gave, or that comes without a name (RFC 9207)', async () => {
    const back = await begun()
    for (const iss of ['https://evil.example', `${bench.issuer.origin}/`, '', undefined]) {
      const answer = await end({ ...back, ...(iss === undefined ? { iss: undefined } : { iss }) })
      deepEqual([answer.status, slugOf(answer)], [422, 'sign-in-mixed-up'], String(iss))
    }
    equal(tokensAsked(), 0)
    deepEqual(await titles(), [])
    equal((await end(back)).status, 201, 'the right answer is taken still')
  })

  it('takes an answer without a name where the issuer never says one', async () => {
    bench.issuer.server.authorization_response_iss_parameter_supported = false
    const { iss: _, ...back } = await begun()
    equal((await end(back)).status, 201)
  })

  it('knows no state that it did not make, that is somebody else’s, or too old', async () => {
    const back = await begun()
    const answers = [
      await end({ ...back, state: 'x'.repeat(43) }),
      await end(back, person('other')),
      await end(back, person('other', 'another-tenant')),
    ]
    bench.setNow(bench.now() + 1800)
    answers.push(await end(back))
    for (const answer of answers) {
      deepEqual([answer.status, slugOf(answer)], [404, 'unknown-issuer-sign-in'])
    }
    equal(tokensAsked(), 0)
  })

  it('sends a code once, also when ten answers come at the same time', async () => {
    const back = await begun()
    const answers = await Promise.all(Array.from({ length: 10 }, () => end(back)))
    ok(answers.some(({ status }) => status === 201))
    equal(tokensAsked(), 1)
    deepEqual(await titles(), ['Careful Reader'])
  })

  it('does not try a code again that the issuer refused', async () => {
    const back = await begun()
    const refused = await end({ ...back, code: 'guessed' })
    deepEqual([refused.status, slugOf(refused)], [422, 'offer-refused'])
    deepEqual(slugOf(await end(back)), 'unknown-issuer-sign-in')
    deepEqual(await titles(), [])
  })

  it('goes on where it stopped when the issuer broke down after the code was spent', async () => {
    const back = await begun()
    bench.issuer.behaviour.instead.set('/credential', (_request, response) => {
      response.status(503).end()
    })
    equal(slugOf(await end(back)), 'issuer-unreachable')
    bench.issuer.behaviour.instead.clear()
    equal((await end(back)).status, 201)
    equal(tokensAsked(), 1)
  })

  it('does not send a spent code again when what it brought is over', async () => {
    const back = await begun()
    bench.issuer.behaviour.instead.set('/credential', (_request, response) => {
      response.status(503).end()
    })
    equal(slugOf(await end(back)), 'issuer-unreachable')
    bench.issuer.behaviour.instead.clear()
    bench.setNow(bench.now() + 121) // the token lasts two minutes, the sign-in half an hour
    deepEqual(slugOf(await end(back)), 'unknown-issuer-sign-in')
    equal(tokensAsked(), 1)
    deepEqual(await titles(), [])
  })

  it('hears that its owner said no at the issuer', async () => {
    const { state, iss } = await begun()
    const answer = await end({ state, iss, error: 'access_denied' })
    deepEqual([answer.status, slugOf(answer)], [422, 'offer-refused'])
    match(String(answer.body.detail), /access_denied/)
    const odd = await end({ state, iss, error: '<script>' })
    equal(JSON.stringify(odd.body).includes('<script>'), false)
  })

  it('does not sign in where that is not safe, or nowhere', async () => {
    const refused = async (changes: Record<string, unknown>) => {
      Object.assign(bench.issuer.server, changes)
      const answer = await begin()
      deepEqual(
        [answer.status, slugOf(answer)],
        [422, 'unsupported-offer'],
        JSON.stringify(changes),
      )
    }
    await refused({ code_challenge_methods_supported: ['plain'] })
    await refused({ code_challenge_methods_supported: ['S256'], authorization_endpoint: undefined })
    equal(
      slugOf(await begin(offer({ authorization_server: 'https://other.example' }))),
      'unsupported-offer',
    )
    deepEqual(bench.issuer.pushed, [])
    bench.issuer.server.authorization_endpoint = 'javascript:alert(1)//'
    equal(slugOf(await begin()), 'issuer-unreachable')
  })

  it('is told by an issuer that will not have it', async () => {
    bench.issuer.behaviour.instead.set('/par', (_request, response) => {
      response.status(401).json({ error: 'invalid_client' })
    })
    const answer = await begin()
    deepEqual([answer.status, slugOf(answer)], [422, 'offer-refused'])
  })

  it('keeps nothing of it readable in the database', async () => {
    await begin()
    const rows = await bench.db
      .tables<{ wallet_receiving: { offer: string; progress: Uint8Array } }>()
      .selectFrom('wallet_receiving')
      .selectAll()
      .execute()
    equal(rows.length, 1)
    const text = rows.map((row) => Buffer.from(row.progress).toString('latin1') + row.offer).join()
    for (const plain of [bench.issuer.origin, bench.issuer.pushed[0]?.state ?? '-', 'the-state']) {
      equal(text.includes(plain), false)
    }
  })
})
