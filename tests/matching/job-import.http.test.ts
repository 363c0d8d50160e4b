import { deepEqual, equal } from 'node:assert/strict'
import { jobStore, OWN_PAGE } from '../../matching/jobs/store.ts'
import type { DraftView, ImportReport, OwnJobsView } from '../../schemas/matching-jobs.ts'
import { ESCO_SKILL, importSkills } from '../skills/small-taxonomy.ts'
import { client, person } from './actors.ts'
import { describeServed, NOW, pointersOf, slugOf } from './bench.ts'

const acme = client('acme', 'jobs:write', 'rankings:read')
const other = client('other', 'jobs:write')
const DAY = 86_400
const NOTHING_TOLD = { drafted: [], rejected: [], repeated: [], warned: [] }

const asking = (over: object = {}) => ({
  title: 'Painter',
  skills: [{ id: 'check-ai-output', importance: 'essential' }],
  ...over,
})

describeServed('jobs of an employer', (bench) => {
  before(async () => importSkills(bench().taxonomies))
  const put = (id: string, body: object, as = acme) =>
    bench().call<{ warnings: readonly object[] }>(`PUT /jobs/${id}`, { as, body })
  const send = (type: string, body: unknown, as = acme) =>
    bench().call<ImportReport>('POST /jobs/bulk', {
      as,
      body: typeof body === 'string' ? body : JSON.stringify(body),
      headers: { 'content-type': type },
    })
  const own = async (as = acme) =>
    (await bench().call<OwnJobsView>('GET /api/employer/jobs', { as })).body
  const draft = (id: string, as = acme) =>
    bench().call<DraftView>(`GET /api/employer/drafts/${id}`, { as })

  it('are all read by their owner, page by page, and by nobody else', async () => {
    const [owner, other] = [client('page-owner', 'jobs:write'), client('page-other', 'jobs:write')]
    await bench().database.transaction(async (tx) => {
      const store = jobStore(tx)
      for (let at = 0; at < OWN_PAGE + 3; at++) {
        const job = { id: `page-${at}`, version: 1, body: { title: 'x', skills: [] }, createdAt: 0 }
        const since = await store.nextChange()
        await store.claim(job.id, at === 1 ? 'page-other' : 'page-owner')
        await store.add(job, { since, expiresAt: undefined })
      }
    })
    const page = async (cursor?: string, as = owner) => {
      const query = cursor === undefined ? '' : `?cursor=${cursor}`
      return (await bench().call<OwnJobsView>(`GET /api/employer/jobs${query}`, { as })).body
    }
    const first = await page()
    const second = await page(first.cursor)
    deepEqual([first.jobs.length, first.jobs[0]?.id], [OWN_PAGE, `page-${OWN_PAGE + 2}`])
    deepEqual([second.jobs.map(({ id }) => id), second.cursor], [['page-2', 'page-0'], undefined])
    const theirs = await page(first.cursor, other)
    deepEqual(
      theirs.jobs.map(({ id }) => id),
      ['page-1'],
    )
    for (const query of ['cursor=-1', 'cursor=x', 'cursor=', 'before=3']) {
      const { status } = await bench().call(`GET /api/employer/jobs?${query}`, { as: owner })
      equal(status, 400, query)
    }
  })

  it('may name skills of the imported taxonomy without a warning', async () => {
    const skills = [`${ESCO_SKILL}1`, `${ESCO_SKILL}99`].map((id) => ({
      ...{ id, importance: 'essential' },
    }))
    const { body } = await put('esco', asking({ skills }))
    deepEqual(body.warnings, [
      {
        pointer: '/skills/1/id',
        rule: 'unknown-skill',
        detail: 'is in no framework known here',
      },
    ])
  })

  it('say where one works and whether a permit is needed, and never two things of it', async () => {
    await put('place', asking({ workplace: 'remote', permit: 'sponsored', description: 'x' }))
    const { body } = await bench().call('GET /jobs/place')
    deepEqual([body.workplace, body.remote, body.permit], ['remote', true, 'sponsored'])
    const answer = await put('place', asking({ workplace: 'on-site', remote: true }))
    deepEqual([slugOf(answer), pointersOf(answer)], ['job-malformed', ['/remote']])
    equal((await put('place', asking({ workplace: 'beach' }))).status, 400)
    equal((await put('place', asking({ permit: 'maybe' }))).status, 400)
  })

  it('are over after their last day: neither shown, nor listed, nor ranked', async () => {
    await put('short', asking({ expires: '2026-11-29' }))
    const listed = async () => (await bench().call('GET /api/jobs?q=painter')).text
    equal((await listed()).includes('"short"'), true)
    bench().clock.now = Date.parse('2026-11-29T23:59:59Z') / 1000
    equal((await bench().call('GET /jobs/short')).status, 200)
    bench().clock.now += 1
    equal(slugOf(await bench().call('GET /jobs/short')), 'unknown-job')
    equal((await listed()).includes('"short"'), false)
    equal((await own()).jobs.find(({ id }) => id === 'short')?.state, 'expired')
    await bench().matching.jobs.closeExpired()
    equal((await own()).jobs.find(({ id }) => id === 'short')?.state, 'expired')
    equal((await bench().call('DELETE /jobs/short', { as: acme })).status, 404)
  })

  it('are refused when they are over already, or their end is no date', async () => {
    const past = await put('past', asking({ expires: '2020-01-01' }))
    deepEqual([past.status, pointersOf(past)], [422, ['/expires']])
    for (const expires of ['tomorrow', '2026-13-01', '2026-12-01T10:00', 5]) {
      equal((await put('past', asking({ expires }))).status, 400, String(expires))
    }
  })

  it('come as CSV: the good rows go in, words wait as drafts, the rest is reported by line', async () => {
    const { status, body } = await send(
      'text/csv',
      [
        'id,title,must_have,expires',
        'csv-1,Painter,check-ai-output@2,',
        'csv-2,,check-ai-output,',
        'csv-3,Painter,check-ai-output@9,',
        'csv-4,Painter,coat walls,',
        'csv-5,Painter,check-ai-output,2020-01-01',
        'csv-6,Painter,check-ai-output|check-ai-output,',
        'csv-7,Painter,spot-ai-bias,',
      ].join('\n'),
    )
    equal(status, 200)
    equal(body.accepted, 2)
    deepEqual(body.drafted, [{ line: 5, id: 'csv-4' }])
    deepEqual(
      body.rejected.map(({ line, faults }) => [line, faults[0]?.pointer]),
      [
        [3, '/title'],
        [4, '/skills/0/level'],
        [6, '/expires'],
        [7, '/skills/1/id'],
      ],
    )
  })

  it('come as published postings: those with skills in words are never ranked before confirmed', async () => {
    const posting = {
      '@type': 'JobPosting',
      identifier: 'wall',
      title: 'Painter of walls',
      inLanguage: 'en',
      skills: 'Coating walls',
    }
    const { body } = await send('application/ld+json', { '@graph': [posting] })
    deepEqual([body.accepted, body.drafted], [0, [{ line: 1, id: 'acme:wall' }]])
    equal(slugOf(await bench().call('GET /jobs/acme:wall')), 'unknown-job')
    const { body: view } = await draft('acme:wall')
    deepEqual(view.draft.skills, [])
    deepEqual(
      view.suggestions.map(({ id, source, words }) => [id, source, words]),
      [[`${ESCO_SKILL}1`, 'labels', 'Coating walls']],
    )
    const { id: _, words: __, ...rest } = view.draft
    const skills = [{ id: `${ESCO_SKILL}1`, importance: 'essential' }]
    equal((await put('acme:wall', { ...rest, skills })).status, 201)
    equal(slugOf(await draft('acme:wall')), 'unknown-draft')
  })

  it('suggest the skills of an advert and put nothing in', async () => {
    const before = await own()
    const { uri, labels } = bench().skills.byCode('check-ai-output') ?? {}
    const { status, body } = await bench().call<DraftView>('POST /jobs/suggestions', {
      as: acme,
      body: { text: `You drive heavy lorries. ${labels?.fr}.`, language: 'en' },
    })
    equal(status, 200)
    deepEqual(new Set(body.suggestions.map(({ id }) => id)), new Set([uri, `${ESCO_SKILL}3`]))
    deepEqual(await own(), before)
  })

  it('are given to their organisation alone, closed ones too, their skills named', async () => {
    const uri = bench().skills.byCode('check-ai-output')?.uri ?? ''
    const ids = [uri, `${ESCO_SKILL}1`, 'urn:unknown']
    const skills = ids.map((id) => ({ id, importance: 'essential' }))
    await put('named', asking({ skills }))
    await bench().call('DELETE /jobs/named', { as: acme })
    const read = (as: typeof acme) =>
      bench().call('GET /api/employer/jobs/named', { as, headers: { 'accept-language': 'fr' } })
    const { names, unknown } = (await read(acme)).body
    deepEqual(names, {
      [uri]: bench().skills.byUri(uri)?.labels.fr,
      [`${ESCO_SKILL}1`]: 'peindre des murs',
    })
    deepEqual(unknown, ['urn:unknown'])
    equal(slugOf(await read(other)), 'unknown-job')
  })

  it('keep their drafts to themselves', async () => {
    await send('text/csv', 'id,title,must_have\nmine,Painter,mixing')
    equal(slugOf(await draft('mine', other)), 'unknown-draft')
    equal((await own(other)).drafts.length, 0)
    const remove = (as: typeof acme) => bench().call('DELETE /api/employer/drafts/mine', { as })
    equal(slugOf(await remove(other)), 'unknown-draft')
    equal((await remove(acme)).status, 204)
    equal(slugOf(await remove(acme)), 'unknown-draft')
  })

  it('refuse a draft under the id of a job of another organisation', async () => {
    await put('theirs', asking(), other)
    const { body } = await send('text/csv', 'id,title,must_have\ntheirs,Painter,mixing')
    deepEqual(
      body.rejected.map(({ line, faults }) => [line, faults[0]?.rule]),
      [[2, 'job-of-another']],
    )
    const again = await send('text/csv', 'id,title,must_have\ntheirs,Painter,spot-ai-bias')
    equal(again.body.rejected[0]?.faults[0]?.rule, 'job-of-another')
  })

  it('refuse files that are nothing at all, and bigger than five megabytes', async () => {
    equal(slugOf(await send('application/json', '{"a":')), 'job-malformed')
    equal(slugOf(await send('text/csv', 'name,salary\na,1')), 'job-malformed')
    equal((await send('application/json', `"${'x'.repeat(6_000_000)}"`)).status, 413)
    equal((await send('application/json', [])).body.rejected.length, 1)
    deepEqual((await send('text/csv', '')).body, { accepted: 0, ...NOTHING_TOLD })
  })

  it('refuse ten thousand skills in every form, and say so', async () => {
    const many = Array.from({ length: 10_000 }, (_, at) => `https://s.example/${at}`)
    const byCsv = await send('text/csv', `id,title,must_have\nm,Painter,${many.join('|')}`)
    deepEqual(byCsv.body.rejected[0]?.faults[0]?.rule, 'maxItems')
    const node = { '@type': 'JobPosting', identifier: 'm', title: 'x', skills: many }
    deepEqual(
      (await send('application/ld+json', node)).body.rejected[0]?.faults[0]?.rule,
      'maxItems',
    )
  })

  it('are for callers with the scope', async () => {
    const routes = [
      'GET /api/employer/jobs',
      'GET /api/employer/jobs/x',
      'GET /api/employer/drafts/x',
      'DELETE /api/employer/drafts/x',
      'POST /jobs/suggestions',
    ]
    for (const route of routes) {
      equal((await bench().call(route)).status, 401, route)
      equal((await bench().call(route, { as: person('p') })).status, 403, route)
      equal((await bench().call(route, { as: client('acme', 'rankings:read') })).status, 403)
    }
  })

  it('end at the second they say', async () => {
    const expires = new Date((NOW + DAY) * 1000).toISOString()
    await put('moment', asking({ expires }))
    bench().clock.now = NOW + DAY - 1
    equal((await bench().call('GET /jobs/moment')).status, 200)
    bench().clock.now = NOW + DAY
    equal((await bench().call('GET /jobs/moment')).status, 404)
  })
})
