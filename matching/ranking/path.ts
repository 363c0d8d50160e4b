/**
 * What would raise the score of a job most, skill after skill, with the course that grants it. Each
 * step's gain is the difference of two scores of the formula.
 *
 * A course grants further skills, which may lie beside the job; what they would do is not counted here.
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
  readonly skillId: string
  readonly level: number
  /** Absent: no course here grants the skill. */
  readonly course?: string
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
}

type Offer = Pick<PathStep, 'skillId' | 'level'>

const MOST_STEPS = 5
const HIGHEST = 3

/** The most is taken first; where two give the same, the first by id. Ends where nothing gives more. */
export function pathOf(source: PathSource): readonly PathStep[] {
  const { assumed, rescore, courseFor } = source
  const steps: PathStep[] = []
  let held = source.skills
  let score = rescore(held)
  let offers = offersOf(source)
  while (steps.length < MOST_STEPS) {
    const [best] = offers
      .map((offer) => ({ offer, after: rescore(learned(held, offer, assumed)) }))
      .sort((a, b) => b.after - a.after || (a.offer.skillId < b.offer.skillId ? -1 : 1))
    if (!best || best.after <= score) break
    const { offer, after } = best
    const course = courseFor(offer.skillId)
    steps.push({
      ...offer,
      ...(course !== undefined && { course }),
      gain: after - score,
      score: after,
    })
    held = learned(held, offer, assumed)
    score = after
    offers = offers.filter((other) => other !== offer)
  }
  return steps
}

/** What the job asks for and the person lacks, or has below the level asked for. */
function offersOf({ asked, skills }: PathSource): readonly Offer[] {
  const reached = new Map(skills.map(({ skillId, level = 0 }) => [skillId, level]))
  return asked
    .filter(({ skillId, level = 0 }) => (reached.get(skillId) ?? -1) < level)
    .map(({ skillId, level = HIGHEST }) => ({ skillId, level }))
}

/** A skill that is held counts by the better of what was and what is learned. */
function learned(
  held: readonly ScoredSkill[],
  { skillId, level }: Offer,
  weight: number,
): readonly ScoredSkill[] {
  const own = held.find((skill) => skill.skillId === skillId)
  const others = held.filter((skill) => skill !== own)
  return [
    ...others,
    { skillId, level, weight: Math.max(weight, own ? strength(own) : 0), credentialId: '' },
  ]
}
