/**
 * What a profile weighs, and what it gives to any one skill, worked out once for all jobs.
 *
 * @module
 */

import { ALONE } from './entry.ts'
import { PARTS, RULES, type Rules, strength } from './formula.ts'
import { type Desk, deskFor } from './kernel/desk.ts'
import { EXACT, NEAR, WIDE, WORDS } from './kernel/table.ts'
import { isVerified, type ScoredSkill } from './scored-skill.ts'
import type { Statistics } from './statistics.ts'
import type { Vocabulary } from './vocabulary.ts'

/** What skills are weighed with. */
export interface Scale {
  readonly vocabulary: Vocabulary
  readonly statistics: Statistics
  /** Those of the formula in use unless said. */
  readonly rules?: Rules
}

export interface Query {
  /** By number. */
  readonly skills: ReadonlyMap<number, ScoredSkill>
  /** What the profile gives to a skill that a job asks for, before the job's own lengths. */
  readonly exact: Gains
  readonly words: Gains
  readonly near: Gains
  /** One of its skills as a profile of its own. */
  part(skill: number): Query | undefined
  sweep(): Sweep
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
  const { vocabulary, statistics, rules = RULES } = scale
  const sorted = [...verified].sort(bySkill)
  const skills = new Map(sorted.map((skill) => [vocabulary.numberOf(skill.skillId), skill]))
  const among = partsOfOne(sorted)
  const weighed = [...skills].map(([skill, own]) => ({
    skill,
    weight: strength(own),
    full: fullOf(
      own,
      { isAsked: statistics.has(skill), among: among.get(sourceOf(own)) ?? 1 },
      rules,
    ),
  }))
  const exact = exactGains(weighed, scale)
  const words = wordGains(weighed, scale)
  const near = nearGains(weighed, scale)
  const query: Query = {
    ...{ skills, exact: exact.of, words: words.of, near: near.of },
    part: remembered((skill) => {
      const own = skills.get(skill)
      return own && makeQuery([own], scale)
    }),
    sweep: () => {
      const desk = deskFor(scale)
      for (const part of [near, words, exact]) part.fill(desk)
      const { table, fine } = desk
      const at = (column: number) => (skill: number) => table[skill * WIDE + column] as number
      return {
        table,
        fine,
        query: { ...query, exact: at(EXACT), words: at(WORDS), near: at(NEAR) },
      }
    },
  }
  return query
}

const sourceOf = ({ mapping, skillId }: ScoredSkill): string => mapping?.from ?? skillId

/** How many skills that are not verified came from one that is, by that one. */
function partsOfOne(skills: readonly ScoredSkill[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const skill of skills) {
    if (isVerified(skill)) continue
    counts.set(sourceOf(skill), (counts.get(sourceOf(skill)) ?? 0) + 1)
  }
  return counts
}

interface Beside {
  /** Whether jobs ask for the skill. */
  readonly isAsked: boolean
  readonly among: number
}

/**
 * A skill whose counterparts are held lengthens the profile only where jobs ask for it by itself. Those
 * that a crosswalk holds for more or less than it are together as long as the one.
 */
function fullOf(own: ScoredSkill, { isAsked, among }: Beside, { byFullWeight }: Rules): number {
  if (own.stoodFor && !isAsked) return 0
  if (!byFullWeight) return strength(own)
  return isVerified(own) ? 1 : Math.max(strength(own), 1 / Math.sqrt(among))
}

/** What is given to one skill, or to all of them, in their rows of a table. */
interface Given {
  readonly of: Gains
  fill(desk: Desk): void
}

/**
 * What a profile gives to every skill that the vocabulary has, and the square of the length of its
 * words: four numbers for each. It holds until the next is made.
 */
export interface Sweep {
  readonly table: Float64Array
  /** What is given to each by words and nearness, as finely as the first stage counts. */
  readonly fine: Float64Array
  /** The same query, by the table. */
  readonly query: Query
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

export type Gains = (skill: number) => number

function exactGains(weighed: readonly Weighed[], { statistics }: Scale): Given {
  const own = new Map(
    weighed.map(({ skill, weight }) => [skill, statistics.idf(skill) * weight] as const),
  )
  const length = lengthOf(weighed.map(({ skill, full }) => statistics.idf(skill) * full))
  const gain = (skill: number): number => {
    const value = own.get(skill)
    return value === undefined ? 0 : (PARTS.exact * value * statistics.idf(skill)) / length
  }
  return {
    of: gain,
    fill: ({ put }) => {
      for (const skill of own.keys()) put(skill, EXACT, gain(skill))
    },
  }
}

function wordGains(weighed: readonly Weighed[], { statistics, vocabulary }: Scale): Given {
  const { start, values: words } = vocabulary.named
  const wordsOf = (skill: number) => words.subarray(start[skill], start[skill + 1])
  const vectorOf = (weightOf: (one: Weighed) => number): ReadonlyMap<number, number> => {
    const vector = new Map<number, number>()
    for (const one of weighed) {
      for (const word of wordsOf(one.skill)) {
        vector.set(word, (vector.get(word) ?? 0) + weightOf(one) * statistics.wordIdf(word))
      }
    }
    return vector
  }
  const own = vectorOf(({ weight }) => weight)
  const length = lengthOf(vectorOf(({ full }) => full).values())
  return {
    of: (skill) => {
      let sum = 0
      for (const word of wordsOf(skill)) sum += (own.get(word) ?? 0) * statistics.wordIdf(word)
      return (PARTS.words * sum) / length
    },
    fill: (desk) => {
      const given = [...own].map(
        ([word, value]) => [word, value * statistics.wordIdf(word)] as const,
      )
      desk.words(given, PARTS.words, length)
    },
  }
}

function nearGains(weighed: readonly Weighed[], { vocabulary }: Scale): Given {
  const { profile, alone } = nearVector(weighed, vocabulary, ({ weight }) => weight)
  const whole = nearVector(weighed, vocabulary, ({ full }) => full)
  const length = lengthOf([...whole.profile, ...whole.alone.values()])
  const gain = (sum: number): number => (sum > 0 ? (PARTS.near * sum) / length : 0)
  const ofAlone = (skill: number): number => (alone.get(skill) ?? 0) * ALONE
  return {
    of: (skill) => gain(vocabulary.product(skill, profile) ?? ofAlone(skill)),
    fill: ({ near, put }) => {
      near(profile, PARTS.near, length)
      for (const skill of alone.keys()) put(skill, NEAR, gain(ofAlone(skill)))
    },
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
