import { deepEqual, equal, match } from 'node:assert/strict'
import { X509Certificate } from 'node:crypto'
import { verifyJws } from '../../keys/index.ts'
import { describeOnBothDatabases } from '../support/databases.ts'
import { type Bench, migrations, openIssuer } from './support.ts'

const PATH = '/.well-known/openid-credential-issuer'

describeOnBothDatabases('signed metadata (OpenID4VCI 1.0 §12.2.3)', migrations, (db) => {
  let bench: Bench
  beforeEach(async () => {
    bench = await openIssuer(db())
  })
  afterEach(() => bench.close())

  const part = (text: string, at: number) =>
    JSON.parse(Buffer.from(text.split('.')[at] ?? '', 'base64url').toString()) as Record<
      string,
      unknown
    >

  it('says the same as the plain document, by a certificate that our anchor signed', async () => {
    const plain = await bench.call('GET', PATH)
    const signed = await bench.call('GET', PATH, { headers: { accept: 'application/jwt' } })
    match(signed.headers.get('content-type') ?? '', /^application\/jwt/)
    equal(signed.headers.get('vary')?.includes('accept'), true)
    const { typ, alg, x5c } = part(signed.text, 0) as { typ: string; alg: string; x5c: string[] }
    deepEqual([typ, alg, x5c.length], ['openidvci-issuer-metadata+jwt', 'ES256', 1])
    const { sub, iss, iat, exp, ...metadata } = part(signed.text, 1)
    deepEqual(metadata, plain.body)
    deepEqual([sub, iss, iat, exp], [bench.origin, bench.origin, bench.now(), bench.now() + 86_400])
    const leaf = new X509Certificate(Buffer.from(x5c[0] ?? '', 'base64'))
    const jwk = leaf.publicKey.export({ format: 'jwk' })
    const key = { kty: String(jwk.kty), crv: String(jwk.crv), x: String(jwk.x), y: String(jwk.y) }
    equal(await verifyJws(signed.text, key), true)
    const anchor = new X509Certificate(await bench.keys.certificates.anchor())
    equal(leaf.verify(anchor.publicKey), true)
  })

  it('is for those who ask for it: everybody else gets JSON', async () => {
    for (const accept of ['*/*', 'application/json', 'application/json, application/jwt;q=0.5']) {
      const { headers } = await bench.call('GET', PATH, { headers: { accept } })
      match(headers.get('content-type') ?? '', /^application\/json/, accept)
    }
  })
})
