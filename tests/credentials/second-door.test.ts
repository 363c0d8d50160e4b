import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { createHash } from 'node:crypto'
import * as inBrowsers from '../../credentials/browser.ts'
import {
  createBbsSigner,
  deriveCredential,
  issueCredential,
  type JsonObject,
  provenanceOf,
  resourcesFinding,
  signPresentation,
  toSlimCode,
  verifyCredential,
  verifyPresentation,
} from '../../credentials/index.ts'
import { badge, changed, plain } from './support/documents.ts'
import { holder, issuer, signerOf } from './support/signers.ts'
import { createWorld, NOW } from './support/world.ts'

/** The door of browsers, opened in Node; the bundle made of it is tried in a browser elsewhere. */
describe('the door of browsers', () => {
  const world = createWorld()
  const p256 = signerOf('issuer', { algorithm: 'ES256' })
  const made: Record<string, unknown> = {}

  before(async () => {
    for (const mechanism of ['eddsa-rdfc-2022', 'eddsa-jcs-2022', 'vc+jwt', 'vc+sd-jwt'] as const) {
      made[mechanism] = await issueCredential(
        { credential: plain(), signer: issuer, mechanism },
        world,
      )
    }
    const es384 = signerOf('issuer', { algorithm: 'ES384' })
    const credential = plain({ issuer: es384.did })
    const mechanism = 'ecdsa-rdfc-2019'
    made[mechanism] = await issueCredential({ credential, signer: es384, mechanism }, world)
    made.forged = changed(made['eddsa-rdfc-2022'] as JsonObject, '/name', 'AI Mastery')
    made.undefined = changed(made['eddsa-rdfc-2022'] as JsonObject, '/score', 5)
    const alike = Array(2).fill({
      type: ['Alignment'],
      targetName: 'a',
      targetUrl: 'https://a.example/',
    })
    made['nodes that look alike'] = await issueCredential(
      {
        credential: changed(badge(), '/credentialSubject/achievement/alignment', alike),
        signer: issuer,
        mechanism: 'eddsa-rdfc-2022',
      },
      world,
    )
    for (const suite of ['ecdsa-sd-2023', 'bbs-2023'] as const) {
      const signer = suite === 'bbs-2023' ? await createBbsSigner(new Uint8Array(32).fill(7)) : p256
      const base = await issueCredential(
        { credential: plain({ issuer: signer.did }), signer, mechanism: suite },
        world,
      )
      const selectivePointers = ['/name', '/type', '/credentialSubject/id']
      made[suite] = await deriveCredential({ credential: base, selectivePointers }, world)
      made[`${suite}, changed`] = changed(made[suite] as JsonObject, '/name', 'x')
      made[`${suite}, broken`] = changed(made[suite] as JsonObject, '/proof/proofValue', 'uAAAA')
    }
    made.nothing = null
  })

  it('finds of each credential what the door of the server finds', async () => {
    const outcomes: Record<string, string> = {}
    for (const [name, credential] of Object.entries(made)) {
      const found = await inBrowsers.verifyCredential(credential, {}, world)
      deepEqual(found, await verifyCredential(credential, {}, world), name)
      outcomes[name] = found.outcome
    }
    deepEqual(
      Object.keys(outcomes).filter((name) => outcomes[name] !== 'passed'),
      [
        'forged',
        'undefined',
        ...['ecdsa-sd-2023, changed', 'ecdsa-sd-2023, broken'],
        ...['bbs-2023, changed', 'bbs-2023, broken'],
        'nothing',
      ],
    )
  })

  it('verifies presentations as the door of the server does', async () => {
    const question = { challenge: 'nonce-1', domain: 'https://verifier.example' }
    const credentials = [made['eddsa-rdfc-2022']]
    const presentation = await signPresentation({ credentials, holder, ...question }, world)
    for (const [asked, outcome] of [
      [question, 'passed'],
      [{ ...question, challenge: 'other' }, 'failed'],
    ] as const) {
      const found = await inBrowsers.verifyPresentation(presentation, asked, world)
      deepEqual(found, await verifyPresentation(presentation, asked, world))
      equal(found.outcome, outcome)
    }
  })

  it('compares cited evidence, and says what it found, as the door of the server does', async () => {
    const [id, text] = ['https://a.example/record', '{"score":5}']
    const digest = (of: string) => `sha256-${createHash('sha256').update(of).digest('base64')}`
    const citing = (digestSRI: string) =>
      plain({
        evidence: [{ id, type: ['Evidence'] }],
        relatedResource: [{ id, digestSRI }],
      })
    const pages = createWorld()
    pages.pages.set(id, text)
    for (const [digestSRI, outcome] of [
      [digest(text), 'passed'],
      [digest('another'), 'failed'],
    ] as const) {
      const found = await inBrowsers.provenanceOf(citing(digestSRI), pages)
      deepEqual(found, await provenanceOf(citing(digestSRI), pages))
      deepEqual(inBrowsers.resourcesFinding(found), resourcesFinding(found))
      equal(inBrowsers.resourcesFinding(found).outcome, outcome)
      equal(found.resources[0]?.checkedAt, NOW)
    }
  })

  it('tells whether bytes have a digest', () => {
    const body = new TextEncoder().encode('abc')
    const digestSRI = `sha384-${createHash('sha384').update(body).digest('base64')}`
    equal(inBrowsers.hasDigest(body, { digestSRI }), true)
    equal(inBrowsers.hasDigest(body.subarray(1), { digestSRI }), false)
    equal(inBrowsers.hasDigest(body, { digestSRI: 'md5-x' }), undefined)
  })

  it('reads the text of a QR code of ours', async () => {
    const credential = await issueCredential(
      { credential: badge(), signer: issuer, mechanism: 'eddsa-rdfc-2022' },
      world,
    )
    const text = toSlimCode(credential)
    const read = await inBrowsers.fromSlimCode(text)
    deepEqual(JSON.parse(read ?? ''), credential)
    equal(await inBrowsers.fromSlimCode(text.slice(0, -6)), undefined)
  })

  it('throws what is asked wrongly, and never for what a credential says', async () => {
    const broken = { ...world, clock: () => Promise.reject(new Error('no clock')) as never }
    ok((await inBrowsers.verifyCredential('x', {}, world)).outcome === 'failed')
    await rejects(async () =>
      inBrowsers.verifyCredential(undefined as never, null as never, broken),
    )
  })
})
