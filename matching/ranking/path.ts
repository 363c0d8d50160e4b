/**
 * What would raise the score of a job most, step after step. A step is a course with all that it grants
 * of what the job asks for, or a skill that no course here grants. Each gain is the difference of two
 * scores of the formula.
 *
 * A course grants further skills, which may lie beside the job; what they would do is not counted here.
 *
 * @module
 */

import { strength } from './formula.ts'
import type { OfferedCourse } from './offered-courses.ts'
import type { Rescore } from './rescore.ts'
import { isVerified, type ScoredSkill } from './scored-skill.ts'

/** A skill that a job asks for; no level: any will do. */
export interface Asked {
  readonly skillId: string
  readonly level?: number
}

export interface LearnedSkill {
  readonly skillId: string
  /** What the job asks for; the highest where any will do. */
  readonly level: number
}

interface Offer {
  /** Absent: no course here grants the skill. */
  readonly course?: string
  /** By id; never empty. */
  readonly skills: readonly LearnedSkill[]
}

export interface PathStep extends Offer {
  /** Millionths that the score rises by. */
  readonly gain: number
  /** Millionths, after this step and those before it. */
  readonly score: number
}

export interface PathSource {
  readonly asked: readonly Asked[]
  readonly skills: readonly ScoredSkill[]
  /** Weight of the skills that are learned; see the policy of evidence weights. */
  readonly assumed: number
  readonly rescore: Rescore
  readonly courses: readonly Pick<OfferedCourse, 'slug' | 'skillIds'>[]
}

const MOST_STEPS = 5
const HIGHEST = 3

/** The most is taken first; where two give the same, the first by name. Ends where nothing gives more. */
export function pathOf(source: PathSource): readonly PathStep[] {
  const { assumed, rescore } = source
  const steps: PathStep[] = []
  let held = source.skills
  let score = rescore(held)
  while (steps.length < MOST_STEPS) {
    const [best] = offersOf({ ...source, skills: held })
      .map((offer) => ({ offer, after: rescore(learned(held, offer, assumed)) }))
      .sort((a, b) => b.after - a.after || (nameOf(a.offer) < nameOf(b.offer) ? -1 : 1))
    if (!best || best.after <= score) break
    const { offer, after } = best
    steps.push({ ...offer, gain: after - score, score: after })
    held = learned(held, offer, assumed)
    score = after
  }
  return steps
}

const nameOf = ({ course, skills }: Offer): string => course ?? skills[0]?.skillId ?? ''

/** Courses that grant something that is lacking, and what is lacking and no course grants. */
function offersOf({ asked, skills, courses }: PathSource): readonly Offer[] {
  const reached = new Map(
    skills.filter(isVerified).map(({ skillId, level = 0 }) => [skillId, level]),
  )
  const lacking = asked
    .filter(({ skillId, level = 0 }) => (reached.get(skillId) ?? -1) < level)
    .map(({ skillId, level = HIGHEST }) => ({ skillId, level }))
    .sort((a, b) => (a.skillId < b.skillId ? -1 : 1))
  const certified = new Set(courses.flatMap(({ skillIds }) => skillIds))
  const ofCourses = courses.flatMap(({ slug: course, skillIds }) => {
    const granted = lacking.filter(({ skillId }) => skillIds.includes(skillId))
    return granted.length === 0 ? [] : [{ course, skills: granted }]
  })
  const alone = lacking.filter(({ skillId }) => !certified.has(skillId))
  return [...ofCourses, ...alone.map((skill) => ({ skills: [skill] }))]
}

/** A skill that is held counts by the better of what was and what is learned. */
function learned(
  held: readonly ScoredSkill[],
  { skills }: Offer,
  weight: number,
): readonly ScoredSkill[] {
  const owned = new Map(held.map((skill) => [skill.skillId, skill]))
  for (const { skillId, level } of skills) {
    const own = owned.get(skillId)
    const better = Math.max(weight, own ? strength(own) : 0)
    owned.set(skillId, { skillId, level, weight: better, credentialId: '' })
  }
  return [...owned.values()]
}
