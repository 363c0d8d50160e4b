import { deepEqual, equal, match, ok } from 'node:assert/strict'
import type { ShortlistView } from '../../schemas/matching-employers.ts'
import { person } from './actors.ts'
import { describeServed, slugOf } from './bench.ts'
import { ids, openHiring, outsider } from './hiring.ts'

describeServed('shortlists', (bench) => {
  let hiring: Awaited<ReturnType<typeof openHiring>>
  beforeEach(async () => {
    hiring = await openHiring(bench())
  })

  it('rank all who let the employer see their skills, nobody left out, nobody named', async () => {
    await hiring.three()
    const { status, body, text } = await hiring.make()
    equal(status, 201)
    deepEqual(
      body.candidates.map(({ place, coverage, state }) => [place, coverage.met, state]),
      [
        [1, 2, 'anonymous'],
        [2, 1, 'anonymous'],
        [3, 0, 'anonymous'],
      ],
    )
    for (const { score, contributions } of body.candidates) {
      equal(
        score,
        contributions.reduce((sum, { amount }) => sum + amount, 0),
      )
    }
    equal(/example\.org|urn:uuid|did:key|"(best|middle|least)/.test(text), false)
    ok(!('person' in (body.candidates[0] ?? {})))
  })

  it('hold only those who consented to this employer, for this purpose', async () => {
    const somebody = await hiring.learner('somebody')
    await hiring.offer(somebody, { 'check-ai-output': 3 }, { purpose: 'application' })
    await hiring.offer(
      await hiring.learner('other'),
      { 'check-ai-output': 3 },
      { employer: 'another-firm' },
    )
    deepEqual((await hiring.make()).body.candidates, [])
  })

  it('list a person once, by the profile given last', async () => {
    const twice = await hiring.learner('twice')
    await hiring.offer(twice, { 'check-ai-output': 3 })
    bench().clock.now += 1
    await hiring.offer(twice, { 'check-ai-output': 3, 'spot-ai-bias': 3 })
    const { body } = await hiring.make()
    deepEqual(
      body.candidates.map(({ coverage }) => coverage.met),
      [2],
    )
  })

  it('are the same each time, and are replayed to the same digests', async () => {
    await hiring.three()
    const first = (await hiring.make()).body
    deepEqual(ids((await hiring.make()).body), ids(first))
    const replay = await bench().call<{ same: boolean; entries: readonly object[] }>(
      `GET ${hiring.path}/shortlist/replay`,
      { as: hiring.recruiter },
    )
    deepEqual([replay.body.same, replay.body.entries.length], [true, 3])
  })

  it('are told in the language of whoever reads, whichever they were made in', async () => {
    await hiring.three()
    const briefIn = async (language: string) => {
      const how = { as: hiring.recruiter, headers: { 'accept-language': language } }
      const { body } = await bench().call<ShortlistView>(`GET ${hiring.path}/shortlist`, how)
      return body.candidates.map(({ score, explanation }) => [score, explanation.brief])
    }
    const [english, french] = [await briefIn('en'), await briefIn('fr')]
    deepEqual(
      english.map(([score]) => score),
      french.map(([score]) => score),
    )
    match(String(english[0]?.[1]), /must-have/)
    match(String(french[0]?.[1]), /indispensables/)
  })

  it('lose whoever withdraws at once, before any event is delivered', async () => {
    const { middle } = await hiring.three()
    await hiring.withdraw(middle, 'shortlist')
    equal((await hiring.read()).body.candidates.length, 2)
    await bench().jobs.drain()
    equal((await hiring.read()).body.candidates.length, 2)
    equal((await hiring.make()).body.candidates.length, 2)
    deepEqual((await hiring.overview(middle)).candidacies, [])
  })

  it('lose whoever withdraws the profile, with all that hung on it', async () => {
    const { middle, candidates } = await hiring.three()
    const { candidateId = '' } = candidates[1] ?? {}
    await hiring.move(candidateId, { place: 1, reason: 'Local knowledge' })
    const { employers } = await hiring.overview(middle)
    const { profileId } = employers.find(({ id }) => id === hiring.tenant) ?? {}
    equal((await bench().call(`DELETE /profiles/${profileId}`, { as: middle })).status, 204)
    equal((await hiring.read()).body.candidates.length, 2)
    equal(slugOf(await hiring.ask(candidateId)), 'unknown-candidate')
  })

  it('are for the organisation of the job, and for callers who may rank', async () => {
    await hiring.three()
    for (const route of [`POST ${hiring.path}/shortlist`, `GET ${hiring.path}/shortlist`]) {
      equal((await bench().call(route)).status, 401)
      equal(
        (await bench().call(route, { as: person('p', { tenantId: hiring.tenant }) })).status,
        403,
      )
    }
    equal(
      slugOf(await bench().call(`POST ${hiring.path}/shortlist`, { as: outsider })),
      'unknown-job',
    )
    equal(
      slugOf(await bench().call(`GET ${hiring.path}/shortlist`, { as: outsider })),
      'unknown-shortlist',
    )
  })

  it('are not made for a job that is closed, and not read before one is made', async () => {
    equal(slugOf(await hiring.read()), 'unknown-shortlist')
    await bench().call(`DELETE /jobs/${hiring.jobId}`, { as: hiring.recruiter })
    equal(slugOf(await hiring.make()), 'unknown-job')
  })
})
