/**
 * How sure it is that the learner did the work: noted by somebody of the organisation, before the decision.
 *
 * The learner shows a code of the attempt; nobody can look through the attempts of others.
 *
 * @module
 */

import { createHash } from 'node:crypto'
import type { Db } from '../../platform/db/database.ts'
import { Problem } from '../../platform/problem.ts'
import { type Assessment, type Assurance, UNDECIDED } from '../assessments/assessment.ts'
import { assessmentStore } from '../assessments/store.ts'
import type { TutorGround } from '../deps.ts'
import { tutorProblems } from '../problems.ts'
import type { Reviewer } from '../reviews/store.ts'
import { idEndOf } from './code.ts'
import { assuranceStore } from './store.ts'

/** An attempt and whose it is. */
export type AssurableAttempt = Assessment & { readonly personId: string }

/**
 * The undecided attempt with this code, of another person of the organisation.
 *
 * @throws {Problem} `unknown-attempt-code`; the same where two attempts would answer to it
 */
export async function attemptByCode(
  db: Db,
  witness: Reviewer,
  code: string,
): Promise<AssurableAttempt> {
  const end = idEndOf(code)
  const found = end === undefined ? [] : await assessmentStore(db).undecidedEndingIn(end, witness)
  const [attempt] = found
  if (!attempt || found.length > 1 || !isForeign(attempt, witness)) {
    throw new Problem(tutorProblems.unknownAttemptCode)
  }
  return attempt
}

const isForeign = (
  assessment: Assessment,
  { personId, tenantId }: Reviewer,
): assessment is AssurableAttempt =>
  assessment.tenantId === tenantId &&
  assessment.personId !== undefined &&
  assessment.personId !== personId

export interface AssuranceGiven {
  readonly assessmentId: string
  /** `self-asserted` takes back what was noted. */
  readonly assurance: Assurance
  /** What was seen, e.g. which kind of document and by whom; never its number. */
  readonly statement: string
}

/**
 * Notes what was seen, before the decision: it is part of the record and of the certificate.
 *
 * @throws {Problem} `unknown-assessment`, the same for one's own; `assessment-not-open` once decided;
 *   `nothing-to-take-back`
 */
export function assure(
  ground: TutorGround,
  witness: Reviewer,
  { assessmentId, assurance, statement }: AssuranceGiven,
): Promise<AssurableAttempt> {
  return ground.db.transaction(async (tx) => {
    const assessment = await assessmentStore(tx).lock(assessmentId)
    if (!assessment || !isForeign(assessment, witness)) {
      throw new Problem(tutorProblems.unknownAssessment)
    }
    if (!UNDECIDED.includes(assessment.state)) throw new Problem(tutorProblems.assessmentNotOpen)
    if (assurance === 'self-asserted' && assessment.assurance === 'self-asserted') {
      throw new Problem(tutorProblems.nothingToTakeBack)
    }
    await assessmentStore(tx).change(assessmentId, UNDECIDED, { assurance })
    await note(ground, tx, { assessment, witness, assurance, statement })
    return { ...assessment, assurance }
  })
}

async function note(
  { audit, clock }: TutorGround,
  tx: Db,
  what: Pick<AssuranceGiven, 'assurance' | 'statement'> & {
    readonly assessment: AssurableAttempt
    readonly witness: Reviewer
  },
): Promise<void> {
  const { assessment, witness, assurance, statement } = what
  const { id: assessmentId, tenantId, personId } = assessment
  const notedAt = clock()
  const witnessId = witness.personId
  const said = { assessmentId, tenantId, assurance, statement, witnessId, notedAt }
  await assuranceStore(tx).add(said)
  await audit.record(tx, {
    ...{ tenantId, kind: 'assessment.assured', subjectId: assessmentId },
    ...{ personId, personal: { statement } },
    facts: {
      ...{ assurance, was: assessment.assurance },
      by: createHash('sha256').update(witnessId).digest('hex'),
    },
  })
}
