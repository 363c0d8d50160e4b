// SD-JWT: what is hidden, what is shown, and by whom.
import { createHash } from 'node:crypto'
import type { JsonObject } from '../../../credentials/index.ts'
import { signJws } from '../../../credentials/jose/sign.ts'
import { plain } from '../support/documents.ts'
import { attacker, holder, issuer } from '../support/signers.ts'
import { NOW } from '../support/world.ts'
import type { Group, Trap } from './kit.ts'

const SD = 'form: disclosure-invalid'
export const hash = (text: string, algorithm = 'sha256') =>
  createHash(algorithm).update(text).digest('base64url')
const encode = (value: unknown): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')

/** A disclosure by its parts, or by the text that they are written as. */
const show = (...parts: unknown[]): string => encode(parts)
const salt = 'salt-of-sixteen-bytes'
const score = show(salt, 'score', 97)
const tag = show(salt, 'first')

export interface Hidden {
  readonly claims?: JsonObject
  readonly subject?: JsonObject
  readonly shown?: readonly string[]
}

export async function sdJwt({ claims = {}, subject = {}, shown = [] }: Hidden): Promise<string> {
  const document = plain({ credentialSubject: { id: holder.did, name: 'Amal', ...subject } })
  const payload = { ...document, iss: issuer.did, iat: NOW, ...claims }
  const header = { typ: 'vc+sd-jwt', kid: issuer.verificationMethod }
  return `${[await signJws(header, payload, issuer), ...shown].join('~')}~`
}

export const good: Hidden = { subject: { _sd: [hash(score)] }, shown: [score] }
const hidden = (
  title: string,
  ...[bad, complaint = SD, right = good]: readonly [bad: Hidden, complaint?: string, right?: Hidden]
): Trap => ({
  title,
  complaint,
  hostile: () => sdJwt(bad),
  twin: () => sdJwt(right),
})
const one = (disclosure: string, digest = hash(disclosure)): Hidden => ({
  subject: { _sd: [digest] },
  shown: [disclosure],
})
const element = { tags: [{ '...': hash(tag) }, 'second'] }
const inner = show(salt, 'inner', 1)
const outer = show(salt, 'outer', { _sd: [hash(inner)] })
const spaced = encode(`[ "${salt}", "score", 97 ]`)

const DISCLOSURES: readonly Trap[] = [
  hidden('a salt that is a number', one(show(7, 'score', 97))),
  hidden('a salt of null', one(show(null, 'score', 97))),
  hidden('a name that is a number', one(show(salt, 7, 97))),
  hidden('a name of null', one(show(salt, null, 97))),
  hidden('one part', one(show(salt))),
  hidden('four parts', one(show(salt, 'score', 97, 98))),
  hidden('an object for the list', one(encode({ 0: salt, 1: 'score', 2: 97 }))),
  hidden('what is not JSON', one(encode(`["${salt}","score",97`)), SD, one(spaced)),
  hidden(
    'a member twice in its value',
    one(encode(`["${salt}","score",{"a":1,"a":2}]`)),
    SD,
    one(encode(`["${salt}","score",{"a":1}]`)),
  ),
  hidden(
    'half a character in its value',
    one(encode(`["${salt}","score","\\ud800"]`)),
    SD,
    one(encode(`["${salt}","score","\\ud83d\\ude00"]`)),
  ),
  hidden(
    'bytes that are no text',
    one(Buffer.from('["\xff","score",97]', 'latin1').toString('base64url')),
  ),
  hidden('the name of digests', one(show(salt, '_sd', ['a']))),
  hidden('the name of an element', one(show(salt, '...', 'a'))),
  hidden('the name __proto__', one(show(salt, '__proto__', { score: 97 })), 'form: '),
  hidden('the name of a claim that is there', one(show(salt, 'name', 'Chief'))),
  hidden('the name of the subject’s id', one(show(salt, 'id', attacker.did))),
  hidden('the same name twice', {
    subject: { _sd: [hash(score), hash(show('other', 'score', 12))] },
    shown: [score, show('other', 'score', 12)],
  }),
  hidden('a name of the whole', {
    claims: { _sd: [hash(show(salt, 'issuer', attacker.did))] },
    shown: [show(salt, 'issuer', attacker.did)],
  }),
  hidden(
    'an end that was hidden, past',
    {
      claims: {
        validUntil: undefined,
        _sd: [hash(show(salt, 'validUntil', '2026-01-02T00:00:00Z'))],
      },
      shown: [show(salt, 'validUntil', '2026-01-02T00:00:00Z')],
    },
    'period: expired',
    { claims: { validUntil: undefined, _sd: [hash('decoy')] } },
  ),
  ...['iss', 'nbf', 'exp', 'cnf', 'vct', 'status'].map((name) => {
    const value = {
      iss: issuer.did,
      nbf: NOW,
      exp: NOW + 60,
      cnf: { jwk: holder.publicJwk },
      vct: 'a',
      status: {},
    }[name]
    const disclosed = show(salt, name, value)
    return hidden(`${name} hidden and shown`, {
      claims: { iss: undefined, [name]: undefined, _sd: [hash(disclosed)] },
      shown: [disclosed],
    })
  }),
]

const DIGESTS: readonly Trap[] = [
  hidden('a disclosure that belongs nowhere', { shown: [score] }, SD, {
    subject: { _sd: [hash('decoy')] },
  }),
  hidden('a disclosure more', { ...good, shown: [score, inner] }),
  hidden('a disclosure twice', { ...good, shown: [score, score] }),
  hidden('a digest twice', { subject: { _sd: [hash(score), hash(score)] }, shown: [score] }),
  hidden('a digest twice, hidden', { subject: { _sd: [hash(score), hash(score)] } }),
  hidden('a digest in two places', {
    subject: { _sd: [hash(score)] },
    claims: { _sd: [hash(score)] },
    shown: [score],
  }),
  hidden(
    'a digest in an element as well',
    { subject: { _sd: [hash(tag)], tags: [{ '...': hash(tag) }] } },
    SD,
    { subject: { _sd: [hash(score)], ...element } },
  ),
  hidden('a digest that is a number', { subject: { _sd: [7] } }),
  hidden('a digest of null', { subject: { _sd: [null] } }),
  hidden('digests in a list in the list', { subject: { _sd: [[hash(score)]] } }),
  hidden('digests as a text', { subject: { _sd: hash(score) } }, SD, { subject: { _sd: [] } }),
  hidden('digests of null', { subject: { _sd: null } }),
  hidden(
    'a claim for an element',
    { subject: { tags: [{ '...': hash(score) }] }, shown: [score] },
    SD,
    { subject: element, shown: [tag] },
  ),
  hidden('an element for a claim', { subject: { _sd: [hash(tag)] }, shown: [tag] }),
  hidden(
    'an element with more beside',
    { subject: { tags: [{ '...': hash(tag), a: 1 }] }, shown: [tag] },
    SD,
    { subject: element },
  ),
  hidden('an element that is an object', { subject: { tags: [{ '...': { a: 1 } }] } }),
  hidden('an element outside a list', { subject: { '...': hash(tag) }, shown: [tag] }),
  hidden(
    'a disclosure in one that was not shown',
    { subject: { _sd: [hash(outer)] }, shown: [inner] },
    SD,
    { subject: { _sd: [hash(outer)] }, shown: [inner, outer] },
  ),
  hidden(
    'a digest of a digest of another hash',
    { subject: { _sd: [hash(score, 'sha512')] }, shown: [score] },
    SD,
    { claims: { _sd_alg: 'sha-512' }, subject: { _sd: [hash(score, 'sha512')] }, shown: [score] },
  ),
  hidden(
    'padding behind a disclosure',
    { subject: { _sd: [hash(`${score}=`)] }, shown: [`${score}=`] },
    'form: ',
  ),
  hidden('an empty disclosure', { ...good, shown: [score, ''] }, 'form: '),
  ...[
    null,
    7,
    'md5',
    'sha-1',
    'SHA-256',
    'sha256',
    '',
    ['sha-256'],
    '__proto__',
    'constructor',
    'toString',
  ].map((name) =>
    hidden(`${JSON.stringify(name)} as hash`, { ...good, claims: { _sd_alg: name } }, SD, {
      ...good,
      claims: { _sd_alg: 'sha-256' },
    }),
  ),
]

export const sdGroups: readonly Group[] = [
  { name: 'disclosures', traps: DISCLOSURES },
  { name: 'digests', traps: DIGESTS },
]
