import { deepEqual, equal, match, notEqual } from 'node:assert/strict'
import { describeOnBothDatabases } from '../support/databases.ts'
import { type CodeFlow, handleOf, openCodeFlow, REDIRECT } from './code-flow.ts'
import { openLearner, type TestLearner } from './learner.ts'
import { type Answer, type Bench, migrations, openIssuer, person } from './support.ts'
import { credentialIn, openWallet, type TestWallet } from './wallet.ts'

describeOnBothDatabases('the authorization code flow (OpenID4VCI 1.0 §5)', migrations, (db) => {
  let bench: Bench
  let learner: TestLearner
  let flow: CodeFlow
  let wallet: TestWallet
  let awardId: string
  beforeEach(async () => {
    bench = await openIssuer(db())
    learner = await openLearner(bench)
    flow = openCodeFlow(bench)
    wallet = openWallet(bench)
    await learner.pass()
    awardId = await learner.awardId()
  })
  afterEach(async () => {
    await bench.close()
  })

  const ask = async (accessToken: string, more: Record<string, unknown> = {}) =>
    wallet.credential(accessToken, await wallet.proof(), more)
  const tokenOf = ({ body }: Answer) => String(body.access_token)

  it('is told of in the metadata: PAR, S256 alone, `iss`, scopes', async () => {
    const { body } = await bench.call('GET', '/.well-known/oauth-authorization-server')
    deepEqual(
      [
        body.authorization_endpoint,
        body.pushed_authorization_request_endpoint,
        body.require_pushed_authorization_requests,
        body.code_challenge_methods_supported,
        body.authorization_response_iss_parameter_supported,
        body.response_types_supported,
      ],
      [
        `${bench.origin}/openid4vci/authorize`,
        `${bench.origin}/openid4vci/par`,
        true,
        ['S256'],
        true,
        ['code'],
      ],
    )
    const issuer = await bench.call('GET', '/.well-known/openid-credential-issuer')
    const configurations = Object.values(
      issuer.body.credential_configurations_supported as Record<string, { scope: string }>,
    )
    deepEqual(configurations.map(({ scope }) => scope).sort(), [
      ...(body.scopes_supported as string[]).toSorted(),
    ])
  })

  it('asks the person in a page, and gives the wallet a certificate of the award chosen', async () => {
    const pushed = await flow.push()
    deepEqual([pushed.status, pushed.body.expires_in], [201, 600], pushed.text)
    equal(pushed.headers.get('cache-control'), 'no-store')
    const requestUri = String(pushed.body.request_uri)
    match(requestUri, /^urn:ietf:params:oauth:request_uri:[\w-]{43}$/)
    const handle = handleOf(requestUri)
    equal(await flow.authorize(requestUri), `/authorize/${handle}`)

    const page = await bench.call('GET', `/api/authorizations/${handle}`, { as: learner.amina })
    deepEqual(
      [page.status, page.body.clientId, page.body.returnsTo],
      [200, 'wallet.example', 'wallet.example'],
    )
    const awards = page.body.awards as { id: string; name: string }[]
    deepEqual(
      awards.map(({ id, name }) => [id, name]),
      [[awardId, 'Fondations de l’IA']],
    )

    const { body } = await flow.approve(handle, learner.amina, awardId)
    const back = new URL(String(body.redirectUri))
    equal(String(body.redirectUri).startsWith(`${REDIRECT}&`), true)
    deepEqual(
      [back.searchParams.get('state'), back.searchParams.get('iss')],
      ['a state & more', bench.origin],
    )
    const token = await flow.token({ code: back.searchParams.get('code') ?? '' })
    deepEqual([token.status, token.body.token_type], [200, 'Bearer'], token.text)
    deepEqual([token.body.refresh_token, token.body.authorization_details], [undefined, undefined])
    const answer = await ask(tokenOf(token))
    equal(answer.status, 200, answer.text)
    equal(credentialIn(answer).credentialSubject.id, wallet.signer.did)
  })

  it('shows the scheme where an app is answered', async () => {
    const { body } = await flow.push({ redirect_uri: 'haip-wallet://back' })
    const path = `/api/authorizations/${handleOf(body.request_uri)}`
    const page = await bench.call('GET', path, { as: learner.amina })
    equal(page.body.returnsTo, 'haip-wallet')
  })

  it('sends the wallet away when the person refuses, once (RFC 6749 §4.1.2.1)', async () => {
    const handle = handleOf((await flow.push()).body.request_uri)
    const path = `/api/authorizations/${handle}/refusal`
    const { body } = await bench.call('POST', path, { as: learner.amina })
    const back = new URL(String(body.redirectUri)).searchParams
    deepEqual(
      [back.get('error'), back.get('code'), back.get('iss'), back.get('state')],
      ['access_denied', null, bench.origin, 'a state & more'],
    )
    equal((await bench.call('POST', path, { as: learner.amina })).status, 404)
    equal((await flow.approve(handle, learner.amina, awardId)).status, 404)
  })

  it('answers `authorization_details` in kind, and takes the identifiers it gave (§6.2)', async () => {
    const details = [
      { type: 'openid_credential', credential_configuration_id: 'OpenBadge_jwt_vc_json' },
    ]
    const code = await flow.code(learner.amina, awardId, {
      scope: undefined,
      authorization_details: JSON.stringify(details),
    })
    const token = await flow.token({ code })
    deepEqual(token.body.authorization_details, [
      { ...details[0], credential_identifiers: ['OpenBadge_jwt_vc_json'] },
    ])
    const answer = await ask(tokenOf(token), {
      credential_configuration_id: undefined,
      credential_identifier: 'OpenBadge_jwt_vc_json',
    })
    equal(answer.status, 200, answer.text)
    const other = await ask(tokenOf(token))
    deepEqual([other.status, other.body.error], [400, 'invalid_credential_request'])
  })

  describe('that begins with an offer', () => {
    const offered = async () => {
      const { body } = await learner.offer({ grant: 'authorization_code' })
      const offer = await wallet.readOffer(String(body.offerUri))
      const byValue = await wallet.readOffer(String(body.offerUriByValue))
      deepEqual(offer, byValue)
      const grants = offer.content.grants as { authorization_code: { issuer_state: string } }
      deepEqual(Object.keys(grants), ['authorization_code'])
      return grants.authorization_code.issuer_state
    }

    it('has the award of the offer, for its owner alone', async () => {
      await learner.pass({ assessmentId: 'assessment-2', courseVersion: '1' })
      const state = await offered()
      const { body } = await flow.push({ issuer_state: state })
      const path = `/api/authorizations/${handleOf(body.request_uri)}`
      const page = await bench.call('GET', path, { as: learner.amina })
      equal((page.body.awards as unknown[]).length, 1)
      const stranger = await bench.call('GET', path, { as: person('somebody-else') })
      equal(stranger.status, 403)
      match(stranger.text, /not-the-recipient/)
    })

    it('refuses a state that no offer has, and takes it for no pre-authorized code', async () => {
      const { status, body } = await flow.push({ issuer_state: 'guessed' })
      deepEqual([status, body.error], [400, 'invalid_grant'])
      const token = await wallet.token(await offered())
      deepEqual([token.status, token.body.error], [400, 'invalid_grant'])
    })
  })

  describe('with a key of the wallet (RFC 9449)', () => {
    const TOKEN = '/openid4vci/token'
    const bound = async () => {
      const dpop = await flow.dpop('/openid4vci/par')
      const { body } = await flow.push({}, { dpop })
      const { body: approved } = await flow.approve(
        handleOf(body.request_uri),
        learner.amina,
        awardId,
      )
      return new URL(String(approved.redirectUri)).searchParams.get('code') ?? ''
    }

    it('binds the code, and gives a refresh token that changes with each use', async () => {
      const token = await flow.token({ code: await bound() }, { dpop: await flow.dpop(TOKEN) })
      deepEqual([token.status, token.body.token_type], [200, 'DPoP'], token.text)
      const refresh = async (text: unknown) =>
        flow.token(
          { grant_type: 'refresh_token', refresh_token: String(text), code_verifier: undefined },
          { dpop: await flow.dpop(TOKEN) },
        )
      const next = await refresh(token.body.refresh_token)
      equal(next.status, 200, next.text)
      notEqual(next.body.refresh_token, token.body.refresh_token)
      const text = tokenOf(next)
      const dpop = await flow.dpop('/openid4vci/credential', text)
      const headers = { authorization: `DPoP ${text}`, dpop }
      const json = {
        credential_configuration_id: 'OpenBadge_ldp_vc',
        proofs: { jwt: [await wallet.proof()] },
      }
      equal((await bench.call('POST', '/openid4vci/credential', { headers, json })).status, 200)

      const replayed = await refresh(token.body.refresh_token)
      deepEqual([replayed.status, replayed.body.error], [400, 'invalid_grant'])
      equal((await refresh(next.body.refresh_token)).status, 400)
      const late = { authorization: `DPoP ${text}` }
      const again = { ...late, dpop: await flow.dpop('/openid4vci/credential', text) }
      equal(
        (await bench.call('POST', '/openid4vci/credential', { headers: again, json })).status,
        401,
      )
    })

    it('refuses the code to another key, and without one', async () => {
      const code = await bound()
      const { token } = flow
      equal((await token({ code })).body.error, 'invalid_dpop_proof')
      const other = openCodeFlow(bench)
      const dpop = await other.dpop(TOKEN)
      equal((await token({ code }, { dpop })).body.error, 'invalid_dpop_proof')
      equal((await token({ code }, { dpop: await flow.dpop(TOKEN) })).status, 200)
    })

    it('takes the key by its thumbprint, and refuses two that differ', async () => {
      const dpop = await flow.dpop('/openid4vci/par')
      const { status, body } = await flow.push({ dpop_jkt: 'A'.repeat(43) }, { dpop })
      deepEqual([status, body.error], [400, 'invalid_dpop_proof'])
      const code = await flow.code(learner.amina, awardId, { dpop_jkt: 'A'.repeat(43) })
      const token = await flow.token({ code }, { dpop: await flow.dpop(TOKEN) })
      equal(token.body.error, 'invalid_dpop_proof')
    })
  })
})
