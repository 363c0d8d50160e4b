import { deepEqual, equal, match, rejects } from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { SDJwtInstance } from '@sd-jwt/core'
import { CompactSign, compactVerify, decodeProtectedHeader, importJWK } from 'jose'
import {
  CredentialFault,
  type GivenKeyFeature,
  openByGivenKey,
  secureByGivenKey,
} from '../../credentials/index.ts'

type Json = Readonly<Record<string, unknown>>

const V2 = 'https://www.w3.org/ns/credentials/v2'
const ISSUER = 'https://issuer.example/keys'

const credential: Json = {
  '@context': [V2, 'https://www.w3.org/ns/credentials/examples/v2'],
  id: 'urn:uuid:5a3ac3ba-9c1d-4b77-8a1e-2f6ad2b1f0c1',
  type: ['VerifiableCredential', 'CourseCredential'],
  issuer: ISSUER,
  validFrom: '2026-01-01T00:00:00Z',
  credentialSubject: { id: 'did:example:learner', firstName: 'Tiziri', course: 'AI Foundations' },
}

/** A verification method with both halves of a new key. */
function method(curve: 'P-256' | 'P-384' | 'P-521' | 'Ed25519'): Json {
  const { privateKey, publicKey } =
    curve === 'Ed25519'
      ? generateKeyPairSync('ed25519')
      : generateKeyPairSync('ec', { namedCurve: curve })
  return {
    id: `${ISSUER}#key-1`,
    type: 'JsonWebKey',
    controller: ISSUER,
    publicKeyJwk: publicKey.export({ format: 'jwk' }),
    secretKeyJwk: privateKey.export({ format: 'jwk' }),
  }
}

const key = method('P-256')
const faultOf = (rule: string) => (error: unknown) =>
  error instanceof CredentialFault && error.rule === rule
/** As it is told: where, what, and by which rule. */
const told = async (work: Promise<unknown>): Promise<string> => {
  const fault: unknown = await work.then(
    () => 'nothing',
    (error: unknown) => error,
  )
  return fault instanceof CredentialFault
    ? `${fault.pointer} ${fault.detail}: ${fault.rule}`
    : String(fault)
}

/** Signs anything whatever, to be refused. */
async function sign(payload: Json, header: Json, with_: Json = key): Promise<string> {
  const jwk = with_.secretKeyJwk as Parameters<typeof importJWK>[0]
  return new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
    .setProtectedHeader({ alg: 'ES256', ...header })
    .sign(await importJWK(jwk, 'ES256'))
}

const enveloped = (text: string): Json => ({
  '@context': V2,
  type: 'EnvelopedVerifiableCredential',
  id: `data:application/vc+jwt,${text}`,
})
const presentation = (...verifiableCredential: readonly Json[]): Json => ({
  '@context': [V2],
  type: ['VerifiablePresentation'],
  holder: ISSUER,
  verifiableCredential,
})

describe('a credential secured by a key that was handed over', () => {
  for (const [curve, alg] of [
    ['P-256', 'ES256'],
    ['P-384', 'ES384'],
    ['P-521', 'ES512'],
    ['Ed25519', 'EdDSA'],
  ] as const) {
    it(`is a vc+jwt that jose verifies, by ${curve} (VC-JOSE-COSE §3.1.1)`, async () => {
      const own = method(curve)
      const text = await secureByGivenKey({
        document: credential,
        feature: 'credential_jose',
        key: own,
      })
      const header = { alg, typ: 'vc+jwt', cty: 'vc', kid: own.id }
      deepEqual(decodeProtectedHeader(text), header)
      const publicKey = await importJWK(own.publicKeyJwk as Parameters<typeof importJWK>[0], alg)
      const { payload } = await compactVerify(text, publicKey)
      deepEqual(JSON.parse(new TextDecoder().decode(payload)), credential)
      deepEqual(await openByGivenKey(text, { feature: 'credential_jose', key: own }), credential)
    })
  }

  it('is an SD-JWT that the reference library opens, with what was hidden (§3.2.1)', async () => {
    const text = await secureByGivenKey({
      document: credential,
      feature: 'credential_sdjwt',
      key,
      disclosable: ['/credentialSubject/firstName'],
    })
    equal(decodeProtectedHeader(text.split('~')[0] ?? '').typ, 'vc+sd-jwt')
    equal(text.split('~').length, 3)
    const reference = new SDJwtInstance({
      hasher: async (data, alg) =>
        new Uint8Array(
          await crypto.subtle.digest(alg.toUpperCase(), new TextEncoder().encode(String(data))),
        ),
    })
    deepEqual(await reference.getClaims(text), credential)
    deepEqual(await openByGivenKey(text, { feature: 'credential_sdjwt', key }), credential)
    const hidden = `${text.split('~')[0]}~`
    const { credentialSubject } = await openByGivenKey(hidden, { feature: 'credential_sdjwt', key })
    deepEqual(credentialSubject, { id: 'did:example:learner', course: 'AI Foundations' })
  })

  it('may name its issuer again, and never another (§3.1.3)', async () => {
    const same = await sign({ ...credential, iss: ISSUER }, { typ: 'vc+jwt' })
    const opened = await openByGivenKey(same, { feature: 'credential_jose', key })
    equal(opened.iss, ISSUER)
    const other = await sign({ ...credential, iss: 'https://other.example' }, { typ: 'vc+jwt' })
    const how = { feature: 'credential_jose', key } as const
    await rejects(openByGivenKey(other, how), faultOf('claim-mismatch'))
  })

  const refusals: readonly (readonly [string, string, () => Promise<string>])[] = [
    [
      'of another key',
      'signature-invalid',
      () => sign(credential, { typ: 'vc+jwt' }, method('P-256')),
    ],
    ['of another media type', 'header-forbidden', () => sign(credential, { typ: 'JWT' })],
    ['of no media type', 'header-forbidden', () => sign(credential, {})],
    ['that is a presentation', 'header-forbidden', () => sign(credential, { typ: 'vp+jwt' })],
    ['with a vc claim', 'claim-mismatch', () => sign({ ...credential, vc: {} }, { typ: 'vc+jwt' })],
    ['with a vp claim', 'claim-mismatch', () => sign({ ...credential, vp: {} }, { typ: 'vc+jwt' })],
    [
      'without an issuer',
      'malformed',
      () => sign({ ...credential, issuer: undefined }, { typ: 'vc+jwt' }),
    ],
    [
      'whose header chooses another algorithm',
      'signature-invalid',
      async () => {
        const [, payload, signature] = (await sign(credential, { typ: 'vc+jwt' })).split('.')
        const header = Buffer.from('{"alg":"none","typ":"vc+jwt"}').toString('base64url')
        return `${header}.${payload}.${signature}`
      },
    ],
    [
      'changed by one bit',
      'signature-invalid',
      async () => {
        const [header, payload = '', signature] = (await sign(credential, { typ: 'vc+jwt' })).split(
          '.',
        )
        const changed = Buffer.from(payload, 'base64url').toString().replace('Tiziri', 'Tiziry')
        return `${header}.${Buffer.from(changed).toString('base64url')}.${signature}`
      },
    ],
    ['that is plain JSON', 'malformed', async () => JSON.stringify(credential)],
  ]
  for (const [what, rule, make] of refusals) {
    it(`is refused: one ${what}`, async () => {
      const text = await make()
      await rejects(openByGivenKey(text, { feature: 'credential_jose', key }), faultOf(rule))
    })
  }

  it('is not made of what is no credential, nor with what is no private key', async () => {
    const make = (document: Json, with_: Json = key, disclosable: readonly string[] = []) =>
      secureByGivenKey({ document, feature: 'credential_sdjwt', key: with_, disclosable })
    await rejects(make({ ...credential, type: ['Course'] }), faultOf('type-missing'))
    await rejects(make({ ...credential, vc: {} }), faultOf('claim-mismatch'))
    const { secretKeyJwk: _, ...publicOnly } = key
    await rejects(make(credential, publicOnly), faultOf('malformed'))
    await rejects(
      make(credential, { kty: 'EC', crv: 'secp256k1', d: 'AA' }),
      faultOf('key-unsuitable'),
    )
    await rejects(
      make(credential, { kty: 'EC', crv: 'constructor', d: 'AA' }),
      faultOf('key-unsuitable'),
    )
    await rejects(
      make(credential, key, ['/credentialSubject/nothing']),
      faultOf('disclosure-invalid'),
    )
  })
})

describe('what is wrong with a text, a document or a key that was handed over', () => {
  const jose = { feature: 'credential_jose', key } as const
  const open = (text: string, how: Parameters<typeof openByGivenKey>[1] = jose) =>
    told(openByGivenKey(text, how))
  const secure = (document: Json, more: object = {}) =>
    told(secureByGivenKey({ document, ...jose, ...more }))

  it('is told where it is, of a text', async () => {
    equal(
      await open(await sign(credential, { typ: 'JWT' })),
      '/typ must be vc+jwt: header-forbidden',
    )
    equal(await open('a.b'), ' must have three parts: malformed')
    equal(
      await open(await sign(credential, { typ: 'vc+jwt' }, method('P-256'))),
      ' was not signed by this key: signature-invalid',
    )
    equal(
      await open(await sign({ ...credential, vp: {} }, { typ: 'vc+jwt' })),
      '/vp must not be there: claim-mismatch',
    )
    const text = await sign(credential, { typ: 'vc+sd-jwt' })
    const how = { feature: 'credential_sdjwt', key } as const
    equal(await open(text, how), ' has no disclosures: malformed')
  })

  it('is told where it is, of a document', async () => {
    equal(await secure({ ...credential, vc: 1 }), '/vc must not be there: claim-mismatch')
    const held = (...items: readonly unknown[]) =>
      secure(presentation(...(items as Json[])), { feature: 'presentation_jose' })
    const envelope = enveloped('a.b.c')
    equal(
      await held(envelope, credential),
      '/verifiableCredential/1/type must be EnvelopedVerifiableCredential: type-missing',
    )
    equal(
      await held({ ...envelope, id: 7 }),
      '/verifiableCredential/0/id must be a data URL of a secured credential: malformed',
    )
  })

  it('is told where it is, of a key', async () => {
    equal(await secure(credential, { key: {} }), '/secretKeyJwk is missing: malformed')
    equal(await secure(credential, { key: { kty: 7 } }), '/secretKeyJwk is missing: malformed')
    const { secretKeyJwk: _, ...publicOnly } = key
    equal(
      await secure(credential, { key: { secretKeyJwk: publicOnly.publicKeyJwk } }),
      '/secretKeyJwk/d is missing: malformed',
    )
    const text = await sign(credential, { typ: 'vc+jwt' })
    const how = { feature: 'credential_jose' } as const
    equal(await open(text, { ...how, key: {} }), '/publicKeyJwk is missing: malformed')
    const off = { kty: 'EC', crv: 'secp256k1', x: 'AA', y: 'AA' }
    equal(await open(text, { ...how, key: off }), '/crv is not a curve that signs: key-unsuitable')
    equal(
      await open(text, { ...how, key: { kty: 'OKP' } }),
      '/crv is not a curve that signs: key-unsuitable',
    )
  })

  it('is not the short name of a key, nor the long one of a media type', async () => {
    const bare = { ...(key.secretKeyJwk as Json), kid: 'key-7' }
    const text = await secureByGivenKey({ document: credential, ...jose, key: bare })
    equal(decodeProtectedHeader(text).kid, 'key-7')
    const { kid: _, ...nameless } = bare as Json
    const unnamed = await secureByGivenKey({ document: credential, ...jose, key: nameless })
    equal('kid' in decodeProtectedHeader(unnamed), false)
    const long = await sign(credential, { typ: 'application/vc+jwt' })
    deepEqual(await openByGivenKey(long, jose), credential)
  })
})

describe('a presentation secured by a key that was handed over', () => {
  const how = { feature: 'presentation_jose' as GivenKeyFeature, key }

  it('holds credentials in envelopes (§3.1.2)', async () => {
    const held = await secureByGivenKey({ document: credential, feature: 'credential_jose', key })
    const document = presentation(enveloped(held))
    const text = await secureByGivenKey({ document, ...how })
    match(decodeProtectedHeader(text).typ ?? '', /^vp\+jwt$/)
    deepEqual(await openByGivenKey(text, how), document)
  })

  it('may say its type as one text, as it may in JSON-LD', async () => {
    const document = { ...presentation(), type: 'VerifiablePresentation' }
    deepEqual(await openByGivenKey(await sign(document, { typ: 'vp+jwt' }), how), document)
  })

  for (const [what, held] of [
    ['unsecured', credential],
    ['in an envelope of nothing', { ...enveloped(''), id: 'not-a-credential' }],
    ['in an envelope of a page', { ...enveloped(''), id: 'data:text/html,<p>' }],
    ['in an envelope of two parts', enveloped('a.b')],
  ] as const) {
    it(`does not hold one ${what}`, async () => {
      const document = presentation(held)
      await rejects(secureByGivenKey({ document, ...how }), CredentialFault)
      await rejects(openByGivenKey(await sign(document, { typ: 'vp+jwt' }), how), CredentialFault)
    })
  }
})
