import { deepEqual, equal } from 'node:assert/strict'
import fc from 'fast-check'
import { createSigner, generateKey } from '../../keys/index.ts'
import { DB_KINDS, openTestDatabase } from '../support/databases.ts'
import { openLearner, type TestLearner } from './learner.ts'
import { type Bench, migrations, openIssuer } from './support.ts'
import { openWallet, type ProofOptions, type TestWallet } from './wallet.ts'

for (const kind of DB_KINDS) {
  describe(`the proof of a holder’s key (${kind})`, () => {
    let bench: Bench
    let learner: TestLearner
    let wallet: TestWallet
    let token: string
    let close: () => Promise<void>
    before(async () => {
      const [database, closeDatabase] = await openTestDatabase(kind, migrations)
      bench = await openIssuer(database)
      learner = await openLearner(bench)
      wallet = openWallet(bench)
      await learner.pass()
      const { code } = await wallet.readOffer(String((await learner.offer()).body.offerUri))
      token = String((await wallet.token(code)).body.access_token)
      close = async () => {
        await bench.close()
        await closeDatabase()
      }
    })
    after(async () => {
      // Nothing that was refused has left a certificate behind.
      const [award] = await learner.mine()
      deepEqual(award?.credentials, [])
      await close()
    })

    const refusal = async (jwt: string, more: Record<string, unknown> = {}) => {
      const { status, body } = await wallet.credential(token, jwt, more)
      return [status, body.error]
    }
    const refusedProof = async (how: ProofOptions) => {
      deepEqual(await refusal(await wallet.proof(how)), [400, 'invalid_proof'])
    }
    const refusedNonce = async (how: ProofOptions) => {
      deepEqual(await refusal(await wallet.proof(how)), [400, 'invalid_nonce'])
    }

    it('is refused with a nonce nobody gave, none, or one that is too old', async () => {
      await refusedNonce({ nonce: 'guessed' })
      await refusedNonce({ payload: { nonce: undefined } })
      await refusedNonce({ payload: { nonce: 7 } })
      const nonce = await wallet.nonce()
      const begun = bench.now()
      bench.setNow(begun + 301)
      await refusedNonce({ nonce })
      bench.setNow(begun)
    })

    it('is refused for another audience', async () => {
      await refusedProof({ payload: { aud: 'https://other.example' } })
      await refusedProof({ payload: { aud: undefined } })
    })

    it('is refused when it is old, or from the future', async () => {
      await refusedProof({ payload: { iat: bench.now() - 301 } })
      await refusedProof({ payload: { iat: bench.now() + 301 } })
      await refusedProof({ payload: { iat: undefined } })
    })

    it('is refused when it is a JWT of another kind', async () => {
      await refusedProof({ header: { typ: 'JWT' } })
      await refusedProof({ header: { typ: 'kb+jwt' } })
    })

    it('is refused when another key has signed it', async () => {
      const stranger = createSigner('Ed25519', generateKey('Ed25519'))
      const [head = '', payload = ''] = (await wallet.proof()).split('.')
      const signature = await stranger.sign(Buffer.from(`${head}.${payload}`))
      const forged = `${head}.${payload}.${Buffer.from(signature).toString('base64url')}`
      deepEqual(await refusal(forged), [400, 'invalid_proof'])
    })

    const rewritten = async (header: Record<string, unknown>) => {
      const [, payload = ''] = (await wallet.proof()).split('.')
      const typ = 'openid4vci-proof+jwt'
      const head = Buffer.from(JSON.stringify({ typ, ...header })).toString('base64url')
      const signature = await wallet.signer.sign(Buffer.from(`${head}.${payload}`))
      return `${head}.${payload}.${Buffer.from(signature).toString('base64url')}`
    }

    it('is refused with no algorithm, a symmetric one, or one of another kind of key', async () => {
      const kid = wallet.signer.verificationMethod
      for (const alg of ['none', 'HS256', 'ES256', 'RS256']) {
        deepEqual(await refusal(await rewritten({ alg, kid })), [400, 'invalid_proof'], alg)
      }
    })

    it('is refused with a key that it does not name, names twice, or names elsewhere', async () => {
      const { kty, crv, x } = wallet.signer.publicJwk
      const kid = wallet.signer.verificationMethod
      for (const header of [
        {},
        { kid: 'key-1' },
        { kid: `${wallet.signer.did}#other` },
        { kid: 'did:web:attacker.example#key' },
        { kid: 'did:example:1#key' },
        { kid, jwk: { kty, crv, x } },
        { jwk: { kty, crv, x, d: x } },
        { jwk: { kty: 'oct', k: 'AAAA' } },
        { jku: 'https://attacker.example/keys', kid },
        { x5u: 'https://attacker.example/keys', kid },
        { x5c: ['AAAA'] },
        { kid, crit: ['exp'] },
      ]) {
        const [status, error] = await refusal(await rewritten({ alg: 'EdDSA', ...header }))
        deepEqual([status, error], [400, 'invalid_proof'], JSON.stringify(header))
      }
    })

    it('is refused when it is no JWT at all', async () => {
      for (const jwt of ['', 'x', 'a.b.c', '...', 'e30.e30.']) {
        const [status, error] = await refusal(jwt)
        equal(status, 400, jwt)
        equal(
          ['invalid_proof', 'invalid_nonce', 'invalid_credential_request'].includes(String(error)),
          true,
        )
      }
    })

    it('is refused whatever text stands there instead', async () => {
      await fc.assert(
        fc.asyncProperty(fc.string({ maxLength: 80 }), async (jwt) => {
          equal((await refusal(jwt))[0], 400)
        }),
        { numRuns: 30 },
      )
    })

    it('is refused when it is missing, several, or of another type', async () => {
      const jwt = await wallet.proof()
      const proofs = (value: unknown) => refusal('', { proofs: value })
      deepEqual(await proofs(undefined), [400, 'invalid_proof'])
      deepEqual(await proofs({ jwt: [] }), [400, 'invalid_proof'])
      deepEqual(await proofs({ jwt: [jwt, jwt] }), [400, 'invalid_proof'])
      deepEqual(await proofs({ di_vp: [{}] }), [400, 'invalid_proof'])
      deepEqual(await proofs('jwt'), [400, 'invalid_credential_request'])
    })

    it('is not asked for when the request names no or an unknown certificate', async () => {
      const ask = async (value: unknown) =>
        refusal(await wallet.proof(), { credential_configuration_id: value })
      deepEqual(await ask('OpenBadge_unknown'), [400, 'unknown_credential_configuration'])
      deepEqual(await ask('__proto__'), [400, 'unknown_credential_configuration'])
      deepEqual(await ask(undefined), [400, 'invalid_credential_request'])
      deepEqual(await ask(7), [400, 'invalid_credential_request'])
      deepEqual(
        await refusal(await wallet.proof(), {
          credential_configuration_id: undefined,
          credential_identifier: 'x',
        }),
        [400, 'invalid_credential_request'],
      )
    })
  })
}

for (const kind of DB_KINDS) {
  describe(`a nonce (${kind})`, () => {
    let bench: Bench
    let close: () => Promise<void>
    before(async () => {
      const [database, closeDatabase] = await openTestDatabase(kind, migrations)
      bench = await openIssuer(database)
      close = async () => {
        await bench.close()
        await closeDatabase()
      }
    })
    after(async () => {
      await close()
    })

    it('proves a key once: the same proof again is refused, also at the same time', async () => {
      const learner = await openLearner(bench)
      await learner.pass()
      const wallet = openWallet(bench)
      const tokens = await Promise.all(
        Array.from({ length: 5 }, async () => {
          const { code } = await wallet.readOffer(String((await learner.offer()).body.offerUri))
          return String((await wallet.token(code)).body.access_token)
        }),
      )
      const jwt = await wallet.proof()
      const answers = await Promise.all(tokens.map((token) => wallet.credential(token, jwt)))
      const errors = answers.map(({ status, body }) => body.error ?? status).sort()
      deepEqual(errors, [200, ...Array(4).fill('invalid_nonce')])
      const again = await wallet.credential(tokens[0] ?? '', jwt)
      deepEqual([again.status, again.body.error], [400, 'invalid_nonce'])
    })

    it('is the same nonce in another spelling of base64url', async () => {
      const learner = await openLearner(bench)
      await learner.pass({ assessmentId: 'assessment-2' })
      const wallet = openWallet(bench)
      const nonce = await wallet.nonce()
      const first = await wallet.credential(
        await tokenFor(learner, wallet),
        await wallet.proof({ nonce }),
      )
      equal(first.status, 200)
      const other = openWallet(bench)
      for (const spelled of [
        `${nonce}=`,
        `${nonce} `,
        nonce.replaceAll('-', '+').replaceAll('_', '/'),
      ]) {
        const jwt = await other.proof({ nonce: spelled })
        const answer = await other.credential(await tokenFor(learner, other), jwt)
        deepEqual([answer.status, answer.body.error], [400, 'invalid_nonce'])
      }
    })

    const tokenFor = async (learner: TestLearner, wallet: TestWallet) => {
      const { code } = await wallet.readOffer(String((await learner.offer()).body.offerUri))
      return String((await wallet.token(code)).body.access_token)
    }
  })
}
