import { deepEqual, equal, ok } from 'node:assert/strict'
import { issueCredential, type JsonObject, resolveDid } from '../../credentials/index.ts'
import { createSigner, generateKey, jwkOfMultikey } from '../../keys/index.ts'
import type { Database } from '../../platform/db/database.ts'
import { verifierMigrations } from '../../verifier/index.ts'
import { openTestDatabase } from '../support/databases.ts'
import { type Asker, openAsker } from './asker.ts'
import { type Bench, migrations, NOW, openBench } from './support.ts'

const nothing = { clock: () => NOW, fetch: () => Promise.reject(new Error('nothing')) }

/** An issuer whose badges let their holders choose what they show. */
const signer = createSigner('ES256', generateKey('ES256'))

const badge = (holder: string): JsonObject => ({
  '@context': [
    'https://www.w3.org/ns/credentials/v2',
    'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
  ],
  id: 'urn:uuid:0f1a6ef0-86b3-4c8b-9b8e-3a1f5a0c7a11',
  type: ['VerifiableCredential', 'OpenBadgeCredential'],
  name: 'Careful Reader',
  issuer: { id: signer.did, type: ['Profile'], name: 'Acme' },
  validFrom: '2026-01-01T00:00:00Z',
  credentialSubject: {
    id: holder,
    type: ['AchievementSubject'],
    achievement: {
      id: 'https://acme.example/achievements/reading',
      type: ['Achievement'],
      name: 'Careful Reader',
      description: 'Reads with care.',
      criteria: { narrative: 'Read three texts.' },
    },
    result: [{ type: ['Result'], value: 'ninety of a hundred' }],
  },
  evidence: [{ type: ['Evidence'], narrative: 'an essay about her family' }],
})

const MANDATORY = [
  '/issuer',
  '/validFrom',
  '/credentialSubject/id',
  '/credentialSubject/achievement',
]

describe('a badge that can be shown in part (ecdsa-sd-2023, SD-JWT)', () => {
  let closeDatabase: () => Promise<void>
  let bench: Bench
  let asker: Asker
  let holder: string
  beforeEach(async () => {
    let database: Database
    ;[database, closeDatabase] = await openTestDatabase('sqlite', {
      ...migrations,
      ...verifierMigrations,
    })
    bench = await openBench(database)
    asker = await openAsker(bench)
    holder = await bench.wallet.holderDid('p1')
  })
  afterEach(async () => {
    await asker.close()
    await bench.close()
    await closeDatabase()
  })

  const keep = async (mechanism: 'ecdsa-sd-2023' | 'dc+sd-jwt', options: object) => {
    const credential = badge(holder)
    const document = await issueCredential({ credential, signer, mechanism, options }, nothing)
    return (await bench.wallet.importCredential('p1', { document, language: 'en' })).id
  }
  const selective = () => keep('ecdsa-sd-2023', { mandatoryPointers: MANDATORY })

  /** What the asker sees of the badge, when it asks for these claims. */
  const shown = async (id: string, query: object) => {
    const links = await asker.verifier.requests?.create({
      tenantId: 'acme',
      clientName: 'Acme Jobs',
      purpose: 'To apply',
      query: { credentials: [{ id: 'badge', ...query }] },
    })
    ok(links)
    const { requestUri } = links
    const { matches } = await bench.wallet.previewRequest('p1', { requestUri })
    await bench.wallet.answerRequest('p1', { requestUri, choices: { badge: id } })
    const status = await asker.verifier.requests?.status(links.id, { tenantId: 'acme' })
    equal(status?.result?.verified, true, JSON.stringify(status?.result))
    equal(status.result.satisfied, true)
    return { match: matches[0], text: JSON.stringify(status.result.presentations) }
  }
  const asLdp = (more: object = {}) => ({
    format: 'ldp_vc',
    meta: {
      type_values: [['https://www.w3.org/2018/credentials#VerifiableCredential']],
    },
    ...more,
  })
  const result = { path: ['credentialSubject', 'result', null, 'value'] }

  it('shows no more than the mandatory part when no claim is asked for (§6.4.1)', async () => {
    const id = await selective()
    const { match, text } = await shown(id, asLdp())
    deepEqual([match?.claims, match?.shownWhole], [[], []])
    deepEqual(
      [text.includes('Reads with care.'), text.includes('ninety'), text.includes('family')],
      [true, false, false],
    )
  })

  it('shows the claim asked for, and keeps back the rest', async () => {
    const id = await selective()
    const { match, text } = await shown(id, asLdp({ claims: [result] }))
    deepEqual(match?.claims, ['value'])
    deepEqual([text.includes('ninety'), text.includes('family')], [true, false])
  })

  it('shows the first set of claims that it has', async () => {
    const id = await selective()
    const claims = [
      { id: 'grade', path: ['credentialSubject', 'grade'] },
      { id: 'result', ...result },
      { id: 'evidence', path: ['evidence'] },
    ]
    const { match, text } = await shown(
      id,
      asLdp({ claims, claim_sets: [['grade'], ['result'], ['evidence']] }),
    )
    deepEqual(match?.claims, ['value'])
    deepEqual([text.includes('ninety'), text.includes('family')], [true, false])
  })

  it('finds the claims of an SD-JWT by their path, not by their name alone', async () => {
    const id = await keep('dc+sd-jwt', {
      vct: 'https://acme.example/badge',
      holderJwk: await holderJwk(),
      disclosable: ['/credentialSubject/result', '/evidence', '/name'],
    })
    const sdJwt = { format: 'dc+sd-jwt', meta: { vct_values: ['https://acme.example/badge'] } }
    const claims = [result, { path: ['credentialSubject', 'achievement', 'name'] }]
    const { text } = await shown(id, { ...sdJwt, claims })
    deepEqual([text.includes('ninety'), text.includes('family')], [true, false])
    const none = await shown(id, sdJwt)
    deepEqual([none.text.includes('ninety'), none.text.includes('family')], [false, false])
  })

  const holderJwk = async () => {
    const { didDocument } = await resolveDid(holder, nothing)
    const [method] = (didDocument?.verificationMethod ?? []) as { publicKeyMultibase: string }[]
    return jwkOfMultikey(method?.publicKeyMultibase ?? '')
  }
})
