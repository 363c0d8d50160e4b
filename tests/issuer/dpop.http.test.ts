import { deepEqual, equal, match } from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { createSigner, generateKey, type Signer } from '../../keys/index.ts'
import { describeOnBothDatabases } from '../support/databases.ts'
import { openLearner, type TestLearner } from './learner.ts'
import { type Answer, type Bench, migrations, openIssuer } from './support.ts'
import { GRANT, openWallet, type TestWallet } from './wallet.ts'

type Members = Readonly<Record<string, unknown>>

describeOnBothDatabases('DPoP (RFC 9449)', migrations, (db) => {
  let bench: Bench
  let learner: TestLearner
  let wallet: TestWallet
  let counter = 0
  const key = createSigner('ES256', generateKey('ES256'))
  beforeEach(async () => {
    bench = await openIssuer(db())
    learner = await openLearner(bench)
    wallet = openWallet(bench, 'ES256')
    await learner.pass()
  })
  afterEach(async () => {
    await bench.close()
  })

  const prove = async (
    path: string,
    {
      header = {},
      payload = {},
      by = key,
    }: { header?: Members; payload?: Members; by?: Signer } = {},
  ): Promise<string> => {
    counter++
    const parts = [
      { typ: 'dpop+jwt', alg: 'ES256', jwk: by.publicJwk, ...header },
      {
        jti: `proof-${counter}`,
        htm: 'POST',
        htu: `${bench.origin}${path}`,
        iat: bench.now(),
        ...payload,
      },
    ]
    const input = parts.map((each) => Buffer.from(JSON.stringify(each)).toString('base64url'))
    const signature = await by.sign(Buffer.from(input.join('.')))
    return `${input.join('.')}.${Buffer.from(signature).toString('base64url')}`
  }
  const codeOf = async () =>
    (await wallet.readOffer(String((await learner.offer()).body.offerUri))).code
  const token = (code: string, dpop: string): Promise<Answer> =>
    bench.call('POST', '/openid4vci/token', {
      headers: { 'content-type': 'application/x-www-form-urlencoded', dpop },
      body: new URLSearchParams({ grant_type: GRANT, 'pre-authorized_code': code }).toString(),
    })
  const TOKEN = '/openid4vci/token'
  const CREDENTIAL = '/openid4vci/credential'
  const boundToken = async () =>
    String((await token(await codeOf(), await prove(TOKEN))).body.access_token)
  const athOf = (text: string) => createHash('sha256').update(text).digest('base64url')
  const ask = async (text: string, dpop: string | undefined, scheme = 'DPoP') =>
    bench.call('POST', CREDENTIAL, {
      headers: { authorization: `${scheme} ${text}`, ...(dpop === undefined ? {} : { dpop }) },
      json: {
        credential_configuration_id: 'OpenBadge_ldp_vc',
        proofs: { jwt: [await wallet.proof()] },
      },
    })
  const refused = ({ status, body, text }: Answer, wanted: readonly [number, string]) => {
    deepEqual([status, body.error], wanted, text)
  }

  it('is advertised, and a token asked for with it is bound to the key', async () => {
    const { body } = await bench.call('GET', '/.well-known/oauth-authorization-server')
    deepEqual(body.dpop_signing_alg_values_supported, ['EdDSA', 'Ed25519', 'ES256', 'ES384'])
    const answer = await token(await codeOf(), await prove(TOKEN))
    deepEqual([answer.status, answer.body.token_type], [200, 'DPoP'], answer.text)
    const text = String(answer.body.access_token)
    const dpop = await prove(CREDENTIAL, { payload: { ath: athOf(text) } })
    equal((await ask(text, dpop)).status, 200)
  })

  it('is not forced on a wallet that does not know it', async () => {
    const { code } = await wallet.readOffer(String((await learner.offer()).body.offerUri))
    equal((await wallet.token(code)).body.token_type, 'Bearer')
  })

  it('refuses a proof that does not hold, and the code is not used up by it', async () => {
    const code = await codeOf()
    const attempts = [
      await prove('/openid4vci/nonce'),
      await prove(TOKEN, { payload: { htm: 'GET' } }),
      await prove(TOKEN, { payload: { iat: bench.now() - 301 } }),
      await prove(TOKEN, { payload: { iat: bench.now() + 301 } }),
      await prove(TOKEN, { payload: { jti: undefined } }),
      await prove(TOKEN, { payload: { jti: 'x'.repeat(257) } }),
      await prove(TOKEN, { header: { typ: 'JWT' } }),
      await prove(TOKEN, { header: { alg: 'none' } }),
      await prove(TOKEN, { header: { alg: 'HS256' } }),
      await prove(TOKEN, { header: { jwk: wallet.signer.publicJwk } }),
      await prove(TOKEN, { header: { jwk: undefined } }),
    ]
    for (const dpop of attempts) {
      const { status, body } = await token(code, dpop)
      deepEqual([status, String(body.error).startsWith('invalid_')], [400, true], dpop)
    }
    equal((await token(code, await prove(TOKEN))).status, 200)
  })

  it('refuses a proof that was used before', async () => {
    const dpop = await prove(TOKEN)
    equal((await token(await codeOf(), dpop)).status, 200)
    refused(await token(await codeOf(), dpop), [400, 'invalid_dpop_proof'])
  })

  it('refuses a bound token as bearer token, without a proof, and with another key or token', async () => {
    const text = await boundToken()
    const ath = athOf(text)
    const good = () => prove(CREDENTIAL, { payload: { ath } })
    refused(await ask(text, await good(), 'Bearer'), [401, 'invalid_token'])
    refused(await ask(text, undefined), [400, 'invalid_dpop_proof'])
    const thief = createSigner('ES256', generateKey('ES256'))
    const stolen = await prove(CREDENTIAL, { payload: { ath }, by: thief })
    refused(await ask(text, stolen), [400, 'invalid_dpop_proof'])
    refused(await ask(text, await prove(CREDENTIAL)), [400, 'invalid_dpop_proof'])
    const other = await prove(CREDENTIAL, { payload: { ath: athOf('other') } })
    refused(await ask(text, other), [400, 'invalid_dpop_proof'])
    equal((await ask(text, await good())).status, 200)
  })

  it('refuses a bearer token as a bound one', async () => {
    const bearer = String((await wallet.token(await codeOf())).body.access_token)
    const dpop = await prove(CREDENTIAL, { payload: { ath: athOf(bearer) } })
    const answer = await ask(bearer, dpop)
    refused(answer, [401, 'invalid_token'])
    match(answer.headers.get('www-authenticate') ?? '', /DPoP/)
  })

  describe('a batch', () => {
    const batch = async (wallets: readonly TestWallet[], nonces?: readonly string[]) => {
      const text = String((await wallet.token(await codeOf())).body.access_token)
      const nonce = await wallet.nonce()
      const jwt = await Promise.all(
        wallets.map((each, at) => each.proof({ nonce: nonces?.[at] ?? nonce })),
      )
      return wallet.credential(text, '', { proofs: { jwt } })
    }
    const many = (size: number) => Array.from({ length: size }, () => openWallet(bench))

    it('gives one certificate for each key, each bound to it (OpenID4VCI 1.0 §3.3.2)', async () => {
      const wallets = many(3)
      const { status, body, text } = await batch(wallets)
      equal(status, 200, text)
      const issued = body.credentials as { credential: { credentialSubject: { id: string } } }[]
      deepEqual(
        issued.map(({ credential }) => credential.credentialSubject.id),
        wallets.map(({ signer }) => signer.did),
      )
    })

    it('is given whole or not at all', async () => {
      const [one = wallet, two = wallet] = many(2)
      refused(await batch([one, two, one]), [400, 'invalid_proof'])
      refused(await batch([one, two], [await wallet.nonce()]), [400, 'invalid_nonce'])
      refused(await batch(many(6)), [400, 'invalid_proof'])
      const [award] = await learner.mine()
      deepEqual(award?.credentials, [])
      equal((await batch([one, two])).status, 200)
    })
  })
})
