import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { CredentialFault, issueCredential, type JsonObject } from '../../credentials/index.ts'
import { changed, plain, V1 } from './support/documents.ts'
import { attacker, issuer, signerOf } from './support/signers.ts'
import { createWorld } from './support/world.ts'

const world = createWorld()
const issue = (credential: unknown, signer = issuer) =>
  issueCredential({ credential, signer, mechanism: 'eddsa-rdfc-2022' }, world)

/** A credential of version 1.1 without a date. */
const oldForm = (): JsonObject => ({
  '@context': [V1],
  type: ['VerifiableCredential'],
  issuer: issuer.did,
  credentialSubject: { id: 'did:example:a' },
})

/** Expects a fault at a member. */
const refuses = (credential: unknown, pointer: string, rule: string) =>
  rejects(issue(credential), (error: unknown) => {
    ok(error instanceof CredentialFault, String(error))
    deepEqual([error.pointer, error.rule], [pointer, rule], error.message)
    return true
  })

describe('issueCredential', () => {
  it('keeps every member as it came and adds one proof', async () => {
    const credential = plain()
    const { proof, ...rest } = await issue(credential)
    deepEqual(rest, credential)
    const { proofValue, ...members } = proof as JsonObject
    deepEqual(members, {
      type: 'DataIntegrityProof',
      cryptosuite: 'eddsa-rdfc-2022',
      created: '2026-11-22T12:00:00Z',
      verificationMethod: issuer.verificationMethod,
      proofPurpose: 'assertionMethod',
    })
    ok(String(proofValue).startsWith('z'))
  })

  it('does not change what it is handed', async () => {
    const credential = oldForm()
    await issue(credential)
    deepEqual(credential, oldForm())
  })

  it('adds the proof context and the date that version 1.1 wants', async () => {
    const issued = await issue(oldForm())
    deepEqual(issued['@context'], [V1, 'https://w3id.org/security/data-integrity/v2'])
    equal(issued.issuanceDate, '2026-11-22T12:00:00Z')
  })

  it('gives the proof an end when asked', async () => {
    const expires = '2027-01-01T00:00:00Z'
    const request = { credential: plain(), signer: issuer, options: { expires } }
    const { proof } = await issueCredential({ ...request, mechanism: 'eddsa-rdfc-2022' }, world)
    equal((proof as JsonObject).expires, expires)
  })

  it('refuses an issuer that is not the signer', async () => {
    await refuses(plain({ issuer: attacker.did }), '/issuer', 'controller-mismatch')
    await refuses(plain({ issuer: { id: attacker.did } }), '/issuer', 'controller-mismatch')
  })

  it('refuses terms and types that no context defines, and says where', async () => {
    await refuses(plain({ score: 3 }), '/score', 'term-undefined')
    const subject = { id: 'did:example:a', degree: 'x' }
    await refuses(
      plain({ credentialSubject: subject }),
      '/credentialSubject/degree',
      'term-undefined',
    )
    await refuses(plain({ type: ['VerifiableCredential', 'Teacher'] }), '/type/1', 'term-undefined')
  })

  it('refuses contexts and types that are not arrays', async () => {
    await refuses(
      plain({ '@context': 'https://www.w3.org/ns/credentials/v2' }),
      '/@context',
      'malformed',
    )
    await refuses(plain({ type: 'VerifiableCredential' }), '/type', 'malformed')
  })

  const faults: readonly [
    title: string,
    path: string,
    value: unknown,
    pointer: string,
    rule: string,
  ][] = [
    [
      'a context that is not pinned',
      '/@context/1',
      'https://a.example/c',
      '/@context/1',
      'context-unknown',
    ],
    [
      'a context inside',
      '/@context/1',
      { x: 'https://a.example/' },
      '/@context/1',
      'context-inline',
    ],
    ['a type without the credential', '/type', ['Thing'], '/type', 'type-missing'],
    ['no issuer', '/issuer', undefined, '/issuer', 'malformed'],
    ['an id that is no URL', '/id', 'certificate 7', '/id', 'malformed'],
    ['two ids', '/id', ['urn:a:b', 'urn:a:c'], '/id', 'malformed'],
    ['no subject', '/credentialSubject', undefined, '/credentialSubject', 'malformed'],
    ['an empty subject', '/credentialSubject', {}, '/credentialSubject', 'malformed'],
    ['an empty list of subjects', '/credentialSubject', [], '/credentialSubject', 'malformed'],
    ['a relative subject', '/credentialSubject/id', 'amal', '/credentialSubject/id', 'malformed'],
    ['a date alone', '/validFrom', '2026-01-01', '/validFrom', 'malformed'],
    ['a number as time', '/validUntil', 1893456000, '/validUntil', 'malformed'],
    ['an end before the begin', '/validUntil', '2025-01-01T00:00:00Z', '/validUntil', 'malformed'],
    [
      'a status without type',
      '/credentialStatus',
      { id: 'urn:a:b' },
      '/credentialStatus/type',
      'malformed',
    ],
    [
      'a schema without id',
      '/credentialSchema',
      { type: 'JsonSchema' },
      '/credentialSchema/id',
      'malformed',
    ],
    ['evidence without type', '/evidence', [{ id: 'urn:a:b' }], '/evidence/0/type', 'malformed'],
    [
      'terms of use without type',
      '/termsOfUse',
      [{ id: 'urn:a:b' }],
      '/termsOfUse/0/type',
      'malformed',
    ],
    ['a refresh service that is a text', '/refreshService', 'x', '/refreshService', 'malformed'],
    ['a name that is a number', '/name', 5, '/name', 'malformed'],
    [
      'a direction that is none',
      '/name',
      { '@value': 'x', '@direction': 'up' },
      '/name',
      'malformed',
    ],
    ['a language that is none', '/name', { '@value': 'x', '@language': '?' }, '/name', 'malformed'],
    [
      'a keyword as member',
      '/credentialSubject/@id',
      'urn:a:b',
      '/credentialSubject/@id',
      'malformed',
    ],
    [
      'a resource without digest',
      '/relatedResource',
      [{ id: 'https://a.example/' }],
      '/relatedResource/0',
      'malformed',
    ],
    ['a proof', '/proof', {}, '/proof', 'malformed'],
  ]
  for (const [title, path, value, pointer, rule] of faults) {
    it(`refuses ${title}`, () => refuses(changed(plain(), path, value), pointer, rule))
  }

  it('refuses what is not an object of JSON', async () => {
    await refuses([plain()], '', 'malformed')
    await refuses(plain({ name: () => 'x' }), '/name', 'malformed')
    await refuses(plain({ name: Number.NaN }), '/name', 'malformed')
    await refuses(plain({ name: 'half \ud800' }), '/name', 'malformed')
  })

  it('takes names with language and direction', async () => {
    const name = [{ '@value': 'أساسيات', '@language': 'ar', '@direction': 'rtl' }, 'Foundations']
    deepEqual((await issue(plain({ name }))).name, name)
  })

  it('is a defect of the caller to hand in a key of another kind', async () => {
    const signer = signerOf('issuer', { algorithm: 'ES256' })
    const credential = plain({ issuer: signer.did })
    await rejects(issue(credential, signer), /ES256 cannot make eddsa-rdfc-2022/)
  })
})
