import { deepEqual, equal, match, ok } from 'node:assert/strict'
import type { JobExplanation, RankingAnswer, UpskillingPath } from '../../schemas/ranking-view.ts'
import { challengeFor, client, giveProfile, person } from './actors.ts'
import { describeServed, slugOf } from './bench.ts'

const writer = client('acme', 'jobs:write')
const employer = client('acme', 'rankings:read')

let count = 0
const somebody = () => {
  count += 1
  return person(`explained-${count}`)
}

describeServed('the explanation of a place', (bench) => {
  const ranked = async () => {
    const me = somebody()
    const { profileId } = (await giveProfile(bench(), me)).body
    const answer = await bench().call<RankingAnswer>('POST /rankings', {
      as: me,
      body: { profileId },
    })
    return { me, ranking: answer.body }
  }
  const explain = (as: ReturnType<typeof client>, id: string, language = 'en') =>
    bench().call<JobExplanation>(`GET /api/rankings/${id}/jobs/wanted`, {
      as,
      headers: { 'accept-language': language },
    })
  const path = (as: ReturnType<typeof client>, id: string, job = 'wanted') =>
    bench().call<UpskillingPath>(`GET /api/rankings/${id}/jobs/${job}/path`, { as })

  beforeEach(async () => {
    await bench().call('PUT /jobs/wanted', {
      as: writer,
      body: {
        title: 'Assistant',
        skills: [
          { id: 'check-ai-output', importance: 'essential', level: 2 },
          { id: 'write-ai-requests', importance: 'essential', level: 2 },
          { id: 'supervise-ai-agents', importance: 'optional' },
        ],
      },
    })
    await bench().call('PUT /jobs/other', {
      as: writer,
      body: { title: 'Other', skills: [{ id: 'check-ai-output', importance: 'essential' }] },
    })
  })

  it('is in the language asked for, whichever the ranking was answered in', async () => {
    const { me, ranking } = await ranked()
    const texts = new Set<string>()
    for (const language of ['fr', 'en', 'ar', 'zgh']) {
      const { body } = await explain(me, ranking.rankingId, language)
      const { brief, full } = body.result.explanation
      texts.add(brief).add(full)
      equal(body.result.score, ranking.results.find(({ jobId }) => jobId === 'wanted')?.score)
    }
    equal(texts.size, 8)
  })

  it('is word for word that of the ranking in the ranking’s language', async () => {
    const { me, ranking } = await ranked()
    const { body } = await explain(me, ranking.rankingId)
    const at = ranking.results.findIndex(({ jobId }) => jobId === 'wanted')
    deepEqual(body.result, ranking.results[at])
    deepEqual([body.place, body.of], [at + 1, ranking.results.length])
    deepEqual(body.evidence, ranking.evidence)
  })

  it('has a full form with every contribution, the weight of its evidence and the formula', async () => {
    const { me, ranking } = await ranked()
    const { full } = (await explain(me, ranking.rankingId)).body.result.explanation
    match(full, /its evidence counts 70%/)
    match(full, /Formula:/)
    equal(full.split('\n').length, 1 + 3 + 1 + 2 + 1)
  })

  it('has a graph whose flows into the job are the score, and out of credentials too', async () => {
    const { me, ranking } = await ranked()
    const { graph, result } = (await explain(me, ranking.rankingId)).body
    const into = (id: string) =>
      graph.edges.filter(({ to }) => to === id).reduce((sum, { amount }) => sum + amount, 0)
    equal(into('job'), result.score)
    const credential = graph.nodes.find(({ kind }) => kind === 'credential')
    const out = graph.edges.filter(({ from }) => from === credential?.id)
    equal(
      out.reduce((sum, { amount }) => sum + amount, 0),
      credential?.amount,
    )
    const ids = new Set(graph.nodes.map(({ id }) => id))
    equal(ids.size, graph.nodes.length)
    ok(graph.edges.every(({ from, to }) => ids.has(from) && ids.has(to)))
  })

  it('keeps to what was ranked after the job changed', async () => {
    const { me, ranking } = await ranked()
    const before = (await explain(me, ranking.rankingId)).body
    const steps = (await path(me, ranking.rankingId)).body
    await bench().call('PUT /jobs/wanted', {
      as: writer,
      body: { title: 'Changed', skills: [{ id: 'follow-ai-rules', importance: 'essential' }] },
    })
    deepEqual((await explain(me, ranking.rankingId)).body, before)
    deepEqual((await path(me, ranking.rankingId)).body, steps)
  })

  it('comes with a path whose first step is a course, and whose gains add up', async () => {
    const { me, ranking } = await ranked()
    const { score, steps } = (await path(me, ranking.rankingId)).body
    equal(score, ranking.results.find(({ jobId }) => jobId === 'wanted')?.score)
    ok(steps.length >= 1)
    let reached = score
    for (const step of steps) {
      reached += step.gain
      equal(step.score, reached)
      for (const { label } of step.skills) ok(!label.startsWith('http'))
    }
    const course = steps.find((step) => step.course !== undefined)
    deepEqual([course?.course, course?.courseTitle], ['ai-foundations', 'AI Foundations'])
  })

  it('is for whoever may read the ranking, and of jobs that are in it', async () => {
    const { me, ranking } = await ranked()
    const { rankingId } = ranking
    for (const other of [somebody(), employer]) {
      equal(slugOf(await explain(other, rankingId)), 'unknown-ranking')
      equal(slugOf(await path(other, rankingId)), 'unknown-ranking')
    }
    equal(slugOf(await path(me, rankingId, 'nowhere')), 'unknown-job')
    equal(slugOf(await path(me, 'nothing')), 'unknown-ranking')
    equal((await bench().call(`GET /api/rankings/${rankingId}/jobs/wanted`)).status, 401)
  })

  it('of a ranking that an organisation made is read by its recruiters, and by no one else’s', async () => {
    const asked = await challengeFor(bench(), employer, 'acme')
    const credentials = [await bench().badges.badge()]
    const presentation = await bench().badges.present({ ...asked, credentials })
    const made = await bench().call<RankingAnswer>('POST /rankings', {
      as: employer,
      body: { presentation },
    })
    const { rankingId } = made.body
    const recruiter = person('recruiter', { tenantId: 'acme', roles: new Set(['employer']) })
    equal((await explain(recruiter, rankingId)).status, 200)
    const colleague = person('colleague', { tenantId: 'acme' })
    const rival = person('rival', { tenantId: 'rival', roles: new Set(['employer', 'admin']) })
    for (const other of [colleague, rival]) {
      equal(slugOf(await explain(other, rankingId)), 'unknown-ranking')
    }
  })
})
