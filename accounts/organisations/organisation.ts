import type { UnixSeconds } from '../../platform/clock.ts'
import type { Role } from '../../platform/http/actor.ts'
import type { Language } from '../../platform/i18n.ts'

/** A tenant: who issues, hires or reviews, and whom API clients act for. */
export interface Organisation {
  /** Short name, part of URLs, never changed. */
  readonly id: string
  readonly name: string
}

export interface Membership extends Organisation {
  readonly roles: readonly Role[]
}

export interface Member {
  readonly personId: string
  readonly roles: readonly Role[]
}

/** Waits for whoever proves the address by signing in. */
export interface Invitation {
  readonly id: string
  readonly organisation: Organisation
  readonly email: string
  readonly roles: readonly Role[]
  readonly language: Language
  readonly expiresAt: UnixSeconds
}
