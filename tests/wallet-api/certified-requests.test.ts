import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { createSigner, generateKey, type Signer } from '../../keys/index.ts'
import { signCertificate } from '../../keys/x509.ts'
import type { Database } from '../../platform/db/database.ts'
import { systemRandom } from '../../platform/id.ts'
import { verifierMigrations } from '../../verifier/index.ts'
import { openTestDatabase } from '../support/databases.ts'
import { type Asker, openAsker, slug } from './asker.ts'
import { type Bench, migrations, NOW, openBench } from './support.ts'

const DAY = 86_400

/** Who signs, and what the request says instead. */
type Forged = { readonly by?: Signer } & Readonly<Record<string, unknown>>

describe('a request by a certificate (OpenID4VP 1.0 §5.9.3)', () => {
  let closeDatabase: () => Promise<void>
  let bench: Bench
  let asker: Asker
  let id: string
  const authority = createSigner('ES256', generateKey('ES256'))
  const issuer = { name: 'Authority', signer: authority }
  const period = { notBefore: NOW - DAY, notAfter: NOW + DAY }
  const certify = async (signer: Signer, dns = 'localhost', more: object = {}) => {
    const names = { dns, uris: [] }
    const subject = { name: dns, publicJwk: signer.publicJwk }
    const wanted = { subject, issuer, names, ...period, ...more }
    return Buffer.from(await signCertificate(wanted, systemRandom)).toString('base64')
  }
  beforeEach(async () => {
    let database: Database
    ;[database, closeDatabase] = await openTestDatabase('sqlite', {
      ...migrations,
      ...verifierMigrations,
    })
    bench = await openBench(database)
    asker = await openAsker(bench, async (signer) => [await stableLeaf(signer)])
    const subject = { name: 'Authority', publicJwk: authority.publicJwk }
    bench.authorities.push(await signCertificate({ subject, issuer, ...period }, systemRandom))
    const [credential] = await bench.wallet.receive('p1', {
      offerUri: bench.issuer.offer(),
      language: 'en',
    })
    id = credential?.id ?? ''
  })
  afterEach(async () => {
    await asker.close()
    await bench.close()
    await closeDatabase()
  })

  const leaves = new Map<string, string>()
  /** Others know a certificate by its hash, so it stays the same. */
  const stableLeaf = async (signer: Signer) => {
    const leaf = leaves.get(signer.did) ?? (await certify(signer))
    leaves.set(signer.did, leaf)
    return leaf
  }

  const ask = async (wish: object) => {
    const links = await asker.verifier.requests?.create({
      tenantId: 'acme',
      clientName: 'Acme Jobs',
      purpose: 'To apply',
      ...wish,
    })
    ok(links)
    return links
  }
  const preview = (requestUri: string) => bench.wallet.previewRequest('p1', { requestUri })
  const answer = (requestUri: string) =>
    bench.wallet.answerRequest('p1', { requestUri, choices: { badge: id } })
  const resultOf = async (requestId: string) =>
    (await asker.verifier.requests?.status(requestId, { tenantId: 'acme' }))?.result

  for (const clientIdPrefix of ['x509_hash', 'x509_san_dns'] as const) {
    it(`is answered, encrypted, where ${clientIdPrefix} names a certificate of a known authority`, async () => {
      const links = await ask({ clientIdPrefix, responseMode: 'direct_post.jwt' })
      const shown = await preview(links.requestUri)
      deepEqual([shown.identified, shown.clientId.split(':')[0]], [true, clientIdPrefix])
      await answer(links.requestUri)
      equal((await resultOf(links.id))?.satisfied, true)
    })
  }

  it('identifies nobody by a certificate of an unknown authority', async () => {
    bench.authorities.length = 0
    const { requestUri } = await ask({ clientIdPrefix: 'x509_hash' })
    equal((await preview(requestUri)).identified, false)
    await rejects(answer(requestUri), slug('request-not-trusted'))
  })

  it('identifies nobody once the authority has expired', async () => {
    const { requestUri } = await ask({ clientIdPrefix: 'x509_hash' })
    bench.setNow(NOW + 2 * DAY)
    await rejects(preview(requestUri))
  })

  describe('that is forged', () => {
    const jwt = async (
      clientId: string,
      x5c: unknown,
      { by = asker.signer, ...more }: Forged = {},
    ) => {
      const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')
      const body = {
        client_id: clientId,
        response_type: 'vp_token',
        response_mode: 'direct_post',
        response_uri: 'https://localhost/answers',
        nonce: 'nonce-nonce-nonce',
        dcql_query: {
          credentials: [
            { id: 'badge', format: 'ldp_vc', meta: { type_values: [['VerifiableCredential']] } },
          ],
        },
        ...more,
      }
      const head = encode({ typ: 'oauth-authz-req+jwt', alg: 'ES256', x5c })
      const text = `${head}.${encode(body)}`
      const signature = await by.sign(Buffer.from(text))
      return `${text}.${Buffer.from(signature).toString('base64url')}`
    }
    const read = async (clientId: string, request: string) =>
      preview(`openid4vp://authorize?${new URLSearchParams({ client_id: clientId, request })}`)
    const refused = async (clientId: string, request: string) =>
      rejects(read(clientId, request), slug('request-not-trusted'))
    const DNS = 'x509_san_dns:localhost'

    it('is read, signed within the address, when nothing is wrong with it', async () => {
      const request = await jwt(DNS, [await certify(asker.signer)])
      equal((await read(DNS, request)).identified, true)
    })

    it('is refused without a certificate, or with what is none', async () => {
      for (const x5c of [undefined, [], ['AAAA'], 'text', Array(7).fill('AAAA')]) {
        await refused(DNS, await jwt(DNS, x5c))
      }
    })

    it('is refused under the name or hash of another certificate', async () => {
      await refused(DNS, await jwt(DNS, [await certify(asker.signer, 'evil.example')]))
      const hash = `x509_hash:${'A'.repeat(43)}`
      await refused(hash, await jwt(hash, [await certify(asker.signer)]))
    })

    it('is refused when another key signed it, or the certificate is over', async () => {
      const x5c = [await certify(asker.signer)]
      const other = createSigner('ES256', generateKey('ES256'))
      await refused(DNS, await jwt(DNS, x5c, { by: other }))
      const over = await certify(asker.signer, 'localhost', { notAfter: NOW - 1 })
      await refused(DNS, await jwt(DNS, [over]))
    })

    it('is refused when the chain does not belong together', async () => {
      const leaf = await certify(asker.signer)
      await refused(DNS, await jwt(DNS, [leaf, await certify(authority, 'other.example')]))
    })

    it('is refused when the answer would go to somebody else', async () => {
      const x5c = [await certify(asker.signer)]
      const request = await jwt(DNS, x5c, { response_uri: 'https://evil.example/answers' })
      await refused(DNS, request)
    })

    it('is refused under two names, and by kinds of names that we do not know', async () => {
      const request = await jwt(DNS, [await certify(asker.signer)])
      await refused('x509_san_dns:other', request)
      for (const name of ['verifier_attestation:acme', 'openid_federation:https://x', 'acme']) {
        await refused(name, await jwt(name, [await certify(asker.signer)]))
      }
    })

    it('is refused when it wants a transaction, a key we do not know, or is there twice', async () => {
      const x5c = [await certify(asker.signer)]
      const unreadable = slug('invalid-presentation-request')
      await rejects(read(DNS, await jwt(DNS, x5c, { transaction_data: ['x'] })), unreadable)
      const encrypted = { response_mode: 'direct_post.jwt' }
      await rejects(read(DNS, await jwt(DNS, x5c, encrypted)), unreadable)
      const odd = { ...encrypted, client_metadata: { jwks: { keys: [{ kty: 'RSA' }] } } }
      await rejects(read(DNS, await jwt(DNS, x5c, odd)), unreadable)
      const twice = new URLSearchParams({
        client_id: DNS,
        request: 'a.b.c',
        request_uri: 'https://x',
      })
      await rejects(preview(`openid4vp://authorize?${twice}`), unreadable)
      const method = { client_id: DNS, request_uri: 'https://x', request_uri_method: 'PUT' }
      await rejects(preview(`openid4vp://authorize?${new URLSearchParams(method)}`), unreadable)
    })
  })
})
