/**
 * The formula: cosine of verified skills and skills asked for, and of the words of their names, as a
 * sum of whole contributions, one for each skill that the job asks for.
 *
 * The input has no name, photo, age, gender, address or school in its type, and the result does not
 * depend on the order of skills or the language of labels.
 *
 * @module
 */

import type { JobSkillInput } from '../../schemas/matching.ts'
import type { VerifiedSkill } from '../profiles/verified-skills.ts'
import {
  bySkill,
  makeQuery,
  type Query,
  type Rarity,
  squareOf,
  strength,
  type Wanted,
  type WeighedJob,
  wordVector,
} from './query.ts'

export const FORMULA = 'exact-and-words-1'

/** Published weights. */
const IMPORTANCE = { essential: 1, optional: 0.5 } as const
/** Beside 1 for skills themselves; more of it would let names outweigh what was verified. */
const WORDS = 0.8
/** One level below what the job asks, and more than one. */
const LEVEL_BELOW = [1, 0.5, 0.25] as const

const MILLION = 1_000_000

export interface Contribution {
  readonly skillId: string
  /** `related`: the skill itself is not verified, one with a name like it is. */
  readonly kind: 'exact' | 'related'
  /** Millionths. */
  readonly amount: number
  readonly credentialId: string
  /** The verified skill that a related one is near to. */
  readonly relatedTo?: string
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

/** What a job asks for. */
export type Asked = readonly JobSkillInput[]

const weigh = (asked: Asked, rarity: Rarity): WeighedJob =>
  rarity.remember?.(asked, () => weighAnew(asked, rarity)) ?? weighAnew(asked, rarity)

function weighAnew(asked: Asked, rarity: Rarity): WeighedJob {
  const wanted = asked
    .map((skill) => ({ ...skill, skillId: skill.id, weight: IMPORTANCE[skill.importance] }))
    .sort(bySkill)
  return {
    wanted,
    square: wanted.reduce((sum, { id, weight }) => sum + (rarity.idf(id) * weight) ** 2, 0),
    wordSquare: squareOf(wordVector(wanted, rarity)),
  }
}

/** Share of a skill's weight that counts for a job that asks for a level. */
function levelFit(level: number | undefined, asked: number | undefined): number {
  if (asked === undefined || level === undefined) return 1
  return LEVEL_BELOW[Math.max(0, asked - level)] ?? LEVEL_BELOW[2]
}

/** The score alone, for the many jobs that nobody will see. */
export const totalOf = (query: Query, asked: Asked, rarity: Rarity): number =>
  amountsOf(query, weigh(asked, rarity), rarity).reduce((sum, amount) => sum + amount, 0)

/** Millionths for each skill wanted. */
function amountsOf(query: Query, job: WeighedJob, rarity: Rarity): readonly number[] {
  const { wanted } = job
  const { idf, wordsOf, wordIdf } = rarity
  const length = Math.sqrt(query.square * job.square)
  const wordLength = Math.sqrt(query.wordSquare * job.wordSquare)
  return wanted.map(({ id, weight, level }) => {
    const skill = query.skills.get(id)
    const fit = skill ? levelFit(skill.level, level) : 1
    const exact = skill ? idf(id) ** 2 * strength(skill) * fit * weight : 0
    const words = wordsOf(id).reduce((sum, word) => {
      const own = query.words.get(word)
      return own === undefined ? sum : sum + own * wordIdf(word)
    }, 0)
    const share = ratio(exact, length) + WORDS * ratio(words * weight * fit, wordLength)
    return Math.round((share * MILLION) / (1 + WORDS))
  })
}

const ratio = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole)

export function scoreJob(query: Query, asked: Asked, rarity: Rarity): Score {
  const job = weigh(asked, rarity)
  const { wanted } = job
  const amounts = amountsOf(query, job, rarity)
  const contributions = wanted.flatMap(({ skillId }, at): Contribution[] => {
    const amount = amounts[at] ?? 0
    const skill = query.skills.get(skillId)
    if (skill) return [{ skillId, kind: 'exact', amount, credentialId: skill.credentialId }]
    const near = amount > 0 ? nearest(query, skillId, rarity) : undefined
    if (!near) return []
    const { credentialId, skillId: relatedTo } = near
    return [{ skillId, kind: 'related', amount, credentialId, relatedTo }]
  })
  const score = contributions.reduce((sum, { amount }) => sum + amount, 0)
  const missing = wanted
    .filter(({ skillId }) => !query.skills.has(skillId))
    .map(({ skillId, importance, level }): Missing => {
      const raised = totalOf(withSkill(query, { skillId, level }, rarity), asked, rarity)
      const gain = Math.max(0, raised - score)
      return { skillId, importance, gain, ...(level !== undefined && { level }) }
    })
    .sort((a, b) => b.gain - a.gain || bySkill(a, b))
  return { score, contributions, missing, coverage: coverageOf(query, wanted) }
}

const MOST = 3

const withSkill = (
  { skills }: Query,
  { skillId, level = MOST }: { readonly skillId: string; readonly level: number | undefined },
  rarity: Rarity,
): Query => makeQuery([...skills.values(), { skillId, level, credentialId: '' }], rarity)

/** The verified skill whose name shares the most with another's; the first by id where two do. */
function nearest(query: Query, skillId: string, rarity: Rarity): VerifiedSkill | undefined {
  const wanted = new Set(rarity.wordsOf(skillId))
  const shared = (skill: VerifiedSkill) =>
    rarity
      .wordsOf(skill.skillId)
      .reduce(
        (sum, word) => sum + (wanted.has(word) ? rarity.wordIdf(word) ** 2 * strength(skill) : 0),
        0,
      )
  return [...query.skills.values()]
    .map((skill) => ({ skill, near: shared(skill) }))
    .sort((a, b) => b.near - a.near || bySkill(a.skill, b.skill))[0]?.skill
}

/** Must-haves verified at the level asked for; shown, never sorted by. */
function coverageOf(query: Query, wanted: readonly Wanted[]): Score['coverage'] {
  const essential = wanted.filter(({ importance }) => importance === 'essential')
  const met = essential.filter(({ skillId, level }) => {
    const skill = query.skills.get(skillId)
    return skill !== undefined && (level === undefined || (skill.level ?? 0) >= level)
  })
  return { met: met.length, of: essential.length }
}
