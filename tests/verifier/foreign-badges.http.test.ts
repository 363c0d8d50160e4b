/**
 * Badges as others make them, with keys of our own: each verifies, or fails with the true reason.
 *
 * @see LearnCard (boosts), Digital Credentials Consortium, Credly, Open Badges 3.0 §8.2.4 (JWT proof)
 */

import { deepEqual, equal } from 'node:assert/strict'
import { Ed25519Signature2020 } from '@digitalcredentials/ed25519-signature-2020'
import * as dcc from '@digitalcredentials/vc'
import { issueCredential, type JsonObject } from '../../credentials/index.ts'
import type { Signer } from '../../keys/index.ts'
import { createSigner, generateKey } from '../../keys/index.ts'
import { pinnedContexts } from '../../schemas/contexts/pinned.ts'
import { checkOf, openBench } from './edge.ts'
import { NOW, newSigner, STATUS_LIST } from './support.ts'

const V1 = 'https://www.w3.org/2018/credentials/v1'
const V2 = 'https://www.w3.org/ns/credentials/v2'
const OB = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'
const OB_301 = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json'
const SUITE = 'https://w3id.org/security/suites/ed25519-2020/v1'
const CREDLY = 'did:web:api.credly.example:v1:organizations:0fd1'
const CREDLY_DOCUMENT = 'https://api.credly.example/v1/organizations/0fd1/did.json'

const offline = { clock: () => NOW, fetch: () => Promise.reject(new Error('no network')) }

const documentLoader = async (url: string) => {
  const document = pinnedContexts.get(url)?.document
  if (!document) throw new Error(`${url} is not there`)
  return { contextUrl: null, document, documentUrl: url }
}

const achievement = {
  id: 'https://www.credly.example/org/a/badge/prompting',
  type: ['Achievement'],
  name: 'Prompting',
  description: 'Asks a model well.',
  criteria: { narrative: 'An exam was passed.' },
}

/** As a platform with an organisation behind a did:web writes it: profile, e-mail hash, https id. */
const credly = (changes: JsonObject = {}): JsonObject => ({
  '@context': [V2, OB],
  id: 'https://api.credly.example/v1/obi/v3/issuer/badges/8b0f',
  type: ['VerifiableCredential', 'OpenBadgeCredential'],
  name: 'Prompting',
  issuer: { id: CREDLY, type: ['Profile'], name: 'Example Corp', url: 'https://www.example.com' },
  validFrom: '2026-01-05T00:00:00Z',
  credentialSubject: {
    type: ['AchievementSubject'],
    identifier: [
      {
        type: 'IdentityObject',
        hashed: true,
        identityHash: 'sha256$0f5ad2c5',
        identityType: 'emailAddress',
        salt: 'x9',
      },
    ],
    achievement,
  },
  ...changes,
})

/** As the Digital Credentials Consortium and LearnCard issued them before version 2.0. */
const before2 = (did: string, changes: JsonObject = {}): JsonObject => ({
  '@context': [V1, OB_301, SUITE],
  id: 'urn:uuid:a63a60be-f4af-491c-87fc-2c8fd3007a58',
  type: ['VerifiableCredential', 'OpenBadgeCredential'],
  name: 'Teamwork',
  issuer: { type: ['Profile'], id: did, name: 'University of Example' },
  issuanceDate: '2023-05-01T00:00:00Z',
  credentialSubject: {
    type: ['AchievementSubject'],
    id: 'did:example:learner',
    achievement: { ...achievement, id: 'urn:uuid:bd6d9316-f7ae-4073-a1e5-2f7f5bd22922' },
  },
  ...changes,
})

const sign2020 = (signer: Signer, credential: JsonObject): Promise<JsonObject> =>
  dcc.issue({
    credential: structuredClone(credential),
    suite: new Ed25519Signature2020({
      signer: { id: signer.verificationMethod, sign: ({ data }) => signer.sign(data) },
      date: '2023-05-01T00:00:00Z',
    }),
    documentLoader,
  } as never) as Promise<JsonObject>

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

async function compact(signer: Signer, header: object, payload: object): Promise<string> {
  const signed = `${part(header)}.${part(payload)}`
  const signature = await signer.sign(Buffer.from(signed))
  return `${signed}.${Buffer.from(signature).toString('base64url')}`
}

describe('foreign badges, over HTTP', () => {
  const bench = openBench()

  /** `passed`, or the first check that is as bad as the whole, with its reason. */
  const verdict = async (verifiableCredential: unknown): Promise<string> => {
    const { status, body } = await bench().edge.post('/credentials/verify', {
      verifiableCredential,
    })
    equal(status, body.outcome === 'passed' ? 200 : 400)
    if (body.outcome === 'passed') return 'passed'
    const checks = body.checks as { name: string; outcome: string; reason?: string }[]
    const bad = checks.find(
      ({ outcome, reason }) => outcome === body.outcome && reason !== 'not-reached',
    )
    return `${bad?.name} ${bad?.outcome}: ${bad?.reason}`
  }

  describe('of an organisation with a did:web (Credly’s form)', () => {
    const signer = createSigner('Ed25519', generateKey('Ed25519'), CREDLY)
    const publish = (by: Signer = signer, changes: JsonObject = {}) =>
      bench().world.web.pages.set(
        CREDLY_DOCUMENT,
        JSON.stringify({
          '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
          id: CREDLY,
          verificationMethod: [
            {
              id: signer.verificationMethod,
              type: 'Multikey',
              controller: CREDLY,
              publicKeyMultibase: by.publicKeyMultibase,
            },
          ],
          assertionMethod: [signer.verificationMethod],
          ...changes,
        }),
      )
    const issue = (changes: JsonObject = {}) =>
      issueCredential(
        { credential: credly(changes), signer, mechanism: 'eddsa-rdfc-2022' },
        offline,
      )

    it('verifies by the key in its document, and is no issuer that is known', async () => {
      publish()
      const { body } = await bench().edge.post('/credentials/verify', {
        verifiableCredential: await issue(),
      })
      deepEqual([body.outcome, body.issuer], ['passed', CREDLY])
      equal((body.trust as { status: string }).status, 'not-registered')
      equal(checkOf(body, 'key')?.outcome, 'passed')
    })

    it('cannot be checked while its document is out of reach', async () => {
      equal(await verdict(await issue()), 'key undetermined: key-unresolvable')
    })

    it('fails by a key that its document does not have, or has for something else', async () => {
      const badge = await issue()
      publish(newSigner())
      equal(await verdict(badge), 'proof failed: signature-invalid')
    })

    it('fails by a key that may not assert', async () => {
      const badge = await issue()
      publish(signer, { assertionMethod: [] })
      equal(await verdict(badge), 'purpose failed: purpose-unauthorized')
    })

    it('fails once its recipient was changed', async () => {
      publish()
      const badge = await issue()
      const subject = badge.credentialSubject as { identifier: JsonObject[] }
      const identifier = [{ ...subject.identifier[0], identityHash: 'sha256$mine' }]
      const changed = { ...badge, credentialSubject: { ...subject, identifier } }
      equal(await verdict(changed), 'proof failed: signature-invalid')
    })

    it('is withdrawn by a list of 1EdTech’s own, and cannot be checked without it', async () => {
      publish()
      const badge = await issue({
        '@context': [V2, OB, 'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json'],
        credentialStatus: {
          id: 'https://api.credly.example/revocations',
          type: '1EdTechRevocationList',
        },
      })
      equal(await verdict(badge), 'status undetermined: status-unreachable')
      const { world } = bench()
      const url = 'https://api.credly.example/revocations'
      const list = { id: url, issuer: CREDLY, revokedCredential: [] as object[] }
      world.web.pages.set(url, JSON.stringify(list))
      world.setNow(NOW + 3600)
      equal(await verdict(badge), 'passed')
      const revokedCredential = [{ id: badge.id, revoked: true }]
      world.web.pages.set(url, JSON.stringify({ ...list, revokedCredential }))
      world.setNow(NOW + 2 * 86_400)
      equal(await verdict(badge), 'status failed: revoked')
    })
  })

  describe('of the Digital Credentials Consortium', () => {
    it('verifies as version 2.0 with a Bitstring status list, until it is revoked', async () => {
      const { world } = bench()
      const issuer = { id: world.issuer.did, type: ['Profile'], name: 'University of Example' }
      const badge = await issueCredential(
        {
          credential: credly({
            issuer,
            credentialStatus: {
              id: `${STATUS_LIST}#3`,
              type: 'BitstringStatusListEntry',
              statusPurpose: 'revocation',
              statusListIndex: '3',
              statusListCredential: STATUS_LIST,
            },
          }),
          signer: world.issuer,
          mechanism: 'eddsa-rdfc-2022',
        },
        offline,
      )
      equal(await verdict(badge), 'status undetermined: status-unreachable')
      await world.publishStatus([])
      equal(await verdict(badge), 'passed')
      world.setNow(NOW + 3600)
      await world.publishStatus([3])
      equal(await verdict(badge), 'status failed: revoked')
    })

    it('verifies as version 1.1, and fails once it was changed', async () => {
      const signer = newSigner()
      const badge = await sign2020(signer, before2(signer.did))
      equal(await verdict(badge), 'passed')
      equal(await verdict({ ...badge, name: 'Doctor' }), 'proof failed: signature-invalid')
      const stolen = { ...badge, issuer: { ...(badge.issuer as JsonObject), id: newSigner().did } }
      equal(await verdict(stolen), 'key failed: controller-mismatch')
    })
  })

  describe('of LearnCard', () => {
    it('fails as a boost, whose vocabulary is not known here: that is said, and not that it is forged', async () => {
      const signer = newSigner()
      const badge = await sign2020(signer, before2(signer.did))
      const context = [V1, OB_301, 'https://ctx.learncard.com/boosts/1.0.0.json', SUITE]
      const boost = {
        ...badge,
        '@context': context,
        type: [...(badge.type as string[]), 'BoostCredential'],
        display: { displayType: 'badge', backgroundColor: '#4285F4' },
      }
      equal(await verdict(boost), 'contexts failed: context-unknown')
    })

    it('verifies as a JWT with a claim `vc`, and not with a subject that contradicts it', async () => {
      const signer = newSigner()
      const header = { alg: 'EdDSA', typ: 'JWT', kid: signer.verificationMethod }
      const { id, issuer: _, issuanceDate: __, ...vc } = before2(signer.did)
      const claims = { iss: signer.did, nbf: NOW - 3600, jti: id, vc, sub: 'did:example:learner' }
      equal(await verdict(await compact(signer, header, claims)), 'passed')
      const other = await compact(signer, header, { ...claims, sub: 'did:example:other' })
      equal(await verdict(other), 'form failed: claim-mismatch')
    })
  })

  it('with the key in the header (Open Badges 3.0 §8.2.4) fails: a key that comes along proves nothing', async () => {
    const signer = newSigner()
    const header = { alg: 'EdDSA', typ: 'JWT', jwk: signer.publicJwk }
    const { issuanceDate: _, ...vc } = before2(signer.did)
    const claims = { iss: signer.did, nbf: NOW - 3600, jti: vc.id, sub: 'did:example:learner', vc }
    equal(await verdict(await compact(signer, header, claims)), 'proof failed: header-forbidden')
  })
})
