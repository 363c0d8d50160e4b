import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import {
  type BbsSigner,
  CredentialFault,
  createBbsSigner,
  deriveCredential,
  issueCredential,
  type JsonObject,
  type Signer,
  verifyCredential,
} from '../../credentials/index.ts'
import { foldLists, unfoldLists, unfoldPointer } from '../../credentials/selective/lists.ts'
import { badge, changed, complaints } from './support/documents.ts'
import { signerOf } from './support/signers.ts'
import { createWorld, NOW } from './support/world.ts'

const world = createWorld()
const at = '/credentialSubject/achievement'

const graded = (did: string): JsonObject => {
  const described = { type: ['ResultDescription'], name: 'Grade', resultType: 'LetterGrade' }
  const grades = [{ id: 'urn:a:grade', ...described, allowedValue: ['A', 'B', 'C'] }]
  const issuer = { id: did, type: ['Profile'], name: 'Brevet Academy' }
  return { ...changed(badge(), `${at}/resultDescription`, grades), issuer }
}

const makers: readonly [
  name: 'ecdsa-sd-2023' | 'bbs-2023',
  make: () => Promise<Signer | BbsSigner>,
][] = [
  ['ecdsa-sd-2023', async () => signerOf('issuer', { algorithm: 'ES256' })],
  ['bbs-2023', () => createBbsSigner(new Uint8Array(32).fill(7))],
]

for (const [mechanism, make] of makers) {
  describe(mechanism, () => {
    let signer: Signer | BbsSigner
    let base: JsonObject
    before(async function () {
      this.timeout(90_000)
      signer = await make()
      base = await issueCredential({ credential: graded(signer.did), signer, mechanism }, world)
    })
    const derive = (...selectivePointers: string[]) =>
      deriveCredential({ credential: base, selectivePointers }, world)

    it('shows what the holder selects and what the issuer demands, and no more', async () => {
      const derived = await derive(`${at}/name`, '/credentialSubject/id')
      const { validFrom, validUntil, issuer } = base
      deepEqual(
        [derived.validFrom, derived.validUntil, derived.issuer],
        [validFrom, validUntil, issuer],
      )
      const { achievement } = derived.credentialSubject as { achievement: JsonObject }
      deepEqual([achievement.name, achievement.description], ['AI Foundations', undefined])
      const result = await verifyCredential(derived, {}, world)
      deepEqual([result.outcome, result.format], ['passed', mechanism], complaints(result).join())
    }).timeout(90_000)

    it('shows an ordered list whole, although the suite knows none', async () => {
      const derived = await derive(`${at}/resultDescription`)
      const { achievement } = derived.credentialSubject as { achievement: JsonObject }
      deepEqual(
        (achievement.resultDescription as JsonObject[]).map(({ allowedValue }) => allowedValue),
        [['A', 'B', 'C']],
      )
      equal((await verifyCredential(derived, {}, world)).outcome, 'passed')
      const forged = changed(derived, `${at}/resultDescription/0/allowedValue`, ['A', 'C', 'B'])
      deepEqual(complaints(await verifyCredential(forged, {}, world)).length, 1)
    }).timeout(90_000)

    it('is refused with anything changed, added or left out', async () => {
      const derived = await derive(`${at}/name`)
      const outcome = async (document: JsonObject) =>
        (await verifyCredential(document, {}, world)).outcome
      equal(await outcome(changed(derived, `${at}/name`, 'AI Mastery')), 'failed')
      equal(await outcome(changed(derived, `${at}/humanCode`, '7')), 'failed')
      equal(await outcome(changed(derived, '/validUntil', undefined)), 'failed')
      equal(await outcome(changed(derived, '/proof/proofPurpose', 'authentication')), 'failed')
    }).timeout(90_000)

    it('shows its end whatever the issuer demands, and its proof ends when it says', async () => {
      const request = { credential: graded(signer.did), signer, mechanism }
      const options = { mandatoryPointers: ['/issuer'], expires: '2026-11-22T12:00:01Z' }
      const credential = await issueCredential({ ...request, options }, world)
      const derived = await deriveCredential(
        { credential, selectivePointers: ['/credentialSubject/id'] },
        world,
      )
      deepEqual([derived.validUntil, derived.validFrom], [base.validUntil, undefined])
      const ended = await verifyCredential(derived, {}, createWorld(NOW + 1))
      deepEqual(complaints(ended), ['period: proof-expired'])
      equal((await verifyCredential(derived, {}, world)).outcome, 'passed')
    }).timeout(90_000)

    it('is not made of terms that no context defines', async () => {
      const credential = { ...graded(signer.did), favourite: 'tea' }
      await rejects(issueCredential({ credential, signer, mechanism }, world), {
        rule: 'term-undefined',
        pointer: '/favourite',
      })
    }).timeout(90_000)

    it('is refused as a base proof, which is for the holder alone', async () => {
      deepEqual(complaints(await verifyCredential(base, {}, world)), ['proof: proof-malformed'])
    }).timeout(90_000)

    it('names a pointer that leads nowhere, or into a list', async () => {
      const fault = (pointer: string) => (error: unknown) => {
        ok(error instanceof CredentialFault, String(error))
        deepEqual([error.pointer, error.rule], [pointer, 'disclosure-invalid'])
        return true
      }
      await rejects(derive('/nowhere'), fault('/nowhere'))
      await rejects(derive(`${at}/resultDescription/0/allowedValue/1`), fault('/proof'))
      const request = { credential: graded(signer.did), signer, mechanism }
      const options = { mandatoryPointers: ['/nowhere'] }
      await rejects(issueCredential({ ...request, options }, world), fault('/nowhere'))
    }).timeout(90_000)
  })
}

describe('deriveCredential', () => {
  it('refuses what has no base proof', async () => {
    const signer = signerOf('issuer')
    const whole = await issueCredential(
      { credential: graded(signer.did), signer, mechanism: 'eddsa-rdfc-2022' },
      world,
    )
    for (const credential of [whole, graded(signer.did), 'x', { ...whole, proof: [whole.proof] }]) {
      await rejects(
        deriveCredential({ credential, selectivePointers: ['/issuer'] }, world),
        CredentialFault,
      )
    }
  })
})

describe('a list as cells', () => {
  it('comes back as it was', () => {
    const document = graded('did:example:a')
    deepEqual(foldLists(unfoldLists(document)), document)
    ok(!JSON.stringify(unfoldLists(document)).includes('"allowedValue"'))
  })

  it('is pointed to whole', () => {
    equal(unfoldPointer('/a/b'), '/a/b')
    equal(unfoldPointer('/a/0/allowedValue/1'), undefined)
    ok(unfoldPointer('/a/0/allowedValue')?.endsWith('vocab.html#allowedValue'))
  })
})
