// Compact texts: the signature is right, what stands around it is not.
import type { JsonObject } from '../../../credentials/index.ts'
import { signJws } from '../../../credentials/jose/sign.ts'
import { plain, V1, V2 } from '../support/documents.ts'
import { attacker, holder, issuer } from '../support/signers.ts'
import { type Group, type Trap, trapsOf, vcJwt } from './kit.ts'

const FORM = 'form: malformed'
const MISMATCH = 'form: claim-mismatch'
const FORBIDDEN = 'proof: header-forbidden'

const header = trapsOf<JsonObject>((header) => () => vcJwt({}, { header }), FORBIDDEN)
const HEADERS: readonly Trap[] = [
  header('no algorithm, in capitals', { alg: 'NONE' }),
  header('an empty algorithm', { alg: '' }),
  header('an algorithm of null', { alg: null }),
  header('an algorithm as object', { alg: { name: 'EdDSA' } }),
  header('an algorithm in small letters', { alg: 'eddsa' }),
  header('an algorithm with a blank', { alg: 'EdDSA ' }),
  header('Ed448', { alg: 'Ed448' }),
  header('ES256 for a key of Edwards', { alg: 'ES256' }, 'proof: key-unsuitable', {
    alg: 'Ed25519',
  }),
  header('PS256', { alg: 'PS256' }),
  header('HS512', { alg: 'HS512' }),
  header('an encryption', { alg: 'ECDH-ES', enc: 'A256GCM' }),
  header('__proto__ as algorithm', { alg: '__proto__' }),
  header('a critical member of null', { crit: null }),
  header('critical claims of its own', { crit: ['kid'] }),
  header('b64 that is false', { b64: false, crit: ['b64'] }),
  header('b64 without being critical', { b64: false }),
  header('the key of the issuer brought along', { jwk: issuer.publicJwk }),
  header('the key of another brought along', { jwk: attacker.publicJwk }),
  header('a set of keys elsewhere', { jku: 'http://127.0.0.1/jwks' }),
  header('a certificate elsewhere', { x5u: 'http://169.254.169.254/' }),
  header('a key to agree on', { epk: issuer.publicJwk }),
  header('a packing', { zip: 'DEF' }),
  header('an empty certificate chain', { x5c: [] }, 'certificate|key: |proof: '),
  header('a chain that is a text', { x5c: 'AAAA' }, 'certificate|key: |proof: '),
  header('a chain of no certificates', { x5c: ['AAAA'] }, 'certificate|key: |proof: '),
  header('a kid of null', { kid: null }, 'key: key-not-found'),
  header('a kid in a list', { kid: [issuer.verificationMethod] }, 'key: key-not-found'),
  header(
    'a kid with a query',
    { kid: issuer.verificationMethod.replace('#', '?a#') },
    'key: controller-mismatch',
  ),
  header('a kid of another DID', { kid: attacker.verificationMethod }, 'key: controller-mismatch'),
  header('a kid that is a file', { kid: 'file:///etc/passwd#a' }, 'key: controller-mismatch'),
  header('a kid that is a query', { kid: "x' OR '1'='1" }, 'key: key-not-found'),
  header('a kid with a NUL', { kid: `${issuer.verificationMethod}\u0000` }, 'key: key-not-found'),
  header('a kid of a fragment with a blank', { kid: '# ' }, 'key: key-not-found', {
    kid: `#${issuer.publicKeyMultibase}`,
  }),
  header('no type', { typ: undefined }, 'form: format-unsupported'),
  header('the type of an access token', { typ: 'at+jwt' }, 'form: format-unsupported'),
  header('the type of a status list', { typ: 'statuslist+jwt' }, 'form: format-unsupported'),
  header('the type of a presentation', { typ: 'vp+jwt' }, 'form: format-unsupported'),
  header('content that is a presentation', { cty: 'vp' }, 'form: format-unsupported', {
    cty: 'application/vc',
  }),
  header('content that is a JWT', { cty: 'JWT' }, 'form: format-unsupported', {
    cty: 'vc+ld+json',
  }),
  header('content that is a number', { cty: 7 }, 'form: format-unsupported', { cty: 'vc' }),
  header('the type of an SD-JWT, without one', { typ: 'vc+sd-jwt' }, 'form: format-unsupported', {
    typ: 'application/vc+jwt',
  }),
  header('a type in a list', { typ: ['vc+jwt'] }, 'form: format-unsupported', { typ: 'VC+JWT' }),
  header('a type with parameters', { typ: 'vc+jwt; charset=utf-8' }, 'form: format-unsupported'),
  header('the type of JWT', { typ: 'JWT' }, 'form: format-unsupported'),
]

const claims = trapsOf<JsonObject>((members) => () => vcJwt(members), MISMATCH)
const CLAIMS: readonly Trap[] = [
  claims('a vc claim beside', { vc: plain() }),
  claims('an empty vc claim beside', { vc: null }),
  claims('a vp claim beside', { vp: {} }),
  claims('an iss of another', { iss: attacker.did }, `${MISMATCH}|controller`),
  claims('an iss with a blank', { iss: `${issuer.did} ` }, MISMATCH, { iss: issuer.did }),
  claims('an iss of null', { iss: null }, FORM),
  claims('a list of iss', { iss: [issuer.did] }, FORM),
  claims('a sub of another', { sub: attacker.did }, MISMATCH, { sub: holder.did }),
  claims('an empty sub', { sub: '' }, MISMATCH, { sub: holder.did }),
  claims('a sub as object', { sub: { id: holder.did } }, FORM, { sub: holder.did }),
  claims(
    'the second of two subjects as sub',
    {
      sub: 'did:example:b',
      credentialSubject: [
        { id: holder.did, name: 'A' },
        { id: 'did:example:b', name: 'B' },
      ],
    },
    MISMATCH,
    { sub: holder.did },
  ),
  claims(
    'a sub of a subject without id',
    { sub: holder.did, credentialSubject: { name: 'A' } },
    MISMATCH,
  ),
  claims('a jti of another', { jti: 'urn:a:b' }, MISMATCH, { jti: plain().id }),
  claims('a jti as number', { jti: 7 }, FORM),
  claims('a jti for no id', { id: undefined, jti: 'urn:a:b' }, MISMATCH, { id: undefined }),
  claims('a proof within', { proof: { type: 'DataIntegrityProof' } }, MISMATCH),
  claims('a proof of null within', { proof: null }, MISMATCH),
  claims('an audience that is a number', { aud: 7 }, FORM, { aud: 'https://a.example' }),
  claims(
    'a value of a subject going up',
    { credentialSubject: { name: { '@value': 'A', '@direction': 'up' } } },
    FORM,
    { credentialSubject: { name: { '@value': 'A', '@direction': 'rtl' } } },
  ),
  claims('no context', { '@context': undefined }, 'form: '),
  claims('no type', { type: undefined }, 'form: '),
  claims('no subject', { credentialSubject: undefined }, FORM),
  claims(
    'an inline context',
    { '@context': [V2, { '@vocab': 'urn:a:' }] },
    'contexts: context-inline',
  ),
  claims(
    'an issuer without iss that is another',
    { iss: undefined, issuer: attacker.did },
    'key: controller-mismatch',
    { iss: undefined },
  ),
  claims('a presentation', { type: ['VerifiablePresentation'] }, 'form: type-missing'),
]

const { validFrom: _, validUntil: __, ...timeless } = plain()
const old = (members: JsonObject = {}): JsonObject => ({
  ...timeless,
  '@context': [V1],
  issuanceDate: '2026-01-01T00:00:00Z',
  expirationDate: '2030-01-01T00:00:00Z',
  ...members,
})
const nbf = Date.UTC(2026, 0, 1) / 1000
const exp = Date.UTC(2030, 0, 1) / 1000
const oldJwt = (members: JsonObject, more: JsonObject = {}) =>
  signJws(
    { typ: 'JWT', kid: issuer.verificationMethod, ...more },
    { iss: issuer.did, sub: holder.did, jti: String(plain().id), nbf, exp, vc: old(), ...members },
    issuer,
  )
const legacy = trapsOf<JsonObject>((members) => () => oldJwt(members), MISMATCH)
const LEGACY: readonly Trap[] = [
  legacy('an end that differs from exp', { exp: exp + 86_400 }, MISMATCH),
  legacy('an exp earlier than the end', { exp: exp - 86_400 }, MISMATCH),
  legacy('a begin that differs from nbf', { nbf: nbf + 60 }, MISMATCH, { nbf: nbf + 5 }),
  legacy('an nbf long before its issue', { nbf: 0 }, MISMATCH, { nbf: nbf + 0.5 }),
  legacy('a jti of another', { jti: 'urn:a:b' }, MISMATCH, { jti: undefined }),
  legacy('a sub of another', { sub: attacker.did }, MISMATCH, { sub: undefined }),
  legacy(
    'an issuer of another within',
    { vc: old({ issuer: attacker.did }) },
    `${MISMATCH}|controller`,
  ),
  legacy(
    'an issuer as object of another',
    { vc: old({ issuer: { id: attacker.did } }) },
    `${MISMATCH}|controller`,
    { vc: old({ issuer: { id: issuer.did } }) },
  ),
  legacy('a credential as text', { vc: JSON.stringify(old()) }, FORM),
  legacy('a list of credentials', { vc: [old()] }, FORM),
  legacy('a credential of null', { vc: null }, FORM),
  legacy('a credential in a credential', { vc: old({ vc: old() }) }, 'form: '),
  legacy('a credential without contexts', { vc: old({ '@context': undefined }) }, FORM),
  legacy('a credential of another type', { vc: old({ type: ['Diploma'] }) }, 'form: type-missing'),
  legacy('a presentation beside', { vp: {} }, `${MISMATCH}|form: `),
  legacy(
    'a past end within',
    { vc: old({ expirationDate: '2026-01-02T00:00:00Z' }), exp: undefined },
    'period: expired',
    { exp: undefined },
  ),
  legacy('no issuer at all', { iss: undefined, vc: old({ issuer: undefined }) }, FORM, {
    vc: old({ issuer: undefined }),
  }),
]

export const joseGroups: readonly Group[] = [
  { name: 'headers of a JWT', traps: HEADERS },
  { name: 'claims of a JWT', traps: CLAIMS },
  { name: 'credentials of version 1.1 in a JWT', traps: LEGACY },
]
