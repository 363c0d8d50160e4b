import { deepEqual, equal, match, ok } from 'node:assert/strict'
import type { PersonActor } from '../../platform/http/actor.ts'
import { describeServed, pointersOf, slugOf } from './bench.ts'
import { ids, openHiring, outsider } from './hiring.ts'

describeServed('candidates', (bench) => {
  let hiring: Awaited<ReturnType<typeof openHiring>>
  beforeEach(async () => {
    hiring = await openHiring(bench())
  })

  it('show a name only after the learner agreed, and no longer than that', async () => {
    const { best, candidates } = await hiring.three()
    const { candidateId = '' } = candidates[0] ?? {}
    equal((await hiring.ask(candidateId, { message: 'We like what you can do' })).status, 204)
    const asked = (await hiring.read()).body.candidates[0]
    deepEqual([asked?.state, asked?.person], ['asked', undefined])
    const [mail] = (await bench().accounts.inbox?.()) ?? []
    equal(mail?.to, best.email)
    match(mail?.text ?? '', new RegExp(`Acme ${hiring.number}.*Reviewer`, 's'))
    const [mine] = (await hiring.overview(best)).candidacies
    deepEqual(
      [mine?.state, mine?.message, mine?.employer.name, mine?.place, mine?.of],
      ['asked', 'We like what you can do', `Acme ${hiring.number}`, 1, 3],
    )
    equal((await hiring.answer(best, candidateId, true)).status, 204)
    const shown = (await hiring.read()).body.candidates[0]
    deepEqual(shown?.person, { name: 'best', email: best.email })
    ok(shown?.contributions.some(({ credentialId }) => credentialId !== undefined))
    equal((await hiring.answer(best, candidateId, false)).status, 204)
    const hidden = (await hiring.read()).body.candidates[0]
    deepEqual([hidden?.state, hidden?.person], ['declined', undefined])
    const consent = await bench().accounts.consents.current(
      best.personId,
      'introduction',
      hiring.tenant,
    )
    equal(consent, undefined)
  })

  it('hide the name at once when the consent is withdrawn elsewhere', async () => {
    const { best, candidates } = await hiring.three()
    const { candidateId = '' } = candidates[0] ?? {}
    await hiring.ask(candidateId)
    await hiring.answer(best, candidateId, true)
    await hiring.withdraw(best, 'introduction')
    equal((await hiring.read()).text.includes(best.email), false)
    await bench().jobs.drain()
    deepEqual((await hiring.overview(best)).candidacies[0]?.state, 'declined')
  })

  it('let a candidate be asked once: not again, not after a no, not by somebody else', async () => {
    const { best, middle, candidates } = await hiring.three()
    const { candidateId = '' } = candidates[0] ?? {}
    const answers = await Promise.all([hiring.ask(candidateId), hiring.ask(candidateId)])
    deepEqual(answers.map(({ status }) => status).sort(), [204, 409])
    await hiring.answer(best, candidateId, false)
    equal(slugOf(await hiring.ask(candidateId)), 'already-asked')
    equal((await hiring.ask(candidateId, {}, outsider)).status, 404)
    equal(slugOf(await hiring.answer(middle, candidateId, true)), 'unknown-candidate')
    equal(
      slugOf(await hiring.answer(best, candidates[1]?.candidateId ?? '', true)),
      'unknown-candidate',
    )
  })

  it('refuse an answer before anybody asked', async () => {
    const { best, candidates } = await hiring.three()
    const answered = await hiring.answer(best, candidates[0]?.candidateId ?? '', true)
    equal(slugOf(answered), 'unknown-candidate')
  })

  it('move a candidate with a reason, keep the score, and take it back', async () => {
    const { candidates } = await hiring.three()
    const [first, second, third] = candidates.map(({ candidateId }) => candidateId)
    equal((await hiring.move(third ?? '', { place: 1, reason: 'Local knowledge' })).status, 204)
    const { body } = await hiring.read()
    deepEqual(ids(body), [third, first, second])
    const [moved] = body.candidates
    deepEqual(
      [moved?.place, moved?.computedPlace, moved?.override?.from, moved?.override?.reason],
      [1, 3, 3, 'Local knowledge'],
    )
    equal(moved?.score, candidates[2]?.score)
    const undo = () =>
      bench().call(`DELETE ${hiring.path}/candidates/${third}/override`, { as: hiring.recruiter })
    equal((await undo()).status, 204)
    deepEqual(ids((await hiring.read()).body), [first, second, third])
    equal((await undo()).status, 404)
  })

  it('refuse places that the list does not have, and a move without a reason', async () => {
    const { candidates } = await hiring.three()
    const { candidateId = '' } = candidates[0] ?? {}
    const far = await hiring.move(candidateId, { place: 4, reason: 'x' })
    deepEqual([far.status, slugOf(far), pointersOf(far)], [422, 'place-out-of-list', ['/place']])
    for (const body of [
      { place: 0, reason: 'x' },
      { place: 1 },
      { place: 1, reason: '' },
      { place: 1e9, reason: 'x' },
    ]) {
      equal((await hiring.move(candidateId, body)).status, 400, JSON.stringify(body))
    }
    equal((await hiring.move('nobody', { place: 1, reason: 'x' })).status, 404)
    equal((await hiring.move(candidateId, { place: 1, reason: 'x' }, outsider)).status, 404)
  })

  it('log an override, and let the learner see and contest it', async () => {
    const { best, middle, candidates } = await hiring.three()
    const { candidateId = '' } = candidates[0] ?? {}
    await hiring.move(candidateId, { place: 3, reason: 'Too far away' })
    const lines: string[] = []
    for await (const line of bench().audit.exportChain(hiring.tenant)) lines.push(line)
    const logged = lines.map((line) => JSON.parse(line) as { kind: string; facts: object })
    const { facts } = logged.find(({ kind }) => kind === 'ranking.overridden') ?? {}
    match(JSON.stringify(facts), /"from":1.*"to":3/)
    equal(lines.join().includes('Too far away'), false, 'the reason is personal')
    const [mine] = (await hiring.overview(best)).candidacies
    deepEqual([mine?.place, mine?.override?.reason], [3, 'Too far away'])
    const contest = (as: PersonActor) =>
      bench().call(`POST /api/me/candidacies/${candidateId}/contest`, {
        as,
        body: { reason: 'I live next door' },
      })
    equal(slugOf(await contest(middle)), 'unknown-candidate')
    const opened = await contest(best)
    equal(opened.status, 201)
    equal((await contest(best)).status, 409)
    const decision = { outcome: 'upheld', remedy: 'Undone', explanation: 'She does' } as const
    const caseId = String(opened.body.caseId)
    await bench().audit.answerCase({
      caseId,
      handlerId: 'handler',
      tenantId: 'academy',
      ...decision,
    })
    await bench().jobs.drain()
    deepEqual((await hiring.overview(best)).candidacies[0]?.override, undefined)
    equal((await hiring.read()).body.candidates[0]?.candidateId, candidateId)
    const mails = (await bench().accounts.inbox?.()) ?? []
    ok(mails.some(({ to, text }) => to === best.email && text.includes('She does')))
  })

  it('contest nothing where nothing was moved', async () => {
    const { best, candidates } = await hiring.three()
    const answered = await bench().call(
      `POST /api/me/candidacies/${candidates[0]?.candidateId}/contest`,
      { as: best, body: { reason: 'x' } },
    )
    equal(slugOf(answered), 'unknown-candidate')
  })

  it('tell a learner which employers there are and what each was given', async () => {
    const somebody = await hiring.learner('somebody')
    await hiring.offer(somebody, { 'check-ai-output': 3 })
    const { employers } = await hiring.overview(somebody)
    const own = employers.find(({ id }) => id === hiring.tenant)
    deepEqual([own?.name, own?.jobs, own?.skills?.length], [`Acme ${hiring.number}`, 1, 1])
    ok(employers.some(({ id, profileId }) => id !== hiring.tenant && profileId === undefined))
  })

  it('leave nothing of a person who is erased, and no name of one who decided', async () => {
    const { best, candidates } = await hiring.three()
    await hiring.move(candidates[0]?.candidateId ?? '', { place: 2, reason: 'x' })
    const { personData } = bench().matching
    const exported = (await personData.exportPerson(best.personId)) as { candidacies: object[] }
    equal(exported.candidacies.length, 1)
    await bench().database.transaction((tx) => personData.erasePerson(tx, best.personId))
    equal((await hiring.read()).body.candidates.length, 2)
    const rest = (await personData.exportPerson(best.personId)) as { candidacies: object[] }
    deepEqual(rest.candidacies, [])
    const touched = await bench().database.transaction((tx) =>
      personData.erasePerson(tx, hiring.recruiter.personId),
    )
    ok(touched >= 1)
  })
})
