import { deepEqual, equal, ok } from 'node:assert/strict'
import { addProof } from '../../credentials/data-integrity/sign.ts'
import { bytesToSign, suiteOf } from '../../credentials/data-integrity/suites.ts'
import { verifyProofs } from '../../credentials/data-integrity/verify-proofs.ts'
import { encodeBase58 } from '../../credentials/encoding/base58.ts'
import { type JsonObject, type Signer, verifyCredential } from '../../credentials/index.ts'
import type { Workshop } from '../../credentials/types.ts'
import { workshopFor } from '../../credentials/workshop.ts'
import { badge, complaints, plain } from './support/documents.ts'
import { pairOf, type Suite, WHOLE } from './support/mechanisms.ts'
import { attacker, issuer } from './support/signers.ts'
import { createWorld } from './support/world.ts'

const world = createWorld()
const found = async (document: JsonObject) =>
  complaints(await verifyCredential(document, {}, world))

/** The proof that a suite makes for a document, which may hold the proofs signed over. */
async function proofOf(
  document: JsonObject,
  { suite: name = 'eddsa-rdfc-2022', signer = issuer, members = {} }: ProofOptions = {},
): Promise<JsonObject> {
  const suite = suiteOf(name)
  if (!suite) throw new Error(name)
  const question = {
    document,
    signer,
    suite,
    members: { proofPurpose: 'assertionMethod', ...members },
  }
  return (await addProof(question, workshopFor(world))).proof as JsonObject
}

interface ProofOptions {
  readonly suite?: Suite
  readonly signer?: Signer
  readonly members?: JsonObject
}

describe('a set of proofs', () => {
  const document = plain()
  let rdfc: JsonObject
  let jcs: JsonObject
  before(async () => {
    rdfc = await proofOf(document)
    jcs = await proofOf(document, { suite: 'eddsa-jcs-2022' })
  })

  it('passes when all are right, in any order', async () => {
    deepEqual(await found({ ...document, proof: [rdfc, jcs] }), [])
    deepEqual(await found({ ...document, proof: [jcs, rdfc] }), [])
    equal(
      (await verifyCredential({ ...document, proof: [jcs, rdfc] }, {}, world)).format,
      'eddsa-jcs-2022',
    )
  })

  for (const { suite, algorithm } of WHOLE) {
    it(`passes with a proof alone in a list: ${suite} by ${algorithm}`, async () => {
      const signer = pairOf(algorithm).issuer
      const own = plain({ issuer: signer.did })
      deepEqual(await found({ ...own, proof: [await proofOf(own, { suite, signer })] }), [])
    })
  }

  it('is refused with one that is wrong, wherever it stands', async () => {
    const wrong = await proofOf(plain({ name: 'AI Mastery' }))
    for (const proof of [
      [wrong, rdfc],
      [rdfc, wrong],
      [rdfc, jcs, wrong],
      [wrong, wrong],
    ]) {
      deepEqual(await found({ ...document, proof }), ['proof: signature-invalid'])
    }
  })

  it('is refused with the proof of somebody else beside that of the issuer', async () => {
    const stranger = await proofOf(document, { signer: attacker })
    deepEqual(await found({ ...document, proof: [rdfc, stranger] }), ['key: controller-mismatch'])
    deepEqual(await found({ ...document, proof: [stranger, rdfc] }), ['key: controller-mismatch'])
  })

  it('is refused with one that has ended, is for something else, or cannot be read', async () => {
    const ended = await proofOf(document, { members: { expires: '2026-11-22T12:00:00Z' } })
    deepEqual(await found({ ...document, proof: [rdfc, ended] }), ['period: proof-expired'])
    const other = await proofOf(document, { members: { proofPurpose: 'authentication' } })
    deepEqual(await found({ ...document, proof: [rdfc, other] }), ['purpose: purpose-mismatch'])
    for (const odd of [null, 'x', {}, { ...rdfc, type: 'Other' }, { ...rdfc, cryptosuite: 'x' }]) {
      const [complaint = ''] = await found({ ...document, proof: [rdfc, odd] })
      equal(complaint.startsWith('proof: proof-'), true, complaint)
    }
  })

  it('holds eight proofs and no more', async () => {
    deepEqual(await found({ ...document, proof: Array(8).fill(rdfc) }), [])
    deepEqual(await found({ ...document, proof: Array(9).fill(rdfc) }), ['proof: too-complex'])
  })

  it('costs one canonical form of the document', async () => {
    let forms = 0
    const workshop = workshopFor(world)
    const counting: Workshop = {
      ...workshop,
      canonicalHash: (given, hash) => {
        if ('credentialSubject' in given) forms++
        return workshop.canonicalHash(given, hash)
      },
    }
    const question = { controller: issuer.did, purpose: 'assertionMethod' }
    const secured = { ...document, proof: [rdfc, jcs, rdfc, jcs, rdfc] }
    const { proof } = await verifyProofs({ ...question, document: secured }, counting)
    deepEqual([proof.outcome, forms], ['passed', 1])
  })
})

describe('a chain of proofs', () => {
  const document = plain()
  let first: JsonObject
  const second = async (members: JsonObject, over: unknown = [first]) =>
    proofOf({ ...document, proof: over }, { members })

  before(async () => {
    first = await proofOf(document, { members: { id: 'urn:a:1' } })
  })

  it('passes when the second signs over the first', async () => {
    const proof = [first, await second({ previousProof: 'urn:a:1' })]
    deepEqual(await found({ ...document, proof }), [])
    const listed = [first, await second({ previousProof: ['urn:a:1'] })]
    deepEqual(await found({ ...document, proof: listed }), [])
  })

  it('is refused without the first', async () => {
    const last = await second({ previousProof: 'urn:a:1' })
    deepEqual(await found({ ...document, proof: last }), ['proof: previous-proof-missing'])
    const nameless = await proofOf(document)
    deepEqual(await found({ ...document, proof: [nameless, last] }), [
      'proof: previous-proof-missing',
    ])
  })

  it('is refused when one of two that are named is missing', async () => {
    const last = await second({ previousProof: ['urn:a:1', 'urn:a:2'] })
    deepEqual(await found({ ...document, proof: [first, last] }), ['proof: previous-proof-missing'])
  })

  it('is refused when two proofs have the name', async () => {
    const last = await second({ previousProof: 'urn:a:1' })
    const twin = await proofOf(document, { members: { id: 'urn:a:1' } })
    deepEqual(await found({ ...document, proof: [first, twin, last] }), [
      'proof: previous-proof-missing',
    ])
  })

  it('is refused when the second was made without the first, or over another', async () => {
    const blind = await proofOf(document, { members: { previousProof: 'urn:a:1' } })
    deepEqual(await found({ ...document, proof: [first, blind] }), ['proof: signature-invalid'])
    const other = await proofOf(plain({ name: 'x' }), { members: { id: 'urn:a:1' } })
    const over = await second({ previousProof: 'urn:a:1' }, [other])
    deepEqual(await found({ ...document, proof: [first, over] }), ['proof: signature-invalid'])
  })

  it('is refused when the first is wrong, although the second is right', async () => {
    const bad = { ...first, proofValue: (await proofOf(plain({ name: 'x' }))).proofValue }
    const last = await second({ previousProof: 'urn:a:1' }, [bad])
    deepEqual(await found({ ...document, proof: [bad, last] }), ['proof: signature-invalid'])
  })

  it('is refused when a name is no text, or a proof names itself', async () => {
    const odd = await second({ previousProof: 'urn:a:1' })
    deepEqual(await found({ ...document, proof: [first, { ...odd, previousProof: [7] }] }), [
      'proof: proof-malformed',
    ])
    const own = { ...first, previousProof: 'urn:a:1' }
    deepEqual(await found({ ...document, proof: own }), ['proof: signature-invalid'])
  })
})

describe('the contexts that a proof by RDF carries', () => {
  it('are those that the document begins with, and the document is read by all of its own', async () => {
    const document = badge()
    const contexts = document['@context'] as string[]
    const proof = await proofOf(document, { members: { '@context': contexts.slice(0, 1) } })
    deepEqual(await found({ ...document, proof }), [])
    const other = { ...proof, '@context': contexts.slice(1) }
    deepEqual(await found({ ...document, proof: other }), ['proof: proof-context-mismatch'])
  })
})

describe('the context that a JCS proof carries', () => {
  const document = plain()
  const jcs = (members: JsonObject = {}) => proofOf(document, { suite: 'eddsa-jcs-2022', members })

  it('lets contexts be added behind it, and none before or instead', async () => {
    const proof = await jcs()
    const OB = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'
    const [V2] = document['@context'] as string[]
    deepEqual(await found({ ...document, '@context': [V2, OB], proof }), [])
    const other = { ...proof, '@context': [OB] }
    deepEqual(await found({ ...document, proof: other }), ['proof: proof-context-mismatch'])
    const longer = { ...proof, '@context': [V2, OB] }
    deepEqual(await found({ ...document, proof: longer }), ['proof: proof-context-mismatch'])
  })

  it('may be left out before signing', async () => {
    const suite = suiteOf('eddsa-jcs-2022')
    ok(suite)
    const { '@context': _, proofValue: __, ...proof } = await jcs()
    const data = await bytesToSign({ document, proof, suite, kind: 'Ed25519' }, workshopFor(world))
    const proofValue = `z${encodeBase58(await issuer.sign(data))}`
    deepEqual(await found({ ...document, proof: { ...proof, proofValue } }), [])
  })

  it('is that of each proof: one made before a context was added, one after, and those of RDF', async () => {
    const OB = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'
    const longer = { ...document, '@context': [...(document['@context'] as string[]), OB] }
    const before = await jcs()
    const after = await proofOf(longer, { suite: 'eddsa-jcs-2022' })
    const rdfc = await proofOf(longer)
    for (const proof of [
      [before, after],
      [after, before, after],
      [rdfc, before, after, rdfc],
    ]) {
      deepEqual(await found({ ...longer, proof }), [])
      const wrong = { ...longer, name: 'AI Mastery', proof }
      deepEqual(await found(wrong), ['proof: signature-invalid'])
    }
  })

  it('may not be left out after signing', async () => {
    const { '@context': _, ...proof } = await jcs()
    deepEqual(await found({ ...document, proof }), ['proof: signature-invalid'])
  })
})
