// Proofs: every one counts, by the key that its issuer names for the purpose.
import type { JsonObject } from '../../../credentials/index.ts'
import { plain, V2 } from '../support/documents.ts'
import { pairOf, secure } from '../support/mechanisms.ts'
import { signAnyway } from '../support/sign-anyway.ts'
import { attacker, holder, issuer } from '../support/signers.ts'
import { createWorld } from '../support/world.ts'
import { type Group, put, type Row, type Trap } from './kit.ts'

const MALFORMED = 'proof: proof-malformed'
const INVALID = 'proof: signature-invalid'
const UNSUPPORTED = 'proof: proof-unsupported'

/** A member of a proof that was signed with it: the signature is right, the member is not. */
const member = (
  title: string,
  ...[name, bad, good, complaint = MALFORMED]: readonly [
    name: string,
    bad: unknown,
    good: unknown,
    complaint?: string,
  ]
): Trap => ({
  title,
  complaint,
  hostile: () => signAnyway(plain(), { members: { [name]: bad } }),
  twin: () => signAnyway(plain(), { members: good === undefined ? {} : { [name]: good } }),
})

const method = issuer.verificationMethod
const MEMBERS: readonly Trap[] = [
  member('a purpose of null', 'proofPurpose', null, 'assertionMethod'),
  member('a list of purposes', 'proofPurpose', ['assertionMethod'], 'assertionMethod'),
  member(
    'a purpose in capitals',
    'proofPurpose',
    'AssertionMethod',
    'assertionMethod',
    'purpose: purpose-mismatch',
  ),
  member(
    'a purpose by its address',
    'proofPurpose',
    'https://w3id.org/security#assertionMethod',
    'assertionMethod',
    'purpose: purpose-mismatch',
  ),
  member(
    'the purpose of presenting',
    'proofPurpose',
    'authentication',
    'assertionMethod',
    'purpose: purpose-mismatch',
  ),
  member(
    'the purpose of invoking',
    'proofPurpose',
    'capabilityInvocation',
    'assertionMethod',
    'purpose: purpose-mismatch',
  ),
  member(
    '__proto__ as purpose',
    'proofPurpose',
    '__proto__',
    'assertionMethod',
    'purpose: purpose-mismatch',
  ),
  member('a key as object', 'verificationMethod', { id: method }, method),
  member('a list of one key', 'verificationMethod', [method], method),
  member('two fragments', 'verificationMethod', `${method}#a`, method, 'key: key-not-found'),
  member('an empty fragment', 'verificationMethod', `${issuer.did}#`, method, 'key: key-not-found'),
  member(
    'a query before the fragment',
    'verificationMethod',
    method.replace('#', '?a=b#'),
    method,
    'key: controller-mismatch',
  ),
  member(
    'a key of somebody else',
    'verificationMethod',
    attacker.verificationMethod,
    method,
    'key: controller-mismatch',
  ),
  member(
    'the fragment of somebody else',
    'verificationMethod',
    `${issuer.did}#${attacker.publicKeyMultibase}`,
    method,
    'key: key-not-found',
  ),
  member('a key with a blank behind', 'verificationMethod', `${method} `, method),
  member('a kind in a list', 'type', ['DataIntegrityProof'], 'DataIntegrityProof', UNSUPPORTED),
  member('a kind in another case', 'type', 'dataIntegrityProof', 'DataIntegrityProof', UNSUPPORTED),
  member(
    'a kind by its address',
    'type',
    'https://w3id.org/security#DataIntegrityProof',
    'DataIntegrityProof',
    UNSUPPORTED,
  ),
  member('a suite of null', 'cryptosuite', null, undefined, UNSUPPORTED),
  member('a suite of tomorrow', 'cryptosuite', 'mldsa44-rdfc-2024', undefined, UNSUPPORTED),
  member('__proto__ as suite', 'cryptosuite', '__proto__', undefined, UNSUPPORTED),
  member('a suite with a blank behind', 'cryptosuite', 'eddsa-jcs-2022 ', undefined, UNSUPPORTED),
  member('a challenge in a list', 'challenge', ['a'], 'a'),
  member('a domain that is a number', 'domain', 7, 'a.example'),
  member('a number among domains', 'domain', ['a.example', 7], ['a.example', 'b.example']),
  member('an object in a member nobody knows', 'note', { a: 1 }, 'a'),
  member('a list of objects in a member nobody knows', 'note', [{ a: 1 }], ['a']),
  member('a name by its address', 'https://w3id.org/security#nonce', 'a', undefined),
  member('@id', '@id', 'urn:a:b', undefined),
  member('@type', '@type', 'DataIntegrityProof', undefined),
  member('@graph', '@graph', 'a', undefined),
  member('an id that is relative', 'id', 'a', 'urn:a:b'),
  member('an id that is null', 'id', null, 'urn:a:b'),
  member(
    'a previous proof that is not there',
    'previousProof',
    'urn:a:b',
    undefined,
    'proof: previous-proof-missing',
  ),
  member('a previous proof that is a number', 'previousProof', 7, undefined),
  member('an empty list of previous proofs with null', 'previousProof', [null], []),
]

type Alter = (value: string) => unknown
const altered = (title: string, alter: Alter, complaint: string): Trap => {
  const signed = () => signAnyway(plain())
  return {
    title,
    complaint,
    hostile: async () => {
      const whole = await signed()
      return put(whole, '/proof/proofValue', alter(String((whole.proof as JsonObject).proofValue)))
    },
    twin: signed,
  }
}
const bytesOf = (value: string) => value.slice(1)
const VALUES: readonly Trap[] = [
  altered('a value of null', () => null, MALFORMED),
  altered('a value in a list', (value) => [value], MALFORMED),
  altered('a value as object', (value) => ({ '@value': value }), MALFORMED),
  altered('a value without its prefix', bytesOf, `${MALFORMED}|${INVALID}`),
  altered('a value by sixteen', (value) => `f${Buffer.from(value).toString('hex')}`, MALFORMED),
  altered('a value by thirty-two', () => 'bmfrgg', MALFORMED),
  altered('a value in Base64', (value) => `m${Buffer.from(value).toString('base64')}`, MALFORMED),
  altered('a value in Base58 of Flickr', (value) => `Z${bytesOf(value)}`, MALFORMED),
  altered('a value with a nought letter', (value) => `z0${value.slice(2)}`, MALFORMED),
  altered('a value with a blank behind', (value) => `${value} `, MALFORMED),
  altered('a value with a line behind', (value) => `${value}\n`, MALFORMED),
  altered('a value with a byte of nought before', (value) => `z1${bytesOf(value)}`, INVALID),
  altered('a value with a byte more', (value) => `${value}1`, INVALID),
  altered('a value cut off', (value) => value.slice(0, -1), INVALID),
  altered('two values', (value) => `${value}${bytesOf(value)}`, INVALID),
  altered('a value of 4,097 letters', () => `z${'2'.repeat(4097)}`, MALFORMED),
]

/** Sixty-four bytes that no signer makes, in the place of an ECDSA signature. */
const N = 'ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551'
const ZERO = '0'.repeat(64)
const ONE = `${'0'.repeat(63)}1`
const curve = (title: string, hex: string): Trap => {
  const signed = () =>
    secure(pairOf('ES256').issuer, { suite: 'ecdsa-jcs-2019', world: createWorld() })
  return {
    title,
    complaint: INVALID,
    hostile: async () => put(await signed(), '/proof/proofValue', base58(hex)),
    twin: signed,
  }
}
const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
function base58(hex: string): string {
  let rest = BigInt(`0x${hex}`)
  let text = ''
  for (; rest > 0n; rest /= 58n) text = ALPHABET[Number(rest % 58n)] + text
  const zeros = /^(00)*/.exec(hex)?.[0].length ?? 0
  return `z${'1'.repeat(zeros / 2)}${text}`
}
const CURVES: readonly Trap[] = [
  curve('nought and nought', `${ZERO}${ZERO}`),
  curve('nought and one', `${ZERO}${ONE}`),
  curve('one and nought', `${ONE}${ZERO}`),
  curve('the order twice', `${N}${N}`),
  curve('the order and one', `${N}${ONE}`),
  curve('one and one', `${ONE}${ONE}`),
  curve('all bits set', 'f'.repeat(128)),
  curve('a signature in DER of nought', `3006020100020100`),
]

const world = createWorld()
const whole = () => secure(issuer, { suite: 'eddsa-rdfc-2022', world })
type Proofs = (proof: JsonObject) => unknown
const listed = (
  title: string,
  ...[proofs, complaint, good = (one) => [one]]: readonly [
    proofs: Proofs,
    complaint: string,
    good?: Proofs,
  ]
): Trap => {
  const made = async (by: Proofs) => {
    const document = await whole()
    return { ...document, proof: by(document.proof as JsonObject) }
  }
  return { title, complaint, hostile: () => made(proofs), twin: () => made(good) }
}
const LISTS: readonly Trap[] = [
  listed('an empty list', () => [], 'proof: proof-missing'),
  listed('null in the list', (proof) => [proof, null], MALFORMED),
  listed('null alone', () => null, `${MALFORMED}|proof: proof-missing`),
  listed('a text in the list', (proof) => [proof, 'a'], MALFORMED),
  listed('a list in the list', (proof) => [[proof]], MALFORMED),
  listed('an empty object in the list', (proof) => [proof, {}], UNSUPPORTED),
  listed('nine times the same', (proof) => Array(9).fill(proof), 'proof: too-complex'),
  listed('an unknown kind before', (proof) => [{ type: 'X' }, proof], UNSUPPORTED),
  listed(
    'a false one behind',
    (proof) => [proof, { ...proof, created: '2026-11-22T11:00:00Z' }],
    INVALID,
  ),
  listed(
    'a false one before',
    (proof) => [{ ...proof, created: '2026-11-22T11:00:00Z' }, proof],
    INVALID,
  ),
  listed('an object of proofs', (proof) => ({ 0: proof }), UNSUPPORTED),
  listed('a graph of proofs', (proof) => ({ '@graph': [proof] }), UNSUPPORTED),
  listed('a set of proofs', (proof) => ({ '@set': [proof] }), UNSUPPORTED),
  listed(
    'one by the holder beside',
    (proof) => [proof, { ...proof, verificationMethod: holder.verificationMethod }],
    'key: controller-mismatch',
  ),
  listed('a proof in a proof', (proof) => ({ ...proof, proof }), MALFORMED),
  listed(
    'one that names itself as previous',
    (proof) => ({ ...proof, id: 'urn:a:b', previousProof: 'urn:a:b' }),
    'proof: ',
  ),
]

/** Secured as JSON, called by the name of another suite: what is signed over RDF is not what is signed over JSON. */
const SUITES: readonly Row[] = [
  [
    'the suite of RDF over JSON',
    '/proof/cryptosuite',
    'eddsa-rdfc-2022',
    'eddsa-jcs-2022',
    INVALID,
  ],
  [
    'a suite of another curve',
    '/proof/cryptosuite',
    'ecdsa-jcs-2019',
    'eddsa-jcs-2022',
    'proof: key-unsuitable',
  ],
  ['a suite that shows parts', '/proof/cryptosuite', 'ecdsa-sd-2023', 'eddsa-jcs-2022', MALFORMED],
  ['a suite of pairings', '/proof/cryptosuite', 'bbs-2023', 'eddsa-jcs-2022', MALFORMED],
  ['a kind of before', '/proof/type', 'Ed25519Signature2018', 'DataIntegrityProof', UNSUPPORTED],
  [
    'a kind of before suites',
    '/proof/type',
    'Ed25519Signature2020',
    'DataIntegrityProof',
    UNSUPPORTED,
  ],
  [
    'a key by another name',
    '/proof/verificationMethod',
    attacker.verificationMethod,
    method,
    'key: controller-mismatch',
  ],
  ['another context of its own', '/proof/@context', [V2, V2], [V2], 'proof: '],
]
const swaps: readonly Trap[] = SUITES.map(([title, pointer, bad, good, complaint]) => ({
  title,
  complaint,
  hostile: async () => put(await signAnyway(plain()), pointer, bad),
  twin: async () => put(await signAnyway(plain()), pointer, good),
}))

export const proofGroups: readonly Group[] = [
  { name: 'members of a proof', traps: MEMBERS },
  { name: 'values of a proof', traps: VALUES },
  { name: 'values of curves', traps: CURVES },
  { name: 'lists of proofs', traps: LISTS },
  { name: 'suites exchanged', traps: swaps },
]
