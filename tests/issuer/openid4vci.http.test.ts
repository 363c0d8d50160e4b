import { deepEqual, equal, match, notEqual } from 'node:assert/strict'
import { DB_KINDS, openTestDatabase } from '../support/databases.ts'
import { openLearner, type TestLearner } from './learner.ts'
import { type Answer, type Bench, migrations, openIssuer } from './support.ts'
import { credentialIn, GRANT, openWallet, type TestWallet } from './wallet.ts'

for (const kind of DB_KINDS) {
  describe(`OpenID4VCI 1.0 (${kind})`, () => {
    let bench: Bench
    let learner: TestLearner
    let close: () => Promise<void>
    let counter = 0
    before(async () => {
      const [database, closeDatabase] = await openTestDatabase(kind, migrations)
      bench = await openIssuer(database)
      learner = await openLearner(bench)
      close = async () => {
        await bench.close()
        await closeDatabase()
      }
    })
    after(async () => {
      await close()
    })

    let wallet: TestWallet
    beforeEach(async () => {
      wallet = openWallet(bench)
      counter++
      await learner.pass({ assessmentId: `assessment-${counter}` })
    })

    const offered = async (more: Record<string, unknown> = {}) => (await learner.offer(more)).body
    const codeOf = async (more: Record<string, unknown> = {}) =>
      (await wallet.readOffer(String((await offered(more)).offerUriByValue))).code
    const accessToken = async () => String((await wallet.token(await codeOf())).body.access_token)
    const refused = (answer: Answer, status: number, error: string) => {
      deepEqual([answer.status, answer.body.error], [status, error], answer.text)
      equal(typeof answer.body.error_description, 'string')
      equal(answer.headers.get('cache-control'), 'no-store')
    }

    describe('metadata', () => {
      it('of the issuer names endpoints, formats, binding and proofs (§12.2)', async () => {
        const { status, body } = await bench.call('GET', '/.well-known/openid-credential-issuer')
        equal(status, 200)
        deepEqual(
          [body.credential_issuer, body.credential_endpoint, body.nonce_endpoint],
          [
            bench.origin,
            `${bench.origin}/openid4vci/credential`,
            `${bench.origin}/openid4vci/nonce`,
          ],
        )
        const { OpenBadge_ldp_vc: configuration } = body.credential_configurations_supported as {
          OpenBadge_ldp_vc: Record<string, unknown> & {
            credential_metadata: { display: { locale: string; name: string }[] }
          }
        }
        equal(configuration.format, 'ldp_vc')
        deepEqual(configuration.cryptographic_binding_methods_supported, ['did:key', 'did:jwk'])
        const { di_vp: _, ...others } = configuration.proof_types_supported as object & {
          di_vp: unknown
        }
        deepEqual(others, {
          jwt: { proof_signing_alg_values_supported: ['EdDSA', 'Ed25519', 'ES256', 'ES384'] },
        })
        deepEqual(
          configuration.credential_metadata.display.map(({ locale }) => locale),
          ['fr', 'en', 'ar', 'zgh'],
        )
      })

      it('of the authorization server offers the pre-authorized code to anybody', async () => {
        const { body } = await bench.call('GET', '/.well-known/oauth-authorization-server')
        deepEqual(
          [body.issuer, body.token_endpoint, body.grant_types_supported],
          [
            bench.origin,
            `${bench.origin}/openid4vci/token`,
            [GRANT, 'authorization_code', 'refresh_token'],
          ],
        )
        equal(body['pre-authorized_grant_anonymous_access_supported'], true)
      })

      it('is open to wallets that live in a page', async () => {
        const { headers } = await bench.call('GET', '/.well-known/openid-credential-issuer')
        equal(headers.get('access-control-allow-origin'), '*')
      })
    })

    describe('an offer', () => {
      it('says the same by value and by reference (§4.1)', async () => {
        const { offerUri, offerUriByValue, qr, txCode } = await offered()
        const byReference = await wallet.readOffer(String(offerUri))
        const byValue = await wallet.readOffer(String(offerUriByValue))
        deepEqual(byReference, byValue)
        deepEqual(byValue.content.credential_configuration_ids, [
          'OpenBadge_ldp_vc',
          'OpenBadge_dc+sd-jwt',
          'OpenBadge_jwt_vc_json',
        ])
        equal(byValue.content.credential_issuer, bench.origin)
        match(String(qr), /^<svg/)
        equal(txCode, undefined)
        match(String(offerUri), /^openid-credential-offer:\/\/\?credential_offer_uri=/)
      })

      it('can be read again after it was redeemed, until it expires', async () => {
        const { offerUri } = await offered()
        equal((await wallet.receive(String(offerUri))).status, 200)
        const { code } = await wallet.readOffer(String(offerUri))
        refused(await wallet.token(code), 400, 'invalid_grant')
        const begun = bench.now()
        bench.setNow(begun + 3601)
        notEqual((await wallet.readOffer(String(offerUri))).code, code)
        bench.setNow(begun)
      })

      it('is not there under a reference nobody gave', async () => {
        const { status, body } = await bench.call('GET', '/openid4vci/offers/guessed')
        deepEqual([status, body.error], [400, 'invalid_grant'])
      })

      it('keeps its code out of the database', async () => {
        const code = await codeOf()
        const rows = await bench.db
          .tables<{ issuer_offer: Record<string, unknown> }>()
          .selectFrom('issuer_offer')
          .selectAll()
          .execute()
        const bytes = rows.map((row) =>
          Object.values(row)
            .map((value) =>
              value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
            )
            .join(),
        )
        equal(bytes.join().includes(code), false)
      })
    })

    describe('the token endpoint', () => {
      it('redeems a code for a bearer token (§6.2)', async () => {
        const { status, body, headers } = await wallet.token(await codeOf())
        equal(status, 200)
        deepEqual([body.token_type, body.expires_in], ['Bearer', 600])
        match(String(body.access_token), /^[\w-]{43}$/)
        equal(headers.get('cache-control'), 'no-store')
      })

      it('redeems a code once, also for ten wallets at the same time', async () => {
        const code = await codeOf()
        const answers = await Promise.all(Array.from({ length: 10 }, () => wallet.token(code)))
        deepEqual(answers.map(({ status }) => status).sort(), [200, ...Array(9).fill(400)])
        refused(await wallet.token(code), 400, 'invalid_grant')
      })

      it('refuses a code nobody gave, and one that is expired', async () => {
        refused(await wallet.token('guessed'), 400, 'invalid_grant')
        const code = await codeOf()
        const begun = bench.now()
        bench.setNow(begun + 3601)
        refused(await wallet.token(code), 400, 'invalid_grant')
        bench.setNow(begun)
      })

      it('refuses requests that lack something, and other grants', async () => {
        const post = (body: string) =>
          bench.call('POST', '/openid4vci/token', {
            body,
            headers: { 'content-type': 'application/x-www-form-urlencoded' },
          })
        refused(await post(''), 400, 'invalid_request')
        refused(await post(`grant_type=${GRANT}`), 400, 'invalid_request')
        refused(await post('grant_type=password&username=a'), 400, 'unsupported_grant_type')
        refused(await post('grant_type=authorization_code&code=x'), 400, 'invalid_grant')
        refused(await post('grant_type=refresh_token&refresh_token=x'), 400, 'invalid_grant')
        const json = { grant_type: GRANT, 'pre-authorized_code': await codeOf() }
        refused(await bench.call('POST', '/openid4vci/token', { json }), 400, 'invalid_request')
        const large = `grant_type=${GRANT}&x=${'x'.repeat(10_000)}`
        equal((await post(large)).status, 413)
      })

      describe('with a transaction code', () => {
        const guarded = async () => {
          const { offerUriByValue, txCode } = await offered({ txCode: true })
          const offer = await wallet.readOffer(String(offerUriByValue))
          return { ...offer, tx: String(txCode) }
        }
        const wrong = (tx: string) => (tx === '000000' ? '111111' : '000000')

        it('wants the six digits, and says so in the offer', async () => {
          const { code, tx, txCode, content } = await guarded()
          equal(txCode, true)
          match(tx, /^\d{6}$/)
          const grants = content.grants as { [GRANT]: { tx_code: unknown } }
          deepEqual(grants[GRANT].tx_code, { input_mode: 'numeric', length: 6 })
          equal((await wallet.token(code, { tx_code: tx })).status, 200)
        })

        it('is not used up by a typing mistake', async () => {
          const { code, tx } = await guarded()
          refused(await wallet.token(code, { tx_code: wrong(tx) }), 400, 'invalid_grant')
          equal((await wallet.token(code, { tx_code: tx })).status, 200)
        })

        it('is locked after five wrong ones', async () => {
          const { code, tx } = await guarded()
          for (let attempt = 0; attempt < 5; attempt++) {
            refused(await wallet.token(code, { tx_code: wrong(tx) }), 400, 'invalid_grant')
          }
          refused(await wallet.token(code, { tx_code: tx }), 400, 'invalid_grant')
        })

        it('counts guesses that come at the same time', async () => {
          const { code, tx } = await guarded()
          const guesses = Array.from({ length: 20 }, () =>
            wallet.token(code, { tx_code: wrong(tx) }),
          )
          for (const answer of await Promise.all(guesses)) refused(answer, 400, 'invalid_grant')
          refused(await wallet.token(code, { tx_code: tx }), 400, 'invalid_grant')
        })

        it('refuses none where one is wanted, and one where none is', async () => {
          refused(await wallet.token((await guarded()).code), 400, 'invalid_request')
          refused(await wallet.token(await codeOf(), { tx_code: '123456' }), 400, 'invalid_request')
        })
      })
    })

    describe('the nonce endpoint', () => {
      it('gives anybody a nonce nobody may keep (§7)', async () => {
        const { status, body, headers } = await bench.call('POST', '/openid4vci/nonce')
        equal(status, 200)
        match(String(body.c_nonce), /^[\w-]{40,}$/)
        equal(headers.get('cache-control'), 'no-store')
        notEqual(await wallet.nonce(), body.c_nonce)
      })
    })

    describe('the credential endpoint', () => {
      it('gives a certificate for the proof of a key (§8.3)', async () => {
        const answer = await wallet.credential(await accessToken(), await wallet.proof())
        equal(answer.status, 200, answer.text)
        equal(credentialIn(answer).credentialSubject.id, wallet.signer.did)
        equal(answer.headers.get('cache-control'), 'no-store')
      })

      it('takes the proof in the singular, as one line of clients sends it', async () => {
        const proof = { proof_type: 'jwt', jwt: await wallet.proof() }
        const answer = await wallet.credential(await accessToken(), '', {
          proofs: undefined,
          proof,
        })
        equal(answer.status, 200, answer.text)
      })

      it('calls a holder who shows a bare key by its did:key', async () => {
        const { x, crv, kty } = wallet.signer.publicJwk
        const jwt = await wallet.proof({ header: { jwk: { kty, crv, x }, kid: undefined } })
        const [, payload = ''] = jwt.split('.')
        const header = { alg: 'EdDSA', typ: 'openid4vci-proof+jwt', jwk: { kty, crv, x } }
        const input = `${Buffer.from(JSON.stringify(header)).toString('base64url')}.${payload}`
        const signature = await wallet.signer.sign(Buffer.from(input))
        const bare = `${input}.${Buffer.from(signature).toString('base64url')}`
        const answer = await wallet.credential(await accessToken(), bare)
        equal(answer.status, 200, answer.text)
        equal(credentialIn(answer).credentialSubject.id, wallet.signer.did)
      })

      it('wants the access token, fresh', async () => {
        const proof = await wallet.proof()
        const none = await bench.call('POST', '/openid4vci/credential', { json: {} })
        refused(none, 401, 'invalid_token')
        match(none.headers.get('www-authenticate') ?? '', /^Bearer/)
        refused(await wallet.credential('guessed', proof), 401, 'invalid_token')
        const token = await accessToken()
        const begun = bench.now()
        bench.setNow(begun + 601)
        refused(await wallet.credential(token, proof), 401, 'invalid_token')
        bench.setNow(begun)
      })
    })
  })
}
