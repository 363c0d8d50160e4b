import { deepEqual, equal, match, throws } from 'node:assert/strict'
import { createSigner, generateKey } from '../../keys/index.ts'
import { readConfig } from '../../platform/config.ts'
import { readTrustAnchors } from '../../platform/trust-anchors.ts'
import { describeOnBothDatabases } from '../support/databases.ts'
import { CLIENT, type CodeFlow, handleOf, openCodeFlow } from './code-flow.ts'
import { openLearner, type TestLearner } from './learner.ts'
import { openProvider, type Provider } from './provider.ts'
import { type Answer, type Bench, migrations, NOW, openIssuer } from './support.ts'
import { GRANT, openWallet, type TestWallet } from './wallet.ts'

const TOKEN = '/openid4vci/token'
const PAR = '/openid4vci/par'

describeOnBothDatabases('wallets that a provider vouches for (HAIP 1.0)', migrations, (db) => {
  let provider: Provider
  let bench: Bench
  let learner: TestLearner
  let flow: CodeFlow
  let wallet: TestWallet
  const open = async (env: Readonly<Record<string, string>> = {}) => {
    bench = await openIssuer(db(), { env: { WALLET_PROVIDERS: provider.file, ...env } })
    learner = await openLearner(bench)
    flow = openCodeFlow(bench)
    wallet = openWallet(bench, 'ES256')
    await learner.pass()
  }
  before(async () => {
    provider = await openProvider(NOW)
  })
  after(() => provider.end())
  afterEach(() => bench.close())

  type Attesting = Partial<Parameters<Provider['attest']>[0]>
  const attest = (more: Attesting = {}) =>
    provider.attest({ clientId: CLIENT, audience: bench.origin, now: bench.now(), ...more })
  const bound = async (path: string, more: Attesting = {}) => ({
    ...(await attest(more)),
    dpop: await flow.dpop(path),
  })
  const refused = ({ status, body, text }: Answer, wanted: readonly [number, string]) => {
    deepEqual([status, body.error], wanted, text)
  }
  const NOBODY = [401, 'invalid_client'] as const

  describe('where nothing is demanded', () => {
    beforeEach(() => open())

    it('are told of in the metadata, beside others', async () => {
      const { body } = await bench.call('GET', '/.well-known/oauth-authorization-server')
      deepEqual(body.token_endpoint_auth_methods_supported, ['none', 'attest_jwt_client_auth'])
      equal((await flow.push()).status, 201)
      equal((await flow.push({}, await attest())).status, 201)
    })

    it('are refused with an attestation that does not hold', async () => {
      const other = createSigner('ES256', generateKey('ES256'))
      const wrong: readonly Attesting[] = [
        { clientId: 'another.example' },
        { audience: 'https://other.example' },
        { now: NOW - 7200 },
        { pop: { exp: NOW + 3600 } },
        { popBy: other },
        { attestation: { cnf: { jwk: other.publicJwk } } },
        { attestation: { exp: NOW - 60 } },
      ]
      for (const more of wrong) {
        refused(await flow.push({}, await attest(more)), NOBODY)
      }
      const good = await attest()
      const alone = { 'oauth-client-attestation': good['oauth-client-attestation'] }
      refused(await flow.push({}, alone), NOBODY)
      equal((await flow.push({}, good)).status, 201)
      refused(await flow.push({}, good), NOBODY)
    })

    it('are refused when the provider is unknown, or shows a bare key', async () => {
      const stranger = await openProvider(NOW)
      const headers = await stranger.attest({
        clientId: CLIENT,
        audience: bench.origin,
        now: bench.now(),
      })
      refused(await flow.push({}, headers), NOBODY)
      const by = createSigner('ES256', generateKey('ES256'))
      const self = await provider.token(
        { typ: 'oauth-client-attestation+jwt', jwk: by.publicJwk },
        { iss: 'x', sub: CLIENT, exp: NOW + 600, cnf: { jwk: by.publicJwk } },
        by,
      )
      const pop = await attest({ popBy: by })
      refused(await flow.push({}, { ...pop, 'oauth-client-attestation': self }), NOBODY)
      await stranger.end()
    })
  })

  describe('of an offer that demands them', () => {
    const offered = async () => {
      const { status, body, text } = await learner.offer({ profile: 'haip' })
      equal(status, 201, text)
      match(String(body.offerUri), /^haip-vci:\/\//)
      const offer = await wallet.readOffer(String(body.offerUri))
      const grants = offer.content.grants as { authorization_code: { issuer_state: string } }
      return grants.authorization_code.issuer_state
    }

    it('get the certificate with attestation, DPoP and sign-in', async () => {
      await open()
      const state = await offered()
      const pushed = await flow.push({ issuer_state: state }, await bound(PAR))
      equal(pushed.status, 201, pushed.text)
      const handle = handleOf(pushed.body.request_uri)
      const { body } = await flow.approve(handle, learner.amina, await learner.awardId())
      const code = new URL(String(body.redirectUri)).searchParams.get('code') ?? ''
      const dpop = await flow.dpop(TOKEN)
      refused(await flow.token({ code }, { dpop }), NOBODY)
      refused(await flow.token({ code }, await attest()), [400, 'invalid_dpop_proof'])
      equal((await flow.token({ code }, await bound(TOKEN))).status, 200)
    })

    it('are refused without one or the other', async () => {
      await open()
      const more = { issuer_state: await offered() }
      refused(await flow.push(more), NOBODY)
      refused(await flow.push(more, { dpop: await flow.dpop(PAR) }), NOBODY)
      refused(await flow.push(more, await attest()), [400, 'invalid_dpop_proof'])
    })

    it('cannot be demanded where no provider is known', async () => {
      await open({ WALLET_PROVIDERS: '' })
      const { status, text } = await learner.offer({ profile: 'haip' })
      deepEqual([status, /profile-not-available/.test(text)], [422, true])
      const { body } = await bench.call('GET', '/.well-known/oauth-authorization-server')
      deepEqual(body.token_endpoint_auth_methods_supported, ['none'])
    })
  })

  describe('where the installation demands them', () => {
    beforeEach(() => open({ WALLET_PROFILE: 'haip' }))

    it('are the only ones let in, by whatever grant', async () => {
      const { body } = await bench.call('GET', '/.well-known/oauth-authorization-server')
      deepEqual(
        [
          body.token_endpoint_auth_methods_supported,
          body['pre-authorized_grant_anonymous_access_supported'],
        ],
        [['attest_jwt_client_auth'], false],
      )
      refused(await flow.push(), NOBODY)
      const { code } = await wallet.readOffer(String((await learner.offer()).body.offerUri))
      refused(await wallet.token(code), NOBODY)
      const redeem = { grant_type: GRANT, 'pre-authorized_code': code, code_verifier: undefined }
      refused(await flow.token(redeem, await attest()), [400, 'invalid_dpop_proof'])
      const token = await flow.token(redeem, await bound(TOKEN))
      deepEqual([token.status, token.body.token_type], [200, 'DPoP'], token.text)
    })
  })

  describe('and for their holders’ keys (`attestation`, OpenID4VCI 1.0 §F.3)', () => {
    beforeEach(() => open())
    const keys = [1, 2].map(() => createSigner('ES256', generateKey('ES256')).publicJwk)
    const newToken = async () => {
      const { code } = await wallet.readOffer(String((await learner.offer()).body.offerUri))
      return String((await wallet.token(code)).body.access_token)
    }
    const ask = (token: string, attestation: readonly unknown[]) =>
      wallet.credential(token, '', {
        credential_configuration_id: 'OpenBadge_dc+sd-jwt',
        proofs: { attestation },
      })
    const attested = async (more: object = {}) =>
      provider.keyAttestation(keys, {
        iat: bench.now(),
        exp: bench.now() + 600,
        nonce: await wallet.nonce(),
        ...more,
      })

    it('get one certificate for each key attested', async () => {
      const answer = await ask(await newToken(), [await attested()])
      equal(answer.status, 200, answer.text)
      const received = answer.body.credentials as { credential: string }[]
      const bound = received.map(({ credential }) => {
        const [, payload = ''] = credential.split('.')
        const { cnf } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as {
          cnf: { jwk: { x: string } }
        }
        return cnf.jwk.x
      })
      deepEqual(
        bound,
        keys.map(({ x }) => x),
      )
    })

    it('are refused with another nonce, too late, private keys, or by a stranger', async () => {
      const token = await newToken()
      refused(await ask(token, [await attested({ nonce: 'guessed' })]), [400, 'invalid_nonce'])
      refused(await ask(token, [await attested({ exp: NOW - 60 })]), [400, 'invalid_proof'])
      const [key] = keys
      const odd = { attested_keys: [{ ...key, d: 'secret' }] }
      refused(await ask(token, [await attested(odd)]), [400, 'invalid_proof'])
      const stranger = await openProvider(NOW)
      const forged = await stranger.keyAttestation(keys, {
        iat: NOW,
        exp: NOW + 600,
        nonce: await wallet.nonce(),
      })
      refused(await ask(token, [forged]), [400, 'invalid_proof'])
      const twice = [await attested(), await attested()]
      refused(await ask(token, twice), [400, 'invalid_proof'])
      await stranger.end()
    })
  })

  it('must be known before they can be demanded', async () => {
    await open()
    throws(() => readConfig({ WALLET_PROFILE: 'haip' }), /WALLET_PROVIDERS/)
    throws(() => readConfig({ WALLET_PROFILE: 'strict' }), /open or haip/)
    throws(() => readTrustAnchors('/nowhere.pem', 'WALLET_PROVIDERS'), /WALLET_PROVIDERS/)
  })
})
