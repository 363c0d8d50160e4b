import { deepEqual, equal, ok } from 'node:assert/strict'
import { issueCredential, presentSdJwtCredential } from '../../credentials/index.ts'
import { createSigner, generateKey, type Signer } from '../../keys/index.ts'
import { askingOn, type Result, type Wanted } from './asking.ts'
import { openBench } from './edge.ts'
import { ASKING_DID, NOW, newSigner } from './support.ts'

const bench = openBench()
const { ask, resultOf, fetchRequest, presentFor, give } = askingOn(bench)

describe('an answer that is not what was asked', () => {
  const answer = async (make: (wanted: Wanted) => Promise<unknown>, body: object = {}) => {
    const request = await ask(body)
    const wanted = await fetchRequest(request.body.requestUri)
    equal((await give(wanted, await make(wanted))).status, 200)
    return resultOf(request.body.id)
  }
  const reasons = (result: Result) =>
    result.presentations.flatMap(({ checks }) => checks.map(({ reason }) => reason))

  it('was made for another request', async () => {
    const result = await answer(async (wanted) => ({
      badge: [await presentFor(wanted, { challenge: 'another' })],
    }))
    equal(result.verified, false)
    ok(reasons(result).includes('challenge-mismatch'))
  })

  it('was made for somebody else', async () => {
    const result = await answer(async (wanted) => ({
      badge: [await presentFor(wanted, { domain: ASKING_DID })],
    }))
    equal(result.verified, false)
    ok(reasons(result).includes('domain-mismatch'), 'the whole client id is the audience')
  })

  it('was signed by somebody else than the subject', async () => {
    const result = await answer(async (wanted) => ({
      badge: [await presentFor(wanted, { holder: newSigner() })],
    }))
    equal(result.verified, false)
  })

  it('was not signed at all', async () => {
    const badge = await bench().world.badge()
    const unsigned = {
      '@context': ['https://www.w3.org/ns/credentials/v2'],
      type: ['VerifiablePresentation'],
      verifiableCredential: [badge],
    }
    const result = await answer(async () => ({ badge: [unsigned] }))
    equal(result.verified, false)
    ok(reasons(result).includes('presentation-unsigned'))
  })

  it('holds a credential that was changed', async () => {
    const forged = { ...(await bench().world.badge()), name: 'Better' }
    const result = await answer(async (wanted) => ({
      badge: [await presentFor(wanted, { credentials: [forged] })],
    }))
    deepEqual([result.verified, result.satisfied], [false, false])
  })

  it('is genuine, but of another type', async () => {
    const query = {
      credentials: [
        { id: 'degree', format: 'ldp_vc', meta: { type_values: [['https://example.org/Degree']] } },
      ],
    }
    const result = await answer(async (wanted) => ({ degree: [await presentFor(wanted)] }), {
      query,
    })
    deepEqual([result.verified, result.satisfied], [true, false])
  })

  it('is genuine, but lacks a claim that was asked for', async () => {
    const query = (path: readonly string[]) => ({
      credentials: [
        {
          id: 'badge',
          format: 'ldp_vc',
          meta: { type_values: [['OpenBadgeCredential']] },
          claims: [{ path }],
        },
      ],
    })
    const badge = async (wanted: Wanted) => ({ badge: [await presentFor(wanted)] })
    equal((await answer(badge, { query: query(['credentialSubject', 'phone']) })).satisfied, false)
    equal(
      (await answer(badge, { query: query(['credentialSubject', 'achievement', 'name']) }))
        .satisfied,
      true,
    )
  })

  it('answers a question that nobody asked', async () => {
    const result = await answer(async (wanted) => ({ other: [await presentFor(wanted)] }))
    equal(result.satisfied, false)
  })

  it('is an SD-JWT shown to this request, or it is not taken', async () => {
    const { issuer } = bench().world
    const holder = createSigner('ES256', generateKey('ES256'))
    const deps = { clock: () => NOW, fetch: bench().world.web.fetch }
    const query = {
      credentials: [
        { id: 'card', format: 'dc+sd-jwt', meta: { vct_values: ['https://x.example/card'] } },
      ],
    }
    const sdJwt = await issueCredential(
      {
        credential: {
          '@context': ['https://www.w3.org/ns/credentials/v2'],
          type: ['VerifiableCredential'],
          issuer: issuer.did,
          credentialSubject: { id: holder.did },
        },
        signer: issuer,
        mechanism: 'dc+sd-jwt',
        options: { vct: 'https://x.example/card', holderJwk: holder.publicJwk },
      },
      deps,
    )
    const show = (by: Signer) => (wanted: Wanted) =>
      presentSdJwtCredential(
        { sdJwt, holder: by, challenge: wanted.nonce, domain: wanted.client_id },
        deps,
      ).then((card) => ({ card: [card] }))
    const good = await answer(show(holder), { query })
    equal(good.verified, true, JSON.stringify(good.presentations[0]?.checks))
    const stolen = await answer(show(createSigner('ES256', generateKey('ES256'))), { query })
    equal(stolen.verified, false)
  })
})
