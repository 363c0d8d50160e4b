import type { Db } from '../../platform/db/database.ts'
import { type Fault, Problem } from '../../platform/problem.ts'
import { answerStore, type StoredAnswer } from '../answers/store.ts'
import type { TutorGround } from '../deps.ts'
import { fingerprint } from '../grading/pre-checks.ts'
import { tutorProblems } from '../problems.ts'
import { workStore } from '../works/store.ts'
import type { Work } from '../works/work.ts'
import { type Assessment, dueAt } from './assessment.ts'
import { type Own, ownedBy } from './attempt.ts'
import { gradeObjective } from './objective.ts'
import { INTEGRITY_STATEMENT } from './record.ts'
import { settle } from './settle.ts'
import { assessmentStore } from './store.ts'

/** Job that grades what was handed in. */
export const GRADE_JOB = 'tutor.grade'

export const gradeJobKey = (assessmentId: string): string => `${GRADE_JOB}/${assessmentId}`

/**
 * Hands an assessment in, once: the objective part is graded here, the tasks by a job.
 *
 * @throws {Problem} `unknown-assessment`, or `assessment-incomplete` naming what has no answer; when the
 *   time is over, what is there is handed in
 */
export function submit(ground: TutorGround, own: Own): Promise<Assessment> {
  return ground.db.transaction(async (tx) => {
    const store = assessmentStore(tx)
    const assessment = ownedBy(own, await store.lock(own.id))
    if (assessment.state !== 'open') return assessment
    const answers = await answerStore(tx).ofAssessment(own.id)
    const works = await workStore(tx).ofAssessment(own.id)
    if (ground.clock() <= dueAt(assessment)) refuseIncomplete(assessment, { answers, works })
    await handIn(ground, tx, { assessment, answers, works })
    return ownedBy(own, await store.byId(own.id))
  })
}

interface HandedIn {
  readonly assessment: Assessment
  readonly answers: readonly StoredAnswer[]
  readonly works: readonly Work[]
}

function refuseIncomplete({ form }: Assessment, { answers, works }: Omit<HandedIn, 'assessment'>) {
  const fault = (pointer: string): Fault => ({ pointer, rule: 'required', detail: 'has no answer' })
  const faults = [
    ...form.items
      .filter(({ itemId }) => !answers.some((answer) => answer.itemId === itemId))
      .map(({ itemId }) => fault(`/items/${itemId}`)),
    ...form.tasks
      .filter((id) => !works.some(({ taskId, text }) => taskId === id && text.trim() !== ''))
      .map((id) => fault(`/tasks/${id}`)),
  ]
  if (faults.length > 0) throw new Problem(tutorProblems.assessmentIncomplete, { faults })
}

async function handIn(
  ground: TutorGround,
  tx: Db,
  { assessment, answers, works }: HandedIn,
): Promise<void> {
  const { id, form } = assessment
  const now = ground.clock()
  const { result, correct } = gradeObjective(ground.courses, assessment, answers)
  for (const { itemId } of answers) {
    await answerStore(tx).mark({ assessmentId: id, itemId }, correct.get(itemId) === true)
  }
  for (const taskId of form.tasks.filter((task) => !works.some((work) => work.taskId === task))) {
    const nothing = { text: '', fingerprint: fingerprint('') }
    await workStore(tx).save({ assessmentId: id, taskId }, nothing, now)
  }
  await workStore(tx).handIn(id)
  await assessmentStore(tx).change(id, ['open'], {
    ...{ state: 'grading', objective: result, submittedAt: now },
  })
  await ground.audit.record(tx, {
    tenantId: assessment.tenantId,
    kind: 'assessment.submitted',
    subjectId: id,
    ...(assessment.personId === undefined ? {} : { personId: assessment.personId }),
    facts: {
      ...{ course: assessment.course, version: assessment.courseVersion, form: form.digest },
      ...{ integrityStatement: INTEGRITY_STATEMENT, assurance: assessment.assurance },
    },
  })
  await ground.jobs.add(tx, GRADE_JOB, { assessmentId: id }, { key: gradeJobKey(id) })
  await settle(ground, tx, id)
}
