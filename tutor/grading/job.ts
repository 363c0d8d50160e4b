/**
 * Grades what was handed in: durable, taken up again after any stop, never twice.
 *
 * @module
 */

import type { Assessment } from '../assessments/assessment.ts'
import { settle } from '../assessments/settle.ts'
import { assessmentStore } from '../assessments/store.ts'
import { GRADE_JOB, gradeJobKey } from '../assessments/submission.ts'
import type { TutorGround } from '../deps.ts'
import { mayLeave } from '../dialogue/consent.ts'
import { ModelFailure } from '../model-failure.ts'
import { queueReview } from '../reviews/sample.ts'
import { type WorkChange, workStore } from '../works/store.ts'
import type { Work } from '../works/work.ts'
import type { MarkBook } from './criterion.ts'
import { demoLevel } from './demo.ts'
import { checks, gradeWork } from './grade-work.ts'
import { PROMPT_HASH } from './prompt.ts'
import { gradingStore } from './store.ts'
import type { HumanReason } from './votes.ts'

/** Tries of one assessment with the model before a human marks what is left. */
export const MOST_TRIES = 8

export function registerGrading(ground: TutorGround): void {
  ground.jobs.handle(GRADE_JOB, ({ assessmentId }) => gradeAssessment(ground, String(assessmentId)))
}

export async function gradeAssessment(ground: TutorGround, id: string): Promise<void> {
  const assessment = await assessmentStore(ground.db).byId(id)
  if (assessment?.state !== 'grading') return
  for (const work of await workStore(ground.db).ofAssessment(id)) {
    if (work.state !== 'grading') continue
    const change = await gradeOrWait(ground, assessment, work)
    if (change === 'later') return
    await keep(ground, { assessment, work }, change)
  }
}

/** Marks and what follows from them are written together. */
async function keep(
  ground: TutorGround,
  { assessment, work }: { assessment: Assessment; work: Work },
  change: WorkChange,
): Promise<void> {
  await ground.db.transaction(async (tx) => {
    await assessmentStore(tx).lock(assessment.id)
    if (!(await workStore(tx).move(work, 'grading', change))) return
    if (change.state === 'review') {
      const { taskId } = work
      const reasons = change.reasons ?? []
      await queueReview(ground, tx, { assessment, taskId, purpose: 'grade', reasons })
    }
    await settle(ground, tx, assessment.id)
  })
}

async function gradeOrWait(
  ground: TutorGround,
  assessment: Assessment,
  work: Work,
): Promise<WorkChange | 'later'> {
  try {
    return await grade(ground, assessment, work)
  } catch (failure) {
    if (!(failure instanceof ModelFailure)) throw failure
    const { reason, kind } = failure
    ground.log.warn({ assessment: assessment.id, task: work.taskId, reason, kind }, 'no mark')
    if (kind === 'retryable' && (await waitAndTry(ground, assessment.id, failure))) return 'later'
    return { ...(await forHuman(ground, { assessment, work }, 'model-failed')) }
  }
}

/** @returns whether there is another try */
async function waitAndTry(
  { db, jobs, clock }: TutorGround,
  id: string,
  { retryAfter = 0 }: ModelFailure,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const assessment = await assessmentStore(tx).lock(id)
    const tries = (assessment?.tries ?? 0) + 1
    if (tries >= MOST_TRIES) return false
    await assessmentStore(tx).change(id, ['grading'], { tries })
    const wait = Math.max(retryAfter, Math.min(15 * 2 ** tries, 3600)) // seconds
    const options = { runAt: clock() + wait, key: gradeJobKey(id) }
    await jobs.add(tx, GRADE_JOB, { assessmentId: id }, options)
    return true
  })
}

async function grade(ground: TutorGround, assessment: Assessment, work: Work): Promise<WorkChange> {
  const { config, ask } = ground
  const task = taskOf(ground, assessment, work)
  if (work.text.trim() === '') {
    const marks = task.criteria.map(({ id }) => ({ criterion: id, mean: 0 }))
    return { state: 'marked', marks, rubric: task.rubric }
  }
  if (config.grader === 'demo' && !config.production) return gradeForDemo(task, work)
  if (config.grader !== 'model' || !ask) return forHuman(ground, { assessment, work }, 'no-model')
  if (!(await mayLeave(ground, assessment.personId))) {
    return forHuman(ground, { assessment, work }, 'outside-region')
  }
  return gradeByModel(ground, { assessment, work }, ask)
}

const taskOf = ({ courses }: TutorGround, { course, form }: Assessment, { taskId }: Work) =>
  courses.taskForMarking(course, taskId, form.language)

async function gradeByModel(
  ground: TutorGround,
  { assessment, work }: { assessment: Assessment; work: Work },
  ask: NonNullable<TutorGround['ask']>,
): Promise<WorkChange> {
  const { db, random, courses } = ground
  const task = taskOf(ground, assessment, work)
  const store = gradingStore(db)
  const rule = courses.passRule(assessment.course)
  const graded = await gradeWork(
    { ask, random, book: bookOf(ground, work), gate: (key) => store.gate(key) },
    {
      ...{ task, answer: work.text, copied: await isCopied(ground, { assessment, work }) },
      cut: { criterionMean: rule.criterionMean, criticalMinimum: rule.criticalMinimum },
    },
  )
  const { flags, reasons, proposal, model } = graded
  const common = {
    ...{ flags, reasons, proposal, rubric: task.rubric },
    model: { name: model ?? 'several', promptHash: PROMPT_HASH },
  }
  if (reasons.length > 0) return { ...common, state: 'review' }
  const marks = proposal.map(({ criterion, level }) => ({ criterion, mean: level ?? 0 }))
  return { ...common, state: 'marked', grader: 'llm+gate', marks }
}

const bookOf = ({ db, clock }: TutorGround, { assessmentId, taskId }: Work): MarkBook => ({
  read: (criterion) => gradingStore(db).marks({ assessmentId, taskId, criterion }),
  keep: (criterion, number, mark) =>
    gradingStore(db).keepMark({ assessmentId, taskId, criterion, number, mark }, clock()),
})

/** A text of one's own from an earlier attempt is no copy. */
async function isCopied(
  { db }: TutorGround,
  { assessment, work }: { assessment: Assessment; work: Work },
): Promise<boolean> {
  const { personId } = assessment
  const own = personId === undefined ? [] : await assessmentStore(db).ofPerson(personId)
  return workStore(db).isCopied(
    work,
    own.map(({ id }) => id),
  )
}

async function forHuman(
  ground: TutorGround,
  { assessment, work }: { assessment: Assessment; work: Work },
  reason: HumanReason,
): Promise<WorkChange> {
  const task = taskOf(ground, assessment, work)
  const copied = await isCopied(ground, { assessment, work })
  const flags = checks({ task, answer: work.text, copied })
  const reasons: readonly HumanReason[] = flags.length > 0 ? [reason, 'flagged'] : [reason]
  return { state: 'review', flags, reasons, rubric: task.rubric }
}

function gradeForDemo(task: ReturnType<typeof taskOf>, { text }: Work): WorkChange {
  const marks = task.criteria.map((criterion) => ({
    criterion: criterion.id,
    mean: demoLevel(text, { criterion, leastWords: task.words.min }),
  }))
  return { state: 'marked', grader: 'demo', marks, rubric: task.rubric }
}
