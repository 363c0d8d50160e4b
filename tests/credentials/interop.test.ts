import { deepEqual, equal, ok } from 'node:assert/strict'
import { DataIntegrityProof } from '@digitalbazaar/data-integrity'
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'
import * as vc from '@digitalbazaar/vc'
import { issueCredential, type JsonObject, verifyCredential } from '../../credentials/index.ts'
import { pinnedContexts } from '../../schemas/contexts/pinned.ts'
import { badge, changed, plain, V1 } from './support/documents.ts'
import { issuer } from './support/signers.ts'
import { createWorld } from './support/world.ts'

const world = createWorld()

/** What the reference library may load: the pinned contexts and the issuer's key. */
const documentLoader = async (url: string) => {
  const { did, verificationMethod: id, publicKeyMultibase } = issuer
  const key = {
    '@context': 'https://w3id.org/security/multikey/v1',
    id,
    type: 'Multikey',
    controller: did,
    publicKeyMultibase,
  }
  const controller = {
    '@context': 'https://www.w3.org/ns/did/v1',
    id: did,
    verificationMethod: [key],
    assertionMethod: [id],
  }
  const known = new Map<string, object>([
    [id, key],
    [did, controller],
  ])
  const document = pinnedContexts.get(url)?.document ?? known.get(url)
  if (!document) throw new Error(`${url} is not there`)
  return { contextUrl: null, document, documentUrl: url }
}

const verifyByReference = (credential: JsonObject) =>
  vc.verifyCredential({
    credential,
    suite: new DataIntegrityProof({ cryptosuite }),
    documentLoader,
    now: '2026-11-22T12:00:00Z',
  })

const documents: readonly [string, JsonObject][] = [
  ['a plain credential', plain()],
  ['an Open Badge', badge()],
  [
    'a credential of version 1.1',
    {
      '@context': [V1],
      type: ['VerifiableCredential'],
      issuer: issuer.did,
      issuanceDate: '2026-01-01T00:00:00Z',
      credentialSubject: { id: 'did:example:a' },
    },
  ],
]

describe('the reference library', () => {
  for (const [title, credential] of documents) {
    it(`accepts ${title} issued here`, async () => {
      const request = { credential, signer: issuer, mechanism: 'eddsa-rdfc-2022' } as const
      const result = await verifyByReference(await issueCredential(request, world))
      equal(result.verified, true, JSON.stringify(result.error?.errors?.map(String)))
    })

    it(`issues ${title} that is accepted here`, async () => {
      const signer = {
        id: issuer.verificationMethod,
        algorithm: 'Ed25519',
        sign: ({ data }: { data: Uint8Array }) => issuer.sign(data),
      }
      const suite = new DataIntegrityProof({ signer, cryptosuite, date: '2026-11-22T11:00:00Z' })
      const issued = await vc.issue({
        credential: structuredClone(credential),
        suite,
        documentLoader,
      })
      const verification = await verifyCredential(issued, {}, world)
      deepEqual(verification.outcome, 'passed', JSON.stringify(verification.checks))
    })
  }

  it('refuses what was changed after issuing, as we do', async () => {
    const request = { credential: plain(), signer: issuer, mechanism: 'eddsa-rdfc-2022' } as const
    const forged = changed(await issueCredential(request, world), '/name', 'AI Mastery')
    equal((await verifyByReference(forged)).verified, false)
    ok(!(await verifyCredential(forged, {}, world)).verified)
  })
})
