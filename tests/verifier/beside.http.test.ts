import { deepEqual, equal, match } from 'node:assert/strict'
import { checkOf, client, openBench, problemTypes, slugOf } from './edge.ts'
import { FRAMEWORK, RECORD, recorded } from './support.ts'

const bench = openBench()

const verify = (verifiableCredential: unknown, options?: object) =>
  bench().edge.post('/credentials/verify', {
    verifiableCredential,
    ...(options && { options }),
  })

describe('who issued it', () => {
  it('is told beside the verdict: an unknown issuer does not make it false', async () => {
    const { status, body } = await verify(await bench().world.badge())
    equal(status, 200)
    const trust = body.trust as { status: string; name?: string; message: string }
    equal(trust.status, 'not-registered')
    equal(trust.name, undefined)
    match(trust.message, /no registry that we know/)
  })

  it('is named as the registry has it, never as the credential says', async () => {
    const { did } = bench().world.issuer
    await bench().world.verifier.registry.ensureIssuer({
      did,
      name: 'Academy',
      frameworks: [FRAMEWORK],
    })
    const { body } = await verify(await bench().world.badge())
    const trust = body.trust as { status: string; name?: string; frameworks: string[] }
    deepEqual([trust.status, trust.name, trust.frameworks], ['registered', 'Academy', [FRAMEWORK]])
  })

  it('is not asked when the proof does not stand', async () => {
    const { body } = await verify({ ...(await bench().world.badge()), name: 'x' })
    equal(body.trust, undefined)
  })

  it('makes it fail only where the policy asks for a registered issuer', async () => {
    const badge = await bench().world.badge()
    const refused = await verify(badge, { policy: 'registered-issuer' })
    equal(refused.status, 400)
    equal(refused.body.outcome, 'failed')
    deepEqual(problemTypes(refused.body), ['policy-not-met'])
    const { did } = bench().world.issuer
    await bench().world.verifier.registry.ensureIssuer({ did, name: 'Academy', frameworks: [] })
    equal((await verify(badge, { policy: 'registered-issuer' })).status, 200)
  })

  it('may be known to one tenant alone', async () => {
    const { did } = bench().world.issuer
    const tenantId = 'acme'
    await bench().world.verifier.registry.ensureIssuer({
      did,
      name: 'Our school',
      frameworks: [],
      tenantId,
    })
    const badge = { verifiableCredential: await bench().world.badge() }
    const statusFor = async (as?: ReturnType<typeof client>) => {
      const answer = await bench().edge.post('/credentials/verify', badge, as ? { as } : {})
      return (answer.body.trust as { status: string }).status
    }
    equal(await statusFor(client('acme')), 'registered')
    equal(await statusFor(client('other')), 'not-registered')
    equal(await statusFor(), 'not-registered')
  })

  it('is listed for everybody', async () => {
    const { did } = bench().world.issuer
    await bench().world.verifier.registry.ensureIssuer({
      did,
      name: 'Academy',
      frameworks: ['b', 'a'],
    })
    const { body } = await bench().edge.get('/api/trust/issuers')
    const found = (body.issuers as { did: string }[]).find((issuer) => issuer.did === did)
    deepEqual(found, {
      ...{ own: false, did, name: 'Academy', frameworks: ['a', 'b'], source: 'operator' },
    })
  })

  it('is answered with 404 where the policy does not exist', async () => {
    for (const policy of ['nobody-wrote-this', 'registered-issuer@2', 'constructor']) {
      const { status, body } = await verify(await bench().world.badge(), { policy })
      equal(status, 404)
      equal(slugOf(body), 'unknown-policy')
    }
  })
})

describe('what it cites', () => {
  const record = Buffer.from(JSON.stringify({ humanReviewed: true, assurance: 'proctored' }))

  it('passes where the document is the one that was signed', async () => {
    bench().world.web.pages.set(RECORD, record)
    const { status, body } = await verify(await bench().world.badge(recorded(record)))
    equal(status, 200)
    equal(checkOf(body, 'resources')?.outcome, 'passed')
    deepEqual((body.provenance as { record: unknown }).record, {
      humanReviewed: true,
      assurance: 'proctored',
    })
  })

  it('fails where the document was changed since', async () => {
    bench().world.web.pages.set(RECORD, '{"humanReviewed":false}')
    const { status, body } = await verify(await bench().world.badge(recorded(record)))
    equal(status, 400)
    equal(checkOf(body, 'resources')?.outcome, 'failed')
    equal(checkOf(body, 'proof')?.outcome, 'passed')
    equal((body.provenance as { record?: unknown }).record, undefined)
    deepEqual(problemTypes(body), ['credential-resource-changed'])
  })

  it('does not matter to the verdict where it is out of reach', async () => {
    const { status, body } = await verify(await bench().world.badge(recorded(record)))
    equal(status, 200)
    equal(checkOf(body, 'resources')?.outcome, 'not-applicable')
    equal(checkOf(body, 'resources')?.reason, 'resource-unreachable')
  })
})
