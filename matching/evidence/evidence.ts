/**
 * What is known of how a skill was shown: read from the verified credential and its assessment record.
 *
 * @module
 */

import type { UnixSeconds } from '../../platform/clock.ts'
import { awardedAt, type CredentialReport } from '../../verifier/index.ts'

/** How sure the assessor was who took the assessment. */
export type Assurance = 'self-asserted' | 'identity-verified' | 'proctored'

/** Absent members: the credential ties itself to no record that says so. */
export interface Evidence {
  /** DID; its weight is looked up, the scorer never sees it. */
  readonly issuer: string
  readonly assurance?: Assurance
  /** Whether a person looked at what was marked. */
  readonly humanReviewed?: boolean
  readonly awardedAt?: UnixSeconds
}

const ASSURANCES: readonly unknown[] = ['self-asserted', 'identity-verified', 'proctored']

const isAssurance = (value: unknown): value is Assurance => ASSURANCES.includes(value)

/** Only a record whose digest was signed counts: the verifier hands out no other. */
export function evidenceOf(
  { credential, provenance }: Pick<CredentialReport, 'credential' | 'provenance'>,
  issuer: string,
): Evidence {
  const awarded = credential && awardedAt(credential)
  const { assurance, humanReviewed } = provenance?.record ?? {}
  return {
    issuer,
    ...(awarded !== undefined && { awardedAt: awarded }),
    ...(isAssurance(assurance) && { assurance, humanReviewed: humanReviewed === true }),
  }
}
