import { deepEqual, equal, ok } from 'node:assert/strict'
import { issueCredential, type JsonObject, verifyCredential } from '../../credentials/index.ts'
import { badge, changed, complaints, plain, V1, V2 } from './support/documents.ts'
import { type Maker, nameOf, pairOf, secure, WHOLE } from './support/mechanisms.ts'
import { holder, signerOf } from './support/signers.ts'
import { createWorld, NOW } from './support/world.ts'

const world = createWorld()
const found = async (input: unknown, options = {}) =>
  complaints(await verifyCredential(input, options, world))

const INVALID = 'proof: signature-invalid'
type Row = readonly [title: string, path: string, value: unknown, complaint: string]

/** What is refused for every suite, one member changed after signing. */
const CHANGES: readonly Row[] = [
  ['another name', '/name', 'AI Mastery', INVALID],
  ['a name in another case', '/name', 'ai foundations', INVALID],
  ['a blank more in a name', '/name', 'AI Foundations ', INVALID],
  ['no name', '/name', undefined, INVALID],
  ['another id', '/id', 'urn:uuid:00000000-0000-4000-8000-000000000000', INVALID],
  ['no id', '/id', undefined, INVALID],
  ['another subject', '/credentialSubject/id', signerOf('attacker').did, INVALID],
  ['no subject id', '/credentialSubject/id', undefined, INVALID],
  ['a longer life', '/validUntil', '2099-01-01T00:00:00Z', INVALID],
  ['no end', '/validUntil', undefined, INVALID],
  ['an earlier begin', '/validFrom', '2020-01-01T00:00:00Z', INVALID],
  ['no begin', '/validFrom', undefined, INVALID],
  ['a description', '/description', 'With honours', INVALID],
  ['evidence', '/evidence', [{ id: 'urn:a:b', type: ['Evidence'] }], 'term-undefined|invalid'],
  ['a status of its own', '/credentialStatus', { type: 'BitstringStatusListEntry' }, INVALID],
  ['another issuer', '/issuer', holder.did, 'key: controller-mismatch'],
  ['no issuer', '/issuer', undefined, 'form: malformed'],
  ['an issuer that is a list', '/issuer', [holder.did], 'form: malformed'],
  ['no type', '/type', undefined, 'form: type-missing'],
  ['another type that is a text', '/type', 'Credential', 'form: type-missing'],
  ['another type', '/type', ['VerifiablePresentation'], 'form: type-missing'],
  ['an unknown context', '/@context/1', 'https://a.example/context', 'contexts: context-unknown'],
  ['an inline context', '/@context/1', { '@vocab': 'urn:a:' }, 'contexts: context-inline'],
  ['a context of null', '/@context/1', null, 'contexts: context-inline'],
  ['a context swapped', '/@context/0', V1, 'form: malformed'],
  ['a context as text', '/@context', V2, 'form: malformed'],
  ['no context', '/@context', undefined, 'form: malformed'],
  ['a context inside', '/credentialSubject/@context', V2, 'contexts: context-inline'],
  ['a graph inside', '/credentialSubject/@graph', [], 'form: malformed'],
  ['another time of signing', '/proof/created', '2026-11-22T11:59:59Z', INVALID],
  ['no time of signing', '/proof/created', undefined, INVALID],
  ['a time of signing that is none', '/proof/created', 'today', 'proof: proof-malformed'],
  ['a number as time of signing', '/proof/created', NOW, 'proof: proof-malformed'],
  ['an end of the proof', '/proof/expires', '2099-01-01T00:00:00Z', INVALID],
  ['a past end of the proof', '/proof/expires', '2026-11-22T12:00:00Z', 'period: proof-expired'],
  ['an end of the proof that is none', '/proof/expires', 'never', 'proof: proof-malformed'],
  ['a challenge', '/proof/challenge', 'c', INVALID],
  ['a challenge that is a number', '/proof/challenge', 7, 'proof: proof-malformed'],
  ['a domain', '/proof/domain', 'https://a.example', INVALID],
  ['a domain that is an object', '/proof/domain', {}, 'proof: proof-malformed'],
  ['a nonce', '/proof/nonce', 'n', INVALID],
  ['an id of the proof', '/proof/id', 'urn:a:p', INVALID],
  ['a relative id of the proof', '/proof/id', 'p', 'proof: proof-malformed'],
  ['another purpose', '/proof/proofPurpose', 'authentication', 'purpose: purpose-mismatch'],
  ['no purpose', '/proof/proofPurpose', undefined, 'proof: proof-malformed'],
  ['another kind of proof', '/proof/type', 'Ed25519Signature2018', 'proof: proof-unsupported'],
  ['a kind without suites', '/proof/type', 'Ed25519Signature2020', 'proof: proof-unsupported'],
  ['no kind of proof', '/proof/type', undefined, 'proof: proof-unsupported'],
  ['no suite', '/proof/cryptosuite', undefined, 'proof: proof-unsupported'],
  ['a suite in another case', '/proof/cryptosuite', 'EDDSA-RDFC-2022', 'proof: proof-unsupported'],
  ['a suite named by a list', '/proof/cryptosuite', ['x'], 'proof: proof-unsupported'],
  ['no value', '/proof/proofValue', undefined, 'proof: proof-malformed'],
  ['an empty value', '/proof/proofValue', '', 'proof: proof-malformed'],
  ['a value of no bytes', '/proof/proofValue', 'z', INVALID],
  ['a value of zeros', '/proof/proofValue', `z${'1'.repeat(64)}`, INVALID],
  ['a value in base64url', '/proof/proofValue', 'uAAAA', 'proof: proof-malformed'],
  ['a value that is a list', '/proof/proofValue', ['z3'], 'proof: proof-malformed'],
  ['no key', '/proof/verificationMethod', undefined, 'proof: proof-malformed'],
  ['a key without fragment', '/proof/verificationMethod', holder.did, 'proof: proof-malformed'],
  ['a key by URL', '/proof/verificationMethod', 'https://a.example/#k', 'controller-mismatch'],
  ['a proof that is a text', '/proof', 'trust me', 'proof: proof-malformed'],
  ['a proof in a proof', '/proof', [[]], 'proof: proof-malformed'],
  ['no proof', '/proof', undefined, 'proof: proof-missing'],
]

const matches = (complaint: string, list: readonly string[]): boolean =>
  list.some((item) => complaint.split('|').some((part) => item.includes(part)))

function describeSuite(maker: Maker): void {
  const { suite, algorithm } = maker
  const { issuer, attacker } = pairOf(algorithm)
  describe(nameOf(maker), () => {
    let credential: JsonObject
    before(async () => {
      credential = await secure(issuer, { suite, world })
    })

    it('passes as it was signed', async () => {
      const result = await verifyCredential(credential, {}, world)
      deepEqual([result.outcome, result.format, result.issuer], ['passed', suite, issuer.did])
      deepEqual(result.credential, credential)
    })

    for (const [title, path, value, complaint] of CHANGES) {
      it(`refuses ${title}`, async () => {
        const { verified, checks, ...rest } = await verifyCredential(
          changed(credential, path, value),
          {},
          world,
        )
        equal(verified, false)
        ok(matches(complaint, complaints({ checks })), complaints({ checks }).join())
        if (complaint === INVALID) equal(rest.credential, undefined)
      })
    }

    it('refuses the key of another, whoever is named', async () => {
      const forged = await secure({ ...attacker, did: issuer.did }, { suite, world })
      deepEqual(await found(forged), ['key: controller-mismatch'])
      const named = { ...attacker, did: issuer.did, verificationMethod: issuer.verificationMethod }
      deepEqual(await found(await secure(named, { suite, world })), [INVALID])
    })

    it('refuses an https issuer with a did:key, which nobody can tie together', async () => {
      const did = 'https://issuer.example/profile'
      deepEqual(await found(await secure({ ...issuer, did }, { suite, world })), [
        'key: controller-mismatch',
      ])
    })

    it('refuses the proof of another credential, and the credential of another proof', async () => {
      const other = await secure(issuer, { suite, world, members: { name: 'AI Mastery' } })
      deepEqual(await found({ ...credential, proof: other.proof }), [INVALID])
      deepEqual(await found({ ...other, proof: credential.proof }), [INVALID])
    })

    it('refuses the name of every other suite', async () => {
      for (const other of new Set(WHOLE.map((each) => each.suite))) {
        if (other === suite) continue
        const sameKind = other.startsWith(suite.slice(0, 5))
        const forged = changed(credential, '/proof/cryptosuite', other)
        deepEqual(await found(forged), [sameKind ? INVALID : 'proof: key-unsuitable'], other)
      }
    })

    it('refuses any bit of the signature turned', async () => {
      const { proof } = credential as { proof: JsonObject }
      const value = String(proof.proofValue)
      for (const at of [1, 20, 40, value.length - 1]) {
        const letter = value[at] === '5' ? '6' : '5'
        const turned = `${value.slice(0, at)}${letter}${value.slice(at + 1)}`
        deepEqual(await found(changed(credential, '/proof/proofValue', turned)), [INVALID])
      }
      deepEqual(await found(changed(credential, '/proof/proofValue', `${value}1`)), [INVALID])
    })

    it('refuses a proof that ends now, and passes one that ends in a second', async () => {
      const ending = async (expires: string) =>
        found(
          await issueCredential(
            {
              credential: plain({ issuer: issuer.did }),
              signer: issuer,
              mechanism: suite,
              options: { expires },
            },
            world,
          ),
        )
      deepEqual(await ending('2026-11-22T12:00:00Z'), ['period: proof-expired'])
      deepEqual(await ending('2026-11-22T12:00:01Z'), [])
    })

    it('allows a clock ahead by five minutes, and not a second more', async () => {
      const made = async (ahead: number) =>
        found(await secure(issuer, { suite, world: createWorld(NOW + ahead) }))
      deepEqual(await made(300), [])
      deepEqual(await made(301), ['period: not-yet-valid'])
    })

    it('refuses what is put into an Open Badge', async () => {
      const profile = { id: issuer.did, type: ['Profile'], name: 'Brevet Academy' }
      const members = { ...badge(), issuer: profile }
      const signed = await secure(issuer, { suite, world, members })
      deepEqual(await found(signed), [])
      const at = '/credentialSubject/achievement'
      deepEqual(await found(changed(signed, `${at}/name`, 'AI Mastery')), [INVALID])
      deepEqual(await found(changed(signed, `${at}/criteria/narrative`, 'None')), [INVALID])
      deepEqual(await found(changed(signed, '/issuer/name', 'Another Academy')), [INVALID])
    })
  })
}

for (const maker of WHOLE) describeSuite(maker)
