// Keys: whose they are is what their DID says, and its document says one thing only.
import type { JsonObject, Signer } from '../../../credentials/index.ts'
import { plain } from '../support/documents.ts'
import { signAnyway } from '../support/sign-anyway.ts'
import { attacker, issuer, signerOf } from '../support/signers.ts'
import type { Group, Make, Pages, Trap } from './kit.ts'

const DID = 'did:web:issuer.example'
const URL = 'https://issuer.example/.well-known/did.json'
const KEY = `${DID}#key-1`
const web: Signer = { ...issuer, did: DID, verificationMethod: KEY }
const { publicKeyMultibase, publicJwk } = issuer
const p256 = signerOf('issuer', { algorithm: 'ES256' })

const methodOf = (members: JsonObject = {}): JsonObject => ({
  id: KEY,
  type: 'Multikey',
  controller: DID,
  publicKeyMultibase,
  ...members,
})
const documentOf = (members: JsonObject = {}): JsonObject => ({
  '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
  id: DID,
  verificationMethod: [methodOf()],
  assertionMethod: [KEY],
  ...members,
})

/** The credential is the same; what answers for its issuer is not. */
const served =
  (page: unknown): Make =>
  (pages: Pages) => {
    pages.set(URL, typeof page === 'string' ? page : JSON.stringify(page))
    return signAnyway(plain({ issuer: DID }), { signer: web })
  }
const NO = 'key: key-'
const document = (
  title: string,
  ...[bad, complaint = NO, good = documentOf()]: readonly [
    bad: unknown,
    complaint?: string,
    good?: unknown,
  ]
): Trap => ({
  title,
  complaint,
  hostile: served(bad),
  twin: served(good),
})
const method = (
  title: string,
  ...[members, complaint = NO, good = {}]: readonly [
    members: JsonObject,
    complaint?: string,
    good?: JsonObject,
  ]
): Trap =>
  document(
    title,
    documentOf({ verificationMethod: [methodOf(members)] }),
    complaint,
    documentOf({ verificationMethod: [methodOf(good)] }),
  )
const text = JSON.stringify(documentOf())
const jwk = (members: JsonObject) => ({
  publicKeyMultibase: undefined,
  type: 'JsonWebKey',
  publicKeyJwk: { ...publicJwk, ...members },
})

const DOCUMENTS: readonly Trap[] = [
  document('of another', documentOf({ id: 'did:web:other.example' })),
  document('of the same in capitals', documentOf({ id: DID.toUpperCase() })),
  document('without an id', documentOf({ id: undefined })),
  document('with an id in a list', documentOf({ id: [DID] })),
  document('in a list', [documentOf()]),
  document('that is null', 'null'),
  document('that is a page', '<html></html>'),
  document('that is empty', ''),
  document('with a member twice', text.replace('"id"', '"id":"did:web:other.example","id"')),
  document('with a mark before', `\ufeff${text}`, NO, `\n${text}`),
  document('with a word behind', `${text}x`),
  document('without keys', documentOf({ verificationMethod: [] })),
  document('whose keys are an object', documentOf({ verificationMethod: { 'key-1': methodOf() } })),
  document(
    'with two keys of one name',
    documentOf({
      verificationMethod: [
        methodOf(),
        methodOf({ publicKeyMultibase: attacker.publicKeyMultibase }),
      ],
    }),
  ),
  document(
    'with the key twice, once where it is used',
    documentOf({ assertionMethod: [methodOf()] }),
    NO,
    documentOf({ verificationMethod: [], assertionMethod: [methodOf()] }),
  ),
  document(
    'that allows it nothing',
    documentOf({ assertionMethod: [] }),
    'purpose: purpose-unauthorized',
  ),
  document(
    'that allows it presenting alone',
    documentOf({ assertionMethod: undefined, authentication: [KEY] }),
    'purpose: purpose-unauthorized',
    documentOf({ assertionMethod: KEY }),
  ),
  document(
    'that allows another key',
    documentOf({ assertionMethod: [`${DID}#key-2`] }),
    'purpose: purpose-unauthorized',
    documentOf({ assertionMethod: ['#key-1'] }),
  ),
  document(
    'that allows it by a number',
    documentOf({ assertionMethod: [0] }),
    'purpose: purpose-unauthorized',
  ),
  document(
    'that allows it by its path',
    documentOf({ assertionMethod: ['/verificationMethod/0'] }),
    'purpose: purpose-unauthorized',
  ),
]

const METHODS: readonly Trap[] = [
  method('of another controller', { controller: attacker.did }, 'key: controller-mismatch'),
  method('of no controller', { controller: undefined }, 'key: controller-mismatch'),
  method('of a list of controllers', { controller: [DID] }, 'key: controller-mismatch'),
  method('of another name', { id: `${DID}#key-2` }, 'key: key-not-found', { id: '#key-1' }),
  method('of a name in capitals', { id: `${DID}#KEY-1` }, 'key: key-not-found'),
  method(
    'of another person',
    { publicKeyMultibase: attacker.publicKeyMultibase },
    'proof: signature-invalid',
  ),
  method(
    'of another curve',
    { publicKeyMultibase: p256.publicKeyMultibase },
    'proof: key-unsuitable',
  ),
  method('in no text', { publicKeyMultibase: [publicKeyMultibase] }, 'key: key-unsuitable'),
  method('in hexadecimal', { publicKeyMultibase: 'fed01' }, 'key: key-unsuitable'),
  method(
    'without its prefix',
    { publicKeyMultibase: publicKeyMultibase.slice(1) },
    'key: key-unsuitable',
  ),
  method(
    'with a letter more',
    { publicKeyMultibase: `${publicKeyMultibase}1` },
    'key: key-unsuitable',
  ),
  method(
    'for encrypting (X25519)',
    { publicKeyMultibase: 'z6LSbysY2xFMRpGMhb7tFTLMpeuPRaqaWM1yECx2AtzE3KCc' },
    'key: key-unsuitable',
  ),
  method(
    'of a private key',
    { publicKeyMultibase: 'z3u2en7t5LR2WtQH5PfFqMqwVHgeXouLzo6haApm8XHqvjxq' },
    'key: key-unsuitable',
  ),
  method('of no key', { publicKeyMultibase: undefined }, 'key: key-unsuitable', jwk({})),
  method('without a type', { type: undefined }, 'key: key-unsuitable'),
  method('with its secret beside', { secretKeyMultibase: 'z3u2en7t5LR2' }, 'key: key-unsuitable'),
  method('with its secret of before', { privateKeyJwk: { d: 'AAAA' } }, 'key: key-unsuitable'),
  method(
    'as a JWK with its secret',
    jwk({ d: 'AAAA' }),
    'key: key-unsuitable',
    jwk({ kid: 'key-1' }),
  ),
  method(
    'as a JWK of a secret alone',
    { ...jwk({}), publicKeyJwk: { kty: 'oct', k: 'AAAA' } },
    'key: key-unsuitable',
    jwk({ use: 'sig' }),
  ),
  method(
    'as a JWK of RSA',
    { ...jwk({}), publicKeyJwk: { kty: 'RSA', n: 'AQAB', e: 'AQAB' } },
    'key: key-unsuitable',
    jwk({ alg: 'EdDSA' }),
  ),
  method('as a JWK of another curve', jwk({ crv: 'X25519' }), 'key: key-unsuitable', jwk({})),
  method(
    'as a JWK of a curve named constructor',
    jwk({ crv: 'constructor' }),
    'key: key-unsuitable',
    jwk({}),
  ),
  method('as a JWK that is too short', jwk({ x: 'AAAA' }), 'key: key-unsuitable', jwk({})),
  method(
    'as a JWK with padding',
    jwk({ x: `${(publicJwk as { x: string }).x}=` }),
    'key: key-unsuitable',
    jwk({}),
  ),
  method(
    'as a JWK in a list',
    { ...jwk({}), publicKeyJwk: [publicJwk] },
    'key: key-unsuitable',
    jwk({}),
  ),
  method('as two keys that differ', { publicKeyJwk: attacker.publicJwk }, 'key: key-unsuitable', {
    publicKeyJwk: publicJwk,
  }),
  method(
    'as a JWK for encrypting',
    jwk({ use: 'enc' }),
    'key: key-unsuitable',
    jwk({ use: 'sig' }),
  ),
  method(
    'as a JWK for deriving',
    jwk({ key_ops: ['deriveBits'] }),
    'key: key-unsuitable',
    jwk({ key_ops: ['verify'] }),
  ),
  method(
    'as a JWK of another algorithm',
    jwk({ alg: 'ES256' }),
    'key: key-unsuitable',
    jwk({ alg: 'Ed25519' }),
  ),
  method('revoked', { revoked: '2026-01-01T00:00:00Z' }, 'key: key-revoked'),
  method('revoked tomorrow', { revoked: '2027-01-01T00:00:00Z' }, 'key: key-revoked'),
  method('revoked at no time', { revoked: true }, 'key: key-revoked'),
  method('ended before it signed', { expires: '2026-01-01T00:00:00Z' }, 'key: key-expired', {
    expires: '2027-01-01T00:00:00Z',
  }),
  method('ended at no time', { expires: 'never' }, 'key: key-expired', {
    expires: '2030-01-01T00:00:00+01:00',
  }),
  method('ended by a number', { expires: 4_000_000_000 }, 'key: key-expired'),
]

export const keyGroups: readonly Group[] = [
  { name: 'a DID document', traps: DOCUMENTS },
  { name: 'a key in a DID document', traps: METHODS },
]
