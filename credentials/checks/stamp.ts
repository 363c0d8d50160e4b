/**
 * From findings to the checks that are shown: named, worded, timed.
 *
 * @module
 */

import { messageFor } from '../messages.ts'
import type { Check, CheckName, Language, Outcome, UnixSeconds } from '../types.ts'
import { type Finding, worst } from './finding.ts'

export type Findings = Readonly<Partial<Record<CheckName, Finding>>>

const ORDER: readonly CheckName[] = [
  'form',
  'contexts',
  'proof',
  'key',
  'purpose',
  'period',
  'status',
  'schema',
  'holder',
]

/** Characters of a detail that are told: it may be a member's whole value. */
const LONGEST = 512

const told = (finding: Finding): Finding =>
  finding.detail === undefined || finding.detail.length <= LONGEST
    ? finding
    : { ...finding, detail: `${finding.detail.slice(0, LONGEST)}…`.toWellFormed() }

export function stampChecks(
  findings: Findings,
  { now, language }: { readonly now: UnixSeconds; readonly language: Language },
): readonly Check[] {
  const checks: Check[] = []
  for (const name of ORDER) {
    const finding = findings[name]
    if (!finding) continue
    const message = messageFor(language, name, finding)
    checks.push({ name, ...told(finding), message, checkedAt: now })
  }
  return checks
}

export type Verdict = Exclude<Outcome, 'not-applicable'>

/** The outcome of all: failed beats undetermined beats passed. Nothing checked is not a pass. */
export function verdictOf(findings: readonly Finding[]): Verdict {
  const { outcome } = worst(findings)
  return outcome === 'not-applicable' ? 'undetermined' : outcome
}
