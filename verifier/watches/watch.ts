import type { JsonObject, Outcome } from '../../credentials/index.ts'
import type { UnixSeconds } from '../../platform/clock.ts'

/** `unusable`: the list cannot be believed, or the bit means something of the issuer's own. */
export type WatchedStatus = 'good' | 'revoked' | 'suspended' | 'unusable'

/** `waiting`: not told yet, or not taken yet. `failed`: not taken in about a day, and not tried any more. */
export type DeliveryState = 'waiting' | 'delivered' | 'failed'

/** A credential whose status somebody wants to be told of. The credential itself is not kept. */
export interface Watch {
  readonly id: string
  readonly tenantId: string
  readonly callbackUrl: string
  readonly reference: string | undefined
  readonly credentialId: string | undefined
  readonly issuer: string
  /** What is needed to read the status again: the issuer and its entries. */
  readonly entries: JsonObject
  readonly status: WatchedStatus
  readonly statusSince: UnixSeconds
  /** Counts the changes, so that a message of before is told from the one of now. */
  readonly version: number
  readonly readAt: UnixSeconds
  readonly unread: string | undefined
  readonly delivery: DeliveryState | undefined
  readonly answer: string | undefined
  /** How often the last change was sent. */
  readonly tries: number
  /** Its changes are not told until it goes on. */
  readonly paused: boolean
}

/** What a check says of the status; `undefined` where it could not be made. */
export function statusOfCheck({
  outcome,
  reason,
}: {
  readonly outcome: Outcome
  readonly reason?: string
}): WatchedStatus | undefined {
  if (outcome === 'passed') return 'good'
  if (outcome !== 'failed') return undefined
  return reason === 'revoked' || reason === 'suspended' ? reason : 'unusable'
}

/** The members that a reading of the status needs; `undefined` where the credential has no status. */
export function entriesOf(credential: JsonObject, issuer: string): JsonObject | undefined {
  const { credentialStatus, status } = credential
  if (credentialStatus === undefined && status === undefined) return undefined
  return {
    issuer,
    ...(credentialStatus === undefined ? {} : { credentialStatus }),
    ...(status === undefined ? {} : { status }),
  }
}
