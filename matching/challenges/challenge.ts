import type { UnixSeconds } from '../../platform/clock.ts'

export interface Challenge {
  /** What for, e.g. `own-ranking` or `application`; the words of whoever asked. */
  readonly purpose: string
  /** Who may use what is presented; the empty string: the learner alone. */
  readonly employer: string
  /** Who asked, when it was a person. */
  readonly personId: string | undefined
  /** The organisation that asked, when it was a client. */
  readonly tenantId: string | undefined
  readonly expiresAt: UnixSeconds
}
