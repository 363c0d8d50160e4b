import type { Db } from '../../platform/db/database.ts'
import { newId } from '../../platform/id.ts'
import { answerStore } from '../answers/store.ts'
import type { Assessment } from '../assessments/assessment.ts'
import { objectiveMet } from '../assessments/judge.ts'
import { assessmentStore } from '../assessments/store.ts'
import type { TutorGround } from '../deps.ts'
import { fingerprint } from '../grading/pre-checks.ts'
import { workStore } from '../works/store.ts'
import { queueReview } from './sample.ts'
import { reviewStore } from './store.ts'

/**
 * Takes a decision back. What was passed loses its certificate: `assessment.overturned` tells the issuer.
 *
 * The decision is made again as an assessment of its own, with its own record, by people who have not
 * marked it: the old record stays as it was signed for.
 */
export async function overturn(
  ground: TutorGround,
  tx: Db,
  what: { readonly assessment: Assessment; readonly reason: string; readonly regrade: boolean },
): Promise<void> {
  const { assessment, reason } = what
  const { id, tenantId, personId } = assessment
  const now = ground.clock()
  const changed = await assessmentStore(tx).change(id, ['passed', 'failed'], {
    ...{ state: 'overturned', overturnedAt: now, reason },
  })
  if (!changed) return
  await ground.audit.record(tx, {
    ...{ tenantId, kind: 'assessment.overturned', subjectId: id },
    ...(personId === undefined ? {} : { personId }),
    facts: { reason, was: assessment.state, regrade: what.regrade },
  })
  if (personId === undefined) return
  if (assessment.state === 'passed') {
    await ground.outbox.emit(tx, 'assessment.overturned', { assessmentId: id, personId, reason })
  }
  // Without the objective part no mark could pass it: the learner may simply try again.
  const worth = assessment.objective !== undefined && objectiveMet(assessment.objective)
  if (what.regrade && worth) await regrade(ground, tx, { ...assessment, personId })
}

async function regrade(
  ground: TutorGround,
  tx: Db,
  old: Assessment & { readonly personId: string },
): Promise<void> {
  const now = ground.clock()
  const id = newId(ground.random, now)
  const assessment = {
    ...({ ...old, id, state: 'awaiting-review', regradeOf: old.id, startedAt: now } as const),
    ...{
      skills: [],
      gradedBy: [],
      caseId: undefined,
      contestedBy: undefined,
      decidedBy: undefined,
      endedAt: undefined,
    },
    ...{ humanReviewed: false, demo: false, tries: 0, reason: undefined },
  }
  await assessmentStore(tx).add(assessment)
  const answers = answerStore(tx)
  for (const { itemId, answer, correct } of await answers.ofAssessment(old.id)) {
    await answers.save({ assessmentId: id, itemId }, answer, now)
    await answers.mark({ assessmentId: id, itemId }, correct === true)
  }
  const barred = (await reviewStore(tx).ofAssessment(old.id)).flatMap(
    ({ reviewerId }) => reviewerId ?? [],
  )
  const works = workStore(tx)
  for (const { taskId, text } of await works.ofAssessment(old.id)) {
    const place = { assessmentId: id, taskId }
    await works.save(place, { text, fingerprint: fingerprint(text) }, now)
    await works.move(place, 'draft', { state: 'review', reasons: ['appeal'] })
    const reasons = ['appeal'] as const
    await queueReview(ground, tx, { assessment, taskId, purpose: 'grade', reasons, barred })
  }
}
