import type { UnixSeconds } from '../../platform/clock.ts'
import type { SkillFindings } from './verified-skills.ts'

/** What a learner gave for a purpose and an employer: verified skills, nothing else. */
export interface Profile extends SkillFindings {
  readonly id: string
  readonly personId: string | undefined
  readonly tenantId: string | undefined
  readonly purpose: string
  readonly employer: string
  readonly consentId: string | undefined
  readonly createdAt: UnixSeconds
}
