import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { createHash, X509Certificate } from 'node:crypto'
import { CompactEncrypt, importJWK, type JWK } from 'jose'
import { askingOn, decoded, FORM, parametersOf, pathOf, type Wanted } from './asking.ts'
import { openBench, slugOf } from './edge.ts'
import { PUBLIC_URL } from './support.ts'

const bench = openBench()
const { ask, resultOf, statusOf, fetchRequest, presentFor, give } = askingOn(bench)

type Encrypted = Wanted & {
  readonly response_mode: string
  readonly client_metadata: {
    readonly jwks: { readonly keys: readonly JWK[] }
    readonly encrypted_response_enc_values_supported: readonly string[]
  }
}

const HAIP = { clientIdPrefix: 'x509_hash', responseMode: 'direct_post.jwt' }

describe('asking by certificate (OpenID4VP 1.0 §5.9.3)', () => {
  const headerFor = async (clientIdPrefix: string) => {
    const { body } = await ask({ clientIdPrefix })
    const { request_uri: uri = '', client_id: clientId } = parametersOf(body.requestUri)
    const { text } = await bench().edge.post(pathOf(uri), '', { headers: FORM })
    const [head, payload] = text.split('.')
    equal(decoded(payload).client_id, clientId)
    const header = decoded(head) as { x5c?: string[]; kid?: string }
    const leaf = Buffer.from(header.x5c?.[0] ?? '', 'base64')
    return { clientId, header, leaf }
  }

  it('names the leaf by its hash, and shows it', async () => {
    const { clientId, header, leaf } = await headerFor('x509_hash')
    equal(clientId, `x509_hash:${createHash('sha256').update(leaf).digest('base64url')}`)
    deepEqual([header.kid, header.x5c?.length], [undefined, 1])
  })

  it('names the host that the leaf is for', async () => {
    const { clientId, leaf } = await headerFor('x509_san_dns')
    const { hostname } = new URL(PUBLIC_URL)
    equal(clientId, `x509_san_dns:${hostname}`)
    match(new X509Certificate(leaf).subjectAltName ?? '', new RegExp(`DNS:${hostname}`))
  })

  it('is bound to that name: an answer for another client is refused', async () => {
    const { body } = await ask({ clientIdPrefix: 'x509_hash' })
    const wanted = await fetchRequest(body.requestUri)
    const other = await presentFor(wanted, { domain: 'x509_hash:other' })
    equal((await give(wanted, { badge: [other] })).status, 200)
    equal((await resultOf(body.id)).verified, false)
    const again = await ask({ clientIdPrefix: 'x509_hash' })
    const asked = await fetchRequest(again.body.requestUri)
    equal((await give(asked, { badge: [await presentFor(asked)] })).status, 200)
    equal((await resultOf(again.body.id)).verified, true)
  })

  it('knows no other way of saying who asks', async () => {
    equal((await ask({ clientIdPrefix: 'openid_federation' })).status, 400)
    equal((await ask({ responseMode: 'fragment' })).status, 400)
  })
})

describe('an encrypted answer (direct_post.jwt, OpenID4VP 1.0 §8.3.1)', () => {
  const encrypt = async (answer: object, jwk: JWK, { enc = 'A128GCM', alg = 'ECDH-ES' } = {}) =>
    new CompactEncrypt(Buffer.from(JSON.stringify(answer)))
      .setProtectedHeader({ alg, enc, ...(jwk.kid && { kid: jwk.kid }) })
      .encrypt(await importJWK(jwk, alg))
  const asked = async () => {
    const { body } = await ask(HAIP)
    const wanted = (await fetchRequest(body.requestUri)) as Encrypted
    const [key = {}] = wanted.client_metadata.jwks.keys
    const answer = async () => ({
      vp_token: { badge: [await presentFor(wanted)] },
      state: wanted.state,
    })
    const post = (response: string) =>
      bench().edge.post(pathOf(wanted.response_uri), new URLSearchParams({ response }).toString(), {
        headers: FORM,
      })
    return { id: body.id, wanted, key, answer, post }
  }

  it('is asked for with a key of the request alone, and read', async () => {
    const { id, wanted, key, answer, post } = await asked()
    equal(wanted.response_mode, 'direct_post.jwt')
    deepEqual(
      [key.kty, key.crv, key.use, key.alg, key.d],
      ['EC', 'P-256', 'enc', 'ECDH-ES', undefined],
    )
    const { encrypted_response_enc_values_supported: values } = wanted.client_metadata
    deepEqual(values, ['A128GCM', 'A256GCM'])
    equal((await post(await encrypt(await answer(), key))).status, 200)
    const result = await resultOf(id)
    deepEqual([result.verified, result.satisfied], [true, true])
    ok(key.x !== (await asked()).key.x)
  })

  it('is read with either content encryption', async () => {
    const { id, key, answer, post } = await asked()
    equal((await post(await encrypt(await answer(), key, { enc: 'A256GCM' }))).status, 200)
    equal((await resultOf(id)).verified, true)
  })

  it('is refused in the clear, for another key, by other means, or as nonsense', async () => {
    const { id, wanted, key, answer, post } = await asked()
    const other = await asked()
    const refusals = [
      await give(wanted, (await answer()).vp_token),
      await post(await encrypt(await answer(), other.key)),
      await post(await encrypt(await answer(), key, { enc: 'A128CBC-HS256' })),
      await post(await encrypt(await answer(), key, { alg: 'ECDH-ES+A128KW' })),
      await post(await encrypt([], key)),
      await post(await encrypt({ ...(await answer()), state: 'other' }, key)),
      await post('a.b.c.d.e'),
    ]
    for (const answered of refusals) {
      deepEqual([answered.status, slugOf(answered.body)], [400, 'answer-not-understood'])
    }
    equal((await statusOf(id)).body.state, 'fetched')
    equal((await post(await encrypt(await answer(), key))).status, 200)
  })

  it('is taken once', async () => {
    const { key, answer, post } = await asked()
    const text = await encrypt(await answer(), key)
    equal((await post(text)).status, 200)
    equal((await post(text)).status, 410)
  })
})
