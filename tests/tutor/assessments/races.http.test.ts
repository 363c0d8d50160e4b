import { deepEqual, equal, ok } from 'node:assert/strict'
import type { AssessmentView } from '../../../schemas/tutor-messages.ts'
import { answerStore } from '../../../tutor/answers/store.ts'
import { slugOf } from '../../audit/support.ts'
import { describeOnBothDatabases } from '../../support/databases.ts'
import { type Bench, learner, migrations, openBench } from '../support/bench.ts'
import { answerItems, start, submit, writeTasks } from '../support/learner.ts'

describeOnBothDatabases('at the same time', migrations, (open) => {
  let bench: Bench
  let view: AssessmentView
  beforeEach(async () => {
    bench = await openBench(open())
    view = await start(bench)
    await answerItems(bench, view)
    await writeTasks(bench, view)
  })
  afterEach(() => bench.close())
  const put = (path: string, json: unknown) =>
    bench.served.call('PUT', `/api/assessments/${view.id}/${path}`, { as: learner(), json })

  it('an assessment is handed in once by ten submissions', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => submit(bench, view.id)))
    ok(answers.every(({ status }) => status === 202))
    await bench.jobs.drain()
    const works = await open()
      .tables<{ tutor_review: { id: string } }>()
      .selectFrom('tutor_review')
      .select('id')
      .execute()
    equal(works.length, 2)
  })

  it('an answer is either saved before the submission or refused, never saved into what is graded', async () => {
    const [item] = view.items
    const path = `items/${item?.itemId}`
    const before = await answerStore(open()).ofAssessment(view.id)
    const [, saved] = await Promise.all([submit(bench, view.id), put(path, { answer: 'o2' })])
    await bench.jobs.drain()
    const after = await answerStore(open()).ofAssessment(view.id)
    if (saved.status === 409) {
      equal(slugOf(saved), 'assessment-not-open')
      deepEqual(
        after.map(({ answer }) => answer),
        before.map(({ answer }) => answer),
      )
    } else {
      equal(after.find(({ itemId }) => itemId === item?.itemId)?.answer, 'o2')
    }
    ok(after.every(({ correct }) => correct !== undefined))
  })

  it('the last of many versions of a text is one of them, whole', async () => {
    const texts = Array.from({ length: 12 }, (_, at) => `${at}`.repeat(200))
    await Promise.all(texts.map((text) => put('tasks/t1', { text })))
    const { body } = await bench.served.call('GET', `/api/assessments/${view.id}`, {
      as: learner(),
    })
    const saved = (body as unknown as AssessmentView).tasks.find(({ id }) => id === 't1')?.text
    ok(texts.includes(saved ?? ''))
  })

  it('answers to all questions arrive, whatever their order', async () => {
    await Promise.all(view.items.map(({ itemId }) => put(`items/${itemId}`, { answer: 'o3' })))
    const answers = await answerStore(open()).ofAssessment(view.id)
    deepEqual(
      answers.map(({ answer }) => answer),
      Array(8).fill('o3'),
    )
  })
})
