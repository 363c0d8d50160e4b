import { deepEqual, equal, ok } from 'node:assert/strict'
import { fullLanguages, readCourses } from '../../courses/content.ts'
import { drawForm, wordedItem } from '../../courses/form.ts'
import { gradeItem, rightAnswer } from '../../courses/grading.ts'
import { checkContent } from '../../courses/index.ts'
import { taskForMarking, tasksOf } from '../../courses/task.ts'
import { createSkills } from '../../skills/index.ts'

const LANGUAGES = ['fr', 'en', 'ar'] as const

const skills = createSkills({ publicUrl: 'https://brevet.example' })

describe('our own courses', () => {
  const courses = readCourses()
  const foundations = courses.find(({ slug }) => slug === 'ai-foundations')
  if (!foundations) throw new Error('AI Foundations is missing')

  it('pass the check of content', () => {
    const errors = checkContent({ skills }).filter(({ severity }) => severity === 'error')
    deepEqual(errors, [])
  }).timeout(60_000)

  it('are complete: no module lacks anything that it should have', () => {
    deepEqual(checkContent({ skills }), [])
    for (const course of courses) deepEqual(fullLanguages(course).toSorted(), LANGUAGES.toSorted())
  }).timeout(60_000)

  it('hold no characters that turn the direction of the text around', () => {
    const texts = JSON.stringify(
      courses.map(({ texts, moduleList }) => [texts, moduleList.map(({ words }) => [...words])]),
    )
    ok(!/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/.test(texts))
  })

  it('AI Foundations has seven modules and the four works of its outline', () => {
    equal(foundations.moduleList.length, 7)
    deepEqual(
      tasksOf(foundations, 'en').map(({ id, module }) => [id, module]),
      [
        ['t1', 'choosing'],
        ['t2a', 'asking'],
        ['t2b', 'checking'],
        ['t3', 'sessions'],
      ],
    )
  })

  it('AI Foundations asks 28 questions, four of each module, of which 22 must be right', () => {
    const { passRule } = foundations
    deepEqual([passRule.items, passRule.requiredItems, passRule.criterionMean], [28, 22, 2])
    for (let seed = 0; seed < 20; seed++) {
      const { items } = drawForm(foundations, { seed: `${seed}`, language: 'fr' })
      equal(items.length, 28)
      for (const id of foundations.modules) {
        equal(items.filter(({ module }) => module === id).length, 4)
      }
    }
  })

  for (const course of courses) {
    it(`${course.slug} can be answered rightly throughout, in every language it is given in`, () => {
      for (const language of LANGUAGES) {
        for (let seed = 0; seed < 10; seed++) {
          const draw = { seed: `${seed}`, language }
          for (const { itemId } of drawForm(course, draw).items) {
            const item = wordedItem(course, { itemId, ...draw })
            const feedback = gradeItem(item, rightAnswer(item.drawn))
            ok(feedback.correct, itemId)
            ok(!feedback.explanation.includes('{{'), feedback.explanation)
          }
        }
      }
    })
  }

  it('marks accountability, residual doubt, verified facts and disclosure as critical', () => {
    const critical = tasksOf(foundations, 'en').flatMap(({ criteria }) =>
      criteria.filter((criterion) => criterion.critical).map(({ id }) => id),
    )
    deepEqual(critical, [
      'accountability',
      'residual-doubt',
      'verified-facts',
      'disclosure-privacy',
    ])
  })

  it('marks accuracy in the lesson pack and fairness in the redesigned assignment as critical', () => {
    const teachers = courses.find(({ slug }) => slug === 'ai-foundations-for-teachers')
    if (!teachers) throw new Error('AI Foundations for Teachers is missing')
    const critical = tasksOf(teachers, 'en').flatMap(({ id, criteria }) =>
      criteria.filter((criterion) => criterion.critical).map((criterion) => [id, criterion.id]),
    )
    deepEqual(critical.slice(0, 2), [
      ['t1', 'accuracy'],
      ['t2', 'fairness'],
    ])
  })

  for (const [course, language] of courses.flatMap((each) =>
    LANGUAGES.map((language) => [each, language] as const),
  )) {
    it(`gives markers of ${course.slug} in ${language} a strong and a weak answer to every work, each mark with its reason`, () => {
      for (const { id } of tasksOf(course, language)) {
        const { exemplars, words } = taskForMarking(course, id, language)
        ok(exemplars.length >= 3)
        const sums = exemplars.map(({ marks }) => marks.reduce((sum, { level }) => sum + level, 0))
        equal(Math.max(...sums), 12)
        ok(Math.min(...sums) <= 3)
        for (const { marks } of exemplars) ok(marks.every(({ reason }) => reason.length > 5))
        const [best] = exemplars
        const length = best?.answer.split(/\s+/).length ?? 0
        ok(length >= words.min && length <= words.max, `${id}: ${length} words`)
      }
    })
  }
})
