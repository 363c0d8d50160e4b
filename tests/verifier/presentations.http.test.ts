import { deepEqual, equal, ok } from 'node:assert/strict'
import { signPresentation } from '../../credentials/index.ts'
import { checkOf, openBench, problemTypes } from './edge.ts'
import { newSigner } from './support.ts'

const bench = openBench()

describe('POST /presentations/verify', () => {
  const present = async (changes: object = {}) =>
    signPresentation(
      {
        credentials: [await bench().world.badge()],
        holder: bench().world.holder,
        challenge: 'c-1',
        domain: 'https://jobs.example',
        ...changes,
      },
      { clock: bench().world.now, fetch: bench().world.web.fetch },
    )
  const verifyVp = (verifiablePresentation: unknown, options: object = {}) =>
    bench().edge.post('/presentations/verify', { verifiablePresentation, options })
  const asked = { challenge: 'c-1', domain: 'https://jobs.example' }

  it('answers 200 with one report for each credential', async () => {
    const { status, body } = await verifyVp(await present(), asked)
    equal(status, 200)
    equal(body.verified, true)
    equal(body.holder, bench().world.holder.did)
    const [report] = body.credentials as { verified: boolean; trust: { status: string } }[]
    equal(report?.verified, true)
    equal(report?.trust.status, 'not-registered')
  })

  it('refuses an answer to another question, or for somebody else', async () => {
    const presentation = await present()
    const replayed = await verifyVp(presentation, { ...asked, challenge: 'c-2' })
    equal(replayed.status, 400)
    equal(checkOf(replayed.body, 'holder')?.reason, 'challenge-mismatch')
    const elsewhere = await verifyVp(presentation, { ...asked, domain: 'https://other.example' })
    equal(checkOf(elsewhere.body, 'holder')?.reason, 'domain-mismatch')
  })

  it('refuses a credential about somebody else', async () => {
    const { status, body } = await verifyVp(await present({ holder: newSigner() }), asked)
    equal(status, 400)
    equal(body.verified, false)
    deepEqual(problemTypes(body), ['credential-subject-mismatch'])
  })

  it('is as bad as its worst credential', async () => {
    const good = await bench().world.badge()
    const bad = { ...good, name: 'changed' }
    const { status, body } = await verifyVp(await present({ credentials: [good, bad] }), asked)
    equal(status, 400)
    deepEqual(
      (body.credentials as { verified: boolean }[]).map(({ verified }) => verified),
      [true, false],
    )
  })

  it('applies a policy to each credential', async () => {
    const { status, body } = await verifyVp(await present(), {
      ...asked,
      policy: 'registered-issuer',
    })
    equal(status, 400)
    deepEqual(problemTypes(body), ['policy-not-met'])
  })

  for (const input of [null, 3, {}, 'x', []]) {
    it(`answers 400 with checks for ${JSON.stringify(input)}`, async () => {
      const { status, body } = await verifyVp(input)
      equal(status, 400)
      ok(checkOf(body, 'form'))
    })
  }
})
