import { deepEqual, equal, match, notEqual, ok, rejects } from 'node:assert/strict'
import { DataIntegrityProof } from '@digitalbazaar/data-integrity'
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'
import * as vc from '@digitalbazaar/vc'
import { type JsonObject, verifyCredential } from '../../credentials/index.ts'
import { systemRandom } from '../../platform/id.ts'
import { createLog } from '../../platform/log.ts'
import { pinnedContexts } from '../../schemas/contexts/pinned.ts'
import { createVerifier, verifierMigrations } from '../../verifier/index.ts'
import { digestOf } from '../../verifier/receipts/receipt.ts'
import { openTestDatabase } from '../support/databases.ts'
import { openBench, slugOf } from './edge.ts'
import { multihash, NOW, RECORD, recorded, revocable, STATUS_LIST } from './support.ts'

const bench = openBench()

const receiptFor = async (verifiableCredential: unknown, options: object = {}) =>
  bench().edge.post('/api/receipts', { verifiableCredential, options })

const subjectOf = (receipt: unknown) =>
  (receipt as { credentialSubject: Readonly<Record<string, unknown>> }).credentialSubject

const offline = { clock: () => NOW, fetch: () => Promise.reject(new Error('no network')) }

describe('POST /api/receipts', () => {
  it('gives a signed receipt that verifies without a network', async () => {
    const badge = await bench().world.badge()
    const { status, body } = await receiptFor(badge)
    equal(status, 201)
    const verification = await verifyCredential(body.receipt, {}, offline)
    equal(verification.verified, true, JSON.stringify(verification.checks))
    equal(verification.issuer, bench().world.receiptSigner.did)
    equal((body.report as { verified: boolean }).verified, true)
  })

  it('says what was checked, when, with which outcome', async () => {
    const badge = await bench().world.badge()
    const { body } = await receiptFor(badge)
    const subject = subjectOf(body.receipt)
    equal(subject.id, badge.id)
    equal(subject.verified, true)
    equal(subject.credentialIssuer, bench().world.issuer.did)
    equal(subject.registryStatus, 'not-registered')
    const checks = subject.check as { checkName: string; outcome: string; checkedAt: string }[]
    equal(checks.find(({ checkName }) => checkName === 'proof')?.outcome, 'passed')
    ok(checks.every(({ checkedAt }) => checkedAt.startsWith('2026-11-22T')))
  })

  it('holds a digest of the credential, not its content', async () => {
    const badge = await bench().world.badge()
    const { body, text } = await receiptFor(badge)
    equal(subjectOf(body.receipt).digestMultibase, digestOf(badge))
    equal(text.includes('Knows what to hand to a model'), false)
  })

  it('names the documents that the verdict rests on, by their digests', async () => {
    const { world } = bench()
    await world.publishStatus([])
    const record = Buffer.from('{"humanReviewed":true}')
    world.web.pages.set(RECORD, record)
    const { body } = await receiptFor(await world.badge({ ...revocable(7), ...recorded(record) }))
    const related = (body.receipt as { relatedResource: { id: string; digestMultibase: string }[] })
      .relatedResource
    const list = Buffer.from(world.web.pages.get(STATUS_LIST) ?? '')
    deepEqual(
      related.map(({ id, digestMultibase }) => [id, digestMultibase]).toSorted(),
      [
        [RECORD, multihash(record)],
        [STATUS_LIST, multihash(list)],
      ].toSorted(),
    )
  })

  it('is given for a bad credential too, and says that it is bad', async () => {
    const badge = { ...(await bench().world.badge()), name: 'changed' }
    const { status, body } = await receiptFor(badge, { language: 'fr' })
    equal(status, 201)
    const receipt = body.receipt as { description: string; name: string }
    equal(receipt.name, 'Reçu de vérification')
    match(receipt.description, /n’est pas valable/)
    equal(subjectOf(receipt).outcome, 'failed')
    equal(subjectOf(receipt).id, undefined, 'nothing is taken from what nobody signed')
    equal((await verifyCredential(receipt, {}, offline)).verified, true)
  })

  it('is given for nonsense as well', async () => {
    for (const input of ['hello', 3, null, {}, []]) {
      const { status, body } = await receiptFor(input)
      equal(status, 201, JSON.stringify(input))
      equal((await verifyCredential(body.receipt, {}, offline)).verified, true)
    }
  })

  it('names the policy that was applied', async () => {
    const { body } = await receiptFor(await bench().world.badge(), { policy: 'registered-issuer' })
    deepEqual(subjectOf(body.receipt).policy, {
      outcome: 'failed',
      policyName: 'registered-issuer',
    })
    equal(subjectOf(body.receipt).verified, false)
  })

  it('cannot be changed afterwards', async () => {
    const { body } = await receiptFor({ ...(await bench().world.badge()), name: 'x' })
    const receipt = body.receipt as JsonObject
    const subject = { ...subjectOf(receipt), verified: true, outcome: 'passed' }
    const forged = { ...receipt, credentialSubject: subject }
    equal((await verifyCredential(forged, {}, offline)).verified, false)
  })

  it('verifies with plain @digitalbazaar/vc', async () => {
    const { body } = await receiptFor(await bench().world.badge())
    const suite = new DataIntegrityProof({ cryptosuite })
    const result = await vc.verifyCredential({
      credential: body.receipt as JsonObject,
      suite,
      documentLoader,
      now: '2026-11-22T12:00:00Z',
    })
    equal(result.verified, true, JSON.stringify(result.error))
    const receipt = body.receipt as JsonObject
    const credentialSubject = { ...subjectOf(receipt), outcome: 'failed' }
    const changed = await vc.verifyCredential({
      ...{ credential: { ...receipt, credentialSubject }, suite, documentLoader },
      now: '2026-11-22T12:00:00Z',
    })
    equal(changed.verified, false)
  })

  it('verifies years later, when this server, the issuer and its lists are gone', async () => {
    const { world } = bench()
    await world.publishStatus([])
    const { body } = await receiptFor(await world.badge(revocable(3)))
    world.web.pages.clear()
    world.web.asked.length = 0
    const years = 10 * 365 * 86_400
    const later = { ...offline, clock: () => NOW + years }
    const { verified, credential } = await verifyCredential(body.receipt, {}, later)
    equal(verified, true)
    equal(subjectOf(credential).outcome, 'passed')
    const suite = new DataIntegrityProof({ cryptosuite })
    const result = await vc.verifyCredential({
      ...{ credential: body.receipt as JsonObject, suite, documentLoader },
      now: '2036-11-22T12:00:00Z',
    })
    equal(result.verified, true, JSON.stringify(result.error))
  })

  it('refuses what is no request', async () => {
    const { edge } = bench()
    equal(slugOf((await edge.post('/api/receipts', {})).body), 'invalid-request')
    equal(slugOf((await edge.post('/api/receipts', '{')).body), 'malformed-json')
    const twice = '{"verifiableCredential":1,"verifiableCredential":2}'
    equal(slugOf((await edge.post('/api/receipts', twice)).body), 'invalid-request')
    equal(slugOf((await receiptFor({}, { policy: 'none' })).body), 'unknown-policy')
  })
})

/** What the reference library may load: the pinned contexts and the key of the receipt. */
const documentLoader = async (url: string) => {
  const { did, verificationMethod: id, publicKeyMultibase } = bench().world.receiptSigner
  const method = { id, type: 'Multikey', controller: did, publicKeyMultibase }
  const key = { '@context': 'https://w3id.org/security/multikey/v1', ...method }
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

describe('the digest of a credential', () => {
  it('is the same however its members are ordered', () => {
    equal(
      digestOf({ a: 1, b: [{ d: null, c: 'x' }] }),
      digestOf({ b: [{ c: 'x', d: null }], a: 1 }),
    )
    notEqual(digestOf({ a: [1, 2] }), digestOf({ a: [2, 1] }))
    notEqual(digestOf('{"a":1}'), digestOf('{"a": 1}'))
    equal(digestOf('abc'), multihash(Buffer.from('abc')))
  })
})

describe('a verifier without a key for receipts', () => {
  it('says that it signs none', async () => {
    const [db, close] = await openTestDatabase('sqlite', verifierMigrations)
    const verifier = createVerifier({
      db,
      clock: () => NOW,
      random: systemRandom,
      fetch: bench().world.web.fetch,
      log: createLog('silent'),
      config: { publicUrl: 'http://localhost' },
    })
    await rejects(verifier.issueReceipt({}), { message: /signs no receipts/ })
    await close()
  })
})
