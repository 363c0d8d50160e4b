import { deepEqual, equal } from 'node:assert/strict'
import { gzipSync } from 'node:zlib'
import { Ed25519Signature2020 } from '@digitalcredentials/ed25519-signature-2020'
import * as dcc from '@digitalcredentials/vc'
import {
  type JsonObject,
  type Signer,
  verifyCredential,
  verifyPresentation,
} from '../../credentials/index.ts'
import { pinnedContexts } from '../../schemas/contexts/pinned.ts'
import { changed, V1 } from './support/documents.ts'
import { attacker, holder, issuer, signerOf } from './support/signers.ts'
import { createWorld, type World } from './support/world.ts'

const SUITE = 'https://w3id.org/security/suites/ed25519-2020/v1'
const STATUS = 'https://w3id.org/vc/status-list/2021/v1'
const LIST = 'https://issuer.example/status/3'

const documentLoader = async (url: string) => {
  const document = pinnedContexts.get(url)?.document
  if (!document) throw new Error(`${url} is not there`)
  return { contextUrl: null, document, documentUrl: url }
}

/** Signed by the library that signed most badges of their time. */
const signedBy = (signer: Signer, credential: JsonObject): Promise<JsonObject> => {
  const { verificationMethod: id } = signer
  const suite = new Ed25519Signature2020({
    signer: { id, sign: ({ data }) => Promise.resolve(signer.sign(data)) },
    date: '2023-05-01T00:00:00Z',
  })
  return dcc.issue({
    credential: structuredClone(credential),
    suite,
    documentLoader,
  } as never) as Promise<JsonObject>
}

/** As the Digital Credentials Consortium and LearnCard issued them: version 1.1, Open Badges 3.0.1. */
const badge = (did: string, changes: JsonObject = {}): JsonObject => ({
  '@context': [V1, 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json', SUITE, STATUS],
  id: 'urn:uuid:a63a60be-f4af-491c-87fc-2c8fd3007a58',
  type: ['VerifiableCredential', 'OpenBadgeCredential'],
  name: 'Introduction to Digital Credentialing',
  issuer: { type: ['Profile'], id: did, name: 'University of Example' },
  issuanceDate: '2023-05-01T00:00:00Z',
  credentialSubject: {
    type: ['AchievementSubject'],
    id: holder.did,
    achievement: {
      id: 'urn:uuid:bd6d9316-f7ae-4073-a1e5-2f7f5bd22922',
      type: ['Achievement'],
      name: 'Introduction to Digital Credentialing',
      description: 'The learner knows what a credential is.',
      criteria: { narrative: 'All parts were passed.' },
    },
  },
  ...changes,
})

const entry = (changes: JsonObject = {}): JsonObject => ({
  id: `${LIST}#7`,
  type: 'StatusList2021Entry',
  statusPurpose: 'revocation',
  statusListIndex: '7',
  statusListCredential: LIST,
  ...changes,
})

async function publish(world: World, set: readonly number[], changes: JsonObject = {}) {
  const bits = Buffer.alloc(16_384)
  for (const index of set) bits[index >> 3] = (bits[index >> 3] ?? 0) | (128 >> (index & 7))
  const list = {
    '@context': [V1, SUITE, STATUS],
    id: LIST,
    type: ['VerifiableCredential', 'StatusList2021Credential'],
    issuer: issuer.did,
    issuanceDate: '2023-05-01T00:00:00Z',
    credentialSubject: {
      id: `${LIST}#list`,
      type: 'StatusList2021',
      statusPurpose: 'revocation',
      encodedList: gzipSync(bits).toString('base64url'),
      ...changes,
    },
  }
  world.pages.set(LIST, await signedBy(issuer, list))
}

const verdict = async (credential: unknown, world = createWorld()) => {
  const { outcome, checks } = await verifyCredential(credential, {}, world)
  const bad = checks.find((check) => check.outcome === outcome && check.outcome !== 'passed')
  return outcome === 'passed' ? 'passed' : `${bad?.name}: ${bad?.reason}`
}

describe('badges from before cryptosuites had names', () => {
  it('verify as they are', async () => {
    const credential = await signedBy(issuer, badge(issuer.did))
    const { outcome, format } = await verifyCredential(credential, {}, createWorld())
    deepEqual([outcome, format], ['passed', 'Ed25519Signature2020'])
  })

  it('verify by a key of the old type in a DID document', async () => {
    const did = 'did:web:old.example'
    const signer = signerOf('old', { did })
    const world = createWorld()
    const { verificationMethod: id, publicKeyMultibase } = signer
    world.pages.set('https://old.example/.well-known/did.json', {
      '@context': ['https://www.w3.org/ns/did/v1', SUITE],
      id: did,
      verificationMethod: [
        { id, type: 'Ed25519VerificationKey2020', controller: did, publicKeyMultibase },
      ],
      assertionMethod: [id],
    })
    equal(await verdict(await signedBy(signer, badge(did)), world), 'passed')
  })

  it('do not verify once anything in them was changed', async () => {
    const credential = await signedBy(issuer, badge(issuer.did))
    for (const pointer of ['/name', '/credentialSubject/achievement/name', '/proof/created']) {
      const value = pointer === '/proof/created' ? '2023-05-02T00:00:00Z' : 'Doctor'
      equal(await verdict(changed(credential, pointer, value)), 'proof: signature-invalid', pointer)
    }
  })

  const odd: readonly (readonly [string, string, unknown, string])[] = [
    [
      'with a suite named beside',
      '/proof/cryptosuite',
      'eddsa-rdfc-2022',
      'proof: proof-unsupported',
    ],
    [
      'with a signature of before',
      '/proof/type',
      'Ed25519Signature2018',
      'proof: proof-unsupported',
    ],
    [
      'with the old type as a suite of today',
      '/proof',
      {
        type: 'DataIntegrityProof',
        cryptosuite: 'Ed25519Signature2020',
        verificationMethod: issuer.verificationMethod,
        proofPurpose: 'assertionMethod',
        proofValue: 'z1',
      },
      'proof: proof-unsupported',
    ],
    [
      'by the key of somebody else',
      '/proof/verificationMethod',
      attacker.verificationMethod,
      'key: controller-mismatch',
    ],
    ['for another purpose', '/proof/proofPurpose', 'authentication', 'proof: signature-invalid'],
    ['in another alphabet', '/proof/proofValue', 'uAAAA', 'proof: proof-malformed'],
  ]
  for (const [title, pointer, value, complaint] of odd) {
    it(`are refused ${title}`, async () => {
      const credential = await signedBy(issuer, badge(issuer.did))
      equal(await verdict(changed(credential, pointer, value as never)), complaint)
    })
  }

  it('are refused where the context that says what the proof means is missing', async () => {
    const credential = await signedBy(issuer, badge(issuer.did))
    const contexts = (credential['@context'] as readonly string[]).filter((url) => url !== SUITE)
    const answer = await verdict({ ...credential, '@context': contexts })
    equal(answer.startsWith('contexts: ') || answer.startsWith('proof: '), true, answer)
  })

  it('are presented under their own kind of proof, bound to a challenge', async () => {
    const credential = await signedBy(issuer, badge(issuer.did))
    const { verificationMethod: id } = holder
    const suite = new Ed25519Signature2020({
      signer: { id, sign: ({ data }) => Promise.resolve(holder.sign(data)) },
      date: '2026-11-22T11:59:00Z',
    })
    const presentation = dcc.createPresentation({
      verifiableCredential: credential,
      holder: holder.did,
    } as never) as JsonObject
    const contexts = [...(presentation['@context'] as string[]), SUITE]
    const signed = await dcc.signPresentation({
      presentation: { ...presentation, '@context': contexts },
      suite,
      challenge: 'abc',
      domain: 'employer.example',
      documentLoader,
    } as never)
    const ask = (challenge: string) =>
      verifyPresentation(signed, { challenge, domain: 'employer.example' }, createWorld())
    equal((await ask('abc')).outcome, 'passed')
    equal((await ask('abd')).outcome, 'failed')
  })
})

describe('status lists of before the standard (StatusList2021)', () => {
  const withStatus = (changes: JsonObject = {}) =>
    signedBy(issuer, badge(issuer.did, { credentialStatus: entry(changes) }))

  it('are read: not revoked, and revoked', async () => {
    const world = createWorld()
    await publish(world, [6, 8])
    equal(await verdict(await withStatus(), world), 'passed')
    await publish(world, [7])
    equal(await verdict(await withStatus(), world), 'status: revoked')
  })

  it('leave it open when they cannot be had', async () => {
    equal(await verdict(await withStatus()), 'status: status-unreachable')
  })

  it('are refused when they are for another purpose, of today’s kind, or packed in today’s way', async () => {
    const world = createWorld()
    await publish(world, [], { statusPurpose: 'suspension' })
    equal(await verdict(await withStatus(), world), 'status: status-list-invalid')
    const packed = `u${gzipSync(Buffer.alloc(16_384)).toString('base64url')}`
    await publish(world, [], { encodedList: packed })
    equal(await verdict(await withStatus(), world), 'status: status-list-invalid')
    await publish(world, [])
    const today = await withStatus({ type: 'BitstringStatusListEntry' }).catch(() => undefined)
    equal(today === undefined || (await verdict(today, world)) !== 'passed', true)
  })

  it('are refused when somebody else signed them', async () => {
    const world = createWorld()
    await publish(world, [])
    const list = world.pages.get(LIST) as JsonObject
    const { proof: _, ...bare } = list
    world.pages.set(LIST, await signedBy(attacker, { ...bare, issuer: attacker.did }))
    equal(await verdict(await withStatus(), world), 'status: status-list-invalid')
  })
})
