import { deepEqual, equal } from 'node:assert/strict'
import { type JsonObject, signPresentation } from '../../credentials/index.ts'
import { createSigner, generateKey, type Signer } from '../../keys/index.ts'
import { describeOnBothDatabases } from '../support/databases.ts'
import { openLearner, type TestLearner } from './learner.ts'
import { type Answer, type Bench, migrations, openIssuer } from './support.ts'
import { credentialIn, openWallet, type TestWallet } from './wallet.ts'

describeOnBothDatabases(
  'a key proved by a presentation (`di_vp`, OpenID4VCI 1.0 §F.2)',
  migrations,
  (db) => {
    let bench: Bench
    let learner: TestLearner
    let wallet: TestWallet
    beforeEach(async () => {
      bench = await openIssuer(db())
      learner = await openLearner(bench)
      wallet = openWallet(bench)
      await learner.pass()
    })
    afterEach(async () => {
      await bench.close()
    })

    const nothing = { clock: () => bench.now(), fetch: () => Promise.reject(new Error('nothing')) }
    const present = async (
      how: { readonly by?: Signer; readonly challenge?: string; readonly domain?: string } = {},
    ): Promise<JsonObject> =>
      signPresentation(
        {
          credentials: [],
          holder: how.by ?? wallet.signer,
          challenge: how.challenge ?? (await wallet.nonce()),
          domain: how.domain ?? bench.origin,
        },
        nothing,
      )
    const newToken = async () => {
      const { code } = await wallet.readOffer(String((await learner.offer()).body.offerUri))
      return String((await wallet.token(code)).body.access_token)
    }
    const ask = (token: string, presentations: readonly unknown[]): Promise<Answer> =>
      wallet.credential(token, '', { proofs: { di_vp: presentations } })
    const refused = ({ status, body, text }: Answer, error: string) => {
      deepEqual([status, body.error], [400, error], text)
    }

    it('is advertised for Data Integrity, and binds the certificate', async () => {
      const { body } = await bench.call('GET', '/.well-known/openid-credential-issuer')
      const { OpenBadge_ldp_vc: configuration } = body.credential_configurations_supported as {
        OpenBadge_ldp_vc: { proof_types_supported: { di_vp: unknown } }
      }
      deepEqual(configuration.proof_types_supported.di_vp, {
        proof_signing_alg_values_supported: [
          'eddsa-rdfc-2022',
          'eddsa-jcs-2022',
          'ecdsa-rdfc-2019',
          'ecdsa-jcs-2019',
        ],
      })
      const answer = await ask(await newToken(), [await present()])
      equal(answer.status, 200, answer.text)
      equal(credentialIn(answer).credentialSubject.id, wallet.signer.did)
    })

    it('is refused for another nonce or issuer, changed, and twice', async () => {
      const token = await newToken()
      refused(await ask(token, [await present({ challenge: 'guessed' })]), 'invalid_nonce')
      refused(
        await ask(token, [await present({ domain: 'https://other.example' })]),
        'invalid_proof',
      )
      const good = await present()
      const { did } = createSigner('Ed25519', generateKey('Ed25519'))
      refused(await ask(token, [{ ...good, holder: did }]), 'invalid_proof')
      const { proof, ...unsigned } = good
      refused(await ask(token, [unsigned]), 'invalid_proof')
      refused(await ask(token, [{ ...good, proof: [proof, proof] }]), 'invalid_proof')
      refused(await ask(token, []), 'invalid_proof')
      refused(await ask(token, ['text']), 'invalid_proof')
      equal((await ask(token, [good])).status, 200)
      refused(await ask(await newToken(), [good]), 'invalid_nonce')
    })
  },
)
