import { deepEqual, equal } from 'node:assert/strict'
import type { CourseView, ModuleView } from '../../schemas/courses.ts'
import type { AwardView } from '../../schemas/issuer.ts'
import { countWords, firstOpen, isAnswered, stepsOf } from '../../web/pages/assessment/steps.ts'
import { awardOf, badgeOf, openAwards } from '../../web/pages/certificates/awards.ts'
import { moduleState, nextStepLink, partsOf } from '../../web/pages/courses/next-step.ts'

type Next = CourseView['next']
const course = (next: Next, modules: readonly string[] = ['one', 'two']): CourseView =>
  ({ slug: 'c', next, modules: modules.map((id) => ({ id })) }) as unknown as CourseView

describe('the next step of a course', () => {
  it('is the part of the module that is next', () => {
    equal(
      nextStepLink(course({ module: 'two', part: 'practice' })),
      '/courses/c/modules/two#practice',
    )
    equal(nextStepLink(course({ module: 'two', part: 'lesson' })), '/courses/c/modules/two')
  })

  it('is the assessment when the modules are done', () => {
    equal(nextStepLink(course({ part: 'assessment' })), '/courses/c/assessment')
  })

  it('is the first module for whoever has not begun, and the course where there is none', () => {
    equal(nextStepLink(course(undefined)), '/courses/c/modules/one')
    equal(nextStepLink(course(undefined, [])), '/courses/c')
  })

  it('follows what is done of a module', () => {
    const practice = { answered: 0, correct: 0 }
    equal(moduleState({}), 'open')
    equal(moduleState({ progress: { done: [], practice } }), 'open')
    equal(moduleState({ progress: { done: ['lesson'], practice } }), 'begun')
    equal(moduleState({ progress: { done: ['lesson', 'practice'], practice } }), 'done')
  })

  it('leads through the parts that a module has', () => {
    const bare = { hasDialogue: false } as ModuleView
    deepEqual(partsOf(bare), ['lesson', 'practice'])
    const full = { hasDialogue: true, example: {} } as ModuleView
    deepEqual(partsOf(full), ['lesson', 'example', 'dialogue', 'practice'])
  })
})

describe('the steps of an assessment', () => {
  const items = ['i1', 'i2'].map((itemId) => ({ itemId })) as unknown as Parameters<
    typeof stepsOf
  >[0]['items']
  const tasks = [{ id: 't1', title: 'Work' }] as unknown as Parameters<typeof stepsOf>[0]['tasks']
  const steps = stepsOf({ items, tasks })

  it('are the questions, the tasks, and the look back', () => {
    deepEqual(
      steps.map(({ name }) => name),
      ['question-1', 'question-2', 'task-1', 'review'],
    )
  })

  it('go on where something is still open', () => {
    equal(firstOpen(steps, { answers: {}, texts: {} }), 'question-1')
    equal(firstOpen(steps, { answers: { i1: 'o1' }, texts: { t1: 'x' } }), 'question-2')
    equal(firstOpen(steps, { answers: { i1: 0, i2: [] }, texts: { t1: ' ' } }), 'task-1')
  })

  it('end with the look back', () => {
    equal(firstOpen(steps, { answers: { i1: 1, i2: 2 }, texts: { t1: 'x' } }), 'review')
  })

  it('count no blank text as a work, and the look back as no answer', () => {
    const [, , task, review] = steps
    equal(task && isAnswered(task, { answers: {}, texts: { t1: '  \n' } }), false)
    equal(review && isAnswered(review, { answers: {}, texts: {} }), false)
  })

  it('count words as white space parts them', () => {
    equal(countWords(' one  two\nthree '), 3)
    equal(countWords(''), 0)
  })
})

describe('awards', () => {
  const award = (id: string, state: AwardView['state'], ...forms: string[]): AwardView =>
    ({
      id,
      state,
      achievement: { id: 'https://b.example/achievements/x/1' },
      credentials: forms.map((form, index) => ({ id: `${id}-${index}`, state: form })),
    }) as unknown as AwardView

  it('wait when they are live and no form of them stands', () => {
    const awards = [
      award('new', 'live'),
      award('again', 'live', 'revoked'),
      award('taken', 'live', 'live'),
      award('gone', 'revoked'),
    ]
    deepEqual(
      openAwards(awards).map(({ id }) => id),
      ['new', 'again'],
    )
  })

  it('are found by their certificate', () => {
    const awards = [award('a', 'live', 'live'), award('b', 'revoked', 'revoked')]
    equal(awardOf(awards, 'b-0')?.id, 'b')
    equal(awardOf(awards, 'none'), undefined)
  })

  it('have the badge of their achievement, on this server', () => {
    equal(badgeOf(award('a', 'live')), '/achievements/x/1/badge.png')
  })
})
