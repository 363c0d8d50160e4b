import type { JobSkillInput } from '../../schemas/matching.ts'
import type { VerifiedSkill } from '../profiles/verified-skills.ts'

/** How rare skills and words of their names are among the jobs. */
export interface Rarity {
  idf(skillId: string): number
  /** Words of the skill's name in the language of the framework; its address where it has no name. */
  wordsOf(skillId: string): readonly string[]
  wordIdf(word: string): number
  /** What was made of a job before, as long as no rarity changed since. */
  remember?(asked: readonly JobSkillInput[], weigh: () => WeighedJob): WeighedJob
}

/** A skill that a job asks for, with its published weight. */
export interface Wanted extends JobSkillInput {
  readonly skillId: string
  readonly weight: number
}

/** What a job weighs, whoever asks. */
export interface WeighedJob {
  /** By skill id. */
  readonly wanted: readonly Wanted[]
  readonly square: number
  readonly wordSquare: number
}

/** What a profile weighs, computed once for all jobs. */
export interface Query {
  readonly skills: ReadonlyMap<string, VerifiedSkill>
  /** Square of the length of its vector of skills. */
  readonly square: number
  readonly words: ReadonlyMap<string, number>
  /** Square of the length of its vector of words. */
  readonly wordSquare: number
}

/** A credential that states no level counts less than one that does. */
const LEVEL_NOT_STATED = 0.7

export const strength = ({ level }: VerifiedSkill): number =>
  level === undefined ? LEVEL_NOT_STATED : 1

export const bySkill = (a: { skillId: string }, b: { skillId: string }): number =>
  a.skillId < b.skillId ? -1 : a.skillId > b.skillId ? 1 : 0

export function makeQuery(skills: readonly VerifiedSkill[], rarity: Rarity): Query {
  const sorted = [...skills].sort(bySkill)
  const square = sorted.reduce(
    (sum, skill) => sum + (rarity.idf(skill.skillId) * strength(skill)) ** 2,
    0,
  )
  const words = wordVector(
    sorted.map((skill) => ({ skillId: skill.skillId, weight: strength(skill) })),
    rarity,
  )
  return {
    skills: new Map(sorted.map((skill) => [skill.skillId, skill])),
    square,
    words,
    wordSquare: squareOf(words),
  }
}

/** @param skills - sorted: sums of the same numbers in another order may differ in the last digit */
export function wordVector(
  skills: readonly { readonly skillId: string; readonly weight: number }[],
  { wordsOf, wordIdf }: Rarity,
): ReadonlyMap<string, number> {
  const vector = new Map<string, number>()
  for (const { skillId, weight } of skills) {
    for (const word of wordsOf(skillId)) {
      vector.set(word, (vector.get(word) ?? 0) + weight * wordIdf(word))
    }
  }
  return vector
}

export function squareOf(vector: ReadonlyMap<string, number>): number {
  let sum = 0
  for (const value of vector.values()) sum += value * value
  return sum
}
