/**
 * From what was checked to what is answered.
 *
 * @module
 */

import {
  type Check,
  type PresentationVerification,
  type Provenance,
  resourcesFinding,
  type Verification,
} from '../credentials/index.ts'
import type { UnixSeconds } from '../platform/clock.ts'
import type { Language } from '../platform/i18n.ts'
import type { PolicyResult } from './policies/policy.ts'
import { worstOf } from './policies/policy.ts'
import type { ResourceReason } from './problems.ts'
import type { Trust } from './registry/registry.ts'
import { texts } from './texts.ts'

/** A check of `credentials`, or one that is made here: of the documents that are cited. */
export type ReportCheck =
  | Check
  | (Omit<Check, 'name' | 'reason'> & {
      readonly name: 'resources'
      readonly reason?: ResourceReason | 'not-present' | 'not-reached'
    })

/** A verification, with what was found beside it. */
export interface CredentialReport extends Omit<Verification, 'checks'> {
  readonly checks: readonly ReportCheck[]
  /** Absent where the credential names no issuer that could be read. */
  readonly trust?: Trust & { readonly message: string }
  readonly provenance?: Provenance
  readonly policy?: PolicyResult
}

export interface PresentationReport extends Omit<PresentationVerification, 'credentials'> {
  readonly credentials: readonly CredentialReport[]
}

interface Beside {
  readonly trust: Trust | undefined
  readonly provenance: Provenance | undefined
  readonly policy: PolicyResult | undefined
  readonly language: Language
  readonly now: UnixSeconds
}

/**
 * Puts the verdict together: the checks, a cited document that was changed, and a policy that was asked
 * for; an unknown issuer or a document out of reach alone change nothing.
 */
export function reportOf(verification: Verification, beside: Beside): CredentialReport {
  const { trust, provenance, policy, language } = beside
  const resources = resourcesCheck(provenance, beside)
  const outcome = worstOf([
    verification.outcome,
    resources.outcome === 'failed' ? 'failed' : 'passed',
    policy?.outcome ?? 'passed',
  ])
  return {
    ...verification,
    verified: outcome === 'passed',
    outcome,
    checks: [...verification.checks, resources],
    ...(trust && { trust: { ...trust, message: texts(language, `trust.${trust.status}`) } }),
    ...(provenance && { provenance }),
    ...(policy && { policy }),
  }
}

/** Last part of the key `resources.*` for each finding. */
const RESOURCE_TEXTS = {
  'not-reached': 'not-reached',
  'resource-changed': 'failed',
  'resource-unreachable': 'unreachable',
  'not-present': 'none',
} as const

function resourcesCheck(
  provenance: Provenance | undefined,
  { language, now }: Pick<Beside, 'language' | 'now'>,
): ReportCheck {
  const finding = resourcesFinding(provenance)
  const key = finding.reason ? RESOURCE_TEXTS[finding.reason] : 'passed'
  return {
    name: 'resources',
    ...finding,
    message: texts(language, `resources.${key}`),
    checkedAt: now,
  }
}
