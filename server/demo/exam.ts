/**
 * A learner who knows the answers: the story tells the way of a certificate, not how to guess.
 *
 * @module
 */

import type { Courses } from '../../courses/index.ts'
import type { Db } from '../../platform/db/database.ts'
import type { ItemAnswer, ShownItem } from '../../schemas/courses.ts'
import type { AssessmentView } from '../../schemas/tutor-messages.ts'
import type { Person } from './person.ts'

interface Tables {
  tutor_assessment: { id: string; seed: string }
}

interface Known {
  readonly courses: Courses
  readonly db: Db
}

/** What to answer and hand in, by item and task. */
export interface Solution {
  readonly answers: ReadonlyMap<string, ItemAnswer>
  readonly works: ReadonlyMap<string, string>
}

/** The right answer to every item and, for every task, the work that markers have as their best example. */
export async function solve(
  { courses, db }: Known,
  { id, course, items, tasks, formLanguage: language }: AssessmentView,
): Promise<Solution> {
  const { seed } = await db
    .tables<Tables>()
    .selectFrom('tutor_assessment')
    .select('seed')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const answers = items.map((item): [string, ItemAnswer] => {
    const ref = { itemId: item.itemId, seed, language }
    return [item.itemId, courses.gradeItem(course, ref, anyAnswer(item)).rightAnswer]
  })
  const works = tasks.map((task): [string, string] => {
    const { exemplars } = courses.taskForMarking(course, task.id, language)
    return [task.id, exemplars.toSorted((a, b) => points(b) - points(a))[0]?.answer ?? '']
  })
  return { answers: new Map(answers), works: new Map(works) }
}

/** Answers every item and hands in every work. */
export async function answerAll(
  learner: Person,
  known: Known,
  assessment: AssessmentView,
): Promise<void> {
  const { answers, works } = await solve(known, assessment)
  for (const [itemId, answer] of answers) {
    await learner.put(`/api/assessments/${assessment.id}/items/${itemId}`, { answer })
  }
  for (const [taskId, text] of works) {
    await learner.put(`/api/assessments/${assessment.id}/tasks/${taskId}`, { text })
  }
}

const points = ({ marks }: { readonly marks: readonly { readonly level: number }[] }): number =>
  marks.reduce((sum, { level }) => sum + level, 0) / Math.max(1, marks.length)

/** An answer of the right form, to be told the right one. */
export function anyAnswer(item: ShownItem): ItemAnswer {
  if (item.kind === 'numeric') return 0
  if (item.kind === 'matching') {
    return Object.fromEntries(item.left.map(({ id }, at) => [id, item.right[at]?.id ?? 'r1']))
  }
  const ids = item.options.map(({ id }) => id)
  if (item.kind === 'single') return ids[0] ?? 'o1'
  return item.kind === 'multiple' ? ids.slice(0, 1) : ids
}
