import { createHash } from 'node:crypto'
import { Problem } from '../../platform/problem.ts'
import type { TutorGround } from '../deps.ts'
import { tutorProblems } from '../problems.ts'
import type { Reviewer } from '../reviews/store.ts'
import type { Assessment, Assurance } from './assessment.ts'
import { assessmentStore } from './store.ts'

export interface AssuranceGiven {
  readonly assessmentId: string
  readonly assurance: Assurance
  /** What was seen, e.g. which kind of document and by whom; never its number. */
  readonly statement: string
}

/**
 * Notes how sure it is that the learner did the work, before the decision: it is part of the record and
 * of the certificate.
 *
 * @throws {Problem} `unknown-assessment`, the same for one's own; `assessment-not-open` once decided
 */
export function assure(
  { db, audit }: TutorGround,
  { personId, tenantId }: Reviewer,
  { assessmentId, assurance, statement }: AssuranceGiven,
): Promise<Assessment> {
  return db.transaction(async (tx) => {
    const store = assessmentStore(tx)
    const assessment = await store.lock(assessmentId)
    const foreign = assessment?.tenantId === tenantId && assessment.personId !== personId
    if (!assessment || !foreign || assessment.personId === undefined) {
      throw new Problem(tutorProblems.unknownAssessment)
    }
    const undecided = ['open', 'grading', 'awaiting-review'] as const
    if (!(await store.change(assessmentId, undecided, { assurance }))) {
      throw new Problem(tutorProblems.assessmentNotOpen)
    }
    await audit.record(tx, {
      ...{ tenantId, kind: 'assessment.assured', subjectId: assessmentId },
      ...{ personId: assessment.personId, personal: { statement } },
      facts: { assurance, by: createHash('sha256').update(personId).digest('hex') },
    })
    return { ...assessment, assurance }
  })
}
