/**
 * A decision sealed into the audit chain, under keys that are not in the database: what the rows say later
 * is compared with it before anything is signed.
 *
 * @module
 */

import { createHash } from 'node:crypto'
import type { Json } from '../../audit/index.ts'
import type { TutorGround } from '../deps.ts'
import type { Assessment } from './assessment.ts'

/** Kind of the audit entry that holds it. */
export const DECIDED = 'assessment.decided'

/** What a certificate states about an assessment, or is traced back by. */
export interface Decision
  extends Pick<Assessment, 'id' | 'course' | 'courseVersion' | 'language' | 'objective' | 'skills'>,
    Pick<Assessment, 'state' | 'assurance' | 'gradedBy' | 'humanReviewed' | 'demo'> {
  /** The public record, which names graders, rubrics, models and the transcript. */
  readonly record: string
}

/** SHA-256 (hex) over the decision; another assessment, another mark or another grader gives another. */
export function decisionSeal(decision: Decision): string {
  const { id, course, courseVersion, language, objective, skills, record } = decision
  const { state, assurance, gradedBy, humanReviewed, demo } = decision
  const content = JSON.stringify([
    [id, course, courseVersion, language, record],
    [state, assurance, gradedBy, humanReviewed, demo],
    objective ? [objective.correct, objective.of, objective.required] : null,
    skills.map(({ code, level }) => [code, level]),
  ])
  return createHash('sha256').update(content).digest('hex')
}

/** Whether the decision as it stands now is the one that was sealed when it was made. */
export async function sealHolds(
  { audit }: Pick<TutorGround, 'audit'>,
  personId: string,
  decision: Decision,
): Promise<boolean> {
  const about = { personId, subjectId: decision.id, kind: DECIDED }
  return sealIn(await audit.sealedPart(about)) === decisionSeal(decision)
}

const sealIn = (part: Json | undefined): Json | undefined =>
  typeof part === 'object' && part !== null && 'seal' in part ? part.seal : undefined
