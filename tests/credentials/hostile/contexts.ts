// Contexts: what a term means must be known beforehand, and be the same for every reader.
import type { JsonObject } from '../../../credentials/index.ts'
import { badge, plain, V1, V2 } from '../support/documents.ts'
import { secure } from '../support/mechanisms.ts'
import { signAnyway } from '../support/sign-anyway.ts'
import { issuer } from '../support/signers.ts'
import { createWorld } from '../support/world.ts'
import { type Group, put, type Row, type Trap, trapsAt } from './kit.ts'

const INLINE = 'contexts: context-inline'
const UNKNOWN = 'contexts: context-unknown'
const ORDER = 'context-order|form: malformed'
const DI = 'https://w3id.org/security/data-integrity/v2'
const at = (
  title: string,
  ...[bad, complaint, good = [V2, DI]]: readonly [bad: unknown, complaint: string, good?: unknown]
): Row => [title, '/@context', bad, good, complaint]
const behind = (title: string, bad: unknown, complaint: string): Row =>
  at(title, [V2, bad], complaint)

/** Signed as they are, so that nothing but the rule about contexts can refuse them. */
const ADDRESSES: readonly Row[] = [
  behind('an address that nobody pinned', 'https://a.example/v1', UNKNOWN),
  behind('an address with a fragment', `${DI}#a`, UNKNOWN),
  behind('an address with a query', `${DI}?a`, UNKNOWN),
  behind('an address with a slash behind', `${DI}/`, UNKNOWN),
  behind('an address in capitals', DI.toUpperCase(), UNKNOWN),
  behind('an address by http', DI.replace('https', 'http'), UNKNOWN),
  behind('an address with a port', DI.replace('.org', '.org:443'), UNKNOWN),
  behind('an address with a blank behind', `${DI} `, UNKNOWN),
  behind('an address with dots in its path', DI.replace('/v2', '/v1/../v2'), UNKNOWN),
  behind('an address with a letter by its number', DI.replace('v2', '%762'), UNKNOWN),
  behind('an address with another alphabet’s letter', DI.replace('w3id', 'w3іd'), UNKNOWN),
  behind('a data address', 'data:application/ld+json,{"@context":{}}', UNKNOWN),
  behind('a file', 'file:///etc/passwd', UNKNOWN),
  behind('a DID', 'did:web:a.example', UNKNOWN),
  behind('an empty address', '', UNKNOWN),
  behind('a relative address', 'v2', UNKNOWN),
  behind('__proto__', '__proto__', UNKNOWN),
  behind('constructor', 'constructor', UNKNOWN),
  behind('null', null, INLINE),
  behind('true', true, INLINE),
  behind('a number', 7, INLINE),
  behind('a list in the list', [DI], INLINE),
  behind('an empty one inline', {}, INLINE),
  behind('a vocabulary for all', { '@vocab': 'https://a.example/#' }, INLINE),
  behind('a base', { '@base': 'https://a.example/' }, INLINE),
  behind('an import', { '@version': 1.1, '@import': V2 }, INLINE),
  behind('a language for all', { '@language': 'fr' }, INLINE),
  behind('a protected term again', { '@protected': true, name: 'https://a.example/#name' }, INLINE),
  behind('a protected type again', { VerifiableCredential: { '@id': 'urn:a:b' } }, INLINE),
  behind('a term that is JSON', { name: { '@id': 'urn:a:b', '@type': '@json' } }, INLINE),
  behind('a term that is dropped', { credentialSubject: null }, INLINE),
  behind('the context of the data model twice', V2, 'context-order'),
  behind('both versions of the data model', V1, 'context-order'),
  at('both versions, the older first', [V1, V2], 'context-order'),
  at('the context of the data model last', [DI, V2], ORDER),
  at('a text for the list', V2, ORDER),
  at('an object for the list', { 0: V2 }, ORDER),
  at('no contexts', [], ORDER),
  at('none', undefined, ORDER),
  at('null for the list', null, ORDER),
  at('an inline one first', [{ '@version': 1.1 }, V2], `${ORDER}|${INLINE}`),
]

const INNER: readonly Row[] = [
  ['a context in the subject', '/credentialSubject/@context', V2, undefined, INLINE],
  ['a context of null in the subject', '/credentialSubject/@context', null, undefined, INLINE],
  [
    'a context in a list of subjects',
    '/credentialSubject',
    [{ name: 'A', '@context': {} }],
    [{ name: 'A' }],
    INLINE,
  ],
  [
    'a context in the issuer',
    '/issuer',
    { id: issuer.did, '@context': [] },
    { id: issuer.did },
    INLINE,
  ],
  [
    'a context in evidence',
    '/evidence',
    [{ type: ['A'], '@context': {} }],
    [{ type: ['A'] }],
    INLINE,
  ],
  ['a context in a status', '/credentialStatus', { type: 'A', '@context': {} }, undefined, INLINE],
  [
    'a context three deep',
    '/credentialSubject/a/b/@context',
    { '@vocab': 'urn:a:' },
    undefined,
    INLINE,
  ],
  ['a context in a list in a list', '/credentialSubject/a', [[{ '@context': {} }]], [[{}]], INLINE],
  [
    'a context by its name in a name',
    '/name',
    { '@value': 'AI', '@context': {} },
    { '@value': 'AI' },
    INLINE,
  ],
].map((row) => row as unknown as Row)

const world = createWorld()
type Change = readonly [pointer: string, value: unknown]

/** Changed after signing in a way that leaves what is signed over RDF as it was, or would if it were read loosely. */
const afterwards = (
  title: string,
  ...[[badAt, bad], [goodAt, good], complaint]: readonly [
    badAtbad: Change,
    goodAtgood: Change,
    complaint: string,
  ]
): Trap => {
  const signed = () => secure(issuer, { suite: 'eddsa-rdfc-2022', world, members: badge() })
  return {
    title,
    complaint,
    hostile: async () => put(await signed(), badAt, bad),
    twin: async () => put(await signed(), goodAt, good),
  }
}
const ACHIEVEMENT = '/credentialSubject/achievement'
const turned: Change = [`${ACHIEVEMENT}/tag`, ['responsibility', 'checking']]
const TERM = 'contexts: term-undefined'
const AFTERWARDS: readonly Trap[] = [
  afterwards(
    'a term of no context in the subject',
    ['/credentialSubject/honours', 'yes'],
    turned,
    TERM,
  ),
  afterwards('a term of no context in the whole', ['/honours', 'yes'], turned, TERM),
  afterwards('a term of no context in the proof', ['/proof/honours', 'yes'], turned, TERM),
  afterwards(
    'a type of no context in the subject',
    ['/credentialSubject/type', ['AchievementSubject', 'Chief']],
    turned,
    TERM,
  ),
  afterwards(
    'a type of no context in the whole',
    ['/type', ['VerifiableCredential', 'OpenBadgeCredential', 'Chief']],
    turned,
    TERM,
  ),
  afterwards(
    'a relative name of an achievement',
    [`${ACHIEVEMENT}/creator`, { id: 'x', type: ['Profile'] }],
    turned,
    'contexts: term-undefined|signature-invalid|schema',
  ),
  afterwards(
    'a term of null',
    ['/credentialSubject/honours', null],
    turned,
    `${TERM}|signature-invalid`,
  ),
  afterwards(
    'a term of no context, empty',
    ['/credentialSubject/honours', []],
    turned,
    `${TERM}|signature-invalid`,
  ),
  afterwards('a context taken away', ['/@context', [V2]], turned, `${TERM}|signature-invalid`),
  afterwards(
    'the older version of the data model',
    ['/@context', [V1, 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json']],
    turned,
    'form: malformed|signature-invalid',
  ),
  afterwards(
    'an older context of badges',
    ['/@context', [V2, 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json']],
    turned,
    'contexts: malformed',
  ),
  afterwards(
    'a name by its address',
    ['/credentialSubject/https:~1~1schema.org~1name', 'Amal'],
    turned,
    'form: malformed',
  ),
  afterwards(
    'a compact address as name',
    ['/credentialSubject/schema:name', 'Amal'],
    turned,
    'form: malformed',
  ),
  afterwards(
    'a value as object',
    ['/name', { '@value': 'AI Foundations' }],
    turned,
    'form: malformed|signature-invalid|schema-violated',
  ),
]

const carried = (title: string, own: unknown, complaint: string): Trap => ({
  title,
  complaint,
  hostile: () => signedWith(own),
  twin: () => signedWith([V2, DI]),
})
/** A JCS proof carries the contexts it was made under. */
async function signedWith(own: unknown): Promise<JsonObject> {
  const document = plain({ '@context': [V2, DI] })
  const signed = await signAnyway(document)
  const proof = { ...(signed.proof as JsonObject), '@context': own }
  return Array.isArray(own) && own.length === 2 && own[1] === DI ? signed : { ...signed, proof }
}
const MISMATCH = 'proof: proof-context-mismatch|proof: proof-malformed|proof: signature-invalid'
const CARRIED: readonly Trap[] = [
  carried('another context', ['https://a.example/v1'], MISMATCH),
  carried('its contexts in another order', [DI, V2], MISMATCH),
  carried('a part of them, not the first', [DI], MISMATCH),
  carried('one more than the document', [V2, DI, V1], MISMATCH),
  carried('an inline one', [V2, { '@vocab': 'urn:a:' }], MISMATCH),
  carried('null', null, MISMATCH),
  carried('none in a list', [], MISMATCH),
  carried('a text', V2, MISMATCH),
]

export const contextGroups: readonly Group[] = [
  { name: 'contexts of a document', traps: trapsAt(ADDRESSES) },
  { name: 'contexts inside', traps: trapsAt(INNER) },
  { name: 'terms put in after signing', traps: AFTERWARDS },
  { name: 'the contexts that a proof carries', traps: CARRIED },
]
