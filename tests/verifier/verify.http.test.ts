import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { checkOf, openBench, problemTypes, slugOf } from './edge.ts'
import { NOW, revocable, STATUS_LIST } from './support.ts'

const bench = openBench()

const verify = (verifiableCredential: unknown, options?: object) =>
  bench().edge.post('/credentials/verify', {
    verifiableCredential,
    ...(options && { options }),
  })

describe('POST /credentials/verify', () => {
  it('answers 200 for a genuine credential, with every check and the credential as signed', async () => {
    const badge = await bench().world.badge()
    const { status, body } = await verify(badge)
    equal(status, 200)
    equal(body.verified, true)
    equal(body.outcome, 'passed')
    deepEqual(body.credential, badge)
    equal(body.issuer, bench().world.issuer.did)
    equal(body.subject, bench().world.holder.did)
    equal(body.problemDetails, undefined)
    for (const name of ['form', 'contexts', 'proof', 'key', 'purpose', 'period']) {
      equal(checkOf(body, name)?.outcome, 'passed', name)
    }
    equal(checkOf(body, 'status')?.outcome, 'not-applicable')
    equal(checkOf(body, 'resources')?.outcome, 'not-applicable')
  })

  it('takes the credential as a JSON text too', async () => {
    equal((await verify(JSON.stringify(await bench().world.badge()))).status, 200)
  })

  it('answers 400 in the same shape for a credential that was changed, with the problem named', async () => {
    const badge = { ...(await bench().world.badge()), name: 'Something better' }
    const { status, body } = await verify(badge)
    equal(status, 400)
    equal(body.verified, false)
    equal(body.outcome, 'failed')
    equal(body.credential, undefined)
    equal(checkOf(body, 'proof')?.reason, 'signature-invalid')
    equal(checkOf(body, 'period')?.outcome, 'passed')
    deepEqual(problemTypes(body), ['credential-signature-invalid'])
  })

  it('shows all checks when one fails: expired is not forged', async () => {
    const badge = await bench().world.badge({ validUntil: '2026-11-22T09:00:00Z' })
    const { status, body } = await verify(badge)
    equal(status, 400)
    equal(checkOf(body, 'period')?.reason, 'expired')
    equal(checkOf(body, 'proof')?.outcome, 'passed')
    ok(body.credential)
  })

  const nonsense: readonly unknown[] = [
    null,
    7,
    [],
    {},
    '',
    'hello',
    'a.b.c',
    true,
    { '@context': 'x' },
  ]
  for (const input of nonsense) {
    it(`answers 400 with checks for ${JSON.stringify(input)}`, async () => {
      const { status, body } = await verify(input)
      equal(status, 400)
      equal(body.verified, false)
      ok(checkOf(body, 'form'))
    })
  }

  it('gives times as texts', async () => {
    const { body } = await verify(await bench().world.badge())
    match(String((body.checks as { checkedAt: string }[])[0]?.checkedAt), /^2026-11-22T\d\d:/)
  })

  it('speaks the language of the options, else of the header', async () => {
    const badge = await bench().world.badge()
    const french = await verify(badge, { language: 'fr' })
    const arabic = await bench().edge.post(
      '/credentials/verify',
      { verifiableCredential: badge },
      { headers: { 'accept-language': 'ar-MA,ar;q=0.9' } },
    )
    match(String(checkOf(french.body, 'resources')?.message), /Il ne cite aucun document/)
    match(String(checkOf(arabic.body, 'resources')?.message), /لا تذكر أي وثيقة/)
    match(String((french.body.trust as { message: string }).message), /registre/)
  })

  it('leaves the credential out when it is not wanted', async () => {
    const { status, body } = await verify(await bench().world.badge(), { returnCredential: false })
    equal(status, 200)
    equal(body.credential, undefined)
  })
})

describe('the body of a verification', () => {
  it('is refused with line and column when it is not JSON', async () => {
    const { status, body } = await bench().edge.post(
      '/credentials/verify',
      '{"verifiableCredential": {,}',
    )
    equal(status, 400)
    equal(slugOf(body), 'malformed-json')
    match(String(body.detail), /line 1, column 27/)
  })

  it('is refused where a member is unknown or missing', async () => {
    const unknown = await bench().edge.post('/credentials/verify', {
      verifiableCredential: {},
      extra: 1,
    })
    equal(slugOf(unknown.body), 'invalid-request')
    match(String(unknown.body.detail), /\/extra/)
    const missing = await bench().edge.post('/credentials/verify', {})
    match(String(missing.body.detail), /verifiableCredential is missing/)
    const odd = await verify({}, { policy: { colour: 'red' } })
    equal(slugOf(odd.body), 'invalid-request')
    equal(slugOf((await verify({}, { surprise: true })).body), 'invalid-request')
  })

  it('is a verdict, not a failure, where readers would differ about it', async () => {
    const badge = JSON.stringify(await bench().world.badge())
    const twice = `{"verifiableCredential":${badge.replace('"name":', '"name":"A","name":')}}`
    const { status, body } = await bench().edge.post('/credentials/verify', twice)
    equal(status, 400)
    equal(body.verified, false)
    equal(checkOf(body, 'form')?.reason, 'duplicate-member')
  })

  it('is refused above 1 MB', async () => {
    const { status, body } = await verify('x'.repeat(1_100_000))
    equal(status, 413)
    equal(slugOf(body), 'body-too-large')
  })

  it('is refused when it is not JSON by its type', async () => {
    const { status } = await bench().edge.post('/credentials/verify', 'a=1', {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
    equal(status, 415)
  })

  it('may be deep without harm', async () => {
    const deep = `{"verifiableCredential":${'['.repeat(20_000)}${']'.repeat(20_000)}}`
    const { status, body } = await bench().edge.post('/credentials/verify', deep)
    equal(status, 400)
    equal(body.verified, false)
  })
})

describe('the status of a credential', () => {
  it('passes while the list says nothing', async () => {
    await bench().world.publishStatus([])
    const { status, body } = await verify(await bench().world.badge(revocable(94_567)))
    equal(status, 200)
    equal(checkOf(body, 'status')?.outcome, 'passed')
  })

  it('fails once the credential is revoked', async () => {
    await bench().world.publishStatus([94_567])
    const { status, body } = await verify(await bench().world.badge(revocable(94_567)))
    equal(status, 400)
    equal(checkOf(body, 'status')?.reason, 'revoked')
  })

  it('is open, never good, when the list is out of reach', async () => {
    const { status, body } = await verify(await bench().world.badge(revocable(1)))
    equal(status, 400)
    equal(body.outcome, 'undetermined')
    equal(checkOf(body, 'status')?.reason, 'status-unreachable')
    deepEqual(problemTypes(body), ['credential-status-unreachable'])
  })

  it('is seen to change within a minute', async () => {
    await bench().world.publishStatus([])
    const badge = await bench().world.badge(revocable(7))
    equal((await verify(badge)).status, 200)
    await bench().world.publishStatus([7])
    equal((await verify(badge)).status, 200, 'the list is kept for a short while')
    bench().world.setNow(NOW + 60)
    equal((await verify(badge)).status, 400)
  })

  it('is read once for many credentials', async () => {
    await bench().world.publishStatus([])
    const badge = await bench().world.badge(revocable(7))
    await Promise.all(Array.from({ length: 5 }, () => verify(badge)))
    equal(bench().world.web.asked.filter(({ url }) => url === STATUS_LIST).length, 1)
  })

  it('is not asked when the caller leaves it out, and then not called good', async () => {
    const { status, body } = await verify(await bench().world.badge(revocable(1)), {
      checks: ['proof'],
    })
    equal(status, 200)
    equal(checkOf(body, 'status')?.outcome, 'not-applicable')
    equal(checkOf(body, 'status')?.reason, 'not-requested')
  })
})
