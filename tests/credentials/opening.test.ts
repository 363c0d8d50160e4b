import { deepEqual, equal } from 'node:assert/strict'
import {
  claimsOfSdJwt,
  createStatusListCredential,
  emptyStatusList,
  envelope,
  issueCredential,
  type JsonObject,
  type PresentationOptions,
  readStatus,
  signPresentationJwt,
  type Verification,
  verifyCredential,
  verifyPresentation,
} from '../../credentials/index.ts'
import { signJws } from '../../credentials/jose/sign.ts'
import { changed, complaints, plain, V2 } from './support/documents.ts'
import { signAnyway } from './support/sign-anyway.ts'
import { holder, issuer } from './support/signers.ts'
import { createWorld, NOW } from './support/world.ts'

const world = createWorld()
const question = { challenge: 'nonce-1', domain: 'https://verifier.example' }

/** A check as it is told: outcome, reason and detail. */
const told = ({ checks }: Pick<Verification, 'checks'>, wanted: string): string => {
  const { outcome, reason, detail } = checks.find(({ name }) => name === wanted) ?? {}
  return [outcome, reason, detail].filter((word) => word !== undefined).join(' ')
}
const formOf = async (input: unknown) => told(await verifyCredential(input, {}, world), 'form')
const jws = (header: JsonObject, payload: JsonObject) =>
  signJws({ kid: issuer.verificationMethod, ...header }, payload, issuer)

describe('a badge of before 3.0', () => {
  const badge = {
    '@context': 'https://w3id.org/openbadges/v2',
    type: 'Assertion',
    id: 'https://a.example/assertion',
    verification: { type: 'hosted', creator: 'https://a.example/key' },
  }

  it('is told as one, and never refused nor confirmed, hosted or signed', async () => {
    const hosted = await verifyCredential(badge, {}, world)
    equal(told(hosted, 'form'), 'undetermined open-badges-2 hosted: https://a.example/assertion')
    deepEqual([hosted.format, hosted.outcome], ['open-badges-2', 'undetermined'])
    const signed = await verifyCredential(await jws({}, badge), {}, world)
    equal(told(signed, 'form'), 'undetermined open-badges-2 signed: https://a.example/key')
    deepEqual([signed.format, signed.outcome], ['open-badges-2', 'undetermined'])
  })
})

describe('the type of a compact text', () => {
  it('is that of its header, with the name of the media types or without', async () => {
    const claims = plain({ iss: issuer.did })
    for (const typ of ['vc+jwt', 'application/vc+jwt', 'VC+JWT', 'vc+ld+jwt']) {
      const found = await verifyCredential(await jws({ typ }, claims), {}, world)
      deepEqual([found.outcome, found.format], ['passed', 'vc+jwt'], typ)
    }
    for (const [typ, name] of [
      ['x/application/vc+jwt', 'x/application/vc+jwt'],
      ['vp+jwt', 'vp+jwt'],
      [5, '?'],
      ['', ''],
      [undefined, ''],
    ] as const) {
      const why = `failed format-unsupported typ ${name}`
      equal((await formOf(await jws({ typ }, claims))).trim(), why.trim())
    }
    equal(
      await formOf(`${await jws({ typ: 'vc+jwt' }, claims)}~`),
      'failed format-unsupported typ vc+jwt',
    )
  })

  it('is no presentation where a credential is asked for, in its envelope either', async () => {
    const credentials = [envelope(await jws({ typ: 'vc+jwt' }, plain({ iss: issuer.did })))]
    const text = await signPresentationJwt({ credentials, holder, ...question }, world)
    const id = `data:application/vp+jwt,${text}`
    const enveloped = { '@context': [V2], id, type: 'EnvelopedVerifiablePresentation' }
    equal(await formOf(text), 'failed format-unsupported typ vp+jwt')
    equal(await formOf(enveloped), 'failed type-missing /type must be that of a credential')
    equal((await verifyPresentation(enveloped, question, world)).outcome, 'passed')
  })

  it('is not another by what its content is said to be (RFC 7515 §4.1.10)', async () => {
    const claims = plain({ iss: issuer.did })
    for (const cty of ['vp', 'application/vp', 'JWT', 5]) {
      equal(
        await formOf(await jws({ typ: 'vc+jwt', cty }, claims)),
        'failed format-unsupported cty',
      )
    }
    for (const cty of ['vc', 'application/vc', undefined]) {
      equal(await formOf(await jws({ typ: 'vc+jwt', cty }, claims)), 'passed')
    }
  })
})

describe('an SD-JWT VC that is claims alone', () => {
  const claims = { iss: issuer.did, vct: 'urn:x:vct', iat: NOW, sub: holder.did }
  const text = async (members: JsonObject = {}, header: JsonObject = {}) =>
    `${await jws({ typ: 'dc+sd-jwt', ...header }, { ...claims, ...members })}~`

  it('passes by what its claims say, whatever names it has in common with the data model', async () => {
    const found = await verifyCredential(
      await text({ validUntil: '2020-01-01T00:00:00Z' }),
      {},
      world,
    )
    deepEqual([found.outcome, found.format], ['passed', 'dc+sd-jwt'])
    deepEqual([found.issuer, found.subject, found.id], [issuer.did, holder.did, undefined])
    equal(told(found, 'contexts'), 'passed')
    deepEqual(claimsOfSdJwt(await text()), claims)
    equal(claimsOfSdJwt('x'), undefined)
  })

  it('has a type and an issuer (SD-JWT VC §3.2.2)', async () => {
    for (const vct of ['', 5, null, undefined]) {
      equal(await formOf(await text({ vct })), 'failed malformed /vct must be a text')
    }
    for (const iss of ['', 5, null, undefined]) {
      equal(await formOf(await text({ iss })), 'failed malformed /iss must be a text')
    }
    const header = { x5c: ['AAAA'] }
    equal(await formOf(await text({ iss: undefined }, header)), 'passed')
    for (const iss of ['', 5]) {
      equal(await formOf(await text({ iss }, header)), 'failed malformed /iss must be a text')
    }
  })

  it('is bound to its holder where the question is, by challenge or by domain alone', async () => {
    const holderOf = async (options: PresentationOptions) =>
      told(await verifyCredential(await text(), options, world), 'holder').split(' ')[0] ?? ''
    equal(await holderOf({}), '')
    for (const options of [
      { challenge: 'nonce-1' },
      { domain: 'https://verifier.example' },
      { requireHolderBinding: true },
    ]) {
      equal(await holderOf(options), 'failed', JSON.stringify(options))
    }
    equal(await holderOf({ requireHolderBinding: false }), '')
  })

  it('is a presentation too, of whom it is about, bound or not', async () => {
    const found = await verifyPresentation(await text(), {}, world)
    deepEqual([found.outcome, found.format, found.holder], ['passed', 'dc+sd-jwt', holder.did])
    equal(told(found, 'holder'), 'not-applicable not-present')
    equal(told(found, 'form'), 'passed')
    equal('holder' in (await verifyPresentation(await text({ sub: undefined }), {}, world)), false)
  })
})

describe('a presentation as a compact text', () => {
  it('answers by nonce and audience, of which one may be that of the question', async () => {
    const payload = (aud: unknown) => ({
      '@context': [V2],
      ...{ type: ['VerifiablePresentation'], holder: holder.did, iss: holder.did },
      ...{ iat: NOW, nonce: question.challenge, aud, verifiableCredential: [] },
    })
    const header = { typ: 'vp+jwt', kid: holder.verificationMethod }
    const ask = async (aud: unknown) =>
      complaints(
        await verifyPresentation(await signJws(header, payload(aud), holder), question, world),
      )
    deepEqual(await ask(question.domain), [])
    deepEqual(await ask(['https://x.example', question.domain]), [])
    for (const aud of [undefined, [], 'https://x.example', ['https://x.example']]) {
      deepEqual(await ask(aud), ['holder: domain-mismatch'])
    }
  })
})

describe('the status of what a status is read from', () => {
  it('is not asked for: lists do not lead to lists', async () => {
    const pages = createWorld()
    const [id, second] = ['https://brevet.example/status/1', 'https://brevet.example/status/2']
    const entry = (list: string) => ({
      ...{ type: 'BitstringStatusListEntry', statusPurpose: 'revocation' },
      ...{ statusListIndex: '5', statusListCredential: list },
    })
    const list = await createStatusListCredential(
      { id, purpose: 'revocation', bits: emptyStatusList(), signer: issuer },
      pages,
    )
    const { proof: _, ...unsigned } = list
    pages.pages.set(id, await signAnyway({ ...unsigned, credentialStatus: entry(second) }))
    const document = plain({ credentialStatus: entry(id) })
    equal((await readStatus(document, pages)).outcome, 'passed')
    deepEqual(pages.asked, [id])
    const credential = await issueCredential(
      { credential: document, signer: issuer, mechanism: 'eddsa-rdfc-2022' },
      pages,
    )
    deepEqual(complaints(await verifyCredential(credential, {}, pages)), [])
    const forged = await verifyCredential(changed(credential, '/name', 'x'), {}, pages)
    equal(told(forged, 'status').split(' ')[1], 'not-reached')
  })
})
