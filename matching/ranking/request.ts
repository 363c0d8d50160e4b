import type { Audit } from '../../audit/index.ts'
import type { Ground } from '../../platform/ground.ts'
import type { Language, Texts } from '../../platform/i18n.ts'
import type { Skills, Taxonomies } from '../../skills/index.ts'
import type { Refusal } from '../profiles/verified-skills.ts'
import type { RankingInput } from './rank.ts'

/** What is ranked, for whom, in which language it is answered. */
export interface RankingRequest extends RankingInput {
  readonly notCredited: readonly Refusal[]
  readonly tenantId: string
  readonly personId: string | undefined
  readonly profileId: string | undefined
  readonly language: Language
}

/** What a ranking is made with. */
export type RankingDeps = Pick<Ground, 'db' | 'clock' | 'random' | 'config'> & {
  readonly audit: Pick<Audit, 'record' | 'openCase'>
  readonly skills: Skills
  readonly taxonomies: Pick<Taxonomies, 'space'>
  readonly texts: Texts
  /** Names the course that grants a skill, when one does. */
  readonly courseFor: (skillId: string) => string | undefined
}
