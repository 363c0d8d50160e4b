import { deepEqual, equal } from 'node:assert/strict'
import {
  issueCredential,
  type JsonObject,
  type PresentationOptions,
  type Signer,
  signPresentation,
  verifyPresentation,
} from '../../credentials/index.ts'
import { changed, complaints, plain, V2 } from './support/documents.ts'
import { attacker, holder, issuer, signerOf } from './support/signers.ts'
import { createWorld } from './support/world.ts'

const world = createWorld()
const question = { challenge: 'nonce-1', domain: 'https://verifier.example' }
const sign = (members: JsonObject = {}) =>
  issueCredential(
    { credential: plain(members), signer: issuer, mechanism: 'eddsa-rdfc-2022' },
    world,
  )
const present = async (by: Signer = holder, credentials?: unknown[]) =>
  signPresentation({ credentials: credentials ?? [await sign()], holder: by, ...question }, world)
const verify = (presentation: unknown, options: PresentationOptions = question) =>
  verifyPresentation(presentation, options, world)

describe('verifyPresentation', () => {
  it('passes what the subject signed for the one who asked', async () => {
    const result = await verify(await present())
    deepEqual(complaints(result), [])
    deepEqual([result.verified, result.holder], [true, holder.did])
    deepEqual(
      result.credentials.map(({ verified }) => verified),
      [true],
    )
    deepEqual(
      result.credentials[0]?.checks.find(({ name }) => name === 'holder')?.outcome,
      'passed',
    )
  })

  it('refuses one of nothing that nobody signed', async () => {
    const nothing = { '@context': [V2], type: ['VerifiablePresentation'] }
    deepEqual(complaints(await verify(nothing, {})), [
      'proof: presentation-unsigned',
      'holder: presentation-unsigned',
    ])
    const empty = await verify({ ...nothing, verifiableCredential: [] }, {})
    equal(empty.verified, false)
    const unsigned = await verify({ ...nothing, verifiableCredential: await sign() }, {})
    equal(unsigned.verified, true)
  })

  it('passes a holder with a key of another curve', async () => {
    const other = signerOf('holder', { algorithm: 'ES384' })
    const credential = await sign({ credentialSubject: { id: other.did } })
    const result = await verify(await present(other, [credential]))
    deepEqual([result.verified, result.format], [true, 'ecdsa-rdfc-2019'])
  })

  it('refuses an answer to another question', async () => {
    const presentation = await present()
    const asked = (options: PresentationOptions) => verify(presentation, options).then(complaints)
    deepEqual(await asked({ ...question, challenge: 'nonce-2' }), ['holder: challenge-mismatch'])
    deepEqual(await asked({ ...question, domain: 'https://x.example' }), [
      'holder: domain-mismatch',
    ])
    const silent = changed(presentation, '/proof/challenge', undefined)
    deepEqual(complaints(await verify(silent)), [
      'proof: signature-invalid',
      'holder: challenge-mismatch',
    ])
  })

  it('refuses a credential of somebody else', async () => {
    const result = await verify(await present(attacker))
    equal(result.verified, false)
    deepEqual(complaints(result), [])
    deepEqual(result.credentials.map(complaints), [['holder: subject-mismatch']])
  })

  it('refuses a credential of two, one of whom presents it', async () => {
    const credentialSubject = [{ id: holder.did }, { id: attacker.did }]
    const result = await verify(await present(holder, [await sign({ credentialSubject })]))
    deepEqual(result.credentials.map(complaints), [['holder: subject-mismatch']])
  })

  it('refuses a holder who did not sign', async () => {
    const impostor = { ...attacker, did: holder.did }
    const result = await verify(await present(impostor))
    deepEqual(complaints(result), ['holder: holder-mismatch'])
  })

  it('refuses a presentation changed after signing', async () => {
    const presentation = await present()
    const other = await sign({ name: 'AI Mastery' })
    const swapped = changed(presentation, '/verifiableCredential/0', other)
    deepEqual(complaints(await verify(swapped)), ['proof: signature-invalid'])
    const emptied = changed(presentation, '/verifiableCredential', [])
    deepEqual(complaints(await verify(emptied)), ['proof: signature-invalid'])
  })

  it('refuses a proof made for issuing', async () => {
    const presentation = changed(await present(), '/proof/proofPurpose', 'assertionMethod')
    deepEqual(complaints(await verify(presentation)), [
      'proof: signature-invalid',
      'purpose: purpose-mismatch',
    ])
  })

  it('fails with a credential in it that fails', async () => {
    const expired = await sign({ validUntil: '2026-02-01T00:00:00Z' })
    const result = await verify(await present(holder, [await sign(), expired]))
    deepEqual(
      [result.outcome, result.credentials.map(({ outcome }) => outcome)],
      ['failed', ['passed', 'failed']],
    )
  })

  it('passes an unsigned presentation only when nothing about the holder was asked', async () => {
    const presentation = {
      '@context': [V2],
      type: ['VerifiablePresentation'],
      verifiableCredential: [await sign()],
    }
    deepEqual((await verify(presentation, {})).outcome, 'passed')
    deepEqual(complaints(await verify(presentation)), [
      'proof: presentation-unsigned',
      'holder: presentation-unsigned',
    ])
    const bound = await verify(presentation, { requireHolderBinding: true })
    deepEqual(bound.outcome, 'failed')
    const asked = { challenge: question.challenge, requireHolderBinding: false }
    deepEqual((await verify(presentation, asked)).outcome, 'failed')
  })

  it('does not bind the subject when the caller says so', async () => {
    const result = await verify(await present(attacker), {
      ...question,
      requireHolderBinding: false,
    })
    equal(result.verified, true)
  })

  const malformed: readonly [string, unknown][] = [
    ['a list', []],
    ['a credential', plain()],
    ['a presentation that holds a text', { verifiableCredential: ['x'] }],
    ['a holder that is no URL', { holder: 'amal' }],
    ['an unknown context', { '@context': [V2, 'https://a.example/c'] }],
    ['too many credentials', { verifiableCredential: Array(40).fill({}) }],
  ]
  for (const [title, members] of malformed) {
    it(`refuses ${title}`, async () => {
      const base = { '@context': [V2], type: ['VerifiablePresentation'], verifiableCredential: [] }
      const input = Array.isArray(members) ? members : { ...base, ...(members as object) }
      equal((await verify(input, {})).outcome, 'failed')
    })
  }
})
