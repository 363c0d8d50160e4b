// Key binding: the holder's own word beside an SD-JWT.
import type { JsonObject, Signer } from '../../../credentials/index.ts'
import { signJws } from '../../../credentials/jose/sign.ts'
import { attacker, holder, issuer } from '../support/signers.ts'
import { NOW } from '../support/world.ts'
import type { Group, Trap } from './kit.ts'
import { good, hash, sdJwt } from './sd-jwt.ts'

const question = { challenge: 'nonce-1', domain: 'https://verifier.example' }
interface Binding {
  readonly header?: JsonObject
  readonly claims?: JsonObject
  readonly signer?: Signer
  readonly cnf?: unknown
  /** What is handed over is another text than was signed. */
  readonly over?: (text: string) => string
}

async function presented({
  header = {},
  claims = {},
  signer = holder,
  cnf = { jwk: holder.publicJwk },
  over = (text) => text,
}: Binding): Promise<string> {
  const text = await sdJwt({ ...good, claims: { cnf } })
  const payload = {
    iat: NOW,
    nonce: question.challenge,
    aud: question.domain,
    sd_hash: hash(over(text)),
    ...claims,
  }
  return `${text}${await signJws({ typ: 'kb+jwt', ...header }, payload, signer)}`
}
const bound = (
  title: string,
  ...[bad, complaint, right = {}]: readonly [bad: Binding, complaint: string, right?: Binding]
): Trap => ({
  title,
  complaint,
  presented: { ...question, requireHolderBinding: true },
  hostile: () => presented(bad),
  twin: () => presented(right),
})
const HOLDER = 'holder: holder-mismatch'
const withoutName = (text: string) => `${text.split('~')[0]}~`
const BINDINGS: readonly Trap[] = [
  bound('signed by the issuer', { signer: issuer }, HOLDER),
  bound(
    'signed by another who says so',
    { signer: attacker, header: { kid: attacker.verificationMethod } },
    HOLDER,
    { header: { kid: holder.verificationMethod } },
  ),
  bound(
    'with a key brought along',
    { header: { jwk: holder.publicJwk } },
    'holder: header-forbidden',
  ),
  bound(
    'with a certificate elsewhere',
    { header: { x5u: 'https://a.example' } },
    'holder: header-forbidden',
  ),
  bound('with a critical member', { header: { crit: ['b64'] } }, 'holder: header-forbidden'),
  bound('of no algorithm', { header: { alg: 'none' } }, 'holder: header-forbidden'),
  bound('of HS256', { header: { alg: 'HS256' } }, 'holder: header-forbidden'),
  bound('of another curve', { header: { alg: 'ES256' } }, HOLDER),
  bound('of another type', { header: { typ: 'JWT' } }, 'holder: header-forbidden'),
  bound('of no type', { header: { typ: undefined } }, 'holder: header-forbidden'),
  bound('of a type in capitals', { header: { typ: 'KB+JWT' } }, 'holder: header-forbidden'),
  bound('to no key', { cnf: {} }, HOLDER),
  bound('to a key by its name', { cnf: { kid: holder.verificationMethod } }, HOLDER),
  bound('to a list of keys', { cnf: { jwk: [holder.publicJwk] } }, HOLDER),
  bound('to a private key', { cnf: { jwk: { ...holder.publicJwk, d: 'AAAA' } } }, HOLDER),
  bound('to a text', { cnf: 'jwk' }, HOLDER),
  bound('to another question', { claims: { nonce: 'nonce-2' } }, 'holder: challenge-mismatch'),
  bound('to a question in a list', { claims: { nonce: ['nonce-1'] } }, 'holder: proof-malformed'),
  bound('to no question', { claims: { nonce: undefined } }, 'holder: proof-malformed'),
  bound('for another', { claims: { aud: 'https://other.example' } }, 'holder: domain-mismatch'),
  bound(
    'for another, with a slash',
    { claims: { aud: 'https://verifier.example/' } },
    'holder: domain-mismatch',
  ),
  bound(
    'for several',
    { claims: { aud: [question.domain, 'https://other.example'] } },
    'holder: proof-malformed',
  ),
  bound('for nobody', { claims: { aud: undefined } }, 'holder: proof-malformed'),
  bound('without its time', { claims: { iat: undefined } }, 'holder: proof-malformed'),
  bound('with a time as text', { claims: { iat: String(NOW) } }, 'holder: proof-malformed'),
  bound('in ten minutes', { claims: { iat: NOW + 600 } }, 'holder: not-yet-valid', {
    claims: { iat: NOW + 60 },
  }),
  bound('until a minute ago', { claims: { exp: NOW - 60 } }, 'holder: expired', {
    claims: { exp: NOW + 60 },
  }),
  bound('from tomorrow', { claims: { nbf: NOW + 86_400 } }, 'holder: not-yet-valid', {
    claims: { nbf: NOW },
  }),
  bound('over another text', { claims: { sd_hash: hash('other') } }, 'holder: disclosure-invalid'),
  bound('over no text', { claims: { sd_hash: undefined } }, 'holder: disclosure-invalid'),
  bound(
    'over the text without what was shown',
    { over: withoutName },
    'holder: disclosure-invalid',
  ),
  bound(
    'over the text without its last sign',
    { over: (text) => text.slice(0, -1) },
    'holder: disclosure-invalid',
  ),
  bound(
    'over a hash of another kind',
    { claims: { sd_hash: hash('a', 'sha512') } },
    'holder: disclosure-invalid',
  ),
]

export const bindingGroups: readonly Group[] = [
  { name: 'a binding to the holder', traps: BINDINGS },
]
