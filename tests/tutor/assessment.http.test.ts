import { deepEqual, equal, match, notEqual, ok } from 'node:assert/strict'
import type { AssessmentSummary, AssessmentView } from '../../schemas/tutor-messages.ts'
import { slugOf } from '../audit/support.ts'
import { describeOnBothDatabases } from '../support/databases.ts'
import { type Bench, DAY, learner, migrations, openBench, reviewer } from './support/bench.ts'
import { COURSE } from './support/course.ts'
import {
  answerItems,
  GOOD_TEXT,
  handIn,
  markAll,
  result,
  start,
  submit,
  writeTasks,
} from './support/learner.ts'

describeOnBothDatabases('an assessment', migrations, (open) => {
  let bench: Bench
  beforeEach(async () => {
    bench = await openBench(open())
  })
  afterEach(() => bench.close())
  const get = (path: string, as = learner()) => bench.served.call('GET', path, { as })
  const put = (path: string, json: unknown, as = learner()) =>
    bench.served.call('PUT', path, { as, json })

  it('is drawn with questions without keys, tasks, and who will mark', async () => {
    const view = await start(bench)
    equal(view.items.length, 8)
    deepEqual(
      view.tasks.map(({ id }) => id),
      ['t1', 't2'],
    )
    equal(view.state, 'open')
    equal(view.grading.grader, 'human')
    match(view.integrityStatement, /myself/)
    ok(!JSON.stringify(view).includes('because'))
  })

  it('is taken up again on another device with all that was saved', async () => {
    const view = await start(bench)
    await answerItems(bench, view)
    await writeTasks(bench, view)
    const again = await start(bench)
    equal(again.id, view.id)
    deepEqual(again.items, view.items)
    equal(Object.keys(again.answers).length, 8)
    ok(again.tasks.every(({ text }) => text.startsWith(GOOD_TEXT)))
  })

  it('is started once by ten parallel requests', async () => {
    const views = await Promise.all(Array.from({ length: 10 }, () => start(bench)))
    equal(new Set(views.map(({ id }) => id)).size, 1)
  })

  it('keeps the last answer to a question, in any order of saving', async () => {
    const { id, items } = await start(bench)
    const path = `/api/assessments/${id}/items/${items[0]?.itemId}`
    equal((await put(path, { answer: 'o1' })).status, 204)
    equal((await put(path, { answer: 'o3' })).status, 204)
    const { body } = await get(`/api/assessments/${id}`)
    deepEqual((body as unknown as AssessmentView).answers, { [items[0]?.itemId ?? '']: 'o3' })
  })

  it('refuses answers that do not fit, to questions that were not asked, and of other people', async () => {
    const { id, items } = await start(bench)
    const path = `/api/assessments/${id}/items/${items[0]?.itemId}`
    equal(slugOf(await put(path, { answer: 'o9' })), 'answer-form')
    equal(slugOf(await put(path, { answer: 3 })), 'answer-form')
    equal(slugOf(await put(path, { answer: { key: 'right' } })), 'invalid-request')
    equal(slugOf(await put(path, { answer: true })), 'invalid-request')
    equal(slugOf(await put(path, { answer: 'o1', correct: true })), 'invalid-request')
    equal(
      slugOf(await put(`/api/assessments/${id}/items/none`, { answer: 'o1' })),
      'unknown-form-item',
    )
    equal(slugOf(await put(path, { answer: 'o1' }, learner('eve'))), 'unknown-assessment')
    equal((await bench.served.call('PUT', path, { json: { answer: 'o1' } })).status, 401)
  })

  it('takes texts of 20,000 characters and no more, for its own tasks only', async () => {
    const { id } = await start(bench)
    const path = `/api/assessments/${id}/tasks/t1`
    equal((await put(path, { text: 'ⵣ'.repeat(20_000) })).status, 204)
    equal(slugOf(await put(path, { text: 'x'.repeat(20_001) })), 'invalid-request')
    equal(slugOf(await put(`/api/assessments/${id}/tasks/t9`, { text: 'x' })), 'unknown-form-item')
    equal(slugOf(await put(path, { text: 'x' }, learner('eve'))), 'unknown-assessment')
  })

  it('is handed in only with everything answered, and names what is not', async () => {
    const view = await start(bench)
    await answerItems(bench, view)
    await put(`/api/assessments/${view.id}/tasks/t1`, { text: GOOD_TEXT })
    await put(`/api/assessments/${view.id}/tasks/t2`, { text: '  \n' })
    const { status, body } = await submit(bench, view.id)
    equal(status, 409)
    deepEqual(
      (body.errors as { pointer: string }[]).map(({ pointer }) => pointer),
      ['/tasks/t2'],
    )
  })

  it('is handed in only with the integrity statement', async () => {
    const view = await start(bench)
    for (const json of [
      {},
      { integrityStatement: false },
      { integrityStatement: true, passed: true },
    ]) {
      const path = `/api/assessments/${view.id}/submission`
      equal((await bench.served.call('POST', path, { as: learner(), json })).status, 400)
    }
  })

  it('can no longer be changed once handed in, and is handed in once', async () => {
    const id = await handIn(bench)
    equal(
      slugOf(await put(`/api/assessments/${id}/tasks/t1`, { text: 'x' })),
      'assessment-not-open',
    )
    equal((await submit(bench, id)).status, 202)
    equal((await result(bench, id)).state, 'awaiting-review')
    equal((await start(bench)).id, id)
  })

  it('fails by its objective part alone, without work for reviewers', async () => {
    const id = await handIn(bench, { right: 5 })
    const { state, objective, gradedBy } = await result(bench, id)
    deepEqual(
      [state, objective, gradedBy],
      ['failed', { correct: 5, of: 8, required: 6 }, ['auto-objective']],
    )
  })

  it('is listed for its learner only, newest first', async () => {
    const first = await handIn(bench, { right: 0 })
    bench.pass(DAY)
    const second = (await start(bench)).id
    const { body } = await get('/api/assessments')
    deepEqual(
      (body.assessments as AssessmentSummary[]).map(({ id }) => id),
      [second, first],
    )
    deepEqual((await get('/api/assessments', learner('eve'))).body.assessments, [])
    equal((await get(`/api/assessments/${first}`, learner('eve'))).status, 404)
    equal((await get(`/api/assessments/${first}/result`, reviewer())).status, 404)
  })

  it('can be tried again after a day, then after two weeks, with other questions', async () => {
    const first = await start(bench)
    await answerItems(bench, first, { right: 0 })
    await writeTasks(bench, first)
    await submit(bench, first.id)
    const early = await bench.served.call('POST', '/api/assessments', {
      as: learner(),
      json: { course: COURSE, language: 'en' },
    })
    deepEqual([early.status, slugOf(early)], [409, 'retake-not-yet'])
    equal(early.headers.get('retry-after'), String(DAY))
    bench.pass(DAY)
    const second = await start(bench)
    notEqual(second.id, first.id)
    const asked = new Set(first.items.map(({ itemId }) => itemId))
    equal(second.items.filter(({ itemId }) => !asked.has(itemId)).length, 4)
    await handIn(bench, { right: 0 })
    bench.pass(13 * DAY)
    equal(
      (
        await bench.served.call('POST', '/api/assessments', {
          as: learner(),
          json: { course: COURSE, language: 'en' },
        })
      ).status,
      409,
    )
    bench.pass(DAY)
    equal((await start(bench)).state, 'open')
  })

  it('is not taken again by somebody who has passed', async () => {
    await handIn(bench)
    await markAll(bench)
    bench.pass(30 * DAY)
    const again = await bench.served.call('POST', '/api/assessments', {
      as: learner(),
      json: { course: COURSE, language: 'en' },
    })
    equal(slugOf(again), 'already-passed')
    bench.pass(3 * 365 * DAY)
    equal((await start(bench)).state, 'open')
  })

  it('ends after two weeks, or three where more time is needed; what is saved can be handed in', async () => {
    const view = await start(bench)
    const slow = await start(bench, learner('zoe'), { extraTime: true })
    bench.pass(14 * DAY + 1)
    const path = `/api/assessments/${view.id}/tasks/t1`
    equal(slugOf(await put(path, { text: 'late' })), 'assessment-time-over')
    const slowPath = `/api/assessments/${slow.id}/tasks/t1`
    equal((await put(slowPath, { text: 'in time' }, learner('zoe'))).status, 204)
    equal((await submit(bench, view.id)).status, 202)
    equal((await result(bench, view.id)).state, 'failed')
  })

  it('gives no marks for a task left empty when the time is over', async () => {
    const view = await start(bench)
    await answerItems(bench, view)
    bench.pass(15 * DAY)
    await submit(bench, view.id)
    await bench.jobs.drain()
    const { state, tasks, humanReviewed } = await result(bench, view.id)
    deepEqual([state, humanReviewed], ['failed', false])
    match(tasks[0]?.criteria[0]?.notes[0] ?? '', /Nothing was handed in/)
  })

  it('is given in the nearest language where the course has no other, and certified in the one asked', async () => {
    const view = await start(bench, learner(), { language: 'zgh' })
    deepEqual([view.language, view.formLanguage], ['zgh', 'fr'])
    match(view.integrityStatement, /[ⴰ-ⵯ]/)
  })

  it('refuses an attempt in a course that is not there, and by nobody', async () => {
    const json = { course: 'none', language: 'en' }
    equal(
      (await bench.served.call('POST', '/api/assessments', { as: learner(), json })).status,
      404,
    )
    equal((await bench.served.call('POST', '/api/assessments', { json })).status, 401)
    const odd = { course: COURSE, language: 'de' }
    equal(
      (await bench.served.call('POST', '/api/assessments', { as: learner(), json: odd })).status,
      400,
    )
  })
})
