import { deepEqual, equal, match, ok } from 'node:assert/strict'
import type { RankingAnswer } from '../../schemas/matching.ts'
import { challengeFor, client, giveProfile, person } from './actors.ts'
import { type Answer, describeServed, slugOf } from './bench.ts'

const employer = client('acme', 'rankings:read')
const writer = client('acme', 'jobs:write')

let count = 0
const somebody = (over = {}) => {
  count += 1
  return person(`ranked-${count}`, over)
}

describeServed('rankings', (bench) => {
  const put = (id: string, skills: Readonly<Record<string, number>>, over: object = {}) =>
    bench().call(`PUT /jobs/${id}`, {
      as: writer,
      body: {
        title: id,
        skills: Object.entries(skills).map(([skill, level]) => ({
          id: skill,
          importance: 'essential',
          level,
        })),
        ...over,
      },
    })
  const rank = (
    as: ReturnType<typeof client>,
    body: object,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer<RankingAnswer>> =>
    bench().call<RankingAnswer>('POST /rankings', { as, body, headers })
  const presentation = async (as: ReturnType<typeof client>, badge = {}) => {
    const asked = await challengeFor(bench(), as)
    const credentials = [await bench().badges.badge(badge)]
    return bench().badges.present({ ...asked, credentials })
  }

  beforeEach(async () => {
    await put('checker', { 'check-ai-output': 2 })
    await put('checker-and-writer', { 'check-ai-output': 2, 'write-ai-requests': 2 })
    await put('elsewhere', { 'supervise-ai-agents': 2 })
  })

  it('give jobs by what a presentation proves, every point citing its credential', async () => {
    const badge = await bench().badges.badge()
    const asked = await challengeFor(bench(), employer)
    const shown = await bench().badges.present({ ...asked, credentials: [badge] })
    const { status, body } = await rank(employer, { presentation: shown })
    equal(status, 200)
    deepEqual(
      body.results.slice(0, 2).map(({ jobId }) => jobId),
      ['checker', 'checker-and-writer'],
    )
    const third = body.results[2]
    deepEqual(
      third?.contributions.map(({ kind, relatedTo }) => [kind, relatedTo !== undefined]),
      [['related', true]],
    )
    deepEqual(third?.coverage.met, 0)
    for (const { score, contributions } of body.results) {
      equal(
        contributions.reduce((sum, { amount }) => sum + amount, 0),
        score,
      )
      deepEqual([...new Set(contributions.map(({ credentialId }) => credentialId))], [badge.id])
    }
    const [full, half] = body.results
    deepEqual([full?.score, full?.coverage], [700_000, { met: 1, of: 1 }])
    deepEqual(half?.coverage, { met: 1, of: 2 })
    equal(half?.missing.length, 1)
    match(body.taxonomyVersion, /1/)
    ok(body.formula.text.length > 20)
  })

  it('are made once of a presentation', async () => {
    const body = { presentation: await presentation(employer) }
    equal((await rank(employer, body)).status, 200)
    equal(slugOf(await rank(employer, body)), 'unknown-challenge')
  })

  it('are not made of a presentation that was made for another employer, or for oneself', async () => {
    const forOther = await presentation(client('other', 'rankings:read'))
    equal(slugOf(await rank(employer, { presentation: forOther })), 'unknown-challenge')
    const forMyself = await presentation(somebody())
    equal(slugOf(await rank(employer, { presentation: forMyself })), 'unknown-challenge')
  })

  it('give 0 for a self-issued badge, with the reason in the reader’s language', async () => {
    const me = somebody({ language: 'fr' })
    const shown = await presentation(me, { issuer: bench().badges.holder })
    const { body } = await rank(me, { presentation: shown })
    deepEqual(body.results, [])
    const [refusal] = body.notCredited
    deepEqual([refusal?.reason, refusal?.amount], ['issuer-not-registered', 0])
    match(refusal?.message ?? '', /référentiel|émetteur/i)
  })

  it('are written in the language asked for', async () => {
    const me = somebody()
    const { profileId } = (await giveProfile(bench(), me)).body
    const texts = await Promise.all(
      ['fr', 'en', 'ar', 'zgh'].map(async (language) => {
        const { body } = await rank(me, { profileId }, { 'accept-language': language })
        return body.results[0]?.explanation.brief
      }),
    )
    equal(new Set(texts).size, 4)
  })

  it('take skills from one source, not from two, nor from none', async () => {
    const me = somebody()
    const { profileId } = (await giveProfile(bench(), me)).body
    const both = await rank(me, { profileId, presentation: await presentation(me) })
    deepEqual([both.status, slugOf(both)], [422, 'one-source-of-skills'])
    equal(slugOf(await rank(me, {})), 'one-source-of-skills')
  })

  it('refuse a k of a billion, of nothing, and filters that do not exist', async () => {
    const me = somebody()
    const { profileId } = (await giveProfile(bench(), me)).body
    for (const over of [
      { k: 1_000_000_000 },
      { k: 0 },
      { k: 1.5 },
      { filters: { age: 30 } },
      { filters: { workplace: 'at the beach' } },
      { filters: { withoutPermit: 'yes' } },
      { gender: 'f' },
    ]) {
      equal(slugOf(await rank(me, { profileId, ...over })), 'invalid-request', JSON.stringify(over))
    }
    equal((await rank(me, { profileId, k: 1 })).body.results.length, 1)
  })

  it('are for a session or a client with the scope', async () => {
    const body = { profileId: 'x' }
    equal((await bench().call('POST /rankings', { body })).status, 401)
    const without = await rank(writer, body)
    deepEqual([without.status, slugOf(without)], [403, 'not-allowed'])
    equal(slugOf(await rank(employer, body)), 'unknown-profile')
  })

  it('are the same when replayed, also after the jobs changed', async () => {
    const me = somebody()
    const { profileId } = (await giveProfile(bench(), me)).body
    const { rankingId } = (await rank(me, { profileId })).body
    await put('checker', { 'check-ai-output': 3, 'supervise-ai-agents': 3 })
    await bench().call('DELETE /jobs/checker-and-writer', { as: writer })
    await put('new', { 'check-ai-output': 1 })
    const { status, body } = await bench().call(`GET /rankings/${rankingId}/replay`, { as: me })
    deepEqual([status, body.same, body.digest === body.replayed], [200, true, true])
    const now = (await rank(me, { profileId })).body
    ok(now.results.some(({ jobId }) => jobId === 'new'))
    await bench().call('DELETE /jobs/new', { as: writer })
  })

  it('keep to one moment of the jobs while ten writers change them', async () => {
    const me = somebody()
    const { profileId } = (await giveProfile(bench(), me)).body
    const made = await Promise.all(
      Array.from({ length: 10 }, async (_, at) => {
        const [, { body }] = await Promise.all([
          put('busy', { 'check-ai-output': 1 + (at % 3) }, { title: `Busy ${at}` }),
          rank(me, { profileId }),
        ])
        return body.rankingId
      }),
    )
    for (const id of made) {
      equal((await bench().call(`GET /rankings/${id}/replay`, { as: me })).body.same, true)
    }
    await bench().call('DELETE /jobs/busy', { as: writer })
  })

  it('are read and replayed by their owner alone', async () => {
    const me = somebody()
    const { profileId } = (await giveProfile(bench(), me)).body
    const { rankingId, contestUrl } = (await rank(me, { profileId })).body
    const read = (as: ReturnType<typeof client>) =>
      bench().call<RankingAnswer>(`GET /api/rankings/${rankingId}`, { as })
    const own = await read(me)
    deepEqual([own.status, own.body.rankingId], [200, rankingId])
    equal(own.text.includes(new URL(contestUrl).searchParams.get('token') ?? ''), false)
    for (const other of [somebody(), employer]) {
      equal(slugOf(await read(other)), 'unknown-ranking')
      const replay = await bench().call(`GET /rankings/${rankingId}/replay`, { as: other })
      equal(slugOf(replay), 'unknown-ranking')
    }
    equal((await bench().call(`GET /rankings/${rankingId}/replay`)).status, 401)
  })

  it('are contested by the address they came with, without an account', async () => {
    const me = somebody()
    const { profileId } = (await giveProfile(bench(), me)).body
    const { contestUrl } = (await rank(me, { profileId })).body
    const { pathname, search } = new URL(contestUrl)
    const body = { reason: 'A skill is missing', contact: 'me@example.org' }
    equal(slugOf(await bench().call(`POST ${pathname}?token=wrong`, { body })), 'unknown-ranking')
    equal(slugOf(await bench().call(`POST ${pathname}`, { body })), 'unknown-ranking')
    const opened = await bench().call(`POST ${pathname}${search}`, { body })
    equal(opened.status, 201)
    equal(opened.body.dueAt, '2026-12-22T09:33:20Z')
    const [found] = await bench().audit.casesOf(me.personId)
    deepEqual([found?.id, found?.subjectKind], [opened.body.caseId, 'ranking'])
  })

  it('are contested by their owner, by nobody else, and with a reason', async () => {
    const me = somebody()
    const { profileId } = (await giveProfile(bench(), me)).body
    const { rankingId, contestUrl } = (await rank(me, { profileId })).body
    const contest = (body: object, as?: ReturnType<typeof client>) =>
      bench().call(`POST /rankings/${rankingId}/contest`, { body, ...(as && { as }) })
    equal(slugOf(await contest({ reason: 'x' }, somebody())), 'unknown-ranking')
    equal(slugOf(await contest({ reason: 'x', token: 'wrong' })), 'unknown-ranking')
    equal(slugOf(await contest({}, me)), 'invalid-request')
    equal(slugOf(await contest({ reason: 'x', contact: 'nobody' }, me)), 'invalid-request')
    equal((await contest({ reason: 'The level is wrong' }, me)).status, 201)
    const token = new URL(contestUrl).searchParams.get('token')
    equal(slugOf(await contest({ reason: 'again', token })), 'case-already-open')
  })

  it('leave a record in the chain, without the person’s name', async () => {
    const me = somebody()
    const { profileId } = (await giveProfile(bench(), me)).body
    const { rankingId } = (await rank(me, { profileId })).body
    const lines: string[] = []
    for await (const line of bench().audit.exportChain(me.tenantId)) lines.push(line)
    const record = lines.find((line) => line.includes(rankingId)) ?? ''
    ok(record.includes('ranking.made'))
    equal(record.includes(me.personId), false)
    equal((await bench().audit.verifyChain(me.tenantId)).intact, true)
  })
})
