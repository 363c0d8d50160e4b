import { deepEqual, equal, match } from 'node:assert/strict'
import { describeOnBothDatabases } from '../support/databases.ts'
import { type CodeFlow, handleOf, openCodeFlow } from './code-flow.ts'
import { openLearner, type TestLearner } from './learner.ts'
import { type Bench, migrations, openIssuer, person } from './support.ts'
import { openWallet } from './wallet.ts'

describeOnBothDatabases('the authorization code flow refuses', migrations, (db) => {
  let bench: Bench
  let learner: TestLearner
  let flow: CodeFlow
  let awardId: string
  beforeEach(async () => {
    bench = await openIssuer(db())
    learner = await openLearner(bench)
    flow = openCodeFlow(bench)
    await learner.pass()
    awardId = await learner.awardId()
  })
  afterEach(async () => {
    await bench.close()
  })

  const newCode = (more?: Readonly<Record<string, string | undefined>>) =>
    flow.code(learner.amina, awardId, more)

  it('requests that lack something, repeat it, or hold it in another form', async () => {
    const odd: readonly [Readonly<Record<string, string | undefined>>, string][] = [
      [{ response_type: 'token' }, 'invalid_request'],
      [{ response_type: undefined }, 'invalid_request'],
      [{ client_id: undefined }, 'invalid_request'],
      [{ redirect_uri: undefined }, 'invalid_request'],
      [{ code_challenge: undefined }, 'invalid_request'],
      [{ code_challenge: 'short' }, 'invalid_request'],
      [{ code_challenge_method: 'plain' }, 'invalid_request'],
      [{ code_challenge_method: undefined }, 'invalid_request'],
      [{ scope: undefined }, 'invalid_scope'],
      [{ scope: 'openid __proto__' }, 'invalid_scope'],
      [{ request: 'a.b.c' }, 'invalid_request'],
      [{ request_uri: 'https://wallet.example/request' }, 'invalid_request'],
      [{ authorization_details: 'not json' }, 'invalid_authorization_details'],
      [{ authorization_details: '[]' }, 'invalid_authorization_details'],
      [{ authorization_details: '[{"type":"payment"}]' }, 'invalid_authorization_details'],
      [
        {
          authorization_details: '[{"type":"openid_credential","credential_configuration_id":"x"}]',
        },
        'invalid_authorization_details',
      ],
    ]
    for (const [more, error] of odd) {
      const { status, body } = await flow.push(more)
      deepEqual([status, body.error], [400, error], JSON.stringify(more))
    }
    const twice = await bench.call('POST', '/openid4vci/par', {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'response_type=code&client_id=a&client_id=b',
    })
    deepEqual([twice.status, twice.body.error], [400, 'invalid_request'])
  })

  it('addresses that run something, are in the clear, or hold more than an address', async () => {
    for (const redirect of [
      'javascript:alert(1)',
      'data:text/html,x',
      'file:///etc/passwd',
      'http://wallet.example/back',
      'https://user:secret@wallet.example/',
      'https://wallet.example/#part',
      'not an address',
    ]) {
      const { status, body } = await flow.push({ redirect_uri: redirect })
      deepEqual([status, body.error], [400, 'invalid_request'], redirect)
    }
    equal((await flow.push({ redirect_uri: 'http://127.0.0.1:7777/back' })).status, 201)
  })

  it('to send the browser anywhere for a request nobody pushed, or of another client', async () => {
    const requestUri = String((await flow.push()).body.request_uri)
    equal(await flow.authorize(requestUri, 'evil.example'), '/authorize/unknown')
    equal(await flow.authorize('https://evil.example/request'), '/authorize/unknown')
    const query = 'response_type=code&client_id=wallet.example&redirect_uri=https://evil.example'
    const plain = await bench.call('GET', `/openid4vci/authorize?${query}`)
    equal(plain.status, 400)
  })

  it('to ask nobody: consent needs a person, and an award of that person', async () => {
    const handle = handleOf((await flow.push()).body.request_uri)
    const path = `/api/authorizations/${handle}`
    equal((await bench.call('GET', path)).status, 401)
    equal((await bench.call('POST', `${path}/approval`, { json: { awardId } })).status, 401)
    equal((await bench.call('POST', `${path}/refusal`)).status, 401)
    const stranger = await flow.approve(handle, person('somebody-else'), awardId)
    deepEqual([stranger.status, /unknown-award/.test(stranger.text)], [404, true])
    equal((await flow.approve('guessed', learner.amina, awardId)).status, 404)
    equal((await flow.approve(handle, learner.amina, awardId)).status, 200)
    equal((await flow.approve(handle, learner.amina, awardId)).status, 404, 'a second answer')
  })

  it('a request after ten minutes, and a code after one', async () => {
    const begun = bench.now()
    const handle = handleOf((await flow.push()).body.request_uri)
    bench.setNow(begun + 600)
    equal((await flow.approve(handle, learner.amina, awardId)).status, 404)
    const code = await newCode()
    bench.setNow(begun + 660)
    equal((await flow.token({ code })).body.error, 'invalid_grant')
  })

  it('a code to another client, address or verifier, which does not use it up', async () => {
    const code = await newCode()
    for (const more of [
      { code: 'guessed' },
      { client_id: 'evil.example' },
      { client_id: undefined },
      { redirect_uri: 'https://wallet.example/back' },
      { redirect_uri: undefined },
      { code_verifier: undefined },
      { code_verifier: 'short' },
      { code_verifier: 'x'.repeat(43) },
    ]) {
      const { status, body, text } = await flow.token({ code, ...more })
      deepEqual([status, body.error], [400, 'invalid_grant'], JSON.stringify(more))
      equal(text.includes(flow.verifier), false)
    }
    equal((await flow.token({ code })).status, 200)
  })

  it('a code that comes twice, and ends what came of it (RFC 6749 §4.1.2)', async () => {
    const code = await newCode()
    const accessToken = String((await flow.token({ code })).body.access_token)
    equal((await flow.token({ code })).body.error, 'invalid_grant')
    const wallet = openWallet(bench)
    const answer = await wallet.credential(accessToken, await wallet.proof())
    deepEqual([answer.status, answer.body.error], [401, 'invalid_token'])
  })

  it('all but one of ten that redeem a code at the same time', async () => {
    const code = await newCode()
    const answers = await Promise.all(Array.from({ length: 10 }, () => flow.token({ code })))
    const statuses = answers.map(({ status }) => status).sort()
    deepEqual(statuses, [200, ...Array(9).fill(400)])
  })

  it('forms that were not asked for', async () => {
    const code = await newCode({ scope: 'OpenBadge_dc_sd_jwt' })
    const accessToken = String((await flow.token({ code })).body.access_token)
    const wallet = openWallet(bench)
    const { status, body } = await wallet.credential(accessToken, await wallet.proof())
    deepEqual([status, body.error], [400, 'invalid_credential_request'])
    match(String(body.error_description), /other forms/)
  })

  it('to keep codes, tokens and requests in clear', async () => {
    const { body } = await flow.push()
    const handle = handleOf(body.request_uri)
    const approved = await flow.approve(handle, learner.amina, awardId)
    const code = new URL(String(approved.body.redirectUri)).searchParams.get('code') ?? ''
    const rows = await bench.db
      .tables<{ issuer_authorization: Record<string, unknown> }>()
      .selectFrom('issuer_authorization')
      .selectAll()
      .execute()
    const text = JSON.stringify(rows)
    deepEqual([text.includes(handle), text.includes(code)], [false, false])
  })
})
