/**
 * The formula: cosine of verified skills and skills asked for, as a sum of whole contributions.
 *
 * The input has no name, photo, age, gender, address or school in its type, and the result does not
 * depend on the order of skills or the language of labels.
 *
 * @module
 */

import type { JobSkillInput } from '../../schemas/matching.ts'
import type { VerifiedSkill } from '../profiles/verified-skills.ts'

export const FORMULA = 'exact-cosine-1'

/** Published weights. */
const IMPORTANCE = { essential: 1, optional: 0.5 } as const
/** A credential that states no level counts less than one that does. */
const LEVEL_NOT_STATED = 0.7
/** One level below what the job asks, and more than one. */
const LEVEL_BELOW = [1, 0.5, 0.25] as const

const MILLION = 1_000_000

export interface Contribution {
  readonly skillId: string
  readonly kind: 'exact'
  /** Millionths. */
  readonly amount: number
  readonly credentialId: string
}

export interface Missing {
  readonly skillId: string
  readonly importance: 'essential' | 'optional'
  readonly level?: number
  /** Millionths that the score would rise by if the skill were verified at the level asked for. */
  readonly gain: number
}

export interface Score {
  /** Millionths; the sum of the contributions. */
  readonly score: number
  readonly contributions: readonly Contribution[]
  readonly missing: readonly Missing[]
  readonly coverage: { readonly met: number; readonly of: number }
}

type Idf = (skillId: string) => number

/** What a profile weighs, computed once for all jobs. */
export interface Query {
  readonly skills: ReadonlyMap<string, VerifiedSkill>
  /** Square of the length of its vector. */
  readonly square: number
}

const bySkill = (a: { skillId: string }, b: { skillId: string }): number =>
  a.skillId < b.skillId ? -1 : a.skillId > b.skillId ? 1 : 0

const strength = ({ level }: VerifiedSkill): number => (level === undefined ? LEVEL_NOT_STATED : 1)

export function makeQuery(skills: readonly VerifiedSkill[], idf: Idf): Query {
  const sorted = [...skills].sort(bySkill)
  const square = sorted.reduce((sum, skill) => sum + (idf(skill.skillId) * strength(skill)) ** 2, 0)
  return { skills: new Map(sorted.map((skill) => [skill.skillId, skill])), square }
}

/** Share of a skill's weight that counts for a job that asks for a level. */
function levelFit(level: number | undefined, asked: number | undefined): number {
  if (asked === undefined || level === undefined) return 1
  return LEVEL_BELOW[Math.max(0, asked - level)] ?? LEVEL_BELOW[2]
}

export function scoreJob(query: Query, asked: readonly JobSkillInput[], idf: Idf): Score {
  const wanted = asked
    .map((skill) => ({
      ...skill,
      skillId: skill.id,
      weight: idf(skill.id) * IMPORTANCE[skill.importance],
    }))
    .sort(bySkill)
  const jobLength = Math.sqrt(wanted.reduce((sum, { weight }) => sum + weight ** 2, 0))
  const length = Math.sqrt(query.square) * jobLength
  const contributions = wanted.flatMap(({ skillId, weight, level }): Contribution[] => {
    const skill = query.skills.get(skillId)
    if (!skill || length === 0) return []
    const own = idf(skillId) * strength(skill) * levelFit(skill.level, level)
    const amount = Math.round((own * weight * MILLION) / length)
    return [{ skillId, kind: 'exact', amount, credentialId: skill.credentialId }]
  })
  const score = contributions.reduce((sum, { amount }) => sum + amount, 0)
  const dot = (score / MILLION) * length
  const missing = wanted
    .filter(({ skillId }) => !query.skills.has(skillId))
    .map(({ skillId, importance, level, weight }): Missing => {
      const longer = Math.sqrt(query.square + idf(skillId) ** 2) * jobLength
      const raised = Math.round(((dot + idf(skillId) * weight) * MILLION) / longer)
      const gain = Math.max(0, raised - score)
      return { skillId, importance, gain, ...(level !== undefined && { level }) }
    })
    .sort((a, b) => b.gain - a.gain || bySkill(a, b))
  return { score, contributions, missing, coverage: coverageOf(query, wanted) }
}

/** Must-haves verified at the level asked for; shown, never sorted by. */
function coverageOf(
  query: Query,
  wanted: readonly (JobSkillInput & { readonly skillId: string })[],
): Score['coverage'] {
  const essential = wanted.filter(({ importance }) => importance === 'essential')
  const met = essential.filter(({ skillId, level }) => {
    const skill = query.skills.get(skillId)
    return skill !== undefined && (level === undefined || (skill.level ?? 0) >= level)
  })
  return { met: met.length, of: essential.length }
}
