/**
 * What a profile weighs, and what it gives to any one skill, worked out once for all jobs.
 *
 * @module
 */

import { ALONE } from './entry.ts'
import { PARTS, RULES, type Rules, strength } from './formula.ts'
import type { ScoredSkill } from './scored-skill.ts'
import type { Statistics } from './statistics.ts'
import type { Vocabulary } from './vocabulary.ts'

/** What skills are weighed with. */
export interface Scale {
  readonly vocabulary: Vocabulary
  readonly statistics: Statistics
  /** Those of the formula in use unless said. */
  readonly rules?: Rules
}

/** What a profile gives to a skill that a job asks for, before the job's own lengths. */
export interface Gain {
  readonly exact: number
  readonly words: number
  readonly near: number
}

export interface Query {
  /** By number. */
  readonly skills: ReadonlyMap<number, ScoredSkill>
  gain(skill: number): Gain
  /** The same, not kept: for the many skills that are looked at once. */
  worth(skill: number): Gain
  /** One of its skills as a profile of its own. */
  part(skill: number): Query | undefined
}

interface Weighed {
  readonly skill: number
  readonly weight: number
  /** What it would weigh by full evidence, or the same, for the length of the profile. */
  readonly full: number
}

export const bySkill = (a: { skillId: string }, b: { skillId: string }): number =>
  a.skillId < b.skillId ? -1 : a.skillId > b.skillId ? 1 : 0

/** Sorted first: sums of the same numbers in another order may differ in the last digit. */
export function makeQuery(verified: readonly ScoredSkill[], scale: Scale): Query {
  const { vocabulary, rules = RULES } = scale
  const sorted = [...verified].sort(bySkill)
  const skills = new Map(sorted.map((skill) => [vocabulary.numberOf(skill.skillId), skill]))
  const weighed = [...skills].map(([skill, own]) => ({
    skill,
    weight: strength(own),
    full: rules.byFullWeight ? 1 : strength(own),
  }))
  const exact = exactGains(weighed, scale)
  const words = wordGains(weighed, scale)
  const near = nearGains(weighed, scale)
  /** Those that were looked at together, which the best of the jobs ask for again. */
  let swept: Float64Array | undefined
  const gainOf = (skill: number): Gain => ({
    exact: exact(skill),
    words: words(skill),
    near: swept?.[skill] ?? near(skill),
  })
  return {
    skills,
    worth: (skill) => {
      swept ??= Float64Array.from({ length: vocabulary.size }, (_, at) => near(at))
      return gainOf(skill)
    },
    gain: remembered(gainOf),
    part: remembered((skill) => {
      const own = skills.get(skill)
      return own && makeQuery([own], scale)
    }),
  }
}

/** Works out what it gives for a number once. */
function remembered<T>(work: (key: number) => T): (key: number) => T {
  const known = new Map<number, T>()
  return (key) => {
    const before = known.get(key)
    if (before !== undefined) return before
    const made = work(key)
    known.set(key, made)
    return made
  }
}

type Gains = (skill: number) => number

function exactGains(weighed: readonly Weighed[], { statistics }: Scale): Gains {
  const own = new Map(
    weighed.map(({ skill, weight }) => [skill, statistics.idf(skill) * weight] as const),
  )
  const length = lengthOf(weighed.map(({ skill, full }) => statistics.idf(skill) * full))
  return (skill) => {
    const value = own.get(skill)
    return value === undefined ? 0 : (PARTS.exact * value * statistics.idf(skill)) / length
  }
}

function wordGains(weighed: readonly Weighed[], { statistics, vocabulary }: Scale): Gains {
  const vectorOf = (weightOf: (one: Weighed) => number): ReadonlyMap<number, number> => {
    const vector = new Map<number, number>()
    for (const one of weighed) {
      for (const word of vocabulary.wordsOf(one.skill)) {
        vector.set(word, (vector.get(word) ?? 0) + weightOf(one) * statistics.wordIdf(word))
      }
    }
    return vector
  }
  const own = vectorOf(({ weight }) => weight)
  const length = lengthOf(vectorOf(({ full }) => full).values())
  return (skill) => {
    let sum = 0
    for (const word of vocabulary.wordsOf(skill)) {
      const value = own.get(word)
      if (value !== undefined) sum += value * statistics.wordIdf(word)
    }
    return (PARTS.words * sum) / length
  }
}

function nearGains(weighed: readonly Weighed[], { vocabulary }: Scale): Gains {
  const { profile, alone } = nearVector(weighed, vocabulary, ({ weight }) => weight)
  const whole = nearVector(weighed, vocabulary, ({ full }) => full)
  const length = lengthOf([...whole.profile, ...whole.alone.values()])
  return (skill) => {
    const sum = vocabulary.product(skill, profile) ?? (alone.get(skill) ?? 0) * ALONE
    return sum > 0 ? (PARTS.near * sum) / length : 0
  }
}

function nearVector(
  weighed: readonly Weighed[],
  vocabulary: Vocabulary,
  weightOf: (one: Weighed) => number,
) {
  const profile = new Float64Array(vocabulary.dimensions)
  const alone = new Map<number, number>()
  for (const one of weighed) {
    const vector = vocabulary.vectorOf(one.skill)
    const weight = weightOf(one)
    if (!vector) alone.set(one.skill, weight * ALONE)
    else for (let d = 0; d < profile.length; d++) add(profile, d, weight * (vector[d] as number))
  }
  return { profile, alone }
}

const add = (into: Float64Array, at: number, value: number): void => {
  into[at] = (into[at] as number) + value
}

/** Never nothing, so that it can be divided by. */
function lengthOf(values: Iterable<number>): number {
  let square = 0
  for (const value of values) square += value * value
  return Math.sqrt(square) || 1
}
