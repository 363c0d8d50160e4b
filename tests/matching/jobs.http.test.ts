import { deepEqual, equal, ok } from 'node:assert/strict'
import { client, person } from './actors.ts'
import { type Answer, describeServed, pointersOf, slugOf } from './bench.ts'

const acme = client('acme', 'jobs:write')
const other = client('other', 'jobs:write')

const NOTHING_TOLD = { drafted: [], rejected: [], repeated: [], warned: [] }

const job = (over: object = {}) => ({
  title: 'Reviewer of answers',
  skills: [{ id: 'check-ai-output', importance: 'essential', level: 2 }],
  ...over,
})
const asking = (...ids: readonly string[]) =>
  job({ skills: ids.map((id) => ({ id, importance: 'essential' })) })

interface Put {
  readonly id: string
  readonly version: number
  readonly change: string
  readonly warnings: readonly { readonly pointer: string; readonly rule: string }[]
}

interface Bulk {
  readonly accepted: number
  readonly rejected: readonly {
    readonly line: number
    readonly faults: readonly { readonly pointer: string; readonly rule: string }[]
  }[]
}

describeServed('putting jobs in', (bench) => {
  const put = (id: string, body: unknown, as = acme): Promise<Answer<Put>> =>
    bench().call<Put>(`PUT /jobs/${id}`, { as, body })
  const bulk = (...lines: readonly string[]) =>
    bench().call<Bulk>('POST /jobs/bulk', {
      as: acme,
      body: lines.join('\n'),
      headers: { 'content-type': 'application/x-ndjson' },
    })
  const line = (id: string, over: object = {}) => JSON.stringify({ id, ...job(over) })

  it('makes a job, then versions of it, and none for what says the same', async () => {
    const first = await put('versions', job())
    deepEqual([first.status, first.body.version, first.body.change], [201, 1, 'created'])
    const same = await put('versions', job())
    deepEqual([same.status, same.body.version, same.body.change], [200, 1, 'unchanged'])
    const next = await put('versions', job({ title: 'Chief reviewer' }))
    deepEqual([next.status, next.body.version, next.body.change], [200, 2, 'updated'])
    const { body } = await bench().call('GET /jobs/versions')
    deepEqual([body.version, body.title], [2, 'Chief reviewer'])
  })

  it('names skills of our framework by their address, whichever way they were named', async () => {
    await put('by-code', job())
    const uri = bench().skills.byCode('check-ai-output')?.uri
    const { body } = await bench().call('GET /jobs/by-code')
    deepEqual(body.skills, [{ id: uri, importance: 'essential', level: 2 }])
  })

  it('keeps an unknown skill and says so', async () => {
    const { status, body } = await put('unknown', asking('https://elsewhere.example/skill'))
    equal(status, 201)
    deepEqual(
      body.warnings.map(({ pointer, rule }) => [pointer, rule]),
      [['/skills/0/id', 'unknown-skill']],
    )
  })

  it('lets ten writers of one job make ten versions, none lost', async () => {
    const titles = Array.from({ length: 10 }, (_, at) => `Title ${at}`)
    const answers = await Promise.all(titles.map((title) => put('contended', job({ title }))))
    deepEqual(
      answers.map(({ body }) => body.version).sort((a, b) => a - b),
      [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
    )
  })

  it('refuses a job id of another organisation, to write and to close', async () => {
    await put('owned', job())
    equal(slugOf(await put('owned', job({ title: 'Mine now' }), other)), 'job-of-another')
    const closing = await bench().call('DELETE /jobs/owned', { as: other })
    deepEqual([closing.status, slugOf(closing)], [404, 'unknown-job'])
    equal((await bench().call('GET /jobs/owned')).status, 200)
  })

  it('closes a job once, and opens it again as its next version', async () => {
    await put('closing', job())
    equal((await bench().call('DELETE /jobs/closing', { as: acme })).status, 204)
    equal(slugOf(await bench().call('GET /jobs/closing')), 'unknown-job')
    equal(slugOf(await bench().call('DELETE /jobs/closing', { as: acme })), 'unknown-job')
    equal((await put('closing', job())).body.version, 2)
  })

  it('refuses a skill that stands twice, also under its two names', async () => {
    const uri = bench().skills.byCode('check-ai-output')?.uri ?? ''
    const answer = await put('twice', asking('check-ai-output', uri))
    deepEqual([answer.status, slugOf(answer)], [422, 'job-malformed'])
    deepEqual(pointersOf(answer), ['/skills/1/id'])
    equal(slugOf(await bench().call('GET /jobs/twice')), 'unknown-job')
  })

  it('refuses levels, importances and members that do not exist', async () => {
    const skill = { id: 'check-ai-output', importance: 'essential' }
    for (const level of [0, 4, -1, 1.5, '2', null]) {
      equal((await put('levels', job({ skills: [{ ...skill, level }] }))).status, 400)
    }
    equal((await put('levels', job({ skills: [{ ...skill, importance: 'vital' }] }))).status, 400)
    const unknown = await put('levels', job({ salary: 1 }))
    deepEqual([slugOf(unknown), pointersOf(unknown)], ['invalid-request', ['/salary']])
    equal((await put('levels', job({ skills: [] }))).status, 400)
  })

  it('takes two hundred skills, not two hundred and one, nor ten thousand', async () => {
    const many = (count: number) =>
      asking(...Array.from({ length: count }, (_, at) => `https://s.example/${at}`))
    equal((await put('many', many(200))).status, 201)
    equal((await put('many', many(201))).status, 400)
    equal((await put('many', many(10_000))).status, 413)
    equal((await bulk(JSON.stringify({ id: 'many', ...many(10_000) }))).body.rejected.length, 1)
  })

  it('refuses ids and texts that no job can have', async () => {
    for (const id of ['%00', 'a%00b', '%20a', 'a%2Fb', 'x'.repeat(129)]) {
      equal(slugOf(await put(id, job())), 'invalid-request', id)
      equal((await bench().call(`GET /jobs/${id}`)).status, 400, id)
    }
    equal(slugOf(await put('nul', job({ title: 'a\u0000b' }))), 'invalid-request')
    equal(slugOf(await put('nul', job({ location: '\u0000' }))), 'invalid-request')
  })

  it('is for callers with the scope', async () => {
    const call = { body: job() }
    equal((await bench().call('PUT /jobs/scoped', call)).status, 401)
    equal((await bench().call('PUT /jobs/scoped', { ...call, as: person('p') })).status, 403)
    equal((await bench().call('POST /jobs/bulk', { ...call, as: client('acme') })).status, 403)
    equal((await bench().call('DELETE /jobs/scoped', { as: client('acme') })).status, 403)
  })

  it('takes the good lines of a file and reports the others by number', async () => {
    await put('taken', job(), other)
    const { status, body } = await bulk(
      line('line-1'),
      '{"id":"line-2","title":',
      '',
      line('line-4', { skills: [{ id: 'x', importance: 'essential', level: 9 }] }),
      line('taken'),
      '[]',
      line('line-7'),
    )
    equal(status, 200)
    equal(body.accepted, 2)
    deepEqual(
      body.rejected.map(({ line: number, faults }) => [number, faults[0]?.rule]),
      [
        [2, 'json'],
        [4, 'const'],
        [5, 'job-of-another'],
        [6, 'type'],
      ],
    )
    for (const id of ['line-1', 'line-7'])
      equal((await bench().call(`GET /jobs/${id}`)).status, 200)
  })

  it('takes lines of any system, and nothing as nothing', async () => {
    const { body } = await bulk(`\uFEFF${line('crlf-1')}\r\n${line('crlf-2')}\r\n`)
    deepEqual(body, { accepted: 2, ...NOTHING_TOLD })
    deepEqual((await bulk('')).body, { accepted: 0, ...NOTHING_TOLD })
  })

  it('reports a line that is too long, and goes on after it', async () => {
    const { body } = await bulk(line('long-1'), `{"id":"${'x'.repeat(300_000)}"}`, line('long-3'))
    equal(body.accepted, 2)
    deepEqual(
      body.rejected.map(({ line: number, faults }) => [number, faults[0]?.rule]),
      [[2, 'too-long']],
    )
  })

  it('lists open jobs, newest first, by words of the title, page by page', async () => {
    const lines = Array.from({ length: 52 }, (_, at) =>
      line(`page-${at}`, { title: `Pager ${at}%` }),
    )
    equal((await bulk(...lines)).body.accepted, 52)
    interface Page {
      readonly jobs: readonly { readonly id: string }[]
      readonly cursor?: string
    }
    const first = (await bench().call<Page>('GET /api/jobs?q=pager')).body
    deepEqual([first.jobs.length, first.jobs[0]?.id], [50, 'page-51'])
    const second = (await bench().call<Page>(`GET /api/jobs?q=pager&cursor=${first.cursor}`)).body
    deepEqual([second.jobs.map(({ id }) => id), second.cursor], [['page-1', 'page-0'], undefined])
    ok((await bench().call<Page>('GET /api/jobs?q=pager%2051%25')).body.jobs.length <= 1)
  })

  it('refuses a cursor it never gave', async () => {
    for (const query of ['cursor=x', 'cursor=1.5', 'cursor=-1', 'colour=red']) {
      equal(slugOf(await bench().call(`GET /api/jobs?${query}`)), 'invalid-request', query)
    }
  })
})
