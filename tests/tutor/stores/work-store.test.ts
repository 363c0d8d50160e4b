import { deepEqual, equal } from 'node:assert/strict'
import { answerStore } from '../../../tutor/answers/store.ts'
import { tutorMigrations } from '../../../tutor/index.ts'
import { workStore } from '../../../tutor/works/store.ts'
import { describeOnBothDatabases } from '../../support/databases.ts'
import { NOW } from '../support/bench.ts'

const place = (assessmentId: string, taskId = 't1') => ({ assessmentId, taskId })
const text = (words: string, fingerprint = `f:${words}`) => ({ text: words, fingerprint })

describeOnBothDatabases('the store of works', tutorMigrations, (open) => {
  const store = () => workStore(open())

  it('keeps the last draft, as often as it is saved', async () => {
    await store().save(place('a1'), text('one'), NOW)
    await store().save(place('a1'), text('two'), NOW + 1)
    deepEqual(await store().find(place('a1')), {
      assessmentId: 'a1',
      taskId: 't1',
      text: 'two',
      savedAt: NOW + 1,
      state: 'draft',
      flags: [],
      reasons: [],
      proposal: undefined,
      marks: undefined,
      grader: undefined,
      rubric: undefined,
      model: undefined,
    })
  })

  it('lists the works of an assessment by task', async () => {
    await store().save(place('a1', 't2'), text('two'), NOW)
    await store().save(place('a1', 't1'), text('one'), NOW)
    await store().save(place('a2', 't1'), text('other'), NOW)
    deepEqual(
      (await store().ofAssessment('a1')).map(({ taskId }) => taskId),
      ['t1', 't2'],
    )
    deepEqual(await store().ofAssessment('none'), [])
    equal(await store().find(place('a1', 't9')), undefined)
  })

  it('hands all drafts of an assessment in, and of no other', async () => {
    await store().save(place('a1', 't1'), text('one'), NOW)
    await store().save(place('a1', 't2'), text('two'), NOW)
    await store().save(place('a2', 't1'), text('other'), NOW)
    await store().handIn('a1')
    deepEqual(
      (await store().ofAssessment('a1')).map(({ state }) => state),
      ['grading', 'grading'],
    )
    equal((await store().find(place('a2')))?.state, 'draft')
  })

  it('moves a work once from a state, with all that came of it', async () => {
    await store().save(place('a1'), text('one'), NOW)
    const change = {
      state: 'review',
      flags: ['injection'],
      reasons: ['flagged', 'no-gate'],
      proposal: [{ criterion: 'c1', level: 2 }, { criterion: 'c2' }],
      rubric: { version: 'c/t1@1', digest: 'd' },
      model: { name: 'm', promptHash: 'p' },
    } as const
    equal(await store().move(place('a1'), 'grading', change), false)
    await store().handIn('a1')
    equal(await store().move(place('a1'), 'grading', change), true)
    equal(await store().move(place('a1'), 'grading', change), false)
    const found = await store().find(place('a1'))
    deepEqual(
      [found?.state, found?.flags, found?.reasons, found?.proposal, found?.rubric, found?.model],
      [change.state, change.flags, change.reasons, change.proposal, change.rubric, change.model],
    )
    const marks = [{ criterion: 'c1', mean: 1.5 }]
    await store().move(place('a1'), 'review', { state: 'marked', grader: 'human', marks })
    const marked = await store().find(place('a1'))
    deepEqual([marked?.grader, marked?.marks, marked?.flags], ['human', marks, ['injection']])
  })

  it('knows a text handed in by somebody else in the same task', async () => {
    await store().save(place('a1'), text('same'), NOW)
    await store().save(place('a2'), text('same'), NOW)
    equal(await store().isCopied(place('a2'), []), false)
    await store().handIn('a1')
    equal(await store().isCopied(place('a2'), []), true)
    equal(await store().isCopied(place('a2'), ['a1']), false)
    equal(await store().isCopied(place('a1'), []), false)
    await store().save(place('a3', 't2'), text('same'), NOW)
    equal(await store().isCopied(place('a3', 't2'), []), false)
    equal(await store().isCopied(place('none'), []), false)
  })

  it('removes the works of assessments, and counts them', async () => {
    await store().save(place('a1', 't1'), text('one'), NOW)
    await store().save(place('a1', 't2'), text('two'), NOW)
    await store().save(place('a2'), text('other'), NOW)
    equal(await store().remove([]), 0)
    equal(await store().remove(['a1', 'none']), 2)
    equal((await store().ofAssessment('a2')).length, 1)
  })
})

describeOnBothDatabases('the store of answers', tutorMigrations, (open) => {
  const store = () => answerStore(open())
  const at = (itemId: string, assessmentId = 'a1') => ({ assessmentId, itemId })

  for (const answer of ['o1', ['o1', 'o3'], { l1: 'r2', l2: 'r1' }, -3.25, []]) {
    it(`gives back an answer as it was given: ${JSON.stringify(answer)}`, async () => {
      await store().save(at('i1'), answer, NOW)
      deepEqual(await store().ofAssessment('a1'), [{ itemId: 'i1', answer, correct: undefined }])
    })
  }

  it('keeps the last answer to each question', async () => {
    await store().save(at('i2'), 'o1', NOW)
    await store().save(at('i1'), 'o1', NOW)
    await store().save(at('i2'), 'o2', NOW + 1)
    await store().save(at('i1', 'a2'), 'o3', NOW)
    deepEqual(
      (await store().ofAssessment('a1')).map(({ itemId, answer }) => [itemId, answer]),
      [
        ['i1', 'o1'],
        ['i2', 'o2'],
      ],
    )
  })

  it('notes what was right and what was wrong', async () => {
    await store().save(at('i1'), 'o1', NOW)
    await store().save(at('i2'), 'o1', NOW)
    await store().mark(at('i1'), true)
    await store().mark(at('i2'), false)
    await store().mark(at('none'), true)
    deepEqual(
      (await store().ofAssessment('a1')).map(({ correct }) => correct),
      [true, false],
    )
  })

  it('removes the answers of assessments, and counts them', async () => {
    await store().save(at('i1'), 'o1', NOW)
    await store().save(at('i1', 'a2'), 'o1', NOW)
    equal(await store().remove([]), 0)
    equal(await store().remove(['a1']), 1)
    equal((await store().ofAssessment('a2')).length, 1)
  })
})
