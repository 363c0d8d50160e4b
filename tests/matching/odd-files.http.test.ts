import { deepEqual, equal, match } from 'node:assert/strict'
import { jobStore } from '../../matching/jobs/store.ts'
import type { DraftView, ImportReport } from '../../schemas/matching-jobs.ts'
import { client } from './actors.ts'
import { describeServed, pointersOf, slugOf } from './bench.ts'

const acme = client('acme', 'jobs:write')

const asking = (over: object = {}) => ({
  title: 'Painter',
  skills: [{ id: 'check-ai-output', importance: 'essential' }],
  ...over,
})

/** Ends that the format takes and no clock shows. */
const NO_MOMENTS = [
  '2026-12-01T23:59:60Z',
  '2026-12-01T10:00:00+0100',
  '2026-12-01T10:00:00+01',
  '2026-12-01\u00a010:00:00Z',
]

describeServed('a file that an employer sends', (bench) => {
  const put = (id: string, body: object) => bench().call(`PUT /jobs/${id}`, { as: acme, body })
  const send = (type: string, body: unknown, as = acme) =>
    bench().call<ImportReport>('POST /jobs/bulk', {
      as,
      body: typeof body === 'string' ? body : JSON.stringify(body),
      headers: { 'content-type': type },
    })
  const lines = (...jobs: readonly object[]) =>
    send('application/x-ndjson', jobs.map((job) => JSON.stringify(job)).join('\n'))
  const rows = (...all: readonly string[]) => send('text/csv', all.join('\n'))
  const faultsIn = ({ body }: { readonly body: ImportReport }) =>
    body.rejected.map(({ line, faults: [first] }) => [line, first?.pointer, first?.rule])
  const isOpen = async (id: string) => (await bench().call(`GET /jobs/${id}`)).status === 200
  const draft = (id: string) =>
    bench().call<DraftView>(`GET /api/employer/drafts/${id}`, { as: acme })

  it('is reported whole where a line in the middle has words that are none', async () => {
    const answer = await lines(
      { id: 'odd-1', ...asking() },
      { id: 'odd-2', ...asking(), words: null },
      { id: 'odd-3', ...asking(), words: 5 },
      { id: 'odd-4', ...asking({ title: 'half \ud83d of a sign' }) },
      { id: 'odd-5', ...asking({ title: 'a whole 🎨' }) },
    )
    equal(answer.status, 200)
    equal(answer.body.accepted, 2)
    deepEqual(faultsIn(answer), [
      [2, '/words', 'type'],
      [3, '/words', 'type'],
      [4, '/title', 'pattern'],
    ])
    equal((await bench().call('GET /jobs/odd-5')).body.title, 'a whole 🎨')
  })

  it('ends no job at a moment that no clock shows: said at /expires on every way in', async () => {
    const wanted = [1, '/expires', 'moment']
    for (const expires of NO_MOMENTS) {
      const answer = await put('never', asking({ expires }))
      deepEqual([answer.status, slugOf(answer)], [422, 'job-malformed'], expires)
      deepEqual(pointersOf(answer), ['/expires'])
      match(String(answer.body.detail), /no moment that a clock shows/)
      deepEqual(faultsIn(await lines({ id: 'never', ...asking({ expires }) })), [wanted], expires)
      const words = [{ text: 'walls', importance: 'essential' }]
      const drafted = await lines({ id: 'never', ...asking({ expires }), words })
      deepEqual(faultsIn(drafted), [wanted], expires)
      const row = await rows('id,title,must_have,expires', `never,x,check-ai-output,${expires}`)
      deepEqual(faultsIn(row), [[2, '/expires', 'moment']], expires)
    }
    for (const end of ['2026-12-01T23:59:60Z', '2026-12-01T10:00:00+01']) {
      const skills = ['https://s.example/1']
      const posting = { '@type': 'JobPosting', identifier: 'never', title: 'x', skills }
      const published = { ...posting, validThrough: end }
      deepEqual(faultsIn(await send('application/ld+json', published)), [wanted], end)
      const opening = {
        positionProfiles: [
          {
            positionId: { value: 'never' },
            positionTitle: 'x',
            positionCompetencies: [{ competencyId: { value: 'https://s.example/1' } }],
            postingInstructions: [{ end }],
          },
        ],
      }
      deepEqual(faultsIn(await send('application/json', opening)), [wanted], end)
    }
    equal(await isOpen('never'), false)
  })

  it('may write the end as published postings do, and the job ends then', async () => {
    const posting = {
      '@type': 'JobPosting',
      identifier: 'basic',
      title: 'x',
      skills: ['https://s.example/1'],
      validThrough: '2026-12-01T10:00:00+0100',
    }
    equal((await send('application/ld+json', posting)).body.accepted, 1)
    const stored = await jobStore(bench().database).current('acme:basic')
    equal(stored?.expiresAt, Date.parse('2026-12-01T09:00:00Z') / 1000)
  })

  it('is told which lines took the place of earlier ones', async () => {
    const { body } = await lines(
      { id: 'twice', ...asking({ title: 'First' }) },
      { id: 'once', ...asking() },
      { id: 'twice', ...asking({ title: 'Second' }) },
      { id: 'twice', ...asking({ title: 'Broken', workplace: 'beach' }) },
    )
    deepEqual([body.accepted, body.rejected.length], [3, 1])
    deepEqual(body.repeated, [{ line: 3, id: 'twice' }])
    equal((await bench().call('GET /jobs/twice')).body.title, 'Second')
    const again = await lines({ id: 'twice', ...asking() })
    deepEqual(again.body.repeated, [], 'another file is another matter')
  })

  it('leaves a job or a draft under one id, never both: the last row of the file counts', async () => {
    const head = 'id,title,must_have'
    const jobLast = await rows(head, 'kind-1,Words,paint walls', 'kind-1,Job,check-ai-output')
    deepEqual(jobLast.body.repeated, [{ line: 3, id: 'kind-1' }])
    deepEqual([await isOpen('kind-1'), (await draft('kind-1')).status], [true, 404])
    const draftLast = await rows(head, 'kind-2,Job,check-ai-output', 'kind-2,Words,paint walls')
    deepEqual(
      [draftLast.body.accepted, draftLast.body.drafted, draftLast.body.repeated],
      [1, [{ line: 3, id: 'kind-2' }], [{ line: 3, id: 'kind-2' }]],
    )
    deepEqual([await isOpen('kind-2'), (await draft('kind-2')).status], [false, 200])
  })

  it('leaves an open job as it is when another file names its skills in words', async () => {
    await put('stays', asking())
    const { body } = await rows('id,title,must_have', 'stays,Words,paint walls')
    deepEqual([body.drafted.length, body.repeated], [1, []])
    deepEqual([await isOpen('stays'), (await draft('stays')).status], [true, 200])
  })

  it('is refused whole when two columns have one name, and that one is named', async () => {
    const { status, body } = await rows('id,title,Title,must_have', 'a,One,Two,check-ai-output')
    equal(status, 422)
    const { errors } = body as unknown as { errors: readonly object[] }
    deepEqual(errors, [
      { pointer: 'line 1/title', rule: 'unique-column', detail: 'is the name of two columns' },
    ])
  })

  it('loses no row to the quote of another', async () => {
    const answer = await rows(
      'id,title,must_have',
      'quote-1,"Pain"ter,check-ai-output',
      'quote-2,Painter,check-ai-output',
      'quote-3,"Painter,check-ai-output',
      'quote-4,Painter,check-ai-output',
    )
    equal(answer.body.accepted, 2)
    deepEqual(faultsIn(answer), [
      [2, '', 'csv'],
      [4, '', 'csv'],
    ])
  })

  it('has its drafts checked as its jobs are, as far as they are known', async () => {
    const words = [{ text: 'paint walls', importance: 'essential' }]
    const skill = { id: 'check-ai-output', importance: 'essential' }
    const uri = bench().skills.byCode('check-ai-output')?.uri
    const answer = await lines(
      { id: 'draft-1', ...asking(), words, expires: '2020-01-01' },
      { id: 'draft-2', ...asking(), words, skills: [skill, { ...skill, id: uri }] },
      { id: 'draft-3', ...asking(), words, remote: true, workplace: 'on-site' },
      { id: 'draft-4', ...asking(), words, skills: [{ ...skill, id: 'urn:nobody-knows' }] },
      { id: 'draft-5', ...asking(), words },
    )
    deepEqual(faultsIn(answer), [
      [1, '/expires', 'in-future'],
      [2, '/skills/1/id', 'unique'],
      [3, '/remote', 'contradiction'],
    ])
    deepEqual(answer.body.drafted, [
      { line: 4, id: 'draft-4' },
      { line: 5, id: 'draft-5' },
    ])
    deepEqual(
      answer.body.warned.map(({ line, id, faults }) => [line, id, faults[0]?.rule]),
      [[4, 'draft-4', 'unknown-skill']],
    )
    deepEqual((await draft('draft-5')).body.draft.skills, [{ ...skill, id: uri }])
  })

  it('may be as long as a draft can be, and comes back confirmed', async () => {
    const label = 'ⵣ'.repeat(150)
    const skills = Array.from({ length: 150 }, (_, at) => ({
      ...{ id: `https://s.example/${at}`, label, importance: 'essential' },
    }))
    const words = [{ text: 'paint walls', importance: 'essential' }]
    const long = asking({ skills, description: 'ⵣ'.repeat(20_000) })
    equal((await lines({ id: 'big', ...long, words })).body.drafted.length, 1)
    equal((await put('big', long)).status, 201)
  })

  it('is told of skills that nobody can be credited for, job by job', async () => {
    const skills = [{ id: 'urn:nobody-knows', importance: 'essential' }]
    const { body } = await lines({ id: 'known', ...asking() }, { id: 'un', ...asking({ skills }) })
    deepEqual([body.accepted, body.rejected], [2, []])
    deepEqual(
      body.warned.map(({ line, id, faults }) => [line, id, faults[0]?.pointer]),
      [[2, 'un', '/skills/0/id']],
    )
  })

  it('is told when the text of a posting was cut, and no character is cut in two', async () => {
    const description = `${'x'.repeat(19_999)}🎨${'y'.repeat(50)}`
    const skills = ['https://s.example/1']
    const posting = { '@type': 'JobPosting', identifier: 'long', title: 'x', skills, description }
    const { body } = await send('application/ld+json', posting)
    deepEqual([body.accepted, body.rejected], [1, []])
    deepEqual(
      body.warned[0]?.faults.map(({ rule }) => rule),
      ['shortened', 'unknown-skill'],
    )
    const stored = await bench().call('GET /jobs/acme:long')
    equal(stored.body.description, 'x'.repeat(19_999))
  })

  it('is refused when its bytes are no text, rather than read with other signs', async () => {
    const latin1 = Buffer.from('id,title,must_have\na,Pr\u00e9sident,check-ai-output', 'latin1')
    const post = (body: Buffer, type: string, more: Record<string, string> = {}) =>
      bench().call<ImportReport>('POST /jobs/bulk', {
        ...{ as: acme, body },
        headers: { 'content-type': type, ...more },
      })
    const refused = await post(latin1, 'text/csv')
    deepEqual([refused.status, slugOf(refused)], [422, 'job-malformed'])
    equal((await post(latin1, 'text/csv; charset=windows-1252')).body.accepted, 1)
    equal((await bench().call('GET /jobs/a')).body.title, 'Pr\u00e9sident')
    const bad = Buffer.from(`{"id":"b","title":"Pr\u00e9sident"}\n`, 'latin1')
    const good = Buffer.from(JSON.stringify({ id: 'utf8-2', ...asking() }))
    const taken = await post(Buffer.concat([bad, good]), 'application/x-ndjson')
    deepEqual([taken.body.accepted, faultsIn(taken)], [1, [[1, '', 'utf8']]])
    const packed = await post(good, 'application/x-ndjson', { 'content-encoding': 'gzip' })
    equal(packed.status, 415)
  })
})
