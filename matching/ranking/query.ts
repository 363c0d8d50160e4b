/**
 * What a profile weighs, and what it gives to any one skill, worked out once for all jobs.
 *
 * @module
 */

import type { VerifiedSkill } from '../profiles/verified-skills.ts'
import { PARTS, strength } from './formula.ts'
import { ALONE } from './shelf.ts'
import type { Statistics } from './statistics.ts'
import type { Vocabulary } from './vocabulary.ts'

/** What skills are weighed with. */
export interface Scale {
  readonly vocabulary: Vocabulary
  readonly statistics: Statistics
}

/** What a profile gives to a skill that a job asks for, before the job's own lengths. */
export interface Gain {
  readonly exact: number
  readonly words: number
  readonly near: number
}

export interface Query {
  /** By number. */
  readonly skills: ReadonlyMap<number, VerifiedSkill>
  gain(skill: number): Gain
  /** The same, not kept: for the many skills that are looked at once. */
  worth(skill: number): Gain
  /** One of its skills as a profile of its own. */
  part(skill: number): Query | undefined
}

interface Weighed {
  readonly skill: number
  readonly weight: number
}

export const bySkill = (a: { skillId: string }, b: { skillId: string }): number =>
  a.skillId < b.skillId ? -1 : a.skillId > b.skillId ? 1 : 0

/** Sorted first: sums of the same numbers in another order may differ in the last digit. */
export function makeQuery(verified: readonly VerifiedSkill[], scale: Scale): Query {
  const { vocabulary } = scale
  const sorted = [...verified].sort(bySkill)
  const skills = new Map(sorted.map((skill) => [vocabulary.numberOf(skill.skillId), skill]))
  const weighed = [...skills].map(([skill, own]) => ({ skill, weight: strength(own) }))
  const exact = exactGains(weighed, scale)
  const words = wordGains(weighed, scale)
  const near = nearGains(weighed, scale)
  const worth = (skill: number): Gain => ({
    exact: exact(skill),
    words: words(skill),
    near: near(skill),
  })
  return {
    ...{ skills, worth },
    gain: remembered(worth),
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
  const length = lengthOf(own.values())
  return (skill) => {
    const value = own.get(skill)
    return value === undefined ? 0 : (PARTS.exact * value * statistics.idf(skill)) / length
  }
}

function wordGains(weighed: readonly Weighed[], { statistics, vocabulary }: Scale): Gains {
  const own = new Map<number, number>()
  for (const { skill, weight } of weighed) {
    for (const word of vocabulary.wordsOf(skill)) {
      own.set(word, (own.get(word) ?? 0) + weight * statistics.wordIdf(word))
    }
  }
  const length = lengthOf(own.values())
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
  const profile = new Float64Array(vocabulary.dimensions)
  const alone = new Map<number, number>()
  for (const { skill, weight } of weighed) {
    const vector = vocabulary.vectorOf(skill)
    if (!vector) alone.set(skill, weight * ALONE)
    else for (let d = 0; d < profile.length; d++) add(profile, d, weight * (vector[d] as number))
  }
  const length = lengthOf([...profile, ...alone.values()])
  return (skill) => {
    const vector = vocabulary.vectorOf(skill)
    if (!vector) return (PARTS.near * (alone.get(skill) ?? 0) * ALONE) / length
    let sum = 0
    for (let d = 0; d < profile.length; d++) sum += (profile[d] as number) * (vector[d] as number)
    return sum > 0 ? (PARTS.near * sum) / length : 0
  }
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
