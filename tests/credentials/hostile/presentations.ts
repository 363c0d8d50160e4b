// Presentations: made by the one they are about, for the one who asked, of credentials that all stand.
import type { JsonObject, Signer } from '../../../credentials/index.ts'
import { plain, V1, V2 } from '../support/documents.ts'
import { signAnyway } from '../support/sign-anyway.ts'
import { attacker, holder, issuer } from '../support/signers.ts'
import { type Group, put, type Trap, vcJwt } from './kit.ts'

const question = { challenge: 'nonce-1', domain: 'https://verifier.example' }
const FORM = 'form: malformed'

interface Made {
  readonly members?: JsonObject
  readonly proof?: JsonObject
  readonly signer?: Signer
  readonly held?: unknown
}

/** Undefined members are none. */
const without = (value: object) => JSON.parse(JSON.stringify(value)) as JsonObject

async function present({
  members: more = {},
  proof = {},
  signer = holder,
  held,
}: Made): Promise<JsonObject> {
  const document = {
    '@context': [V2],
    type: ['VerifiablePresentation'],
    holder: holder.did,
    verifiableCredential: held ?? [await signAnyway(plain())],
    ...more,
  }
  const members = without({ proofPurpose: 'authentication', ...question, ...proof })
  return signAnyway(without(document), { signer, members })
}

const vp = (
  title: string,
  ...[bad, complaint, good = {}]: readonly [bad: Made, complaint: string, good?: Made]
): Trap => ({
  title,
  complaint,
  presented: question,
  hostile: () => present(bad),
  twin: () => present(good),
})
const WHOLE: readonly Trap[] = [
  vp('a holder of another', { members: { holder: attacker.did } }, 'holder: holder-mismatch'),
  vp('a holder of null', { members: { holder: null } }, FORM, { members: { holder: undefined } }),
  vp('a list of holders', { members: { holder: [holder.did] } }, FORM, {
    members: { holder: { id: holder.did } },
  }),
  vp('a holder without id', { members: { holder: { name: 'Amal' } } }, FORM),
  vp('a holder that is empty', { members: { holder: '' } }, FORM),
  vp('no type', { members: { type: undefined } }, 'form: '),
  vp(
    'the type of a credential',
    { members: { type: ['VerifiableCredential'] } },
    'form: type-missing',
  ),
  vp('both types', { members: { type: ['VerifiablePresentation', 'VerifiableCredential'] } }, FORM),
  vp('no context', { members: { '@context': undefined } }, FORM),
  vp(
    'an inline context',
    { members: { '@context': [V2, { '@vocab': 'urn:a:' }] } },
    'contexts: context-inline',
  ),
  vp(
    'an unknown context',
    { members: { '@context': [V2, 'https://a.example'] } },
    'contexts: context-unknown',
  ),
  vp('both versions of the data model', { members: { '@context': [V2, V1] } }, 'context-order'),
  vp('a relative id', { members: { id: 'a' } }, FORM, { members: { id: 'urn:a:b' } }),
  vp('terms of use without a type', { members: { termsOfUse: { id: 'urn:a:b' } } }, FORM, {
    members: { termsOfUse: { type: 'A' } },
  }),
  vp('a subject', { members: { credentialSubject: { name: 'Amal' } } }, FORM),
  vp('a status', { members: { credentialStatus: { type: 'A' } } }, FORM),
  vp('an end, past', { members: { validUntil: '2026-11-22T12:00:00Z' } }, 'period: expired', {
    members: { validUntil: '2026-11-22T12:00:01Z' },
  }),
  vp('an end that is no time', { members: { validUntil: 'never' } }, FORM),
  vp('@graph', { members: { '@graph': [] } }, FORM),
]

const PROOFS: readonly Trap[] = [
  vp('another challenge', { proof: { challenge: 'nonce-2' } }, 'holder: challenge-mismatch'),
  vp('no challenge', { proof: { challenge: undefined } }, 'holder: challenge-mismatch|proof'),
  vp('a challenge in a list', { proof: { challenge: ['nonce-1'] } }, 'proof: proof-malformed'),
  vp('a challenge in capitals', { proof: { challenge: 'NONCE-1' } }, 'holder: challenge-mismatch'),
  vp(
    'a challenge with a blank',
    { proof: { challenge: 'nonce-1 ' } },
    'holder: challenge-mismatch',
  ),
  vp('another domain', { proof: { domain: 'https://other.example' } }, 'holder: domain-mismatch', {
    proof: { domain: ['https://other.example', question.domain] },
  }),
  vp(
    'a domain that begins alike',
    { proof: { domain: 'https://verifier.example.evil.example' } },
    'holder: domain-mismatch',
  ),
  vp('an empty list of domains', { proof: { domain: [] } }, 'holder: domain-mismatch', {
    proof: { domain: [question.domain] },
  }),
  vp(
    'a domain as object',
    { proof: { domain: { id: question.domain } } },
    'proof: proof-malformed',
  ),
  vp(
    'the purpose of issuing',
    { proof: { proofPurpose: 'assertionMethod' } },
    'purpose: purpose-mismatch',
  ),
  vp(
    'a proof that ended',
    { proof: { expires: '2026-11-22T12:00:00Z' } },
    'period: proof-expired',
    { proof: { expires: '2026-11-22T12:00:01Z' } },
  ),
  vp(
    'a proof of tomorrow',
    { proof: { created: '2026-11-23T12:00:00Z' } },
    'period: not-yet-valid',
  ),
  vp('a proof of another, who is no holder', { signer: attacker }, 'holder: holder-mismatch'),
  vp(
    'a proof of the issuer, who is no subject',
    { signer: issuer, members: { holder: issuer.did } },
    'holder: subject-mismatch',
  ),
]

const signed = (members: JsonObject = {}, signer: Signer = issuer) =>
  signAnyway(plain({ issuer: signer.did, ...members }), { signer })
const held = (
  title: string,
  ...[bad, complaint, good = async () => [await signed()]]: readonly [
    bad: () => unknown,
    complaint: string,
    good?: () => unknown,
  ]
): Trap => ({
  title,
  complaint,
  presented: question,
  hostile: async () => present({ held: await bad() }),
  twin: async () => present({ held: await good() }),
})
const of = (...items: readonly unknown[]) => Promise.all(items)
const HELD: readonly Trap[] = [
  held(
    'a credential that ended',
    () => of(signed({ validUntil: '2026-01-02T00:00:00Z' })),
    'period: expired',
  ),
  held(
    'a credential of tomorrow beside a right one',
    () => of(signed(), signed({ id: 'urn:a:b', validFrom: '2026-11-23T00:00:00Z' })),
    'period: not-yet-valid',
    () => of(signed(), signed({ id: 'urn:a:b' })),
  ),
  held(
    'a credential about another',
    () => of(signed({ credentialSubject: { id: attacker.did, name: 'B' } })),
    'holder: subject-mismatch',
  ),
  held(
    'a credential about nobody',
    () => of(signed({ credentialSubject: { name: 'B' } })),
    'holder: subject-mismatch',
  ),
  held(
    'a credential about two',
    () =>
      of(
        signed({
          credentialSubject: [
            { id: holder.did, name: 'A' },
            { id: attacker.did, name: 'B' },
          ],
        }),
      ),
    'holder: subject-mismatch',
  ),
  held('a credential that nobody signed', () => [plain()], 'proof: proof-missing'),
  held(
    'a credential changed',
    async () => [put(await signed(), '/name', 'Other')],
    'proof: signature-invalid',
  ),
  held(
    'a credential of another in the issuer’s name',
    async () => [put(await signed({}, attacker), '/issuer', issuer.did)],
    'key: controller-mismatch',
  ),
  held('null', () => [null], FORM),
  held(
    'a text',
    async () => [await vcJwt()],
    FORM,
    async () => [
      {
        '@context': [V2],
        id: `data:application/vc+jwt,${await vcJwt()}`,
        type: 'EnvelopedVerifiableCredential',
      },
    ],
  ),
  held('a number', () => [7], FORM),
  held('a list in the list', async () => [[await signed()]], FORM),
  held(
    'an envelope of a text that is changed',
    async () => [
      {
        '@context': [V2],
        id: `data:application/vc+jwt,${(await vcJwt()).slice(0, -4)}AAAA`,
        type: 'EnvelopedVerifiableCredential',
      },
    ],
    'proof: signature-invalid',
  ),
  held('a presentation', async () => [await present({})], 'form: '),
  held('an empty object', () => [{}], 'form: '),
  held(
    'thirty-three credentials',
    async () => Array(33).fill(await signed()),
    'form: too-complex',
    async () => Array(2).fill(await signed()),
  ),
  held(
    'an inline context in a credential',
    () => of(signed({ '@context': [V2, {}] })),
    'contexts: context-inline',
  ),
]

export const presentationGroups: readonly Group[] = [
  { name: 'a presentation', traps: WHOLE },
  { name: 'the proof of a presentation', traps: PROOFS },
  { name: 'what a presentation holds', traps: HELD },
]
