// Presentations in compact form.
import type { JsonObject, Signer } from '../../../credentials/index.ts'
import { signJws } from '../../../credentials/jose/sign.ts'
import { V2 } from '../support/documents.ts'
import { attacker, holder } from '../support/signers.ts'
import { NOW } from '../support/world.ts'
import type { Group, Trap } from './kit.ts'

const question = { challenge: 'nonce-1', domain: 'https://verifier.example' }
const FORM = 'form: malformed'

const vpJwt = (members: JsonObject = {}, header: JsonObject = {}, signer: Signer = holder) =>
  signJws(
    { typ: 'vp+jwt', kid: signer.verificationMethod, ...header },
    {
      '@context': [V2],
      type: ['VerifiablePresentation'],
      holder: holder.did,
      iss: holder.did,
      iat: NOW,
      nonce: question.challenge,
      aud: question.domain,
      ...members,
    },
    signer,
  )
const jwt = (
  title: string,
  ...[bad, complaint, good = {}, header = {}]: readonly [
    bad: JsonObject,
    complaint: string,
    good?: JsonObject,
    header?: JsonObject,
  ]
): Trap => ({
  title,
  complaint,
  presented: question,
  hostile: () => vpJwt(bad, header),
  twin: () => vpJwt(good),
})
const JWTS: readonly Trap[] = [
  jwt('another nonce', { nonce: 'nonce-2' }, 'holder: challenge-mismatch'),
  jwt('a nonce in a list', { nonce: ['nonce-1'] }, 'holder: challenge-mismatch'),
  jwt('no nonce', { nonce: undefined }, 'holder: challenge-mismatch'),
  jwt('another audience', { aud: 'https://other.example' }, 'holder: domain-mismatch', {
    aud: [question.domain, 'https://other.example'],
  }),
  jwt('an audience as object', { aud: { id: question.domain } }, FORM),
  jwt('an audience of a text and a number', { aud: [question.domain, 7] }, FORM),
  jwt('no audience', { aud: undefined }, 'holder: domain-mismatch'),
  jwt('a holder of another', { holder: attacker.did }, 'claim-mismatch|mismatch'),
  jwt('an iss of another', { iss: attacker.did }, 'form: claim-mismatch', { iss: undefined }),
  jwt(
    'an iss of another, without a holder',
    { iss: attacker.did, holder: undefined },
    'key: controller-mismatch',
    { holder: undefined },
  ),
  jwt('a sub beside', { sub: holder.did }, 'form: claim-mismatch'),
  jwt('a proof within', { proof: { type: 'DataIntegrityProof' } }, 'form: claim-mismatch'),
  jwt('content that is a credential', {}, 'form: format-unsupported', {}, { cty: 'vc' }),
  jwt('a vp claim beside', { vp: {} }, 'form: claim-mismatch'),
  jwt('a past exp', { exp: NOW }, 'period: expired', { exp: NOW + 1 }),
  jwt('an nbf to come', { nbf: NOW + 1 }, 'period: not-yet-valid', { nbf: NOW }),
  jwt('no context', { '@context': undefined }, 'form: '),
  jwt('a credential as text', { verifiableCredential: ['a.b.c'] }, FORM),
  jwt(
    'the type of a credential in its header',
    {},
    'form: format-unsupported',
    {},
    { typ: 'vc+jwt' },
  ),
  jwt('no algorithm', {}, 'proof: header-forbidden', {}, { alg: 'none' }),
  jwt(
    'the key of another',
    {},
    'key: controller-mismatch',
    {},
    { kid: attacker.verificationMethod },
  ),
]

export const vpJwtGroups: readonly Group[] = [{ name: 'a presentation as JWT', traps: JWTS }]
