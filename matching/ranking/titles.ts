/**
 * Titles of adverts beside the names of the occupations that a profile fits.
 *
 * @module
 */

import type { SkillSpace } from '../../skills/index.ts'
import type { VerifiedSkill } from '../profiles/verified-skills.ts'
import { OPTIONAL, rarityOf, strength } from './formula.ts'
import { bySkill } from './query.ts'
import { wordsOf } from './words.ts'

/** How like a title is to an occupation that the profile fits, 0 to 1. */
export interface TitleMatch {
  readonly occupation: string
  readonly likeness: number
}

/** An occupation and how well the profile fits it, beside the one it fits best. */
interface Fit {
  readonly occupation: number
  readonly share: number
}

export interface Titles {
  /** Numbers of the words of a title, each once. */
  wordsOf(title: string): readonly number[]
  /** Occupations that the skills fit; none when no taxonomy has them. */
  nearest(skills: readonly VerifiedSkill[]): readonly Fit[]
  /** An occupation's name in the taxonomy's first language. */
  nameOf(occupation: string): string | undefined
  match(fits: readonly Fit[], title: Uint32Array): TitleMatch | undefined
}

const NEAREST = 3

type Vector = ReadonlyMap<number, number>

export function createTitles({ occupations }: SkillSpace): Titles {
  const words = new Map<string, number>()
  const number = (word: string): number => {
    const known = words.get(word) ?? words.size
    words.set(word, known)
    return known
  }
  const firstNames = new Map(occupations.map(({ id, names: [first] }) => [id, first?.[0]]))
  const counted = occupations.map(({ names }) =>
    names.map((name) => countOf(name.flatMap(wordsOf).map(number))),
  )
  const having = countOf(counted.flatMap((each) => each.flatMap((counts) => [...counts.keys()])))
  const idf = (word: number): number => rarityOf(having.get(word) ?? 0, occupations.length)
  const named = counted.map((each) => each.map((counts) => unit(dampened(counts, idf))))
  return {
    wordsOf: (title) => [...new Set(wordsOf(title).map(number))],
    nearest: nearestBy(occupations),
    nameOf: (id) => firstNames.get(id),
    match: (fits, title) => {
      const length = Math.sqrt(title.reduce((sum, word) => sum + idf(word) ** 2, 0)) || 1
      const likenessOf = (vector: Vector) =>
        title.reduce((sum, word) => sum + (vector.get(word) ?? 0) * idf(word), 0) / length
      const all = fits.map(({ occupation, share }) => ({
        occupation: occupations[occupation]?.id ?? '',
        likeness: share * Math.max(0, ...(named[occupation] ?? []).map(likenessOf)),
      }))
      return all.reduce<TitleMatch | undefined>(better, undefined)
    },
  }
}

const better = (best: TitleMatch | undefined, one: TitleMatch): TitleMatch | undefined =>
  one.likeness > (best?.likeness ?? 0) ? one : best

/** A word of many names of one occupation counts more, but not as often as it stands there. */
const dampened = (counts: Vector, idf: (word: number) => number): Vector =>
  new Map([...counts].map(([word, count]) => [word, (1 + Math.log(count)) * idf(word)]))

function countOf(words: readonly number[]): Map<number, number> {
  const counts = new Map<number, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}

function unit(vector: Vector): Vector {
  const length = Math.sqrt([...vector.values()].reduce((sum, value) => sum + value * value, 0)) || 1
  return new Map([...vector].map(([key, value]) => [key, value / length]))
}

interface Need {
  readonly occupation: number
  readonly value: number
}

/** Cosine of the profile and what the occupations need, rarest skills first. */
function nearestBy(occupations: SkillSpace['occupations']): Titles['nearest'] {
  const counts = new Map<string, number>()
  for (const { skills } of occupations) {
    for (const { id } of skills) counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  const idf = (id: string): number => rarityOf(counts.get(id) ?? 0, occupations.length)
  const needs = new Map<string, Need[]>()
  for (const [occupation, { skills }] of occupations.entries()) {
    const weights = skills.map(({ id, importance }) => ({
      id,
      value: idf(id) * (importance === 'optional' ? OPTIONAL : 1),
    }))
    const length = Math.sqrt(weights.reduce((sum, { value }) => sum + value * value, 0)) || 1
    for (const { id, value } of weights) {
      const own = needs.get(id) ?? []
      if (own.push({ occupation, value: value / length }) === 1) needs.set(id, own)
    }
  }
  return (skills) => {
    const fits = new Map<number, number>()
    for (const skill of [...skills].sort(bySkill)) {
      const weight = idf(skill.skillId) * strength(skill)
      for (const { occupation, value } of needs.get(skill.skillId) ?? []) {
        fits.set(occupation, (fits.get(occupation) ?? 0) + weight * value)
      }
    }
    const sorted = [...fits].sort(([a, x], [b, y]) => y - x || a - b).slice(0, NEAREST)
    const most = sorted[0]?.[1] ?? 1
    return sorted.map(([occupation, fit]) => ({ occupation, share: fit / most }))
  }
}
