/**
 * The published formula: weights of its parts and of what they rest on. One set for everybody.
 *
 * @module
 */

import type { ScoredSkill } from './scored-skill.ts'

export const FORMULA = 'exact-words-near-title-4'

/** In what the versions of the formula differ. */
export interface Rules {
  /**
   * Weak evidence lowers the score itself: what it gives is compared with what the same skills would
   * give at full weight. Otherwise it counts only beside the person's other skills.
   */
  readonly byFullWeight: boolean
  /** Weight with which the gain of a missing skill is worked out. */
  readonly assumed: number
}

export const RULES: Rules = { byFullWeight: true, assumed: 1 }

/** The same skills; words of their names; occupations that need both; the advert's title. */
export const PARTS = { exact: 1, words: 0.5, near: 1.5, title: 2 } as const

export const OPTIONAL = 0.5
/** One level below what the job asks, and more than one. */
const LEVEL_BELOW = [1, 0.5, 0.25] as const

export const MILLION = 1_000_000

/** Share of a skill's weight that its evidence gives it, whatever the job. */
export const strength = ({ weight = 1 }: Pick<ScoredSkill, 'weight'>): number => weight

/** Share of a skill's weight that counts for a job that asks for a level; 0 for none asked. */
export function levelFit(level: number | undefined, asked: number): number {
  if (asked === 0 || level === undefined) return 1
  return LEVEL_BELOW[Math.max(0, asked - level)] ?? LEVEL_BELOW[2]
}

/** ln((N + 1) / (n + 1)) + 1 for what n of N have. */
export const rarityOf = (count: number, all: number): number =>
  Math.log((all + 1) / (count + 1)) + 1
