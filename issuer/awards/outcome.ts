/**
 * What the issuer asks of whoever assesses.
 *
 * @module
 */

import type { UnixSeconds } from '../../platform/clock.ts'
import type { Language } from '../../platform/i18n.ts'

/** The outcome of an assessment, as stored. */
export interface AssessmentOutcome {
  readonly assessmentId: string
  readonly personId: string
  readonly tenantId: string
  readonly courseSlug: string
  readonly courseVersion: string
  readonly language: Language
  readonly state: 'open' | 'grading' | 'awaiting-review' | 'passed' | 'failed' | 'overturned'
  /** Whether any part was graded by the demonstration grader. */
  readonly demo: boolean
  readonly objective: { readonly correct: number; readonly of: number; readonly required: number }
  readonly skills: readonly { readonly code: string; readonly level: 0 | 1 | 2 | 3 }[]
  readonly gradedBy: readonly ('auto-objective' | 'llm+gate' | 'human' | 'demo')[]
  readonly humanReviewed: boolean
  readonly assurance: 'self-asserted' | 'identity-verified' | 'proctored'
  readonly endedAt: UnixSeconds
  readonly record: { readonly url: string; readonly bytes: Uint8Array }
}

export interface Assessments {
  outcome(assessmentId: string): Promise<AssessmentOutcome | undefined>
}
