import type { UnixSeconds } from '../../platform/clock.ts'

/** For the learner's own eyes, or for an employer. */
export type Purpose = 'own-ranking' | 'application'

export interface Challenge {
  readonly purpose: Purpose
  /** Who may use what is presented; the empty string: the learner alone. */
  readonly employer: string
  /** Who asked, when it was a person. */
  readonly personId: string | undefined
  /** The organisation that asked, when it was a client. */
  readonly tenantId: string | undefined
  readonly expiresAt: UnixSeconds
}
