import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { FAIRNESS_PURPOSE } from '../../matching/fairness/fairness.ts'
import type { FairnessAudit } from '../../schemas/fairness.ts'
import type { RankingAnswer } from '../../schemas/ranking-view.ts'
import { client, giveProfile, person } from './actors.ts'
import { describeServed, pointersOf, slugOf } from './bench.ts'

const writer = client('acme', 'jobs:write')
const auditor = person('auditor', { roles: new Set(['admin']) })
const ME = '/api/me/demographics'

let count = 0
const somebody = () => {
  count += 1
  return person(`told-${count}`)
}

describeServed('what people tell for audits', (bench) => {
  const tell = (as: ReturnType<typeof person>, body: object) =>
    bench().call(`PUT ${ME}`, { as, body })
  const told = async (as: ReturnType<typeof person>) =>
    (await bench().call<{ told: object | null }>(`GET ${ME}`, { as })).body.told

  it('is kept with a consent of its own, changed, and taken back', async () => {
    const me = somebody()
    equal(await told(me), null)
    equal((await tell(me, { gender: 'woman', age: '25-39' })).status, 204)
    deepEqual(await told(me), { gender: 'woman', age: '25-39' })
    await tell(me, { gender: 'other' })
    deepEqual(await told(me), { gender: 'other' })
    ok(await bench().accounts.consents.current(me.personId, FAIRNESS_PURPOSE, ''))
    equal((await bench().call(`DELETE ${ME}`, { as: me })).status, 204)
    equal(await told(me), null)
    equal(await bench().accounts.consents.current(me.personId, FAIRNESS_PURPOSE, ''), undefined)
    equal((await bench().call(`DELETE ${ME}`, { as: me })).status, 204)
  })

  it('goes when the consent is withdrawn, and when the person is erased', async () => {
    const me = somebody()
    await tell(me, { age: '40-54' })
    const consent = await bench().accounts.consents.current(me.personId, FAIRNESS_PURPOSE, '')
    await bench().database.transaction((tx) =>
      bench().accounts.consents.withdraw(tx, consent?.id ?? '', me.personId),
    )
    await bench().jobs.drain()
    equal(await told(me), null)
    await tell(me, { age: '40-54' })
    const { personData } = bench().matching
    match(JSON.stringify(await personData.exportPerson(me.personId)), /"demographics":\{"age"/)
    await bench().database.transaction((tx) => personData.erasePerson(tx, me.personId))
    equal(await told(me), null)
  })

  it('is nothing else than the answers there are, and is not asked of nobody', async () => {
    const me = somebody()
    for (const body of [{}, { gender: 'f' }, { age: 30 }, { gender: 'man', religion: 'x' }]) {
      equal(slugOf(await tell(me, body)), 'invalid-request', JSON.stringify(body))
    }
    equal((await bench().call(`PUT ${ME}`, { body: { gender: 'man' } })).status, 401)
    equal((await bench().call(`GET ${ME}`)).status, 401)
  })

  it('changes no byte of a ranking', async () => {
    const me = somebody()
    await bench().call('PUT /jobs/fair', {
      as: writer,
      body: { title: 'Fair', skills: [{ id: 'check-ai-output', importance: 'essential' }] },
    })
    const { profileId } = (await giveProfile(bench(), me)).body
    const results = async () => {
      const call = { as: me, body: { profileId } }
      return JSON.stringify(
        (await bench().call<RankingAnswer>('POST /rankings', call)).body.results,
      )
    }
    const before = await results()
    for (const gender of ['woman', 'man', 'other']) {
      await tell(me, { gender, age: 'under-25' })
      equal(await results(), before)
    }
  })
})

describeServed('the audit of rankings', (bench) => {
  const audit = (query = '', as: ReturnType<typeof person> | undefined = auditor) =>
    bench().call<FairnessAudit>(`GET /api/fairness/audit${query}`, as && { as })

  before(async () => {
    await bench().call('PUT /jobs/audited', {
      as: writer,
      body: {
        title: 'Audited',
        skills: [
          { id: 'check-ai-output', importance: 'essential', level: 3 },
          { id: 'write-ai-requests', importance: 'essential' },
        ],
      },
    })
    for (let at = 0; at < 24; at++) {
      const me = somebody()
      const gender = at % 2 === 0 ? 'woman' : 'man'
      const level = gender === 'man' ? 3 : 1
      const credentials = [await bench().badges.badge({ levels: { 'check-ai-output': level } })]
      const { profileId } = (await giveProfile(bench(), me, { credentials })).body
      await bench().call('POST /rankings', { as: me, body: { profileId } })
      await bench().call(`PUT ${ME}`, { as: me, body: { gender } })
    }
  })

  it('finds what is to be found, and sounds the alarm below four fifths', async () => {
    const { status, body } = await audit()
    equal(status, 200)
    const ratios = body.groups.map(({ category, impactRatio, alert }) => [
      category,
      impactRatio,
      alert,
    ])
    deepEqual(ratios, [
      ['man', 1, false],
      ['woman', 0, true],
    ])
    equal(body.alerts, 1)
    equal(JSON.stringify(body).includes('told-'), false)
  })

  it('is of the days asked for, and comes as CSV', async () => {
    equal((await audit('?from=2020-01-01&to=2020-12-31')).body.people, 0)
    ok((await audit('?from=2026-11-22&to=2026-11-22')).body.people >= 24)
    const answer = await bench().call(`GET /api/fairness/audit?from=2020-01-01&to=2020-12-31`, {
      as: auditor,
    })
    equal(answer.status, 200)
    for (const query of ['?from=yesterday', '?to=2026-13-01', '?format=xml']) {
      const refused = await audit(query)
      equal(slugOf(refused), 'invalid-request', query)
      ok(pointersOf(refused).length > 0)
    }
  })

  it('is for auditors, and stands in the log', async () => {
    equal((await audit('', somebody())).status, 403)
    const operator = person('operator', { roles: new Set(['issuer-operator']) })
    equal((await audit('', operator)).status, 200)
    equal((await bench().call('GET /api/fairness/audit')).status, 401)
    const lines: string[] = []
    for await (const line of bench().audit.exportChain(auditor.tenantId)) lines.push(line)
    ok(lines.some((line) => line.includes('ranking.audited')))
  })

  it('is beside a model card that everybody may read, in their language', async () => {
    const card = await bench().call('GET /api/ranking-model', {
      headers: { 'accept-language': 'ar' },
    })
    equal(card.status, 200)
    match(String(card.body.text), /الصيغة/)
    deepEqual(card.body.sees, ['skillId', 'level', 'weight', 'credentialId', 'mapping', 'stoodFor'])
    equal((card.body.policy as { id?: string }).id, 'evidence-2')
  })
})
