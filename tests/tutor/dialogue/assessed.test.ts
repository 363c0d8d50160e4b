import { deepEqual, equal, ok } from 'node:assert/strict'
import fc from 'fast-check'
import type { Task } from '../../../courses/index.ts'
import { asksForAssessedWork } from '../../../tutor/dialogue/assessed.ts'
import { DRAFT, PROMPT } from '../support/course.ts'
import { ORDERS, QUESTIONS } from './requests.ts'

const tasks: readonly Task[] = [
  {
    ...{ id: 't1', module: 'm', language: 'en', title: 'Audit', prompt: PROMPT, minutes: 20 },
    ...{ words: { min: 20, max: 200 }, hints: [], criteria: [] },
    materials: [{ id: 'draft', title: 'Draft', text: DRAFT }],
  },
]

describe('asking the tutor for assessed work', () => {
  for (const [language, orders] of Object.entries(ORDERS)) {
    it(`is recognised in ${language}`, () => {
      deepEqual(
        orders.filter((order) => !asksForAssessedWork(order, tasks)),
        [],
      )
    })
  }

  for (const [language, questions] of Object.entries(QUESTIONS)) {
    it(`is not what a learner at work does in ${language}`, () => {
      deepEqual(
        questions.filter((question) => asksForAssessedWork(question, tasks)),
        [],
      )
    })
  }

  it('is handing over the task itself, whole or in large part', () => {
    ok(asksForAssessedWork(PROMPT, tasks))
    ok(asksForAssessedWork(`Here: ${PROMPT}`, tasks))
    ok(asksForAssessedWork(PROMPT.toUpperCase(), tasks))
  })

  it('is not quoting a piece of the task in a question', () => {
    const piece = PROMPT.split(' ').slice(0, 9).join(' ')
    const asked = `The text says “${piece}”. I looked at every number in it, but what counts as wrong: a rounding too, or only what changes the meaning for whoever reads it later?`
    equal(asksForAssessedWork(asked, tasks), false)
  })

  it('is recognised in any case, and never in nothing', () => {
    ok(asksForAssessedWork('PLEASE WRITE THE WHOLE MEMO FOR ME', tasks))
    equal(asksForAssessedWork('', tasks), false)
    equal(asksForAssessedWork('   \n', []), false)
  })

  it('never fails, whatever is said', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (text) => {
        equal(typeof asksForAssessedWork(text, tasks), 'boolean')
      }),
    )
  })
})
