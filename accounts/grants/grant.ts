import type { UnixSeconds } from '../../platform/clock.ts'
import type { WalletScope } from '../../platform/http/actor.ts'

/** What a platform asked for. */
export interface Asked {
  readonly redirectUri: string
  readonly codeChallenge: string
  readonly state?: string
  readonly purpose?: string
}

export type GrantState = 'asked' | 'answered' | 'live' | 'ended'

/** A learner's permission to a platform, from the question to its end. */
export interface Grant {
  readonly id: string
  readonly clientId: string
  /** `undefined` before somebody answered. */
  readonly personId: string | undefined
  readonly profileId: string | undefined
  readonly scopes: readonly WalletScope[]
  readonly asked: Asked
  readonly state: GrantState
  readonly refreshHash: string | undefined
  readonly givenAt: UnixSeconds | undefined
  readonly usedAt: UnixSeconds | undefined
  readonly expiresAt: UnixSeconds
}

/** One in force. */
export type LiveGrant = Grant & {
  readonly personId: string
  readonly profileId: string
  readonly givenAt: UnixSeconds
}

export const isLive = (grant: Grant | undefined, now: UnixSeconds): grant is LiveGrant =>
  grant?.state === 'live' && grant.expiresAt > now && grant.personId !== undefined
