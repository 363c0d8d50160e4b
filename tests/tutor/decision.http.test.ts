import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { slugOf } from '../audit/support.ts'
import { describeOnBothDatabases } from '../support/databases.ts'
import { type Bench, learner, migrations, openBench, TENANT } from './support/bench.ts'
import { COURSE } from './support/course.ts'
import { handIn, markAll, result } from './support/learner.ts'

describeOnBothDatabases('the decision on an assessment', migrations, (open) => {
  let bench: Bench
  beforeEach(async () => {
    bench = await openBench(open())
  })
  afterEach(() => bench.close())
  const get = (path: string, as = learner()) => bench.served.call('GET', path, { as })

  it('passes when a reviewer finds every criterion met; event, audit entry and record come with it', async () => {
    const id = await handIn(bench, { right: 6 })
    await markAll(bench, { level: 2 })
    const { state, gradedBy, humanReviewed, skills, tasks, recordUrl } = await result(bench, id)
    deepEqual([state, gradedBy, humanReviewed], ['passed', ['auto-objective', 'human'], true])
    deepEqual(
      skills.map(({ code }) => code),
      ['understand-generative-ai', 'check-ai-output'],
    )
    equal(tasks[0]?.criteria[0]?.notes[0], 'note on errors')
    deepEqual(bench.events, [
      { type: 'assessment.passed', event: { assessmentId: id, personId: 'ada' } },
    ])
    match(recordUrl ?? '', new RegExp(`/assessments/${id}/record.json$`))
    deepEqual(await bench.audit.verifyChain(TENANT), { entries: 4, intact: true })
  })

  it('fails when one criterion is not met, or a critical one', async () => {
    const id = await handIn(bench)
    await markAll(bench, { level: { errors: 3, evidence: 3, correction: 3, residual: 1 } })
    const { state, tasks } = await result(bench, id)
    equal(state, 'failed')
    deepEqual(
      tasks[0]?.criteria.map(({ met }) => met),
      [true, true, true, false],
    )
    deepEqual(bench.events, [])
  })

  it('shows no marks before the decision', async () => {
    const id = await handIn(bench)
    const { state, objective, tasks, skills, recordUrl } = await result(bench, id)
    deepEqual(
      [state, objective, tasks, skills, recordUrl],
      ['awaiting-review', undefined, [], [], undefined],
    )
  })

  it('tells issuers what it came to, with the bytes that are served', async () => {
    const id = await handIn(bench)
    await markAll(bench)
    const outcome = await bench.tutor.outcome(id)
    const served = await get(`/assessments/${id}/record.json`)
    equal(Buffer.from(outcome?.record.bytes ?? []).toString(), served.text)
    const { record: _, ...rest } = outcome ?? { record: undefined }
    deepEqual(rest, {
      assessmentId: id,
      personId: 'ada',
      tenantId: TENANT,
      courseSlug: COURSE,
      courseVersion: '1',
      language: 'en',
      state: 'passed',
      demo: false,
      objective: { correct: 8, of: 8, required: 6 },
      skills: [
        { code: 'understand-generative-ai', level: 2 },
        { code: 'check-ai-output', level: 2 },
      ],
      gradedBy: ['auto-objective', 'human'],
      humanReviewed: true,
      assurance: 'self-asserted',
      endedAt: bench.now(),
    })
    equal(await bench.tutor.outcome('none'), undefined)
  })

  it('has a public record that says how it was graded and nothing of the person', async () => {
    const id = await handIn(bench)
    await markAll(bench)
    const { status, text, body, headers } = await bench.served.call(
      'GET',
      `/assessments/${id}/record.json`,
    )
    equal(status, 200)
    match(headers.get('cache-control') ?? '', /immutable/)
    deepEqual(body.gradedBy, ['auto-objective', 'human'])
    deepEqual([body.humanReviewed, body.demo, body.assurance], [true, false, 'self-asserted'])
    deepEqual(
      (body.parts as { part: string; rubric?: string }[]).map(({ part, rubric }) => [part, rubric]),
      [
        ['objective', undefined],
        ['t1', `${COURSE}/t1@1`],
        ['t2', `${COURSE}/t2@1`],
      ],
    )
    for (const personal of ['ada', 'rose', 'twenty thousand', 'passed', '"correct"']) {
      ok(!text.includes(personal), personal)
    }
  })

  it('ties its private transcript to the public record by a salted hash', async () => {
    const id = await handIn(bench)
    equal(slugOf(await get(`/api/assessments/${id}/transcript`)), 'assessment-undecided')
    await markAll(bench)
    const { body } = await get(`/api/assessments/${id}/transcript`)
    const { transcript, salt } = body as { transcript: string; salt: string }
    const record = (await get(`/assessments/${id}/record.json`)).body
    const digest = createHash('sha256').update(`${salt}\n${transcript}`).digest('hex')
    equal((record.transcript as { digest: string }).digest, digest)
    match(transcript, /twenty thousand inhabitants/)
    equal((await get(`/api/assessments/${id}/transcript`, learner('eve'))).status, 404)
  })

  it('has no record before the decision, nor for an id that is not there', async () => {
    const id = await handIn(bench)
    equal((await get(`/assessments/${id}/record.json`)).status, 404)
    equal((await get('/assessments/none/record.json')).status, 404)
  })
})
