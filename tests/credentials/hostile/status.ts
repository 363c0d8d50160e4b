// Status: read from the list that the issuer signed for this purpose, or not at all.
import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import type { JsonObject, Signer } from '../../../credentials/index.ts'
import { signJws } from '../../../credentials/jose/sign.ts'
import { plain, V2 } from '../support/documents.ts'
import { signAnyway } from '../support/sign-anyway.ts'
import { attacker, issuer } from '../support/signers.ts'
import { entry, LIST } from '../support/status-lists.ts'
import { NOW } from '../support/world.ts'
import { type Group, type Make, type Pages, type Trap, trapsOf } from './kit.ts'
import { bits, documentOf, type List, listed, packed, SIZE, subjectOf } from './status-lists.ts'

/** A credential whose status lies at {@link LIST}, where this answers. */
const cites =
  (status: unknown, page: () => unknown): Make =>
  async (pages: Pages) => {
    const answer = await page()
    if (answer !== undefined)
      pages.set(LIST, typeof answer === 'string' ? answer : JSON.stringify(answer))
    return signAnyway(JSON.parse(JSON.stringify(plain({ credentialStatus: status }))) as JsonObject)
  }
const INVALID = 'status: status-list-invalid'
const MALFORMED = 'status: status-malformed'

const list = trapsOf<List>((made) => cites(entry(), () => listed(made)), INVALID)
const subject = (
  title: string,
  ...[members, complaint = INVALID, good = {}]: readonly [
    members: JsonObject,
    complaint?: string,
    good?: JsonObject,
  ]
): Trap => list(title, { subject: subjectOf(members) }, complaint, { subject: subjectOf(good) })

const LISTS: readonly Trap[] = [
  list('of another issuer', { members: { issuer: attacker.did }, signer: attacker }),
  list('signed by another', {
    signer: { ...attacker, verificationMethod: issuer.verificationMethod },
  }),
  list('that names another address', { members: { id: `${LIST}/8` } }, INVALID, {
    members: { id: undefined },
  }),
  list('that ended', { members: { validUntil: '2026-11-22T12:00:00Z' } }, INVALID, {
    members: { validUntil: '2026-11-22T12:00:01Z' },
  }),
  list('of tomorrow', { members: { validFrom: '2026-11-23T12:00:00Z' } }),
  list('of another type', { members: { type: ['VerifiableCredential'] } }),
  list('of the older type', {
    members: { type: ['VerifiableCredential', 'StatusList2021Credential'] },
  }),
  list('for presenting', { proof: { proofPurpose: 'authentication' } }),
  list('with a proof that ended', { proof: { expires: '2026-11-22T12:00:00Z' } }, INVALID, {
    proof: { expires: '2026-11-22T12:00:01Z' },
  }),
  list('with an inline context', { members: { '@context': [V2, {}] } }),
  list('with two subjects', { subject: [subjectOf(), { ...subjectOf(), id: 'urn:a:b' }] }),
  list('with no subject', { subject: null }),
  subject('of a subject of another type', { type: 'StatusList2021' }),
  subject('of no purpose', { statusPurpose: undefined }),
  subject('of another purpose', { statusPurpose: 'suspension' }, INVALID, {
    statusPurpose: ['suspension', 'revocation'],
  }),
  subject('of a purpose in capitals', { statusPurpose: 'Revocation' }),
  subject('of a purpose as object', { statusPurpose: { id: 'revocation' } }),
  subject('without its bits', { encodedList: undefined }),
  subject('with its bits in a list', { encodedList: [packed()] }),
  subject('with its bits in no text', { encodedList: 0 }),
  subject('without the prefix', { encodedList: packed().slice(1) }),
  subject('in Base58', { encodedList: `z${packed().slice(1)}` }),
  subject('in plain Base64', { encodedList: `m${gzipSync(bits()).toString('base64')}` }),
  subject('with padding', { encodedList: `${packed()}=` }),
  subject('not packed', { encodedList: `u${bits().toString('base64url')}` }),
  subject('packed in another way', {
    encodedList: `u${deflateSync(bits()).toString('base64url')}`,
  }),
  subject('packed without a header', {
    encodedList: `u${deflateRawSync(bits()).toString('base64url')}`,
  }),
  subject('cut off', { encodedList: packed().slice(0, -8) }),
  subject('with something behind', {
    encodedList: `u${Buffer.concat([gzipSync(bits()), Buffer.from('behind')]).toString('base64url')}`,
  }),
  subject('too short to hide in', { encodedList: packed(bits([], SIZE - 1)) }, INVALID, {
    encodedList: packed(bits([], SIZE + 1)),
  }),
  subject('empty', { encodedList: packed(Buffer.alloc(0)) }),
  subject('that is a bomb', { encodedList: packed(Buffer.alloc(64 * 1_048_576)) }, INVALID, {
    encodedList: packed(Buffer.alloc(8 * 1_048_576)),
  }),
  subject('that is a bomb in pieces', {
    encodedList: `u${Buffer.concat(Array(9).fill(gzipSync(Buffer.alloc(1_048_576)))).toString('base64url')}`,
  }),
  subject('with the bit set', { encodedList: packed(bits([0])) }, 'status: revoked', {
    encodedList: packed(bits([1, 7, 8])),
  }),
  subject(
    'with every bit set',
    { encodedList: packed(Buffer.alloc(SIZE, 255)) },
    'status: revoked',
  ),
]

const page = (title: string, write: (text: string) => unknown, complaint = INVALID): Trap => ({
  title,
  complaint,
  hostile: cites(entry(), async () => write(JSON.stringify(await listed()))),
  twin: cites(entry(), async () => ` ${JSON.stringify(await listed())}\n`),
})
const bare = async () => documentOf({})
const asJwt =
  (signer: Signer, members: JsonObject = {}) =>
  async () =>
    signJws(
      { typ: 'vc+jwt', kid: signer.verificationMethod },
      { ...(await bare()), iss: issuer.did, ...members },
      signer,
    )
const jwt = (title: string, bad: () => unknown, complaint = INVALID): Trap => ({
  title,
  complaint,
  hostile: cites(entry(), bad),
  twin: cites(entry(), asJwt(issuer)),
})
const PAGES: readonly Trap[] = [
  page('nothing', () => ''),
  page('a page', () => '<html></html>'),
  page('null', () => 'null'),
  page('a list of it', (text) => `[${text}]`),
  page('a text of it', (text) => JSON.stringify(text)),
  page('half of it', (text) => text.slice(0, -9)),
  page('it twice', (text) => `${text}${text}`),
  page('it with a member twice', (text) => text.replace('"issuer"', '"issuer":"did:a:b","issuer"')),
  page('it without a proof', (text) => text.replace(/,"proof":\{.*\}\}$/, '}')),
  page('it with its bits exchanged', (text) =>
    text.replace(/"encodedList":"[^"]*"/, `"encodedList":"${packed(bits([3]))}"`),
  ),
  jwt('a JWT of another', asJwt(attacker)),
  jwt('a JWT that ended', asJwt(issuer, { exp: NOW })),
  jwt(
    'a JWT of no algorithm',
    async () =>
      `${Buffer.from('{"alg":"none","typ":"vc+jwt"}').toString('base64url')}.${Buffer.from(JSON.stringify(await bare())).toString('base64url')}.`,
  ),
  jwt('a JWT of something else', () =>
    signJws({ typ: 'JWT', kid: issuer.verificationMethod }, { iss: issuer.did }, issuer),
  ),
]

const at = trapsOf<JsonObject>((members) => cites(entry(members), () => listed()), MALFORMED)
const ENTRIES: readonly Trap[] = [
  ...[
    0,
    -0,
    7,
    1.5,
    null,
    true,
    [],
    ['0'],
    {},
    '',
    ' 0',
    '0 ',
    '-1',
    '+1',
    '1.0',
    '1e1',
    '0x7',
    '00',
    '07',
    '8abc',
    '٧',
    'Infinity',
    'NaN',
    '99999999999',
  ].map((index) =>
    at(
      `the index ${Object.is(index, -0) ? '-0' : JSON.stringify(index)}`,
      { statusListIndex: index },
      MALFORMED,
      { statusListIndex: '7' },
    ),
  ),
  at('an index beyond the list', { statusListIndex: String(SIZE * 8) }, INVALID, {
    statusListIndex: String(SIZE * 8 - 1),
  }),
  at('an index far beyond', { statusListIndex: '9999999999' }, INVALID),
  at('no purpose', { statusPurpose: undefined }),
  at('an empty purpose', { statusPurpose: '' }),
  at('a list of purposes', { statusPurpose: ['revocation'] }),
  at('a purpose that the list has not', { statusPurpose: 'suspension' }, INVALID),
  at('__proto__ as purpose', { statusPurpose: '__proto__' }, INVALID),
  at('no address', { statusListCredential: undefined }),
  at('an address in a list', { statusListCredential: [LIST] }),
  at('a relative address', { statusListCredential: '/status-lists/7' }),
  at('a file', { statusListCredential: 'file:///etc/passwd' }),
  at('a data address', { statusListCredential: 'data:application/json,{}' }),
  at('an address of FTP', { statusListCredential: 'ftp://a.example/7' }),
  at('a script', { statusListCredential: 'javascript:alert(1)' }),
  at('the address of the list as its own id', { id: LIST }, MALFORMED, { id: `${LIST}#0` }),
  ...['StatusList2021Entry', 'BitstringStatusListEntry '].map((type) => ({
    ...at(`the type ${JSON.stringify(type)}`, { type }, 'status: '),
    open: type.endsWith(' '),
  })),
]
const own = (
  title: string,
  ...[status, complaint, good = [entry()]]: readonly [
    status: unknown,
    complaint: string,
    good?: unknown,
  ]
): Trap => ({
  title,
  complaint,
  hostile: cites(status, () => listed()),
  twin: cites(good, () => listed()),
})
const OWN: readonly Trap[] = [
  own('null', null, 'form: malformed'),
  own('a text', LIST, 'form: malformed'),
  own('an empty list', [], 'form: malformed'),
  own('null in a list', [entry(), null], 'form: malformed'),
  own('a list in a list', [[entry()]], 'form: malformed'),
  own(
    'no type',
    entry({ type: undefined }),
    'form: malformed',
    entry({ type: ['BitstringStatusListEntry'] }),
  ),
  own(
    'five of them',
    Array(5)
      .fill(0)
      .map((_, index) => entry({ statusListIndex: String(index) })),
    'status: too-complex',
  ),
  own('one of two that cannot be read', [entry(), entry({ statusListIndex: 'x' })], MALFORMED, [
    entry(),
    entry({ statusListIndex: '5' }),
  ]),
  own(
    'two of one name',
    [entry({ id: 'urn:a:b' }), entry({ id: 'urn:a:b', statusListIndex: '1' })],
    'form: malformed',
    [entry({ id: 'urn:a:b' }), entry({ id: 'urn:a:c' })],
  ),
]

export const statusGroups: readonly Group[] = [
  { name: 'a status list', traps: LISTS },
  { name: 'what lies where the status list should', traps: PAGES },
  { name: 'a status entry', traps: ENTRIES },
  { name: 'the status of a credential', traps: OWN },
]
