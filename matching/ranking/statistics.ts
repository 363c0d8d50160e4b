/**
 * How rare skills, and words of their names, are among the jobs at one moment.
 *
 * @module
 */

import { rarityOf } from './formula.ts'
import { skillIn, weightIn } from './packed.ts'
import { BLOCK, type Shelf } from './shelf.ts'
import { startOf } from './starts.ts'
import type { Vocabulary } from './vocabulary.ts'

export interface Statistics {
  /** The change of the jobs it was counted at: its version. A replay counts it again. */
  readonly asOf: number
  /** Whether any of those jobs asks for the skill. */
  has(skill: number): boolean
  idf(skill: number): number
  wordIdf(word: number): number
}

/**
 * The change whose statistics hold at a change: every one up to 32, then one in 32 to 16.
 *
 * It is reckoned from the number alone, so that every process and every replay uses the same.
 */
export function statisticsChange(asOf: number): number {
  let step = 1
  while (asOf / step >= 32) step *= 2
  return asOf - (asOf % step)
}

/** Jobs, and how many of them ask for each skill and have each word in what they ask. */
export interface Tally {
  all: number
  skills: Uint32Array
  words: Uint32Array
}

export const emptyTally = (): Tally => ({
  all: 0,
  skills: new Uint32Array(0),
  words: new Uint32Array(0),
})

export const copyTally = ({ all, skills, words }: Tally): Tally => ({
  all,
  skills: skills.slice(),
  words: words.slice(),
})

/** @param by - 1 for a job that came, -1 for one that went */
export function count(
  tally: Tally,
  asked: ArrayLike<number>,
  { vocabulary, by }: { readonly vocabulary: Vocabulary; readonly by: 1 | -1 },
): void {
  tally.skills = atLeast(tally.skills, vocabulary.size)
  tally.words = atLeast(tally.words, vocabulary.words)
  tally.all += by
  const { start, values } = vocabulary.named
  const seen: number[] = []
  for (let at = 0; at < asked.length; at++) {
    const skill = skillIn(asked[at] as number)
    tally.skills[skill] = (tally.skills[skill] as number) + by
    for (let place = start[skill] as number; place < (start[skill + 1] as number); place++) {
      const word = values[place] as number
      if (!seen.includes(word)) seen.push(word)
    }
  }
  for (const word of seen) tally.words[word] = (tally.words[word] as number) + by
}

function atLeast(counts: Uint32Array, size: number): Uint32Array {
  if (counts.length >= size) return counts
  const larger = new Uint32Array(Math.max(size, 2 * counts.length))
  larger.set(counts)
  return larger
}

/** A tally that another process can read: numbers of skills and words are its own. */
export interface NamedTally {
  readonly all: number
  readonly skills: readonly (readonly [string, number])[]
  readonly words: readonly (readonly [string, number])[]
}

const named = (counts: Uint32Array, nameOf: (at: number) => string): NamedTally['skills'] =>
  [...counts].flatMap((count, at) => (count > 0 ? [[nameOf(at), count] as const] : []))

export const namedTally = (
  { all, skills, words }: Tally,
  { idOf, wordAt }: Vocabulary,
): NamedTally => ({ all, skills: named(skills, idOf), words: named(words, wordAt) })

/** @param vocabulary - takes up the skills and words that it did not know */
export function tallyOf({ all, skills, words }: NamedTally, vocabulary: Vocabulary): Tally {
  const numbers = skills.map(([id]) => vocabulary.numberOf(id))
  const wordNumbers = words.map(([word]) => vocabulary.numberOfWord(word))
  const made = {
    all,
    skills: new Uint32Array(vocabulary.size),
    words: new Uint32Array(vocabulary.words),
  }
  for (const [at, [, count]] of skills.entries()) made.skills[numbers[at] as number] = count
  for (const [at, [, count]] of words.entries()) made.words[wordNumbers[at] as number] = count
  return made
}

export const sumTallies = (tallies: readonly NamedTally[]): NamedTally => ({
  all: tallies.reduce((sum, { all }) => sum + all, 0),
  skills: summed(tallies.map(({ skills }) => skills)),
  words: summed(tallies.map(({ words }) => words)),
})

function summed(parts: readonly NamedTally['skills'][]): NamedTally['skills'] {
  const sums = new Map<string, number>()
  for (const [name, count] of parts.flat()) sums.set(name, (sums.get(name) ?? 0) + count)
  return [...sums]
}

/** The statistics of what was counted so far. */
export function statisticsOf({ all, skills, words }: Tally, asOf: number): Statistics {
  const rarity = (counted: number): number => rarityOf(counted, all)
  const idfs = Float64Array.from(skills, rarity)
  const wordIdfs = Float64Array.from(words, rarity)
  const unseen = rarity(0)
  return {
    asOf,
    has: (skill) => (skills[skill] ?? 0) > 0,
    idf: (skill) => idfs[skill] ?? unseen,
    wordIdf: (word) => wordIdfs[word] ?? unseen,
  }
}

/** Length of the vector of skills asked for; single precision. */
export function exactLength(asked: ArrayLike<number>, statistics: Statistics): number {
  let square = 0
  for (let at = 0; at < asked.length; at++) {
    const packed = asked[at] as number
    square += (statistics.idf(skillIn(packed)) * weightIn(packed)) ** 2
  }
  return Math.fround(Math.sqrt(square))
}

/** Lengths of every job's vector of skills, the same wherever they are worked out. */
export function measureShelf(shelf: Shelf, statistics: Statistics): void {
  const { asks, asked, start, exact, shortest, size } = shelf
  const squares = Float64Array.from(
    asks,
    (packed) => (statistics.idf(skillIn(packed)) * weightIn(packed)) ** 2,
  )
  shortest.fill(Number.POSITIVE_INFINITY)
  for (let job = 0; job < size; job++) {
    let square = 0
    for (let at = startOf(start, job), end = startOf(start, job + 1); at < end; at++) {
      square += squares[asked[at] as number] as number
    }
    exact[job] = Math.sqrt(square)
    const block = Math.floor(job / BLOCK)
    shortest[block] = Math.min(shortest[block] as number, exact[job] as number)
  }
  for (let block = shortest.length - 2; block >= 0; block--) {
    shortest[block] = Math.min(shortest[block] as number, shortest[block + 1] as number)
  }
}

/** All nothing between two jobs. */
let wordSums = new Float64Array(0)

/** Measures lengths of vectors of words, for the few jobs that need it. */
export function wordMeter(
  vocabulary: Vocabulary,
  statistics: Statistics,
): (asked: ArrayLike<number>) => number {
  if (wordSums.length < vocabulary.words) wordSums = new Float64Array(vocabulary.words)
  const sums = wordSums
  const { start, values } = vocabulary.named
  const touched: number[] = []
  return (asked) => {
    touched.length = 0
    for (let at = 0; at < asked.length; at++) {
      const skill = skillIn(asked[at] as number)
      const weight = weightIn(asked[at] as number)
      for (let place = start[skill] as number; place < (start[skill + 1] as number); place++) {
        const word = values[place] as number
        touched.push(word)
        sums[word] = (sums[word] as number) + weight
      }
    }
    return Math.fround(Math.sqrt(takeSquare(sums, touched, statistics)))
  }
}

/** The square of the length of the sums, which are nothing afterwards. */
function takeSquare(sums: Float64Array, touched: readonly number[], { wordIdf }: Statistics) {
  let square = 0
  for (const word of touched) {
    square += ((sums[word] as number) * wordIdf(word)) ** 2
    sums[word] = 0
  }
  return square
}
