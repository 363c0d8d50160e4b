/**
 * A learner who knows the answers: the story tells the way of a certificate, not how to guess.
 *
 * @module
 */

import type { Courses } from '../../courses/index.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Language } from '../../platform/i18n.ts'
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

/** Answers every item rightly and hands in, for every task, the work that markers have as their example. */
export async function answerAll(
  learner: Person,
  { courses, db }: Known,
  assessment: AssessmentView,
): Promise<void> {
  const { id, course, items, tasks } = assessment
  const language: Language = assessment.formLanguage
  const { seed } = await db
    .tables<Tables>()
    .selectFrom('tutor_assessment')
    .select('seed')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  for (const item of items) {
    const ref = { itemId: item.itemId, seed, language }
    const { rightAnswer } = courses.gradeItem(course, ref, anyAnswer(item))
    await learner.put(`/api/assessments/${id}/items/${item.itemId}`, { answer: rightAnswer })
  }
  for (const task of tasks) {
    const { exemplars } = courses.taskForMarking(course, task.id, language)
    const best = exemplars.toSorted((a, b) => points(b) - points(a))[0]
    await learner.put(`/api/assessments/${id}/tasks/${task.id}`, { text: best?.answer ?? '' })
  }
}

const points = ({ marks }: { readonly marks: readonly { readonly level: number }[] }): number =>
  marks.reduce((sum, { level }) => sum + level, 0) / Math.max(1, marks.length)

/** An answer of the right form, to be told the right one. */
function anyAnswer(item: ShownItem): ItemAnswer {
  if (item.kind === 'numeric') return 0
  if (item.kind === 'matching') {
    return Object.fromEntries(item.left.map(({ id }, at) => [id, item.right[at]?.id ?? 'r1']))
  }
  const ids = item.options.map(({ id }) => id)
  if (item.kind === 'single') return ids[0] ?? 'o1'
  return item.kind === 'multiple' ? ids.slice(0, 1) : ids
}
