import { deepEqual, equal, match } from 'node:assert/strict'
import { client, openBench, slugOf } from './edge.ts'

const NDJSON = { 'content-type': 'application/x-ndjson' }

/** Every test on one database, so each as a client of its own. */
describe('quotas of a client that verifies', () => {
  const bench = openBench({ CLIENT_CREDENTIALS_PER_DAY: '5', CLIENT_REQUESTS_PER_MINUTE: '50' })
  const as = (clientId: string) => ({ as: { ...client('acme'), clientId } as never })
  const left = (headers: Headers) =>
    /"credentials-per-day";r=(\d+)/.exec(String(headers.get('ratelimit')))?.[1]

  it('count one credential for a check, forged or not, and say both quotas', async () => {
    const { edge, world } = bench()
    const badge = await world.badge()
    const good = await edge.post('/credentials/verify', { verifiableCredential: badge }, as('one'))
    equal(good.status, 200)
    match(
      String(good.headers.get('ratelimit')),
      /^"requests-per-minute";r=49;t=\d+, "credentials-per-day";r=4;t=\d+$/,
    )
    const forged = { verifiableCredential: { ...badge, name: 'x' } }
    const bad = await edge.post('/credentials/verify', forged, as('one'))
    deepEqual([bad.status, left(bad.headers)], [400, '3'])
  })

  it('count every credential of a presentation, and none where they are too many', async () => {
    const { edge, world } = bench()
    const badge = await world.badge()
    const presentation = (count: number) => ({
      verifiablePresentation: {
        '@context': ['https://www.w3.org/ns/credentials/v2'],
        type: ['VerifiablePresentation'],
        verifiableCredential: Array(count).fill(badge),
      },
    })
    const some = await edge.post('/presentations/verify', presentation(3), as('two'))
    equal(left(some.headers), '2')
    const many = await edge.post('/presentations/verify', presentation(3), as('two'))
    deepEqual([many.status, slugOf(many.body)], [429, 'quota-exceeded'])
    const two = await edge.post('/presentations/verify', presentation(2), as('two'))
    equal(left(two.headers), '0')
  })

  it('count the lines of a batch; those that are too many say so in their place', async () => {
    const { edge, world } = bench()
    const line = JSON.stringify({ verifiableCredential: await world.badge() })
    const send = (count: number, odd = '') =>
      edge.post('/credentials/verify/batch', `${odd}${`${line}\n`.repeat(count)}`, {
        ...as('three'),
        headers: NDJSON,
      })
    const { status, text } = await send(7, '{\n')
    equal(status, 200)
    const answers = text
      .trim()
      .split('\n')
      .map((answer) => JSON.parse(answer) as Record<string, Record<string, unknown>>)
    deepEqual(
      answers.map(({ problem, verified }) => verified ?? slugOf(problem)),
      ['malformed-json', true, true, true, true, true, 'quota-exceeded', 'quota-exceeded'],
    )
    deepEqual(answers.at(-1)?.problem?.['violated-policies'], ['credentials-per-day'])
    equal((await send(1)).status, 429)
  })

  it('take back what a batch did not use', async () => {
    const { edge, world } = bench()
    const line = JSON.stringify({ verifiableCredential: await world.badge() })
    await edge.post('/credentials/verify/batch', line, { ...as('four'), headers: NDJSON })
    const body = { verifiableCredential: await world.badge() }
    equal(left((await edge.post('/credentials/verify', body, as('four'))).headers), '3')
  })

  it('count nothing for a request that is none, nor for callers that are no clients', async () => {
    const { edge, world } = bench()
    equal((await edge.post('/credentials/verify', { x: 1 }, as('five'))).status, 400)
    const body = { verifiableCredential: await world.badge() }
    equal(left((await edge.post('/credentials/verify', body, as('five'))).headers), '4')
    for (let time = 0; time < 7; time++) {
      equal((await edge.post('/credentials/verify', body)).status, 200)
    }
  })
})
