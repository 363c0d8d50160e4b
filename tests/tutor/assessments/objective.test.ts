import { deepEqual, equal, ok, throws } from 'node:assert/strict'
import type { Courses } from '../../../courses/index.ts'
import { createCourses } from '../../../courses/index.ts'
import { systemRandom } from '../../../platform/id.ts'
import { Problem } from '../../../platform/problem.ts'
import { createSkills } from '../../../skills/index.ts'
import type { StoredAnswer } from '../../../tutor/answers/store.ts'
import type { Assessment } from '../../../tutor/assessments/assessment.ts'
import { checkAnswer, gradeObjective } from '../../../tutor/assessments/objective.ts'
import { openTestDatabase } from '../../support/databases.ts'
import { COURSE, writeCourse } from '../support/course.ts'

type Drawn = Pick<Assessment, 'course' | 'seed' | 'form'>

describe('the objective part', () => {
  const folders: { remove(): void }[] = []
  let closeDatabase: () => Promise<void>
  let database: Awaited<ReturnType<typeof openTestDatabase>>[0]
  before(async () => {
    ;[database, closeDatabase] = await openTestDatabase('sqlite', {})
  })
  after(async () => {
    await closeDatabase()
    for (const folder of folders) folder.remove()
  })

  const coursesWith = (change?: Parameters<typeof writeCourse>[0]): Courses => {
    const content = writeCourse(change)
    folders.push(content)
    const skills = createSkills({ publicUrl: 'http://localhost' })
    const deps = { db: database, clock: () => 0, random: systemRandom, skills }
    return createCourses({ ...deps, contentFolder: content.folder })
  }
  const drawn = (courses: Courses): Drawn => {
    const form = courses.drawForm(COURSE, { seed: 's', language: 'en' })
    return { course: COURSE, seed: 's', form: { ...form, tasks: [] } }
  }
  const rightOf = ({ form }: Drawn, itemId: string): string => {
    const item = form.items.find((each) => each.itemId === itemId)
    if (item?.kind !== 'single') throw new Error('single choice')
    return item.options.find(({ text }) => text === 'right')?.id ?? ''
  }
  const answersTo = (assessment: Drawn, right: number): StoredAnswer[] =>
    assessment.form.items.map(({ itemId }, at) => {
      const good = rightOf(assessment, itemId)
      const bad = good === 'o1' ? 'o2' : 'o1'
      return { itemId, answer: at < right ? good : bad, correct: undefined }
    })

  it('counts what is right, and knows what it takes', () => {
    const courses = coursesWith()
    const assessment = drawn(courses)
    const { result, correct } = gradeObjective(courses, assessment, answersTo(assessment, 5))
    deepEqual(result, { correct: 5, of: 8, required: 6 })
    equal([...correct.values()].filter(Boolean).length, 5)
  })

  it('takes no answer for a wrong one', () => {
    const courses = coursesWith()
    const assessment = drawn(courses)
    equal(gradeObjective(courses, assessment, []).result.correct, 0)
    equal(gradeObjective(courses, assessment, answersTo(assessment, 8).slice(2)).result.correct, 6)
  })

  it('takes answers to other questions for nothing', () => {
    const courses = coursesWith()
    const assessment = drawn(courses)
    const stray = { itemId: 'second-f', answer: 'o1', correct: undefined }
    const { correct } = gradeObjective(courses, assessment, [stray])
    equal(correct.size, 8)
  })

  it('credits a question whose wording has changed since it was asked', () => {
    const before = coursesWith()
    const assessment = drawn(before)
    const asked = new Set(assessment.form.items.map(({ itemId }) => itemId))
    const after = coursesWith((files) => {
      const module = files.get('en/first.json') as { items: Record<string, { stem: string }> }
      for (const item of Object.values(module.items)) item.stem = 'Another question now?'
    })
    const changed = [...asked].filter((id) => id.startsWith('first-')).length
    equal(gradeObjective(after, assessment, []).result.correct, changed)
    equal(gradeObjective(before, assessment, []).result.correct, 0)
  })

  it('credits a question that is no longer in the bank', () => {
    const assessment = drawn(coursesWith())
    const after = coursesWith((files) => {
      const module = files.get('modules/first.json') as { items: { id: string }[] }
      const gone = assessment.form.items.find(({ itemId }) => itemId.startsWith('first-'))?.itemId
      module.items = module.items.filter(({ id }) => id !== gone)
      for (const language of ['en', 'fr', 'ar']) {
        const words = files.get(`${language}/first.json`) as { items: Record<string, unknown> }
        delete words.items[gone ?? '']
      }
    })
    equal(gradeObjective(after, assessment, []).result.correct, 1)
  })

  it('grades as before what did not change while something else did', () => {
    const assessment = drawn(coursesWith())
    const after = coursesWith((files) => files.set('en/first.md', '# A new lesson'))
    const { result } = gradeObjective(after, assessment, answersTo(assessment, 5))
    equal(result.correct, 5)
  })

  it('refuses an answer that does not fit its question, without telling what is right', () => {
    const courses = coursesWith()
    const assessment = drawn(courses)
    const itemId = assessment.form.items[0]?.itemId ?? ''
    checkAnswer(courses, assessment, { itemId, answer: 'o1' })
    for (const answer of ['o7', ['o1'], 3, { l1: 'r1' }]) {
      throws(
        () => checkAnswer(courses, assessment, { itemId, answer }),
        (problem) => {
          ok(problem instanceof Problem)
          equal(problem.type.slug, 'answer-form')
          ok(!`${problem.detail}`.includes(rightOf(assessment, itemId)))
          return true
        },
      )
    }
  })
})
