import { listOf } from './json.ts'
import type { Verification } from './verification.ts'

/** How it was assessed, from the public record that the credential was tied to when it was signed. */
export interface RecordFacts {
  readonly gradedBy: readonly string[]
  readonly humanReviewed: boolean
  readonly assurance: string
  readonly demo: boolean
}

/** The record, where the verifier found it to be the one that was signed. */
export function recordOf({ provenance }: Verification): RecordFacts | undefined {
  const record = provenance?.record
  if (record?.type !== 'BrevetAssessmentRecord') return undefined
  return {
    gradedBy: listOf(record.gradedBy).filter((grader) => typeof grader === 'string'),
    humanReviewed: record.humanReviewed === true,
    assurance: typeof record.assurance === 'string' ? record.assurance : 'unknown',
    demo: record.demo === true,
  }
}
