import { deepEqual, equal, match, ok } from 'node:assert/strict'
import type { RankingAnswer } from '../../schemas/ranking-view.ts'
import { challengeFor, client, giveProfile, person } from './actors.ts'
import { describeServed, slugOf } from './bench.ts'

const writer = client('acme', 'jobs:write')
const employer = client('acme', 'rankings:read')
const reviewer = person('reviewer', { roles: new Set(['reviewer']) })

let count = 0

describeServed('a contested ranking', (bench) => {
  const somebody = async (language: 'fr' | 'en' | 'ar' | 'zgh' = 'en') => {
    count += 1
    const email = `contests-${count}@example.org`
    const { id } = await bench().accounts.people.ensure({ email, name: '', language })
    return { me: person(id, { language }), email }
  }
  const put = (id: string, skill: string) =>
    bench().call(`PUT /jobs/${id}`, {
      as: writer,
      body: { title: id, skills: [{ id: skill, importance: 'essential' }] },
    })
  const contested = async (language: 'fr' | 'en' | 'ar' | 'zgh' = 'en') => {
    const { me, email } = await somebody(language)
    const { profileId, withdrawToken } = (await giveProfile(bench(), me)).body
    const { body } = await bench().call<RankingAnswer>('POST /rankings', {
      as: me,
      body: { profileId },
    })
    const opened = await bench().call(`POST /rankings/${body.rankingId}/contest`, {
      as: me,
      body: { reason: 'A job is missing' },
    })
    const caseId = String(opened.body.caseId)
    return { me, email, ranking: body, caseId, profileId, withdrawToken }
  }
  const read = (as: ReturnType<typeof client>, id: string) =>
    bench().call<RankingAnswer>(`GET /api/rankings/${id}`, { as })
  const decide = async (caseId: string, outcome: 'upheld' | 'rejected', tenantId = 'academy') => {
    await bench().audit.answerCase({
      ...{ caseId, outcome, tenantId, handlerId: reviewer.personId },
      ...{ explanation: 'The job had been closed by mistake.', remedy: 'It is ranked again.' },
    })
    await bench().jobs.drain()
  }
  const mailsTo = async (email: string) =>
    ((await bench().accounts.inbox?.()) ?? []).filter(({ to }) => to === email)

  beforeEach(() => put('contested-checker', 'check-ai-output'))

  it('is shown to whoever is to answer, as long as it is contested', async () => {
    const { ranking, caseId } = await contested()
    const { rankingId } = ranking
    equal((await read(reviewer, rankingId)).body.rankingId, rankingId)
    const place = `GET /api/rankings/${rankingId}/jobs/contested-checker`
    equal((await bench().call(place, { as: reviewer })).status, 200)
    const elsewhere = person('elsewhere', { tenantId: 'acme', roles: new Set(['reviewer']) })
    for (const other of [person('colleague'), elsewhere]) {
      equal(slugOf(await read(other, rankingId)), 'unknown-ranking')
    }
    await decide(caseId, 'rejected')
    equal(slugOf(await read(reviewer, rankingId)), 'unknown-ranking')
  })

  it('is made again when the contest was right: on the jobs of today, the first one kept', async () => {
    const { me, email, ranking, caseId } = await contested()
    await put('contested-new', 'check-ai-output')
    await decide(caseId, 'upheld')
    const { replacedBy } = (await read(me, ranking.rankingId)).body
    const again = (await read(me, String(replacedBy))).body
    deepEqual([again.replaces, again.rankingId], [ranking.rankingId, replacedBy])
    ok(again.results.some(({ jobId }) => jobId === 'contested-new'))
    const replay = await bench().call(`GET /rankings/${ranking.rankingId}/replay`, { as: me })
    equal(replay.body.same, true)
    const [mail, more] = await mailsTo(email)
    equal(more, undefined)
    match(mail?.text ?? '', /you were right/)
    match(mail?.text ?? '', /closed by mistake/)
    match(mail?.text ?? '', new RegExp(`/rankings/${replacedBy}`))
  })

  it('stays when the contest was not right, and whoever contested is told why', async () => {
    const { me, email, ranking, caseId } = await contested('fr')
    await decide(caseId, 'rejected')
    equal((await read(me, ranking.rankingId)).body.replacedBy, undefined)
    const [mail] = await mailsTo(email)
    match(mail?.subject ?? '', /contestation/)
    match(mail?.text ?? '', /le maintient/)
  })

  it('is answered once, however often the decision is delivered', async () => {
    const { me, email, ranking, caseId } = await contested()
    await decide(caseId, 'upheld')
    const first = (await read(me, ranking.rankingId)).body.replacedBy
    for (let turn = 0; turn < 3; turn++) {
      await bench().database.transaction((tx) =>
        bench().jobs.add(tx, 'matching.answer-contest', { caseId }),
      )
      await bench().jobs.drain()
    }
    equal((await read(me, ranking.rankingId)).body.replacedBy, first)
    equal((await mailsTo(email)).length, 1)
  })

  it('leaves what was withdrawn withdrawn: nothing is ranked again, the answer is told', async () => {
    const { me, email, ranking, caseId, profileId } = await contested()
    await bench().call(`DELETE /profiles/${profileId}`, { as: me })
    await decide(caseId, 'upheld')
    equal(slugOf(await read(me, ranking.rankingId)), 'unknown-ranking')
    const [mail] = await mailsTo(email)
    ok(!/ranked again for you/.test(mail?.text ?? ''))
    match(mail?.text ?? '', /you were right/)
  })

  it('of a presentation is made again by what that proved; the answer goes where one said', async () => {
    const asked = await challengeFor(bench(), employer, 'acme')
    const credentials = [await bench().badges.badge()]
    const presentation = await bench().badges.present({ ...asked, credentials })
    const made = await bench().call<RankingAnswer>('POST /rankings', {
      as: employer,
      body: { presentation },
    })
    const { pathname, search } = new URL(made.body.contestUrl)
    const opened = await bench().call(`POST ${pathname}${search}`, {
      body: { reason: 'Not mine', contact: 'nobody-in-particular@example.org', language: 'ar' },
    })
    await decide(String(opened.body.caseId), 'upheld', 'acme')
    const { replacedBy } = (await read(employer, made.body.rankingId)).body
    deepEqual((await read(employer, String(replacedBy))).body.evidence, made.body.evidence)
    const [mail] = await mailsTo('nobody-in-particular@example.org')
    match(mail?.subject ?? '', /جواب/)
    ok(!mail?.text.includes('/rankings/'), 'no address that only an account opens')
  })

  it('leaves both rankings and the decision in the log', async () => {
    const { ranking, caseId } = await contested()
    await decide(caseId, 'upheld')
    const lines: string[] = []
    for await (const line of bench().audit.exportChain('academy')) lines.push(line)
    const entry = lines.find((line) => line.includes(`"replaces":"${ranking.rankingId}"`))
    ok(entry?.includes('ranking.made'))
    ok(lines.some((line) => line.includes('case.decided') && line.includes(caseId)))
  })
})
