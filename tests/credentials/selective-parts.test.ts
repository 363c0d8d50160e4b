import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { CanonizeError } from '../../credentials/canonize/errors.ts'
import { keyOfMultikey } from '../../credentials/did/key-forms.ts'
import { CredentialFault, createBbsSigner, type JsonObject } from '../../credentials/index.ts'
import { bbsSignature, makeBbsSigner } from '../../credentials/selective/bbs-signer.ts'
import { type BaseRequest, issueBase } from '../../credentials/selective/issue-base.ts'
import { foldLists, unfoldLists, unfoldPointer } from '../../credentials/selective/lists.ts'
import {
  deriveSelective,
  prepareSelective,
  signSelective,
  verifySelective,
} from '../../credentials/selective/suites.ts'
import { workshopFor } from '../../credentials/workshop.ts'
import { plain } from './support/documents.ts'
import { signerOf } from './support/signers.ts'
import { createWorld } from './support/world.ts'

const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#'
const ALLOWED = 'https://purl.imsglobal.org/spec/vc/ob/vocab.html#allowedValue'
const suite = 'ecdsa-sd-2023'

describe('a proof of parts, where it is made', () => {
  const signer = signerOf('issuer', { algorithm: 'ES256' })
  const document = plain({ issuer: signer.did })
  const proof = {
    ...{ type: 'DataIntegrityProof', cryptosuite: suite, created: '2026-11-22T12:00:00Z' },
    ...{ verificationMethod: signer.verificationMethod, proofPurpose: 'assertionMethod' },
  }
  const key = keyOfMultikey(signer.publicKeyMultibase)
  const base = async (mandatory: readonly string[] = ['/issuer']) => {
    const prepared = await prepareSelective({ document, proof, suite }, mandatory)
    return signSelective({ document, suite }, prepared, { sign: ({ data }) => signer.sign(data) })
  }
  const partOf = (credential: JsonObject) => {
    const { proof: of, ...rest } = credential
    return { document: rest, proof: of as JsonObject, suite } as const
  }

  it('shows the mandatory and the chosen, and verifies by the key alone', async () => {
    const shown = await deriveSelective(partOf(await base()), ['/validUntil'])
    const { proof: _, ...rest } = shown
    deepEqual(Object.keys(rest).sort(), ['@context', 'id', 'issuer', 'type', 'validUntil'])
    ok(key)
    equal(await verifySelective(partOf(shown), key), true)
    const { document: said, ...more } = partOf(shown)
    const forged = { ...more, document: { ...said, validUntil: '2040-01-01T00:00:00Z' } }
    equal(await verifySelective(forged, key).catch(() => false), false)
    const other = keyOfMultikey(signerOf('attacker', { algorithm: 'ES256' }).publicKeyMultibase)
    ok(other)
    equal(await verifySelective(partOf(shown), other), false)
  })

  it('leaves the proof as it was handed in', async () => {
    const before = structuredClone(proof)
    const { proof: made } = await base()
    deepEqual(proof, before)
    const { proofValue, ...rest } = made as JsonObject
    deepEqual(rest, before)
    ok(String(proofValue).startsWith('u'))
  })

  it('is not made of a part of a list, nor of what is not there', async () => {
    const inner = {
      name: 'PointerError',
      pointer: '/a/allowedValue/0',
      message: 'points into a list',
    }
    await rejects(base(['/a/allowedValue/0']), inner)
    await rejects(deriveSelective(partOf(await base()), ['/a/allowedValue/0']), inner)
    await rejects(base(['/nowhere']), /JSON pointer "\/nowhere" does not match/)
  })
})

describe('a base proof as it is asked for', () => {
  const signer = signerOf('issuer', { algorithm: 'ES256' })
  const workshop = workshopFor(createWorld())
  const status = { credentialStatus: { type: 'A' }, issuanceDate: 'x' }

  /** What is prepared for this request. */
  async function prepared(members: Partial<BaseRequest>) {
    const asked: unknown[] = []
    const prepareSelective = async (parts: { proof: JsonObject }, mandatory: readonly string[]) => {
      asked.push(parts.proof, mandatory)
      throw new Error('that is all')
    }
    const request = {
      credential: plain(status),
      signer,
      suite,
      mandatory: undefined,
      ...members,
    } as const
    const tools = { ...workshop, prepareSelective } as unknown as typeof workshop
    await rejects(issueBase(request, tools), /that is all/)
    return asked as [JsonObject, string[]]
  }

  it('always shows who, until when and in which state', async () => {
    const [proof, mandatory] = await prepared({})
    deepEqual(mandatory, [
      ...['/issuer', '/validFrom', '/validUntil', '/issuanceDate', '/credentialStatus'],
    ])
    deepEqual(proof, {
      ...{ type: 'DataIntegrityProof', cryptosuite: suite, created: '2026-11-22T12:00:00Z' },
      ...{ verificationMethod: signer.verificationMethod, proofPurpose: 'assertionMethod' },
    })
    const [, asked] = await prepared({ mandatory: ['/id', '/validUntil'] })
    deepEqual(asked, ['/id', '/validUntil', '/credentialStatus'])
  })

  it('has no time by bbs-2023, which would link holders, and an end where one is asked for', async () => {
    const [bbs] = await prepared({ suite: 'bbs-2023' })
    deepEqual(['created' in bbs, 'expires' in bbs], [false, false])
    const [ending] = await prepared({ expires: '2027-01-01T00:00:00Z' })
    equal(ending.expires, '2027-01-01T00:00:00Z')
  })

  it('names the pointer that leads nowhere, and nothing else', async () => {
    const told = async (error: unknown) => {
      const tools = { ...workshop, prepareSelective: () => Promise.reject(error) }
      const request = { credential: plain(), signer, suite, mandatory: undefined } as const
      return issueBase(request, tools).then(
        () => 'nothing',
        (found: unknown) =>
          found instanceof CredentialFault
            ? `${found.pointer} ${found.detail}: ${found.rule}, ${found.cause === error}`
            : found,
      )
    }
    const canonize = (reason: 'disclosure-invalid' | 'term-undefined', detail: string) =>
      new CanonizeError({ reason, detail })
    const nowhere = 'JSON pointer "/a" does not match document.'
    const fault = '/a names nothing that can be shown by itself: disclosure-invalid, true'
    equal(await told(canonize('term-undefined', nowhere)), fault)
    equal(await told(canonize('disclosure-invalid', '/a')), fault)
    for (const error of [
      ...[canonize('term-undefined', '/a'), canonize('term-undefined', `x ${nowhere}`)],
      new Error(nowhere),
    ]) {
      equal(await told(error), error)
    }
  })
})

describe('lists as cells', () => {
  it('are written in RDF, a lone value too, and contexts are left alone', () => {
    const nil = { id: `${RDF}nil` }
    const one = { [`${RDF}first`]: 'A', [`${RDF}rest`]: nil }
    const document = { '@context': { allowedValue: ['x'] }, a: [{ allowedValue: 'A' }], b: 'c' }
    const written = { '@context': { allowedValue: ['x'] }, a: [{ [ALLOWED]: one }], b: 'c' }
    deepEqual(unfoldLists(document), written)
    deepEqual(foldLists(written), { ...document, a: [{ allowedValue: ['A'] }] })
    deepEqual(unfoldLists({ allowedValue: [] }), { [ALLOWED]: nil })
    deepEqual(foldLists({ [ALLOWED]: nil }), { allowedValue: [] })
    deepEqual(foldLists({ [ALLOWED]: 'x' }), { allowedValue: [] })
  })

  it('are pointed to by what stands for them', () => {
    const inner = ALLOWED.replaceAll('/', '~1')
    equal(unfoldPointer('/a/0/allowedValue'), `/a/0/${inner}`)
    equal(unfoldPointer('/allowedValue'), `/${inner}`)
    equal(unfoldPointer('/allowedValue/0'), undefined)
    for (const pointer of ['', '/', '/a/0/b', '/allowedValues']) {
      equal(unfoldPointer(pointer), pointer)
    }
  })
})

describe('a key for BBS', () => {
  const seed = new Uint8Array(32).fill(9)

  it('follows from a seed, and signs where it is told to', async () => {
    const asked: unknown[] = []
    const sign = async (ask: unknown) => {
      asked.push(ask)
      return Uint8Array.of(7)
    }
    const own = await makeBbsSigner(seed, undefined, sign)
    equal(own.did, `did:key:${own.publicKeyMultibase}`)
    equal(own.verificationMethod, `${own.did}#${own.publicKeyMultibase}`)
    deepEqual([own.algorithm, own.publicKey?.length], ['BBS', 96])
    equal(own.publicKeyMultibase, (await createBbsSigner(seed)).publicKeyMultibase)
    const messages = { header: Uint8Array.of(1), messages: [Uint8Array.of(2)] }
    deepEqual(await own.multisign?.(messages), Uint8Array.of(7))
    deepEqual(asked, [{ seed, ...messages }])
    const named = await makeBbsSigner(seed, 'did:web:a.example', sign)
    equal(named.verificationMethod, `did:web:a.example#${own.publicKeyMultibase}`)
  })

  it('signs a header and messages', async () => {
    const ask = { header: Uint8Array.of(1), messages: [Uint8Array.of(2), Uint8Array.of(3)] }
    const signature = await bbsSignature(seed, ask)
    equal(signature.length, 80)
    deepEqual(await bbsSignature(seed, ask), signature)
    const other = await bbsSignature(seed, { ...ask, messages: [Uint8Array.of(2)] })
    ok(Buffer.compare(other, signature) !== 0)
  }).timeout(60_000)
})
