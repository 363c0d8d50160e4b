/**
 * What one check found, before it is stamped and worded.
 *
 * @module
 */

import type { ReasonCode } from '../reasons.ts'
import type { Outcome } from '../types.ts'

export interface Finding {
  readonly outcome: Outcome
  readonly reason?: ReasonCode
  readonly detail?: string
  readonly source?: string
}

export const passed: Finding = { outcome: 'passed' }

export const failed = (reason: ReasonCode, detail?: string): Finding => ({
  outcome: 'failed',
  reason,
  ...(detail === undefined ? {} : { detail }),
})

export const undetermined = (reason: ReasonCode, detail?: string): Finding => ({
  outcome: 'undetermined',
  reason,
  ...(detail === undefined ? {} : { detail }),
})

export const notApplicable = (reason: ReasonCode): Finding => ({
  outcome: 'not-applicable',
  reason,
})

export const notReached = undetermined('not-reached')

const RANK: Readonly<Record<Outcome, number>> = {
  failed: 3,
  undetermined: 2,
  passed: 1,
  'not-applicable': 0,
}

/** Failed beats undetermined beats passed; what does not apply is ignored. */
export function worst(findings: readonly Finding[]): Finding {
  return findings.reduce(
    (sum, next) => (RANK[next.outcome] > RANK[sum.outcome] ? next : sum),
    notApplicable('not-present'),
  )
}
