import type { Ground } from '../platform/ground.ts'
import { newId, newSecret } from '../platform/id.ts'
import { Problem } from '../platform/problem.ts'
import type { Feedback, ItemAnswer, PracticeSession } from '../schemas/courses.ts'
import type { Course, CourseModule } from './content.ts'
import { type ItemRef, pickItems, wordedItem } from './form.ts'
import { gradeItem } from './grading.ts'
import { coursesProblems } from './problems.ts'
import { seededRandom } from './seeded-random.ts'
import { showItem } from './show-item.ts'
import { type CoursesStore, coursesStore, type Practice } from './store.ts'

/** Items in one practice session. */
const SESSION = 6

type Deps = Pick<Ground, 'db' | 'clock' | 'random'>

/** Draws a practice session and keeps the draw; items that were answered rightly come last. */
export async function startPractice(
  deps: Deps,
  { course, module }: { course: Course; module: CourseModule },
  learner: Pick<Practice, 'personId' | 'language'>,
): Promise<PracticeSession> {
  const store = coursesStore(deps.db)
  const now = deps.clock()
  const known = await store.answered({ personId: learner.personId, course: course.slug })
  const mastered = known.filter(({ correct }) => correct).map(({ item }) => item)
  const seed = newSecret(deps.random)
  const eligible = module.items.filter(({ use }) => use !== 'exam')
  const chosen = pickItems(seededRandom(seed).shuffle(eligible), SESSION, mastered)
  const practice: Practice = {
    ...{ id: newId(deps.random, now), course: course.slug, module: module.id, seed },
    ...{ personId: learner.personId, language: learner.language, createdAt: now },
    items: chosen.map(({ id }) => id),
  }
  await store.addPractice(practice)
  const items = chosen.map(({ id }) => showItem(wordedItem(course, refOf(practice, id))))
  return { practiceId: practice.id, items }
}

const refOf = ({ seed, language }: Practice, itemId: string): ItemRef => ({
  itemId,
  seed,
  language,
})

/**
 * Grades an answer. The first one is kept; whoever asks again is told what was said to that one, so that
 * an answer lost on the way can be fetched and no answer can be tried out.
 *
 * @throws {Problem} `unknown-item` when the session has no such item, `answer-form` when it does not fit
 */
export async function answerPractice(
  deps: Deps,
  { course, practice }: { course: Course; practice: Practice },
  given: { itemId: string; answer: ItemAnswer },
): Promise<Feedback> {
  if (!practice.items.includes(given.itemId)) throw new Problem(coursesProblems.unknownItem)
  const worded = wordedItem(course, refOf(practice, given.itemId))
  const feedback = gradeItem(worded, given.answer)
  return deps.db.transaction(async (tx) => {
    const store = coursesStore(tx)
    const now = deps.clock()
    const kept = { item: given.itemId, answer: given.answer, correct: feedback.correct }
    if (!(await store.addAnswer(practice.id, kept, now))) {
      const first = await store.answer(practice.id, given.itemId)
      return first === undefined ? feedback : gradeItem(worded, first)
    }
    await markPractised(store, practice, now)
    return feedback
  })
}

/** Practice of a module is done when every item of a session has been answered. */
async function markPractised(store: CoursesStore, practice: Practice, now: number): Promise<void> {
  if ((await store.answerCount(practice.id)) < practice.items.length) return
  await store.markDone(practice, 'practice', now)
}
