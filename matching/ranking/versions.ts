/**
 * Versions of the formula: a ranking is made by the newest and made again by the one it was made by.
 *
 * @module
 */

import { type HeldSkill, heldSkills } from '../crosswalks/held-skills.ts'
import { assumedWeight, weighSkills } from '../evidence/policy.ts'
import type { VerifiedSkill } from '../profiles/verified-skills.ts'
import { sha256 } from '../secret.ts'
import type { Basis } from './basis.ts'
import { FORMULA, MILLION, RULES, type Rules } from './formula.ts'
import { digestOf, type RankedJob } from './rank.ts'
import type { ScoredSkill } from './scored-skill.ts'

export interface FormulaVersion {
  readonly id: string
  rules(basis: Basis): Rules
  /** What verified skills are taken for: skills of other frameworks by their counterparts. */
  held(skills: readonly VerifiedSkill[], basis: Basis): readonly HeldSkill[]
  weigh(skills: readonly VerifiedSkill[], basis: Basis): readonly ScoredSkill[]
  /** Of what was decided, the bytes that are compared by a replay. */
  digest(ranked: readonly RankedJob[]): string
}

const CURRENT: FormulaVersion = {
  id: FORMULA,
  rules: ({ policy, at }) => ({ ...RULES, assumed: assumedWeight(policy, at) / MILLION }),
  held: heldSkills,
  weigh: (skills, basis) => weighSkills(basis.policy, heldSkills(skills, basis), basis.at),
  digest: (ranked) => sha256(JSON.stringify(ranked)),
}

/** Knew of no crosswalks. */
const THIRD: FormulaVersion = {
  ...CURRENT,
  id: 'exact-words-near-title-3',
  held: (skills) => skills,
  weigh: (skills, { policy, at }) => weighSkills(policy, skills, at),
}

/** Knew of evidence only whether a level is stated, and weighed it beside the other skills alone. */
const SECOND: FormulaVersion = {
  id: 'exact-words-near-title-2',
  rules: () => ({ byFullWeight: false, assumed: 1 }),
  held: (skills) => skills,
  weigh: (skills) =>
    skills.map(({ skillId, level, credentialId }) => ({
      ...{ skillId, credentialId },
      ...(level === undefined ? { weight: 0.7 } : { level }),
    })),
  digest: digestOf,
}

const VERSIONS = new Map([SECOND, THIRD, CURRENT].map((version) => [version.id, version]))

export const currentFormula = (): FormulaVersion => CURRENT

/** Nothing for one that this program does not have. */
export const formulaVersion = (id: string): FormulaVersion | undefined => VERSIONS.get(id)
