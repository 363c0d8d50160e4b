import type { Audit } from '../../audit/index.ts'
import type { Ground } from '../../platform/ground.ts'
import type { Language, Texts } from '../../platform/i18n.ts'
import type { RankingFiltersInput } from '../../schemas/matching.ts'
import type { Skills, Taxonomies } from '../../skills/index.ts'
import type { Refusal, VerifiedSkill } from '../profiles/verified-skills.ts'
import type { OfferedCourse } from './offered-courses.ts'

/** What is ranked, for whom, in which language it is answered. */
export interface RankingRequest {
  readonly skills: readonly VerifiedSkill[]
  readonly filters: RankingFiltersInput
  readonly k: number
  readonly notCredited: readonly Refusal[]
  readonly tenantId: string
  readonly personId: string | undefined
  readonly profileId: string | undefined
  readonly language: Language
  /** The ranking that was contested and is made again by this one. */
  readonly replaces?: string
}

/** What a ranking is made with. */
export type RankingDeps = Pick<Ground, 'db' | 'clock' | 'random' | 'config' | 'log'> & {
  readonly audit: Pick<Audit, 'record' | 'openCase' | 'caseById' | 'isContested'>
  readonly skills: Skills
  readonly taxonomies: Pick<Taxonomies, 'space' | 'versions' | 'crosswalks' | 'ties'>
  readonly texts: Texts
  /** Names the course that grants a skill, when one does. */
  readonly courseFor: (skillId: string) => string | undefined
  readonly courses: readonly OfferedCourse[]
}
