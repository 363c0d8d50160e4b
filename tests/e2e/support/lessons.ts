/**
 * A learner in a course: reads its parts, practises, answers the assessment.
 *
 * @module
 */

import type { ModuleWords } from '../../../courses/content.ts'
import type { PracticeSession } from '../../../schemas/courses.ts'
import type { AssessmentView } from '../../../schemas/tutor-messages.ts'
import { anyAnswer, type Solution } from '../../../server/demo/exam.ts'
import { answerForGood, answerOnPage } from './answering.ts'
import type { textsOf, Visitor } from './visitor.ts'

type Texts = ReturnType<typeof textsOf>

/** Words of a heading of the lesson, without marks. */
const headingsOf = (markdown: string): readonly string[] =>
  [...markdown.matchAll(/^#{2,3} (.+)$/gm)].map(([, heading = '']) => heading.replace(/[*_`]/g, ''))

const press = ({ page }: Visitor, name: string): Promise<void> =>
  page.getByRole('button', { name, exact: true }).click()

/** The whole lesson and the worked example are there, in the words of the language. */
export async function readParts(
  learner: Visitor,
  t: Texts,
  own: ModuleWords | undefined,
): Promise<void> {
  if (!own?.example) throw new Error('the module is not in the language')
  const { page } = learner
  for (const name of headingsOf(own.lesson)) {
    await page.getByRole('heading', { name, exact: true }).waitFor()
  }
  await press(learner, t('module.goOn'))
  await page.getByRole('heading', { name: own.example.title, exact: true }).waitFor()
  await press(learner, t('module.goOn'))
}

/** Answers every question of a round of practice, however, and reads why. */
export async function practise(learner: Visitor, t: Texts): Promise<PracticeSession['items']> {
  const { page } = learner
  const drawn = page.waitForResponse((answer) => answer.url().includes('/practice'))
  await press(learner, t('practice.start'))
  const { items } = (await (await drawn).json()) as PracticeSession
  for (const item of items) {
    await page.locator(`[id="stem-${item.itemId}"]`).waitFor()
    await answerOnPage(page, t, { item, answer: anyAnswer(item) })
    await press(learner, t('practice.check'))
    await page.locator('.feedback').waitFor()
    await press(learner, t('item.next'))
  }
  await page.getByRole('heading', { name: t('practice.end') }).waitFor()
  await press(learner, t('module.goOn'))
  return items
}

/** Answers every question of an assessment by its controls, then writes every work; ends at the review. */
export async function answerExam(
  learner: Visitor,
  t: Texts,
  { exam, solution }: { readonly exam: AssessmentView; readonly solution: Solution },
): Promise<void> {
  const { page } = learner
  for (const item of exam.items) {
    await page.locator(`[id="stem-${item.itemId}"]`).waitFor()
    await answerForGood(page, t, { item, answer: solution.answers.get(item.itemId) ?? 0 })
    await press(learner, t('item.next'))
  }
  for (const task of exam.tasks) {
    await page.getByText(task.prompt.slice(0, 20)).first().waitFor()
    await page.getByLabel(t('task.yourWork')).fill(solution.works.get(task.id) ?? '')
    await press(learner, t('item.next'))
  }
}
