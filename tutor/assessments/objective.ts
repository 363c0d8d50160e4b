import type { Courses } from '../../courses/index.ts'
import { Problem } from '../../platform/problem.ts'
import type { ItemAnswer, ShownItem } from '../../schemas/courses.ts'
import type { StoredAnswer } from '../answers/store.ts'
import type { Assessment, ObjectiveResult } from './assessment.ts'

type Graded = Pick<Assessment, 'course' | 'seed' | 'form'>

/** Refuses an answer that does not fit its question; what is right stays here. */
export function checkAnswer(
  courses: Courses,
  { course, seed, form }: Graded,
  { itemId, answer }: { readonly itemId: string; readonly answer: ItemAnswer },
): void {
  courses.gradeItem(course, { itemId, seed, language: form.language }, answer)
}

/**
 * Grades the objective part: one right answer per item, no answer is a wrong one.
 *
 * An item whose content has changed since the form was drawn cannot be graded fairly: it counts as right.
 */
export function gradeObjective(
  courses: Courses,
  assessment: Graded,
  answers: readonly StoredAnswer[],
): { readonly result: ObjectiveResult; readonly correct: ReadonlyMap<string, boolean> } {
  const { course, form } = assessment
  const given = new Map(answers.map(({ itemId, answer }) => [itemId, answer]))
  const correct = new Map(
    form.items.map((item) => [
      item.itemId,
      hasChanged(courses, assessment, item) ||
        isRight(courses, assessment, { itemId: item.itemId, answer: given.get(item.itemId) }),
    ]),
  )
  const result = {
    correct: [...correct.values()].filter(Boolean).length,
    of: form.items.length,
    required: courses.passRule(course).requiredItems,
  }
  return { result, correct }
}

function hasChanged(courses: Courses, { course, seed, form }: Graded, item: ShownItem): boolean {
  if (courses.digest(course) === form.digest) return false
  try {
    const now = courses.showItem(course, { itemId: item.itemId, seed, language: form.language })
    return JSON.stringify(now) !== JSON.stringify(item)
  } catch (error) {
    if (error instanceof Problem) return true
    throw error
  }
}

function isRight(
  courses: Courses,
  { course, seed, form }: Graded,
  { itemId, answer }: { itemId: string; answer: ItemAnswer | undefined },
): boolean {
  if (answer === undefined) return false
  return courses.gradeItem(course, { itemId, seed, language: form.language }, answer).correct
}
