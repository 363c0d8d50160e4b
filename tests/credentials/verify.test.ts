import { deepEqual, equal, ok } from 'node:assert/strict'
import {
  issueCredential,
  type JsonObject,
  type Signer,
  verifyCredential,
} from '../../credentials/index.ts'
import { badge, changed, complaints, plain } from './support/documents.ts'
import { attacker, issuer, signerOf } from './support/signers.ts'
import { createWorld, NOW } from './support/world.ts'

const world = createWorld()
const sign = (credential: unknown, signer: Signer = issuer) =>
  issueCredential({ credential, signer, mechanism: 'eddsa-rdfc-2022' }, world)
const verify = (input: unknown, options = {}) => verifyCredential(input, options, world)

/** What the check says about a credential changed after it was signed. */
const afterChange = async (path: string, value: unknown) =>
  complaints(await verify(changed(await sign(badge()), path, value)))

describe('verifyCredential', () => {
  it('passes a credential as it was signed, and says who issued it about whom', async () => {
    const credential = await sign(badge())
    const result = await verify(credential)
    deepEqual(complaints(result), [])
    equal(result.verified, true)
    equal(result.format, 'eddsa-rdfc-2022')
    deepEqual(
      [result.id, result.issuer, result.subject],
      [credential.id, issuer.did, (credential.credentialSubject as JsonObject).id],
    )
    deepEqual(result.credential, credential)
  })

  it('says of every check what it found, when, and in words', async () => {
    const { checks } = await verify(await sign(plain()))
    deepEqual(
      checks.map(({ name, outcome }) => `${name} ${outcome}`),
      [
        'form passed',
        'contexts passed',
        'proof passed',
        'key passed',
        'purpose passed',
        'period passed',
        'status not-applicable',
        'schema not-applicable',
      ],
    )
    ok(checks.every(({ message, checkedAt }) => message && checkedAt === NOW))
  })

  it('speaks four languages', async () => {
    const messages = await Promise.all(
      (['en', 'fr', 'ar', 'zgh'] as const).map(async (language) => {
        const { checks } = await verify({}, { language })
        return checks[0]?.message
      }),
    )
    equal(new Set(messages).size, 4)
  })

  it('reads a credential from its text', async () => {
    ok((await verify(JSON.stringify(await sign(plain())))).verified)
    deepEqual(complaints(await verify('{"a":1,"a":2}')), ['form: duplicate-member'])
    deepEqual(complaints(await verify('{"a":1}x')), ['form: malformed'])
    deepEqual(complaints(await verify('hello')), ['form: format-unsupported'])
  })

  const changes: readonly [title: string, path: string, value: unknown, complaint: string][] = [
    ['another name', '/name', 'AI Mastery', 'proof: signature-invalid'],
    ['no end', '/validUntil', undefined, 'proof: signature-invalid'],
    ['another subject', '/credentialSubject/id', attacker.did, 'proof: signature-invalid'],
    ['another issuer', '/issuer/id', attacker.did, 'key: controller-mismatch'],
    ['one more claim', '/credentialSubject/role', 'chief', 'proof: signature-invalid'],
    ['an undefined claim', '/credentialSubject/score', '97', 'contexts: term-undefined'],
    ['an undefined type', '/type/2', 'Doctorate', 'contexts: term-undefined'],
    ['another suite', '/proof/cryptosuite', 'eddsa-jcs-2022', 'proof: signature-invalid'],
    ['an unknown suite', '/proof/cryptosuite', 'quantum-2099', 'proof: proof-unsupported'],
    ['an unknown proof', '/proof/type', 'Trust', 'proof: proof-unsupported'],
    [
      'another time of signing',
      '/proof/created',
      '2026-11-22T11:59:59Z',
      'proof: signature-invalid',
    ],
    [
      'a time of signing to come',
      '/proof/created',
      '2026-11-23T12:00:00Z',
      'proof: signature-invalid',
    ],
    ['a purpose that is none', '/proof/proofPurpose', 'keyAgreement', 'purpose: purpose-mismatch'],
    ['a cut signature', '/proof/proofValue', 'z3', 'proof: signature-invalid'],
    ['a signature in other letters', '/proof/proofValue', 'uAA', 'proof: proof-malformed'],
    ['a signature of other letters', '/proof/proofValue', 'z0', 'proof: proof-malformed'],
    ['no proof', '/proof', undefined, 'proof: proof-missing'],
    ['a proof that is null', '/proof', null, 'proof: proof-malformed'],
    ['an empty list of proofs', '/proof', [], 'proof: proof-missing'],
    ['an inner context', '/credentialSubject/@context', {}, 'contexts: context-inline'],
    ['a context more', '/@context/2', { x: 'https://a.example/x' }, 'contexts: context-inline'],
    [
      'a context named twice',
      '/@context/2',
      'https://www.w3.org/ns/credentials/v2',
      'contexts: context-order',
    ],
    ['half a character', '/name', '\ud800', 'form: malformed'],
    [
      'a key inside',
      '/proof/verificationMethod',
      { id: issuer.verificationMethod },
      'proof: proof-malformed',
    ],
  ]
  for (const [title, path, value, complaint] of changes) {
    it(`refuses ${title}`, async () => {
      const found = await afterChange(path, value)
      ok(found.includes(complaint), found.join(', '))
    })
  }

  it('refuses a signature of somebody else with the name of the issuer', async () => {
    const impostor = { ...attacker, did: issuer.did }
    const credential = await sign(plain(), impostor)
    deepEqual(complaints(await verify(credential)), ['key: controller-mismatch'])
    const bolder = { ...impostor, verificationMethod: issuer.verificationMethod }
    deepEqual(complaints(await verify(await sign(plain(), bolder))), ['proof: signature-invalid'])
  })

  it('refuses what is not valid yet, or no more', async () => {
    const at = async (validFrom: string, validUntil: string) =>
      complaints(await verify(await sign(plain({ validFrom, validUntil }))))
    deepEqual(await at('2026-11-22T12:00:01Z', '2027-01-01T00:00:00Z'), ['period: not-yet-valid'])
    deepEqual(await at('2026-11-22T12:00:00Z', '2026-11-22T12:00:01Z'), [])
    deepEqual(await at('2026-01-01T00:00:00Z', '2026-11-22T12:00:00Z'), ['period: expired'])
  })

  it('refuses a proof that has ended', async () => {
    const credential = await issueCredential(
      {
        credential: plain(),
        signer: issuer,
        mechanism: 'eddsa-rdfc-2022',
        options: { expires: '2026-11-22T12:00:00Z' },
      },
      world,
    )
    deepEqual(complaints(await verify(credential)), ['period: proof-expired'])
  })

  it('wants every proof of a set to be right', async () => {
    const credential = await sign(plain())
    const { proof } = credential
    const other = (await sign(plain({ name: 'other' }))).proof
    ok((await verify({ ...credential, proof: [proof, proof] })).verified)
    const mixed = await verify({ ...credential, proof: [proof, other] })
    deepEqual(complaints(mixed), ['proof: signature-invalid'])
    const many = await verify({ ...credential, proof: Array(9).fill(proof) })
    deepEqual(complaints(many), ['proof: too-complex'])
  })

  it('wants the previous proof that a proof names', async () => {
    const credential = await sign(plain())
    const proof = { ...(credential.proof as JsonObject), previousProof: 'urn:uuid:1' }
    deepEqual(complaints(await verify({ ...credential, proof })), ['proof: previous-proof-missing'])
  })

  it('wants the purpose that the caller expects', async () => {
    const credential = await sign(plain())
    const options = { expectedProofPurpose: 'authentication' }
    deepEqual(complaints(await verify(credential, options)), ['purpose: purpose-mismatch'])
  })

  it('wants challenge and domain when the caller gives them', async () => {
    const credential = await sign(plain())
    deepEqual(complaints(await verify(credential, { challenge: 'c' })), [
      'holder: challenge-mismatch',
    ])
    deepEqual(complaints(await verify(credential, { domain: 'd' })), ['holder: domain-mismatch'])
  })

  it('does not answer for a schema that it does not have', async () => {
    const credentialSchema = { id: 'https://a.example/s', type: 'JsonSchema' }
    const result = await verify(await sign(plain({ credentialSchema })))
    deepEqual(
      [result.outcome, complaints(result)],
      ['undetermined', ['schema: schema-unsupported']],
    )
    const asked = await verify(await sign(plain({ credentialSchema })), { checks: ['proof'] })
    equal(asked.verified, true)
    equal(asked.checks.find(({ name }) => name === 'schema')?.reason, 'not-requested')
  })

  it('refuses documents that cost too much, at once', async () => {
    const credential = await sign(plain())
    const crowd = Array.from({ length: 3_000 }, () => ({ name: 'x' }))
    deepEqual(complaints(await verify({ ...credential, evidence: crowd })), ['form: too-complex'])
    let deep: unknown = 'x'
    for (let level = 0; level < 60; level++) deep = [deep]
    deepEqual(complaints(await verify({ ...credential, name: deep })), ['form: too-complex'])
    const long = 'x'.repeat(1_100_000)
    deepEqual(complaints(await verify({ ...credential, name: long })), ['form: too-large'])
  })

  it('gives no claims of a document whose proof does not stand', async () => {
    const result = await verify(changed(await sign(plain()), '/name', 'AI Mastery'))
    equal(result.credential, undefined)
    equal(result.issuer, undefined)
  })

  for (const input of [undefined, null, 7, true, [], 'x', {}, [plain()], new Map()]) {
    it(`answers to ${JSON.stringify(input)} without throwing`, async () => {
      const result = await verify(input)
      deepEqual([result.verified, result.outcome, result.format], [false, 'failed', 'unknown'])
    })
  }

  it('finds the key of a did:web where its document lies', async () => {
    const web = signerOf('web', { did: 'did:web:issuer.example' })
    const credential = await sign(plain({ issuer: web.did }), web)
    const url = 'https://issuer.example/.well-known/did.json'
    const method = {
      id: web.verificationMethod,
      type: 'Multikey',
      controller: web.did,
      publicKeyMultibase: web.publicKeyMultibase,
    }
    const document = {
      id: web.did,
      verificationMethod: [method],
      assertionMethod: [web.verificationMethod],
    }
    const ask = async (page?: object) => {
      const there = createWorld()
      if (page) there.pages.set(url, page)
      return complaints(await verifyCredential(credential, {}, there))
    }
    deepEqual(await ask(document), [])
    deepEqual(await ask(), ['key: key-unresolvable'])
    deepEqual(await ask({ ...document, id: 'did:web:other.example' }), ['key: key-unresolvable'])
    deepEqual(await ask({ ...document, assertionMethod: [] }), ['purpose: purpose-unauthorized'])
    deepEqual(await ask({ ...document, verificationMethod: [] }), ['key: key-not-found'])
    const with_ = (members: object) => ({
      ...document,
      verificationMethod: [{ ...method, ...members }],
    })
    deepEqual(await ask(with_({ controller: attacker.did })), ['key: controller-mismatch'])
    deepEqual(await ask(with_({ revoked: '2027-01-01T00:00:00Z' })), ['key: key-revoked'])
    deepEqual(await ask(with_({ expires: '2026-11-22T12:00:00Z' })), ['key: key-expired'])
    deepEqual(await ask(with_({ expires: '2026-11-22T12:00:01Z' })), [])
    deepEqual(await ask(with_({ publicKeyMultibase: 'zABC' })), ['key: key-unsuitable'])
  })

  it('asks whoever knows our own DIDs before the network', async () => {
    const web = signerOf('web', { did: 'did:web:localhost%3A3000' })
    const credential = await sign(plain({ issuer: web.did }), web)
    const own = {
      ...createWorld(),
      resolveDid: async (id: string) => ({
        id,
        verificationMethod: [
          {
            ...{ id: web.verificationMethod, type: 'JsonWebKey', controller: id },
            publicKeyJwk: web.publicJwk,
          },
        ],
        assertionMethod: [web.verificationMethod],
      }),
    }
    deepEqual(complaints(await verifyCredential(credential, {}, own)), [])
    deepEqual(own.asked, [])
  })
})
