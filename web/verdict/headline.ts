import type { Check, Verification } from './verification.ts'

/** Valid, not valid, could not be checked, not checked: each with its own shape, word and colour. */
export type Verdict = 'valid' | 'invalid' | 'undetermined' | 'unchecked'

/** What an outcome is called on a page. */
export const VERDICT_OF: Readonly<Record<Check['outcome'], Verdict>> = {
  passed: 'valid',
  failed: 'invalid',
  undetermined: 'undetermined',
  'not-applicable': 'unchecked',
}

/** The verdict in one sentence: its state, and the text that says it. */
export interface Headline {
  readonly verdict: Verdict
  /** Last part of the key `verdict.*`: the most telling finding, else the state itself. */
  readonly text: HeadlineText
}

export type HeadlineText =
  | 'valid'
  | 'invalid'
  | 'undetermined'
  | 'unchecked'
  | 'revoked'
  | 'suspended'
  | 'expired'
  | 'notYet'
  | 'tampered'
  | 'unsigned'
  | 'noStatus'

const BY_REASON: Readonly<Record<string, HeadlineText>> = {
  'signature-invalid': 'tampered',
  'proof-missing': 'unsigned',
  revoked: 'revoked',
  suspended: 'suspended',
  expired: 'expired',
  'not-yet-valid': 'notYet',
  'status-unreachable': 'noStatus',
}

/** Tampering before revocation before expiry: what matters more to the reader is said first. */
const ORDER = Object.keys(BY_REASON)

/** Nothing is valid by default: without a check that passed and an outcome that says so, it was not checked. */
export function headlineOf({ verified, outcome, checks }: Verification): Headline {
  if (checks.length === 0) return { verdict: 'unchecked', text: 'unchecked' }
  if (verified && outcome === 'passed') return { verdict: 'valid', text: 'valid' }
  const verdict = outcome === 'failed' ? 'invalid' : 'undetermined'
  const reason = weightiest(checks, outcome === 'failed' ? 'failed' : 'undetermined')
  return { verdict, text: BY_REASON[reason ?? ''] ?? verdict }
}

function weightiest(checks: readonly Check[], outcome: Check['outcome']): string | undefined {
  const reasons = checks.filter((check) => check.outcome === outcome).map(({ reason }) => reason)
  return ORDER.find((reason) => reasons.includes(reason))
}

/** How many checks passed, and how many are open or failed. */
export function tally(checks: readonly Check[]): { passed: number; open: number; failed: number } {
  const count = (outcome: Check['outcome']) =>
    checks.filter((check) => check.outcome === outcome).length
  return { passed: count('passed'), open: count('undetermined'), failed: count('failed') }
}
