/**
 * Titles of adverts beside the names of the occupations that a profile fits.
 *
 * @module
 */

import type { SkillSpace } from '../../skills/index.ts'
import { OPTIONAL, RULES, type Rules, rarityOf, strength } from './formula.ts'
import { bySkill } from './query.ts'
import type { ScoredSkill } from './scored-skill.ts'
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

/** Nothing when a title has no word of those occupations; titles may stand one after another. */
export type MatchTitle = (title: Title, from?: number, end?: number) => TitleMatch | undefined

export interface Titles {
  /** Numbers of the words of a title, each once; all that no occupation's name has are 0. */
  wordsOf(title: string): readonly number[]
  /** Occupations that the skills fit; none when no taxonomy has them. */
  nearest(skills: readonly ScoredSkill[], rules?: Rules): readonly Fit[]
  /** An occupation's name in the taxonomy's first language. */
  nameOf(occupation: string): string | undefined
  matcher(fits: readonly Fit[]): MatchTitle
}

const NEAREST = 3

const UNKNOWN = 0

type Vector = ReadonlyMap<number, number>

export function createTitles({ occupations }: SkillSpace): Titles {
  const words = new Map<string, number>()
  const number = (word: string): number => {
    const known = words.get(word) ?? words.size + 1
    words.set(word, known)
    return known
  }
  const firstNames = new Map(occupations.map(({ id, names: [first] }) => [id, first?.[0]]))
  const counted = occupations.map(({ names }) =>
    names.map((name) => countOf(name.flatMap(wordsOf).map(number))),
  )
  const having = countOf(counted.flatMap((each) => each.flatMap((counts) => [...counts.keys()])))
  const idfs = Float64Array.from({ length: words.size + 1 }, (_, word) =>
    rarityOf(having.get(word) ?? 0, occupations.length),
  )
  const idf = (word: number): number => idfs[word] as number
  const named = counted.map((each) => each.map((counts) => unit(dampened(counts, idf))))
  return {
    wordsOf: (title) => [...new Set(wordsOf(title))].map((word) => words.get(word) ?? UNKNOWN),
    nearest: nearestBy(occupations),
    nameOf: (id) => firstNames.get(id),
    matcher: (fits) => matcherOf(fits, { occupations, named, idf, words: words.size + 1 }),
  }
}

/** Numbers of its words. */
export type Title = Uint16Array | Uint32Array

interface Names {
  readonly occupations: SkillSpace['occupations']
  /** Of each occupation, the vectors of its names. */
  readonly named: readonly (readonly Vector[])[]
  readonly idf: (word: number) => number
  /** How many words there are. */
  readonly words: number
}

/** Goes from the words of a title to the few names that have them. */
function matcherOf(fits: readonly Fit[], { occupations, named, idf, words }: Names): MatchTitle {
  const names = fits.flatMap(({ occupation, share }) =>
    (named[occupation] ?? []).map((vector) => ({ occupation, share, vector })),
  )
  const shares = names.map(({ share }) => share)
  const having = havingOf(names.map(({ vector }) => vector))
  const known = new Uint8Array(words)
  for (const word of having.keys()) known[word] = 1
  const sums = new Float64Array(names.length)
  return (title, from = 0, end = title.length) => {
    if (!hasAny(title, known, { from, end })) return undefined
    sums.fill(0)
    let square = 0
    for (let at = from; at < end; at++) {
      const word = title[at] as number
      const rarity = idf(word)
      square += rarity ** 2
      if (known[word] === 1) addWord(sums, having.get(word), rarity)
    }
    const { name, most } = likest(sums, shares, Math.sqrt(square) || 1)
    if (most === 0) return undefined
    const { occupation } = names[name] as (typeof names)[0]
    return { occupation: occupations[occupation]?.id ?? '', likeness: most }
  }
}

/** Of each word, the names that have it and how much it counts there, one after the other. */
function havingOf(vectors: readonly Vector[]): ReadonlyMap<number, readonly number[]> {
  const having = new Map<number, number[]>()
  for (const [name, vector] of vectors.entries()) {
    for (const [word, value] of vector) {
      const own = having.get(word) ?? []
      if (own.push(name, value) === 2) having.set(word, own)
    }
  }
  return having
}

function addWord(sums: Float64Array, own: readonly number[] = [], rarity: number): void {
  for (let at = 0; at < own.length; at += 2) {
    const name = own[at] as number
    sums[name] = (sums[name] as number) + (own[at + 1] as number) * rarity
  }
}

/** The name that is likest, the first of equals. */
function likest(sums: Float64Array, shares: readonly number[], length: number) {
  let name = 0
  let most = 0
  for (let at = 0; at < sums.length; at++) {
    const likeness = ((shares[at] as number) * (sums[at] as number)) / length
    if (likeness <= most) continue
    most = likeness
    name = at
  }
  return { name, most }
}

interface Span {
  readonly from: number
  readonly end: number
}

function hasAny(title: Title, known: Uint8Array, { from, end }: Span): boolean {
  for (let at = from; at < end; at++) if (known[title[at] as number] === 1) return true
  return false
}

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

/** Occupations that need a skill, and how much each does. */
interface Needs {
  readonly occupations: Uint32Array
  readonly values: Float64Array
}

/** Cosine of the profile and what the occupations need, rarest skills first. */
function nearestBy(occupations: SkillSpace['occupations']): Titles['nearest'] {
  const counts = new Map<string, number>()
  for (const { skills } of occupations) {
    for (const { id } of skills) counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  const idf = (id: string): number => rarityOf(counts.get(id) ?? 0, occupations.length)
  const needs = needsOf(occupations, { counts, idf })
  const fitsOf = (skills: readonly ScoredSkill[]): Float64Array => {
    const fits = new Float64Array(occupations.length)
    for (const skill of [...skills].sort(bySkill)) {
      const own = needs.get(skill.skillId)
      if (own) addTo(fits, own, idf(skill.skillId) * strength(skill))
    }
    return fits
  }
  return (skills, { byFullWeight } = RULES) => {
    const fits = fitsOf(skills)
    const isFull = !byFullWeight || skills.every((skill) => strength(skill) === 1)
    const whole = isFull ? fits : fitsOf(skills.map((one) => ({ ...one, weight: 1 })))
    const most = whole.reduce((a, b) => Math.max(a, b), 0) || 1
    return largest(fits).map((occupation) => ({
      occupation,
      share: (fits[occupation] as number) / most,
    }))
  }
}

function addTo(fits: Float64Array, { occupations, values }: Needs, weight: number): void {
  for (let at = 0; at < occupations.length; at++) {
    const occupation = occupations[at] as number
    fits[occupation] = (fits[occupation] as number) + weight * (values[at] as number)
  }
}

interface Rarities {
  readonly counts: ReadonlyMap<string, number>
  readonly idf: (id: string) => number
}

/** As numbers side by side: common skills are needed by a thousand occupations. */
function needsOf(
  occupations: SkillSpace['occupations'],
  { counts, idf }: Rarities,
): ReadonlyMap<string, Needs> {
  const needs = new Map(
    [...counts].map(([id, count]) => [
      id,
      { occupations: new Uint32Array(count), values: new Float64Array(count), filled: 0 },
    ]),
  )
  for (const [occupation, { skills }] of occupations.entries()) {
    const weights = skills.map(({ id, importance }) => ({
      id,
      value: idf(id) * (importance === 'optional' ? OPTIONAL : 1),
    }))
    const length = Math.sqrt(weights.reduce((sum, { value }) => sum + value * value, 0)) || 1
    for (const { id, value } of weights) {
      const own = needs.get(id)
      if (!own) continue
      own.occupations[own.filled] = occupation
      own.values[own.filled++] = value / length
    }
  }
  return needs
}

/** Places of the largest that are more than nothing, the first of equals first. */
function largest(values: Float64Array): readonly number[] {
  const found: number[] = []
  for (let at = 0; at < values.length; at++) {
    const value = values[at] as number
    if (value <= (values[found[NEAREST - 1] ?? -1] ?? 0)) continue
    found.push(at)
    found.sort((a, b) => (values[b] as number) - (values[a] as number) || a - b)
    found.length = Math.min(NEAREST, found.length)
  }
  return found
}
