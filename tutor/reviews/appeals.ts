import type { Case } from '../../audit/index.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Language } from '../../platform/i18n.ts'
import { Problem } from '../../platform/problem.ts'
import { type Assessment, isDecided } from '../assessments/assessment.ts'
import { APPEAL_UPHELD } from '../assessments/retake.ts'
import { assessmentStore } from '../assessments/store.ts'
import type { TutorGround } from '../deps.ts'
import { tutorProblems } from '../problems.ts'
import { overturn } from './overturn.ts'

/** A decision can be contested for a year. */
const CONTESTABLE = 365 * 24 * 3600

export interface Contest {
  readonly assessmentId: string
  readonly personId: string
  /** The tenant the person reviews for, if any: staff may contest a decision too. */
  readonly reviewsFor: string | undefined
  readonly reason: string
  readonly language: Language
}

/**
 * Contests a decision: its learner asks for another look, or staff doubts its integrity. While a case is
 * open, contesting again gives that case.
 *
 * @throws {Problem} `unknown-assessment`, `assessment-undecided`, `already-contested`, `contest-over`
 */
export async function contest(ground: TutorGround, wanted: Contest): Promise<Case> {
  const caseId = await caseOf(ground, wanted)
  const found = await ground.audit.caseById(caseId)
  if (found?.state !== 'open') throw new Problem(tutorProblems.alreadyContested)
  return found
}

/** The case about the decision, opened if there was none. */
function caseOf(ground: TutorGround, wanted: Contest): Promise<string> {
  return ground.db.transaction(async (tx) => {
    const store = assessmentStore(tx)
    const assessment = contestable(await store.lock(wanted.assessmentId), wanted)
    if (assessment.caseId !== undefined) return assessment.caseId
    if (ground.clock() > (assessment.endedAt ?? 0) + CONTESTABLE) {
      throw new Problem(tutorProblems.contestOver)
    }
    const { decidedBy, tenantId } = assessment
    const opened = await ground.audit.openCase(tx, {
      ...{ tenantId, subjectKind: 'grade', subjectId: assessment.id, personId: wanted.personId },
      ...{ reason: wanted.reason, language: wanted.language },
      ...(decidedBy === undefined ? {} : { decidedBy }),
    })
    await store.change(assessment.id, ['passed', 'failed'], {
      caseId: opened.id,
      contestedBy: wanted.personId === assessment.personId ? 'learner' : 'staff',
    })
    return opened.id
  })
}

function contestable(
  assessment: Assessment | undefined,
  { personId, reviewsFor }: Contest,
): Assessment {
  const theirs = assessment?.personId === personId || assessment?.tenantId === reviewsFor
  if (!assessment || assessment.personId === undefined || !theirs) {
    throw new Problem(tutorProblems.unknownAssessment)
  }
  if (!isDecided(assessment) || assessment.state === 'overturned') {
    throw new Problem(tutorProblems.assessmentUndecided)
  }
  return assessment
}

/** Acts on decided cases: runs once per case, whoever decided it. */
export function listenToCases(ground: TutorGround): void {
  ground.outbox.on('case.decided', 'tutor.appeal', async (tx, decided) => {
    if (decided.subjectKind !== 'grade' || decided.outcome !== 'upheld') return
    await uphold(ground, tx, decided)
  })
}

/** A learner who was right gets the decision made again; a doubt that was right takes it back. */
async function uphold(
  ground: TutorGround,
  tx: Db,
  { caseId, subjectId }: { readonly caseId: string; readonly subjectId: string },
): Promise<void> {
  const assessment = await assessmentStore(tx).lock(subjectId)
  if (assessment?.caseId !== caseId) return
  const isAppeal = assessment.contestedBy === 'learner'
  const reason = isAppeal ? APPEAL_UPHELD : 'integrity'
  await overturn(ground, tx, { assessment, reason, regrade: isAppeal })
}
