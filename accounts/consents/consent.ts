import type { UnixSeconds } from '../../platform/clock.ts'

/** What a person allows whom. */
export interface ConsentFor {
  readonly personId: string
  /** What may be done, e.g. `ranking`. */
  readonly purpose: string
  /** Who may do it. */
  readonly employer: string
}

export interface Consent extends ConsentFor {
  readonly id: string
  readonly givenAt: UnixSeconds
  readonly withdrawnAt?: UnixSeconds
}
