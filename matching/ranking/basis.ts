import type { UnixSeconds } from '../../platform/clock.ts'
import type { Crosswalks } from '../crosswalks/crosswalks.ts'
import type { EvidencePolicy } from '../evidence/policy.ts'

/** What a ranking rests on beside jobs, skills and taxonomy. */
export interface Basis {
  readonly policy: EvidencePolicy
  readonly at: UnixSeconds
  /** In the versions that it is made by. */
  readonly crosswalks: Crosswalks
}
