import { ACADEMY } from '../../accounts/index.ts'
import type { Language } from '../../platform/i18n.ts'
import { newId, newSecret } from '../../platform/id.ts'
import { Problem } from '../../platform/problem.ts'
import type { ItemAnswer } from '../../schemas/courses.ts'
import { answerStore } from '../answers/store.ts'
import type { Learner, TutorGround } from '../deps.ts'
import { fingerprint } from '../grading/pre-checks.ts'
import { tutorProblems } from '../problems.ts'
import { workStore } from '../works/store.ts'
import { type Assessment, dueAt, isDecided, TIME_FACTORS } from './assessment.ts'
import { checkAnswer } from './objective.ts'
import { type RetakeRule, refuseEarlyRetake } from './retake.ts'
import { assessmentStore } from './store.ts'

/** An assessment of a learner, by its id. */
export interface Own extends Learner {
  readonly id: string
}

export interface AttemptWish {
  readonly course: string
  readonly language: Language
  /** Half as much time again, for whoever needs it; no reason is asked for. */
  readonly extraTime?: boolean
}

/**
 * Starts an attempt, or gives the one under way: on another device, after a crash, while it is graded.
 *
 * @throws {Problem} `unknown-course`, `already-passed`, `retake-not-yet`
 */
export async function startAttempt(
  ground: TutorGround,
  { personId }: Learner,
  wish: AttemptWish,
): Promise<Assessment> {
  const { db, clock, courses } = ground
  const store = assessmentStore(db)
  const { course } = wish
  const version = courses.version(course)
  const active = await store.active(personId, course)
  if (active) return active
  const earlier = (await store.ofPerson(personId)).filter((each) => each.course === course)
  const regrade = earlier.find((each) => !isDecided(each))
  if (regrade) return regrade
  const sameVersion = earlier.filter((each) => each.courseVersion === version)
  refuseEarlyRetake(sameVersion, retakeRule(ground, course), clock())
  await store.add({ ...drawn(ground, wish, earlier[0]), personId })
  return (await store.active(personId, course)) ?? startAttempt(ground, { personId }, wish)
}

export function retakeRule({ courses }: TutorGround, course: string): RetakeRule {
  const { retake } = courses.passRule(course)
  const achievement = courses.achievement(course, courses.version(course), 'en')
  return { retake, validYears: achievement?.validYears ?? 1 }
}

/** Questions of the last attempt come again only where the bank has no others. */
function drawn(
  { clock, random, courses }: TutorGround,
  { course, language, extraTime }: AttemptWish,
  last: Assessment | undefined,
): Assessment {
  const now = clock()
  const seed = newSecret(random)
  const avoid = last?.form.items.map(({ itemId }) => itemId) ?? []
  const form = courses.drawForm(course, { seed, language, avoid })
  return {
    ...{ id: newId(random, now), tenantId: ACADEMY, personId: undefined, course, language, seed },
    courseVersion: courses.version(course),
    state: 'open',
    form: { ...form, tasks: courses.tasks(course, language).map(({ id }) => id) },
    ...{ objective: undefined, skills: [], gradedBy: [], humanReviewed: false, demo: false },
    assurance: 'self-asserted',
    timeFactor: extraTime ? TIME_FACTORS.extra : TIME_FACTORS.ordinary,
    ...{ regradeOf: undefined, caseId: undefined, contestedBy: undefined, tries: 0 },
    ...{
      decidedBy: undefined,
      startedAt: now,
      submittedAt: undefined,
      endedAt: undefined,
      reason: undefined,
    },
  }
}

/** @throws {Problem} `unknown-assessment` when the person has none of this id */
export async function ownAssessment({ db }: TutorGround, own: Own): Promise<Assessment> {
  return ownedBy(own, await assessmentStore(db).byId(own.id))
}

export function ownedBy({ personId }: Own, assessment: Assessment | undefined): Assessment {
  if (!assessment || assessment.personId !== personId) {
    throw new Problem(tutorProblems.unknownAssessment)
  }
  return assessment
}

/**
 * Saves the answer to one question, as often as the learner changes it.
 *
 * @throws {Problem} `unknown-assessment`, `unknown-form-item`, `answer-form`, `assessment-not-open`,
 *   `assessment-time-over`
 */
export async function saveAnswer(
  ground: TutorGround,
  own: Own,
  given: { readonly itemId: string; readonly answer: ItemAnswer },
): Promise<void> {
  const { itemId, answer } = given
  const assessment = await ownAssessment(ground, own)
  if (!assessment.form.items.some((item) => item.itemId === itemId)) {
    throw new Problem(tutorProblems.unknownFormItem)
  }
  checkAnswer(ground.courses, assessment, given)
  await ground.db.transaction(async (tx) => {
    await lockOpen({ ...ground, db: tx }, own)
    await answerStore(tx).save({ assessmentId: own.id, itemId }, answer, ground.clock())
  })
}

/**
 * Saves what a task was answered with.
 *
 * @throws {Problem} `unknown-assessment`, `unknown-form-item`, `assessment-not-open`,
 *   `assessment-time-over`
 */
export async function saveWork(
  ground: TutorGround,
  own: Own,
  { taskId, text }: { readonly taskId: string; readonly text: string },
): Promise<void> {
  await ground.db.transaction(async (tx) => {
    const assessment = await lockOpen({ ...ground, db: tx }, own)
    if (!assessment.form.tasks.includes(taskId)) throw new Problem(tutorProblems.unknownFormItem)
    const what = { text, fingerprint: fingerprint(text) }
    await workStore(tx).save({ assessmentId: own.id, taskId }, what, ground.clock())
  })
}

/** Holds the assessment until the transaction ends: nothing is saved into one just handed in. */
async function lockOpen(
  { db, clock }: Pick<TutorGround, 'db' | 'clock'>,
  own: Own,
): Promise<Assessment> {
  const assessment = ownedBy(own, await assessmentStore(db).lock(own.id))
  if (assessment.state !== 'open') throw new Problem(tutorProblems.assessmentNotOpen)
  if (clock() > dueAt(assessment)) throw new Problem(tutorProblems.assessmentTimeOver)
  return assessment
}
