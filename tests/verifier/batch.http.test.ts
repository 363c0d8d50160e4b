import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { request as httpRequest } from 'node:http'
import { client, openBench, slugOf } from './edge.ts'
import { person } from './people.ts'

const NDJSON = { 'content-type': 'application/x-ndjson' }
const PATH = '/credentials/verify/batch'

interface AnswerLine {
  readonly line: number
  readonly verified?: boolean
  readonly outcome?: string
  readonly problem?: { readonly type: string; readonly detail?: string }
  readonly policy?: { readonly id?: string; readonly outcome: string }
  readonly credential?: unknown
}

describe('POST /credentials/verify/batch', () => {
  const bench = openBench()
  const as = client('acme')
  const send = async (body: string, query = '') =>
    bench().edge.post(`${PATH}${query}`, body, { as, headers: NDJSON })
  const linesOf = (text: string) =>
    text
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as AnswerLine)

  it('answers each line in order, the good and the bad', async () => {
    const badge = await bench().world.badge()
    const good = JSON.stringify({ verifiableCredential: badge })
    const bad = JSON.stringify({ verifiableCredential: { ...badge, name: 'x' } })
    const { status, text, headers } = await send([good, bad, '', good].join('\n'))
    equal(status, 200)
    match(String(headers.get('content-type')), /application\/x-ndjson/)
    const answers = linesOf(text)
    deepEqual(
      answers.map(({ line, verified }) => [line, verified]),
      [
        [1, true],
        [2, false],
        [3, true],
      ],
    )
    deepEqual(answers[0]?.credential, badge)
  })

  it('answers a line that is no request in its place, and goes on', async () => {
    const badge = await bench().world.badge()
    const good = JSON.stringify({
      verifiableCredential: badge,
      options: { returnCredential: false },
    })
    const lines = [
      '{',
      '{"x":1}',
      '[]',
      '"a"',
      '{"verifiableCredential":1,"verifiableCredential":2}',
      good,
    ]
    const answers = linesOf((await send(lines.join('\n'))).text)
    deepEqual(
      answers.map(({ problem, outcome }) => problem?.type.split('/').at(-1) ?? outcome),
      [
        'malformed-json',
        'invalid-request',
        'invalid-request',
        'invalid-request',
        'failed',
        'passed',
      ],
    )
    match(String(answers[0]?.problem?.detail), /line 1, column 2/)
    equal(answers.at(-1)?.credential, undefined)
  })

  it('applies the policy of the query to every line that brings none', async () => {
    const { world } = bench()
    await world.verifier.policies.put({
      tenantId: 'acme',
      id: 'strict',
      name: 'Strict',
      rules: { issuers: ['did:web:x'] },
    })
    const verifiableCredential = await world.badge()
    const own = { verifiableCredential, options: { policy: { issuers: [world.issuer.did] } } }
    const body = [JSON.stringify({ verifiableCredential }), JSON.stringify(own)].join('\n')
    const answers = linesOf((await send(body, '?policy=strict&language=fr')).text)
    deepEqual(
      answers.map(({ verified, policy }) => [verified, policy?.id]),
      [
        [false, 'strict'],
        [true, undefined],
      ],
    )
  })

  it('is refused as a whole where the policy or the query is wrong', async () => {
    equal(slugOf((await send('{}', '?policy=none')).body), 'unknown-policy')
    equal(slugOf((await send('{}', '?policy=No!')).body), 'invalid-request')
    equal(slugOf((await send('{}', '?colour=red')).body), 'invalid-request')
  })

  it('is for callers with the scope', async () => {
    const { edge } = bench()
    const nobody = await edge.post(PATH, '{}', { headers: NDJSON })
    equal(slugOf(nobody.body), 'not-signed-in')
    const learner = await edge.post(PATH, '{}', { headers: NDJSON, as: person('p1') })
    equal(slugOf(learner.body), 'not-allowed')
  })

  it('takes NDJSON alone', async () => {
    const answer = await bench().edge.post(PATH, '{}', { as })
    equal(answer.status, 415)
  })

  it('takes nothing as nothing', async () => {
    const { status, text } = await send('')
    equal(status, 200)
    equal(text, '')
  })

  it('says where a line is too long, and answers what came before', async () => {
    const good = JSON.stringify({ verifiableCredential: await bench().world.badge() })
    const answers = linesOf((await send(`${good}\n${'x'.repeat(1_100_000)}\n${good}`)).text)
    equal(answers.length, 2)
    equal(answers[0]?.verified, true)
    match(String(answers[1]?.problem?.detail), /too-long/)
  })

  it('gives answers while lines are still coming: it does not wait for the end', async () => {
    const { edge, world } = bench()
    const line = `${JSON.stringify({ verifiableCredential: await world.badge() })}\n`
    await edge.post('/credentials/verify', '{}', { as }) // says who asks next
    const sending = httpRequest(`${edge.origin}${PATH}`, { method: 'POST', headers: NDJSON })
    const answered = new Promise<string>((resolve) => {
      sending.on('response', (response) => {
        response.once('data', (chunk: Buffer) => resolve(chunk.toString()))
      })
    })
    sending.write(line.repeat(20))
    const first = JSON.parse((await answered).split('\n')[0] ?? '') as AnswerLine
    equal(first.line, 1)
    sending.destroy()
  })

  it('keeps memory flat over thousands of lines', async function () {
    this.timeout(60_000)
    const verifiableCredential = await bench().world.badge()
    const line = `${JSON.stringify({ verifiableCredential, options: { checks: ['proof'], returnCredential: false } })}\n`
    const before = process.memoryUsage().arrayBuffers
    const { text } = await send(line.repeat(2000))
    equal(linesOf(text).filter(({ verified }) => verified).length, 2000)
    ok(process.memoryUsage().arrayBuffers - before < 64 * 1024 * 1024)
  })
})

describe('policies over HTTP', () => {
  const bench = openBench()
  const as = client('acme')
  const put = (id: string, body: object) => bench().edge.put(`/api/policies/${id}`, body, { as })

  it('are stored, changed and listed with all their versions', async () => {
    const first = await put('junior', { name: 'Junior', rules: { registered: true } })
    equal(first.status, 200)
    equal(first.body.version, 1)
    const second = await put('junior', { name: 'Junior', rules: { maximumAgeDays: 30 } })
    equal(second.body.version, 2)
    const { body } = await bench().edge.get('/api/policies/junior', { as })
    deepEqual(
      (body.policies as { version: number }[]).map(({ version }) => version),
      [2, 1],
    )
    const all = await bench().edge.get('/api/policies', { as })
    equal((all.body.policies as unknown[]).length >= 2, true)
  })

  it('are the tenant’s own', async () => {
    await put('mine', { name: 'Mine', rules: {} })
    const other = await bench().edge.get('/api/policies/mine', { as: client('other') })
    equal(slugOf(other.body), 'unknown-policy')
    equal(slugOf((await bench().edge.get('/api/policies/mine')).body), 'not-signed-in')
  })

  it('are refused where a rule is unknown or odd', async () => {
    for (const rules of [
      { colour: 'red' },
      { skills: [] },
      { issuers: ['x'] },
      { maximumAgeDays: 0 },
    ]) {
      equal(slugOf((await put('odd', { name: 'Odd', rules })).body), 'invalid-request')
    }
    equal(slugOf((await put('Not%20A%20Name', { name: 'x', rules: {} })).body), 'invalid-request')
    equal(slugOf((await put('x', { rules: {} })).body), 'invalid-request')
  })
})
