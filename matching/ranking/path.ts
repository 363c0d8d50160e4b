/**
 * What would raise the score of a job most, step by step: a course and all the skills it grants, or a
 * skill that no course here grants. Each step's gain is the difference of two scores of the formula.
 *
 * @module
 */

import { strength } from './formula.ts'
import type { Rescore } from './rescore.ts'
import type { ScoredSkill } from './scored-skill.ts'

/** A skill that a job asks for; no level: any will do. */
export interface Asked {
  readonly skillId: string
  readonly level?: number
}

export interface PathStep {
  /** Absent: no course here grants the skill. */
  readonly course?: string
  readonly skills: readonly { readonly skillId: string; readonly level: number }[]
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
  readonly courseFor: (skillId: string) => string | undefined
  readonly skillsOfCourse: (slug: string) => readonly string[]
}

type Offer = Pick<PathStep, 'course' | 'skills'>

const MOST_STEPS = 5
const HIGHEST = 3

/** The most is taken first; where two give the same, the first by name. Ends where nothing gives more. */
export function pathOf(source: PathSource): readonly PathStep[] {
  const steps: PathStep[] = []
  let held = source.skills
  let score = source.rescore(held)
  let offers = offersOf(source)
  while (steps.length < MOST_STEPS) {
    const [best] = offers
      .map((offer) => ({ offer, after: source.rescore(learned(held, offer, source.assumed)) }))
      .sort((a, b) => b.after - a.after || (nameOf(a.offer) < nameOf(b.offer) ? -1 : 1))
    if (!best || best.after <= score) break
    steps.push({ ...best.offer, gain: best.after - score, score: best.after })
    held = learned(held, best.offer, source.assumed)
    score = best.after
    offers = offers.filter((offer) => offer !== best.offer)
  }
  return steps
}

const nameOf = ({ course, skills }: Offer): string => course ?? skills[0]?.skillId ?? ''

/** Courses that grant something the job asks for and the person lacks, and skills that none grants. */
function offersOf(source: PathSource): readonly Offer[] {
  const { asked, skills, courseFor, skillsOfCourse } = source
  const levels = new Map(asked.map(({ skillId, level = HIGHEST }) => [skillId, level]))
  const reached = new Map(skills.map(({ skillId, level = 0 }) => [skillId, level]))
  const lacking = asked.filter(({ skillId, level = 0 }) => {
    const own = reached.get(skillId)
    return own === undefined || own < level
  })
  const wish = (skillId: string) => ({ skillId, level: levels.get(skillId) ?? HIGHEST })
  const courses = new Set(lacking.flatMap(({ skillId }) => courseFor(skillId) ?? []))
  const alone = lacking.filter(({ skillId }) => courseFor(skillId) === undefined)
  return [
    ...[...courses].map((course) => ({ course, skills: skillsOfCourse(course).map(wish) })),
    ...alone.map(({ skillId }) => ({ skills: [wish(skillId)] })),
  ]
}

/** A skill that is held counts by the better of what was and what is learned. */
function learned(
  held: readonly ScoredSkill[],
  { skills }: Offer,
  weight: number,
): readonly ScoredSkill[] {
  const all = new Map(held.map((skill) => [skill.skillId, skill]))
  for (const { skillId, level } of skills) {
    const own = all.get(skillId)
    const better =
      !own || (own.level ?? 0) < level || ((own.level ?? 0) === level && strength(own) < weight)
    if (better) all.set(skillId, { skillId, level, weight, credentialId: '' })
  }
  return [...all.values()]
}
