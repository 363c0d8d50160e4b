/**
 * The formula: cosines of skills, of the words of their names and of the occupations that need them,
 * as a sum of whole contributions, one for each skill that the job asks for, and one for its title.
 *
 * The input has no name, photo, age, gender, address or school in its type, and the result does not
 * depend on the order of skills or the language of labels.
 *
 * @module
 */

import { levelFit, MILLION, PARTS, RULES } from './formula.ts'
import { levelIn, skillIn, weightIn } from './packed.ts'
import { bySkill, makeQuery, type Query, type Scale } from './query.ts'
import { isVerified, type ScoredSkill } from './scored-skill.ts'
import type { TitleMatch } from './titles.ts'

export interface Contribution {
  /** A skill; of a title, the occupation that it names. */
  readonly skillId: string
  /**
   * `related`: the skill itself is not verified, one like it is. `title`: the advert names an
   * occupation that needs the verified skills.
   */
  readonly kind: 'exact' | 'related' | 'title'
  /** Millionths. */
  readonly amount: number
  readonly credentialId?: string
  /** The verified skill that a related one is near to. */
  readonly relatedTo?: string
  /** Where a crosswalk brought the skill, or the one that it is near to. */
  readonly mapping?: NonNullable<ScoredSkill['mapping']>
}

export interface Missing {
  readonly skillId: string
  readonly importance: 'essential' | 'optional'
  readonly level?: number
  /**
   * Millionths that the score would rise by if the skill were verified at the level asked for, by
   * evidence of the weight that the policy assumes.
   */
  readonly gain: number
}

export interface Score {
  /** Millionths; the sum of the contributions. */
  readonly score: number
  readonly contributions: readonly Contribution[]
  readonly missing: readonly Missing[]
  readonly coverage: { readonly met: number; readonly of: number }
}

/** A job as it is weighed: what it asks for and the lengths of its vectors. */
export interface WeighedJob {
  readonly asked: Uint32Array
  readonly exact: number
  readonly words: number
  readonly near: number
}

/** A profile and the scale it is weighed with. */
export interface Weighing {
  readonly query: Query
  readonly scale: Scale
  /** Whether titles count: when the profile fits an occupation of a taxonomy. */
  readonly titles: boolean
}

export const wholeOf = ({ titles }: Weighing): number =>
  PARTS.exact + PARTS.words + PARTS.near + (titles ? PARTS.title : 0)

/** Millionths for one skill asked for. */
function amountOf(weighing: Weighing, job: WeighedJob, packed: number): number {
  const { query } = weighing
  const skill = skillIn(packed)
  const own = query.skills.get(skill)
  const fit = own ? levelFit(own.level, levelIn(packed)) : 1
  const share =
    ratio(query.exact(skill), job.exact) +
    ratio(query.words(skill), job.words) +
    ratio(query.near(skill), job.near)
  return Math.round((share * weightIn(packed) * fit * MILLION) / wholeOf(weighing))
}

const ratio = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole)

export const titleAmount = (weighing: Weighing, title: TitleMatch | undefined): number =>
  title ? Math.round((PARTS.title * title.likeness * MILLION) / wholeOf(weighing)) : 0

/** The score alone, for the many jobs that nobody will see. */
export function totalOf(
  weighing: Weighing,
  job: WeighedJob,
  title: TitleMatch | undefined,
): number {
  let total = titleAmount(weighing, title)
  for (const packed of job.asked) total += amountOf(weighing, job, packed)
  return total
}

export function scoreJob(
  weighing: Weighing,
  job: WeighedJob,
  title: TitleMatch | undefined,
): Score {
  const contributions = contributionsOf(weighing, job, title)
  const score = contributions.reduce((sum, { amount }) => sum + amount, 0)
  const missing = [...job.asked]
    .filter((packed) => !verifiedIn(weighing.query, skillIn(packed)))
    .map((packed) =>
      missingOf(weighing, job, { packed, score: score - titleAmount(weighing, title) }),
    )
    .sort((a, b) => b.gain - a.gain || bySkill(a, b))
  return { score, contributions, missing, coverage: coverageOf(weighing.query, job) }
}

/** The skill, where a credential verifies it. */
function verifiedIn({ skills }: Query, skill: number): ScoredSkill | undefined {
  const own = skills.get(skill)
  return own && isVerified(own) ? own : undefined
}

function contributionsOf(
  weighing: Weighing,
  job: WeighedJob,
  title: TitleMatch | undefined,
): readonly Contribution[] {
  const { query, scale } = weighing
  const ofSkills = [...job.asked].flatMap((packed): Contribution[] => {
    const amount = amountOf(weighing, job, packed)
    const skillId = scale.vocabulary.idOf(skillIn(packed))
    const own = query.skills.get(skillIn(packed))
    const source = own ?? (amount > 0 ? nearest(weighing, skillIn(packed)) : undefined)
    if (!source) return []
    const { credentialId, mapping } = source
    const cited = { credentialId, ...(mapping && { mapping }) }
    if (own && isVerified(own)) return [{ skillId, kind: 'exact', amount, ...cited }]
    const relatedTo = own ? (mapping?.from ?? skillId) : source.skillId
    return [{ skillId, kind: 'related', amount, ...cited, relatedTo }]
  })
  const amount = titleAmount(weighing, title)
  if (!title || amount === 0) return ofSkills
  return [...ofSkills, { skillId: title.occupation, kind: 'title', amount }]
}

const MOST = 3

/** What the skill would add, all else the same: the title's part is left aside. */
function missingOf(
  weighing: Weighing,
  job: WeighedJob,
  { packed, score }: { readonly packed: number; readonly score: number },
): Missing {
  const level = levelIn(packed)
  const skillId = weighing.scale.vocabulary.idOf(skillIn(packed))
  const { assumed } = weighing.scale.rules ?? RULES
  const raised = [
    ...weighing.query.skills.values(),
    { skillId, level: level || MOST, credentialId: '', weight: assumed },
  ]
  const query = makeQuery(raised, weighing.scale)
  return {
    skillId,
    importance: weightIn(packed) === 1 ? 'essential' : 'optional',
    gain: Math.max(0, totalOf({ ...weighing, query }, job, undefined) - score),
    ...(level !== 0 && { level }),
  }
}

/** The verified skill that gives the most to another; the first by id where two do. */
function nearest({ query }: Weighing, skill: number): ScoredSkill | undefined {
  return [...query.skills]
    .map(([number, own]) => {
      const part = query.part(number)
      return { own, like: part ? part.words(skill) + part.near(skill) : 0 }
    })
    .sort((a, b) => b.like - a.like || bySkill(a.own, b.own))[0]?.own
}

/** Must-haves verified at the level asked for; shown, never sorted by. */
function coverageOf(query: Query, { asked }: WeighedJob): Score['coverage'] {
  const essential = [...asked].filter((packed) => weightIn(packed) === 1)
  const met = essential.filter((packed) => {
    const own = verifiedIn(query, skillIn(packed))
    const level = levelIn(packed)
    return own !== undefined && (level === 0 || (own.level ?? 0) >= level)
  })
  return { met: met.length, of: essential.length }
}
