/**
 * All that the scorer knows of a person.
 *
 * There is no name, photo, age, gender, address, school, issuer or place of issue in it, and nothing
 * that could carry one: a test reads this file and the properties of rankings hold it.
 */
export interface ScoredSkill {
  readonly skillId: string
  /** 1 to 3; absent when the credential states none. */
  readonly level?: number
  /** Share of the full weight that the evidence gives; all of it when absent. */
  readonly weight?: number
  readonly credentialId: string
  /** Of a skill that a crosswalk brought: from which one, by which tie of which version. */
  readonly mapping?: {
    readonly from: string
    readonly match: 'exactMatch' | 'closeMatch' | 'broadMatch' | 'narrowMatch'
    readonly crosswalk: string
  }
  /** Its counterparts in the jobs' framework count in its stead. */
  readonly stoodFor?: true
}

/** Whether a credential verifies the skill: the same by another name does, more or less than it does not. */
export const isVerified = ({ mapping }: Pick<ScoredSkill, 'mapping'>): boolean =>
  mapping === undefined || mapping.match === 'exactMatch' || mapping.match === 'closeMatch'
