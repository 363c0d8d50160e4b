/**
 * An award: somebody is entitled to a certificate. Its forms are signed when they are claimed.
 *
 * @module
 */

import type { Sealer } from '../../keys/index.ts'
import type { UnixSeconds } from '../../platform/clock.ts'
import type { Language } from '../../platform/i18n.ts'
import type { AchievementKind, AchievementRef } from '../achievements/achievement.ts'
import type { IssuerRef } from '../signers.ts'
import type { StatusPurpose } from '../status-lists/status-list.ts'

export interface Award {
  readonly id: string
  readonly kind: AchievementKind
  readonly tenantId: string
  readonly achievement: AchievementRef
  readonly language: Language
  /** Of a course or demonstration. */
  readonly assessmentId: string | undefined
  /** Of a foreign platform. */
  readonly clientId: string | undefined
  readonly personId: string | undefined
  /** Sealed {@link AwardDetails}. */
  readonly details: Uint8Array | undefined
  readonly statusPurpose: StatusPurpose
  readonly validUntil: UnixSeconds | undefined
  readonly state: 'live' | 'revoked'
  readonly awardedAt: UnixSeconds
  readonly revokedAt: UnixSeconds | undefined
  /** Person or client who revoked it. */
  readonly revokedBy: string | undefined
  /** Sealed {@link Revocation}. */
  readonly revocation: Uint8Array | undefined
}

/** What a foreign platform said about the recipient. */
export interface AwardDetails {
  readonly recipient: { readonly email?: string; readonly did?: string }
  readonly results?: readonly { readonly result: string; readonly value: string }[]
  readonly evidence?: readonly AwardEvidence[]
}

export interface AwardEvidence {
  readonly id?: string
  readonly name: string
  readonly narrative?: string
}

export interface Revocation {
  readonly reason: string
}

/**
 * Who signs the certificates of an award.
 *
 * Decided by what is stored about the award alone, and that by the stored assessment: nobody who asks
 * has a say.
 */
export function issuerRefOf({ kind, tenantId }: Award): Exclude<IssuerRef, `instance:${string}`> {
  switch (kind) {
    case 'course':
      return 'course'
    case 'demo':
      return 'demo'
    case 'external':
      return `tenant:${tenantId}`
  }
}

/** Where what an award says comes from. */
export const provenanceOf = ({ kind, clientId }: Award): string =>
  kind === 'external' ? `external:${clientId}` : kind

const DETAILS = 'issuer.award'
const REVOCATION = 'issuer.revocation'

export const sealDetails = (
  sealer: Sealer,
  awardId: string,
  details: AwardDetails,
): Promise<Uint8Array> => sealer.seal(DETAILS, Buffer.from(JSON.stringify(details)), awardId)

/** Empty once the recipient was erased. */
export async function openDetails(sealer: Sealer, award: Award): Promise<AwardDetails> {
  if (!award.details) return { recipient: {} }
  const plain = await sealer.open(DETAILS, award.details, award.id)
  return JSON.parse(Buffer.from(plain).toString()) as AwardDetails
}

export const sealRevocation = (
  sealer: Sealer,
  awardId: string,
  revocation: Revocation,
): Promise<Uint8Array> => sealer.seal(REVOCATION, Buffer.from(JSON.stringify(revocation)), awardId)

export async function openRevocation(
  sealer: Sealer,
  award: Award,
): Promise<Revocation | undefined> {
  if (!award.revocation) return undefined
  const plain = await sealer.open(REVOCATION, award.revocation, award.id)
  return JSON.parse(Buffer.from(plain).toString()) as Revocation
}
