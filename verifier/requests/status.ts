/**
 * What is kept of a request, and what of it is shown to who asked.
 *
 * @module
 */

import type { UnixSeconds } from '../../platform/clock.ts'
import type { PolicyRules } from '../../schemas/policy.ts'
import type { RequestResult } from './answer.ts'
import type { Encryption } from './encryption.ts'
import type { Query } from './query.ts'
import type { StoredRequest } from './store.ts'

export interface RequestStatus {
  readonly id: string
  readonly state: 'open' | 'fetched' | 'answered' | 'expired'
  readonly purpose: string
  readonly expiresAt: UnixSeconds
  /** How a wallet comes to it, while it waits for an answer. */
  readonly requestUri?: string
  readonly result?: RequestResult
}

/** A request in a list. */
export interface RequestLine extends Omit<RequestStatus, 'requestUri' | 'result'> {
  readonly createdAt: UnixSeconds
  /** Name of the policy that what is shown must meet. */
  readonly policy?: string
}

export interface Details {
  readonly query: Query
  readonly clientName: string
  readonly purpose: string
  readonly policy?: string | PolicyRules
  readonly redirectUri?: string
  readonly state: string
  /** The signed request's first, then the unsigned one's. */
  readonly clientIds: readonly string[]
  readonly encryption?: Encryption
}

export const detailsOf = ({ details }: StoredRequest): Details => JSON.parse(details) as Details

export const stateOf = (
  { state, expiresAt }: StoredRequest,
  now: UnixSeconds,
): RequestStatus['state'] => (state !== 'answered' && expiresAt <= now ? 'expired' : state)

export function lineOf(request: StoredRequest, now: UnixSeconds): RequestLine {
  const { id, createdAt, expiresAt } = request
  const { purpose, policy } = detailsOf(request)
  const line = { id, state: stateOf(request, now), purpose, createdAt, expiresAt }
  return { ...line, ...(typeof policy === 'string' && { policy }) }
}
