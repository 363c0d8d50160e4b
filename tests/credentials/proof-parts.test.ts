import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { CanonizeError } from '../../credentials/canonize/errors.ts'
import { readProof } from '../../credentials/data-integrity/proof-form.ts'
import { addProof } from '../../credentials/data-integrity/sign.ts'
import {
  bytesToSign,
  isSelective,
  suiteOf,
  suiteOfProof,
} from '../../credentials/data-integrity/suites.ts'
import { verifyProofs } from '../../credentials/data-integrity/verify-proofs.ts'
import { encodeBase58 } from '../../credentials/encoding/base58.ts'
import type { JsonObject, Signer } from '../../credentials/index.ts'
import type { ReasonCode } from '../../credentials/reasons.ts'
import type { Workshop } from '../../credentials/types.ts'
import { workshopFor } from '../../credentials/workshop.ts'
import { plain } from './support/documents.ts'
import { attacker, issuer, signerOf } from './support/signers.ts'
import { words } from './support/words.ts'
import { createWorld, NOW } from './support/world.ts'

const workshop = workshopFor(createWorld())
const method = issuer.verificationMethod

describe('the form of a proof (Data Integrity 1.0 §2.1)', () => {
  const proof: JsonObject = {
    type: 'DataIntegrityProof',
    cryptosuite: 'eddsa-jcs-2022',
    verificationMethod: method,
    proofPurpose: 'assertionMethod',
    proofValue: `z${encodeBase58(Uint8Array.of(1, 2, 3))}`,
  }
  const told = (members: object) => {
    const form = readProof({ ...proof, ...members })
    return form.ok ? 'read' : `${form.reason}: ${form.detail}`
  }

  it('is read into its parts', () => {
    const raw = {
      ...proof,
      ...{ id: 'urn:a:1', created: '1970-01-01T00:00:07Z', expires: '1970-01-01T00:00:09Z' },
      ...{ challenge: 'c', domain: ['d', 'e'], previousProof: 'urn:a:2', nonce: 'n' },
      '@context': ['urn:b'],
    }
    const form = readProof(raw)
    ok(form.ok)
    deepEqual(form.proof, {
      ...{ raw, suite: suiteOf('eddsa-jcs-2022'), verificationMethod: method },
      ...{ proofPurpose: 'assertionMethod', signature: Uint8Array.of(1, 2, 3) },
      ...{ created: 7, expires: 9, challenge: 'c', domain: ['d', 'e'], previous: ['urn:a:2'] },
    })
    const bare = readProof(proof)
    ok(bare.ok)
    const { created, expires, challenge, domain, previous } = bare.proof
    deepEqual([created, expires, challenge], [undefined, undefined, undefined])
    deepEqual([domain, previous], [[], []])
  })

  it('is of a suite that is known, by the name that belongs to its type', () => {
    for (const odd of ['x', null, [], 7]) {
      deepEqual(readProof(odd), {
        ok: false,
        reason: 'proof-malformed',
        detail: 'is not an object',
      })
    }
    equal(told({ type: undefined }), 'proof-unsupported: type is missing')
    equal(told({ type: ['DataIntegrityProof'] }), 'proof-unsupported: type is missing')
    equal(told({ type: 'Other' }), 'proof-unsupported: type Other')
    equal(told({ cryptosuite: undefined }), 'proof-unsupported: cryptosuite is missing')
    equal(told({ cryptosuite: 'eddsa-2022' }), 'proof-unsupported: eddsa-2022')
    const older = { type: 'Ed25519Signature2020' }
    equal(told(older), 'proof-unsupported: type Ed25519Signature2020')
    equal(told({ ...older, cryptosuite: undefined }), 'read')
    equal(suiteOfProof(older)?.canonicalization, 'rdfc')
    equal(suiteOf('Ed25519Signature2020'), undefined)
    deepEqual(
      ['bbs-2023', 'ecdsa-sd-2023', 'ecdsa-jcs-2019', 'ecdsa-rdfc-2019', 'x'].map(isSelective),
      [true, true, false, false, false],
    )
  })

  for (const [title, members, detail] of [
    ['a name of another vocabulary', { 'ex:note': 'x' }, 'ex:note'],
    ['a keyword', { '@id': 'urn:a' }, '@id'],
    ['an object', { note: { a: 1 } }, 'note'],
    ['an object in a list', { note: ['x', { a: 1 }] }, 'note'],
    ['nothing under a name', { note: null }, 'note'],
    ['an object among its contexts', { '@context': [{ a: 'urn:a' }] }, '@context'],
    ['a method without a fragment', { verificationMethod: issuer.did }, 'verificationMethod'],
    ['a method that is no address', { verificationMethod: '#key' }, 'verificationMethod'],
    ['no method', { verificationMethod: undefined }, 'verificationMethod'],
    ['no purpose', { proofPurpose: undefined }, 'proofPurpose'],
    ['purposes', { proofPurpose: ['assertionMethod'] }, 'proofPurpose'],
    ['a day for a time', { created: '2026-01-01' }, 'created'],
    ['a number for a time', { created: 7 }, 'created'],
    ['an end that is no time', { expires: 'never' }, 'expires'],
    ['a number for its end', { expires: 7 }, 'expires'],
    ['a challenge that is a number', { challenge: 7 }, 'challenge'],
    ['challenges', { challenge: ['a'] }, 'challenge'],
    ['a domain that is a number', { domain: ['a', 7] }, 'domain'],
    ['an earlier proof that is a number', { previousProof: ['urn:a:1', 7] }, 'previousProof'],
    ['a name that is no address', { id: 'x' }, 'id'],
    ['no value', { proofValue: undefined }, 'proofValue'],
    ['a value in another alphabet', { proofValue: 'uAAAA' }, 'proofValue'],
    ['a value that is not of its alphabet', { proofValue: 'z0' }, 'proofValue'],
    ['a value without a mark', { proofValue: '111' }, 'proofValue'],
    [
      'the value of a whole in a selective one',
      { cryptosuite: 'bbs-2023', proofValue: 'z11' },
      'proofValue',
    ],
    ['a value that is padded', { cryptosuite: 'bbs-2023', proofValue: 'uAA==' }, 'proofValue'],
  ] as const) {
    it(`is refused with ${title}`, () => equal(told(members), `proof-malformed: ${detail}`))
  }

  it('of a selective suite has its value in base64url', () => {
    const form = readProof({ ...proof, cryptosuite: 'bbs-2023', proofValue: 'uAQID' })
    ok(form.ok)
    deepEqual(form.proof.signature, Uint8Array.of(1, 2, 3))
  })
})

describe('what is signed', () => {
  it('is the hash of the configuration, then that of the document, by the hash of the curve', async () => {
    const asked: unknown[] = []
    const hashes: Pick<Workshop, 'canonicalHash' | 'primitives'> = {
      ...workshop,
      canonicalHash: async (document, hash) => {
        asked.push(document, hash)
        return Uint8Array.of(asked.length)
      },
    }
    const [document, proof] = [
      { '@context': ['urn:a'], a: 1 },
      { type: 'x', '@context': ['urn:b'] },
    ]
    for (const [kind, hash] of [
      ['P-384', 'sha384'],
      ['P-256', 'sha256'],
      ['Ed25519', 'sha256'],
    ] as const) {
      const suite = suiteOf('ecdsa-rdfc-2019')
      ok(suite)
      asked.length = 0
      const bytes = await bytesToSign({ document, proof, suite, kind }, hashes)
      deepEqual(bytes, Uint8Array.of(2, 4))
      deepEqual(asked, [{ type: 'x', '@context': ['urn:a'] }, hash, document, hash])
      const jcs = suiteOf('ecdsa-jcs-2019')
      ok(jcs)
      const { primitives } = workshop
      const sha = kind === 'P-384' ? primitives.sha384 : primitives.sha256
      deepEqual(
        Buffer.from(await bytesToSign({ document, proof, suite: jcs, kind }, hashes)),
        Buffer.concat([
          sha('{"@context":["urn:b"],"type":"x"}'),
          sha('{"@context":["urn:a"],"a":1}'),
        ]),
      )
    }
  })
})

describe('what is found of proofs', () => {
  const purpose = 'assertionMethod'
  const sign = async (
    members: JsonObject = {},
    { signer = issuer, name = 'eddsa-jcs-2022' }: { signer?: Signer; name?: string } = {},
  ) => {
    const suite = suiteOf(name)
    ok(suite)
    const question = {
      document: plain(),
      signer,
      suite,
      members: { proofPurpose: purpose, ...members },
    }
    return addProof(question, workshop)
  }
  const verify = (
    document: JsonObject,
    { controller = issuer.did as string | undefined, tools = workshop } = {},
  ) => verifyProofs({ document, controller, purpose }, tools)
  it('is that all is well, and by which suite', async () => {
    const found = await verify(await sign())
    const { proof, key, purpose: right, period, contexts, format, proofs } = found
    deepEqual([proof, key, right, period, contexts].map(words), Array(5).fill('passed'))
    deepEqual([format, proofs.length], ['eddsa-jcs-2022', 1])
  })

  it('is nothing where there is no proof, or too many, or an odd one', async () => {
    const open = { outcome: 'undetermined', reason: 'not-reached' }
    const passed = { outcome: 'passed' }
    for (const [proof, expected] of [
      [undefined, 'failed proof-missing'],
      [[], 'failed proof-missing'],
      [Array(9).fill({}), 'failed too-complex 9 proofs'],
      [[{}], 'failed proof-unsupported type is missing'],
    ] as const) {
      const found = await verify({ ...plain(), proof })
      equal(words(found.proof), expected)
      const { key, purpose: right, period, contexts, format, proofs } = found
      deepEqual([key, right, period, contexts], [open, open, passed, passed])
      deepEqual([format, proofs], ['unknown', []])
    }
  })

  it('is that a proof is for another purpose, has ended, or is of the future', async () => {
    const other = await verify(await sign({ proofPurpose: 'authentication' }))
    equal(words(other.purpose), 'failed purpose-mismatch authentication')
    const period = async (members: JsonObject) => words((await verify(await sign(members))).period)
    const at = (seconds: number) => new Date((NOW + seconds) * 1000).toISOString()
    equal(await period({ expires: at(0) }), 'failed proof-expired')
    equal(await period({ expires: at(1) }), 'passed')
    equal(await period({ created: at(300) }), 'passed')
    equal(await period({ created: at(301) }), 'failed not-yet-valid created')
  })

  it('is that a key does not fit the suite, or is of somebody else', async () => {
    const p256 = signerOf('issuer', { algorithm: 'ES256' })
    const found = await verify(await sign({}, { signer: p256 }), { controller: p256.did })
    equal(words(found.proof), 'failed key-unsuitable P-256')
    const stranger = await sign({}, { signer: attacker })
    const mismatch = await verify(stranger)
    equal(words(mismatch.key), `failed controller-mismatch ${attacker.did} is not ${issuer.did}`)
    deepEqual(
      [words(mismatch.proof), words(mismatch.contexts)],
      [...['undetermined not-reached', 'passed']],
    )
    const anyone = await verifyProofs(
      { document: stranger, controller: undefined, purpose },
      workshop,
    )
    deepEqual([words(anyone.proof), words(anyone.key)], ['passed', 'passed'])
  })

  it('is what no canonical form says of the proof, of the terms, or of the time it took', async () => {
    const document = await sign({}, { name: 'eddsa-rdfc-2022' })
    const found = async (reason: ReasonCode) => {
      const canonicalHash = async () => {
        throw new CanonizeError({ reason, detail: 'why' })
      }
      const { proof, contexts } = await verify(document, { tools: { ...workshop, canonicalHash } })
      return [words(proof), words(contexts)]
    }
    const open = 'undetermined'
    deepEqual(await found('deadline-exceeded'), [`${open} deadline-exceeded why`, 'passed'])
    deepEqual(await found('proof-malformed'), ['failed proof-malformed why', 'passed'])
    deepEqual(await found('disclosure-invalid'), ['failed disclosure-invalid why', 'passed'])
    deepEqual(await found('term-undefined'), [`${open} not-reached`, 'failed term-undefined why'])
    const canonicalHash = async () => {
      throw new TypeError('a defect')
    }
    await rejects(verify(document, { tools: { ...workshop, canonicalHash } }), /a defect/)
  })
})
