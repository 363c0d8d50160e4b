import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { rankingStore } from '../../matching/ranking/store.ts'
import { formulaVersion } from '../../matching/ranking/versions.ts'
import type { JobExplanation, UpskillingPath } from '../../schemas/ranking-view.ts'
import type { Row } from '../skills/small-crosswalk.ts'
import { describeServed, slugOf } from './bench.ts'
import { openHiring } from './hiring.ts'
import { mappedSkills } from './mapped.ts'

describeServed('a ranking by a crosswalk', (bench) => {
  const { fresh, tie, take, post, profile, rank, ranked, replay, register } = mappedSkills(bench)
  before(register)

  it('is replayed byte for byte after a newer crosswalk took the place of the one it was made by', async () => {
    const { one, profileId, crosswalk, body, result } = await ranked('exactMatch')
    await take(one, [tie(one, 'narrowMatch'), tie(one, 'closeMatch', one.other)], '2')
    const { same, identical } = await replay(one, body.rankingId)
    deepEqual([same, identical], [true, true])
    const now = await rank(one, profileId)
    ok((now.result?.score ?? 0) < (result?.score ?? 0))
    ok(!now.body.crosswalks?.includes(crosswalk))
    deepEqual(Object.values(await replay(one, now.body.rankingId)).slice(1, 2), [true])
    const lines: string[] = []
    for await (const line of bench().audit.exportChain(one.me.tenantId)) lines.push(line)
    const entry = JSON.parse(lines.find((line) => line.includes(body.rankingId)) ?? '{}') as {
      facts: { crosswalks: readonly string[] }
    }
    ok(entry.facts.crosswalks.includes(crosswalk))
  })

  it('has no replay without the crosswalk that it was made by', async () => {
    const { one, body } = await ranked('exactMatch')
    const store = rankingStore(bench().database)
    const stored = await store.byId(body.rankingId)
    if (!stored) throw new Error('not kept')
    await store.removeOfPerson(one.me.personId)
    await store.add({ ...stored, input: { ...stored.input, crosswalks: ['crosswalk gone 1'] } })
    const answer = await bench().call(`GET /rankings/${body.rankingId}/replay`, { as: one.me })
    deepEqual(
      [answer.status, slugOf(answer), answer.body.detail],
      [409, 'replay-needs-version', 'crosswalk gone 1'],
    )
  })

  it('did not count in rankings of the formula before, which are replayed as they were', async () => {
    const { one, body } = await ranked('exactMatch')
    const third = formulaVersion('exact-words-near-title-3')
    const store = rankingStore(bench().database)
    const stored = await store.byId(body.rankingId)
    if (!third || !stored) throw new Error('gone')
    await store.removeOfPerson(one.me.personId)
    const { crosswalks: _, ...input } = stored.input
    await store.add({
      ...stored,
      input: { ...input, formula: third.id, policy: 'evidence-1' },
      answer: { ...stored.answer, results: [] },
      digest: third.digest([]),
    })
    const { same, identical } = await replay(one, body.rankingId)
    deepEqual([same, identical], [true, true])
  })

  it('counts no more once its credential is revoked', async () => {
    const { one, profileId, credentials } = await ranked('exactMatch')
    const { database, outbox } = bench()
    const event = { credentialId: credentials[0] ?? '', status: 'revoked' as const, reason: '' }
    await database.transaction((tx) => outbox.emit(tx, 'credential.status-changed', event))
    await bench().jobs.drain()
    const { result, body } = await rank(one, profileId)
    equal(result, undefined)
    deepEqual(
      body.notCredited.map(({ reason }) => reason),
      ['credential-not-verified'],
    )
  })

  it('is explained with the skill shown, the credential and the crosswalk: in brief, in full, as a graph', async () => {
    const { one, body, crosswalk, credentials } = await ranked('closeMatch')
    const texts = new Set<string>()
    for (const language of ['fr', 'en', 'ar', 'zgh']) {
      const { body: explained } = await bench().call<JobExplanation>(
        `GET /api/rankings/${body.rankingId}/jobs/${one.job}`,
        { as: one.me, headers: { 'accept-language': language } },
      )
      const { brief, full } = explained.result.explanation
      ok(brief.includes('Mathematics'))
      for (const cited of ['Mathematics', credentials[0] ?? '', crosswalk])
        ok(full.includes(cited), full)
      texts.add(brief).add(full)
      const { nodes, edges } = explained.graph
      const mapped = nodes.find(({ kind }) => kind === 'mapped')
      deepEqual(mapped?.label, 'Mathematics')
      deepEqual(
        edges.map(({ from, to }) => [from, to]),
        [
          [`credential:${credentials[0]}`, mapped?.id],
          [mapped?.id, `skill:exact:${one.asked}`],
          [`skill:exact:${one.asked}`, 'job'],
        ],
      )
      equal(nodes.at(-1)?.amount, edges.at(-1)?.amount)
      ok(explained.crosswalks?.includes(crosswalk))
    }
    equal(texts.size, 8)
  })

  it('leaves only what is not verified on the way to a higher score', async () => {
    const steps = async (relation: Row[2]) => {
      const one = fresh()
      await take(one, [tie(one, relation)])
      await post(one, true)
      const { profileId } = await profile(one, { [one.shown]: 3 })
      const { body } = await rank(one, profileId)
      const path = `GET /api/rankings/${body.rankingId}/jobs/${one.job}/path`
      const found = await bench().call<UpskillingPath>(path, { as: one.me })
      const learned = found.body.steps.flatMap(({ skills }) => skills.map(({ skillId }) => skillId))
      return { learned: learned.sort(), one, score: found.body.score }
    }
    const exact = await steps('exactMatch')
    deepEqual(exact.learned, [exact.one.other])
    const broad = await steps('broadMatch')
    deepEqual(broad.learned, [broad.one.asked, broad.one.other])
    ok(exact.score > broad.score && broad.score > 0)
  })

  it('counts alike in the employer’s list, told without the credential, replayed by its crosswalk', async () => {
    const one = fresh()
    const crosswalk = await take(one, [tie(one, 'exactMatch')])
    const hiring = await openHiring(bench())
    const skills = [{ id: one.asked, label: 'do sums', importance: 'essential' }]
    await bench().call(`PUT /jobs/${hiring.jobId}`, {
      as: hiring.recruiter,
      body: { title: 'Reckoner', skills },
    })
    const mapped = await hiring.learner('mapped')
    await hiring.offer(mapped, { [one.shown]: 3 })
    await hiring.offer(await hiring.learner('nothing'), { 'check-ai-output': 3 })
    const { body, text } = await hiring.make()
    deepEqual(
      body.candidates.map(({ coverage }) => coverage.met),
      [1, 0],
    )
    equal(body.candidates[0]?.contributions[0]?.mapping?.crosswalk, crosswalk)
    match(body.candidates[0]?.explanation.full ?? '', /shown as “Mathematics” by credential •••/)
    ok(!/urn:uuid/.test(text) && body.crosswalks?.includes(crosswalk))
    await take(one, [tie(one, 'narrowMatch')], '2')
    const again = await bench().call<{ same: boolean }>(`GET ${hiring.path}/shortlist/replay`, {
      as: hiring.recruiter,
    })
    equal(again.body.same, true)
    match((await hiring.read()).body.candidates[0]?.explanation.full ?? '', /Mathematics/)
    const anew = (await hiring.make()).body.candidates[0]
    deepEqual([anew?.coverage.met, anew?.contributions[0]?.kind], [0, 'related'])
    await hiring.withdraw(mapped, 'shortlist')
    equal((await hiring.read()).body.candidates.length, 1)
  })
})
