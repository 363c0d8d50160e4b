/**
 * From what was checked to what is answered.
 *
 * @module
 */

import type { Check, PresentationVerification, Verification } from '../credentials/index.ts'
import type { UnixSeconds } from '../platform/clock.ts'
import type { Language } from '../platform/i18n.ts'
import type { PolicyResult } from './policies/policy.ts'
import { worstOf } from './policies/policy.ts'
import type { ResourceReason } from './problems.ts'
import type { Provenance } from './provenance.ts'
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

function resourcesCheck(
  provenance: Provenance | undefined,
  { language, now }: Pick<Beside, 'language' | 'now'>,
): ReportCheck {
  const check = { name: 'resources', checkedAt: now } as const
  const say = (key: string) => texts(language, `resources.${key}`)
  if (!provenance) {
    const message = say('not-reached')
    return { ...check, outcome: 'not-applicable', reason: 'not-reached', message }
  }
  const { resources } = provenance
  const changed = resources.find(({ outcome }) => outcome === 'failed')
  if (changed) {
    const found = { outcome: 'failed', reason: 'resource-changed', source: changed.id } as const
    return { ...check, ...found, message: say('failed') }
  }
  const missing = resources.find(({ outcome }) => outcome === 'undetermined')
  if (missing) {
    const found = { reason: 'resource-unreachable', source: missing.id } as const
    return { ...check, ...found, outcome: 'not-applicable', message: say('unreachable') }
  }
  const [first] = resources
  return first
    ? { ...check, outcome: 'passed', source: first.id, message: say('passed') }
    : { ...check, outcome: 'not-applicable', reason: 'not-present', message: say('none') }
}
