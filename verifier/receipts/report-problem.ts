/**
 * What readers report of a verification that went wrong, as a case that the operator answers.
 *
 * @module
 */

import { ACADEMY } from '../../accounts/index.ts'
import type { Audit } from '../../audit/index.ts'
import type { Ground } from '../../platform/ground.ts'
import type { Language } from '../../platform/i18n.ts'
import { newId } from '../../platform/id.ts'
import { Problem } from '../../platform/problem.ts'
import type { ReportBody } from '../../schemas/receipt.ts'
import { verifierProblems } from '../problems.ts'

export interface ProblemReport extends ReportBody {
  readonly language: Language
  /** Who reports it, where somebody is signed in. */
  readonly personId?: string
}

export type ReportDeps = Pick<Ground, 'db' | 'clock' | 'random'> & {
  readonly audit?: Pick<Audit, 'openCase'> | undefined
}

/**
 * Opens a case for the organisation that runs this installation. What is not handed in is not kept.
 *
 * @returns the id of the case
 * @throws {Problem} `reports-unavailable`
 */
export async function reportProblem(
  { db, clock, random, audit }: ReportDeps,
  { kind, message, contact, result, certificate, language, personId }: ProblemReport,
): Promise<string> {
  if (!audit) throw new Problem(verifierProblems.reportsUnavailable)
  const attachment = {
    kind,
    ...(result !== undefined && { result }),
    ...(certificate !== undefined && { certificate }),
  }
  const opened = await audit.openCase(db, {
    tenantId: ACADEMY,
    subjectKind: 'report',
    subjectId: newId(random, clock()),
    reason: message,
    attachment: JSON.stringify(attachment),
    language,
    ...(contact !== undefined && { contact }),
    ...(personId !== undefined && { personId }),
  })
  return opened.id
}
