/**
 * How rare skills, and words of their names, are among the jobs at one moment.
 *
 * @module
 */

import { rarityOf } from './formula.ts'
import { askedOf, type Shelf, skillIn, WINDOW, weightIn } from './shelf.ts'
import type { Vocabulary } from './vocabulary.ts'

export interface Statistics {
  /** The change of the jobs it was counted at; a replay counts it again. */
  readonly asOf: number
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

export function countStatistics(
  shelves: readonly Shelf[],
  vocabulary: Vocabulary,
  asOf: number,
): Statistics {
  const counts: Counts = {
    skills: new Uint32Array(vocabulary.size),
    words: new Uint32Array(vocabulary.words),
    seen: new Int32Array(vocabulary.words).fill(-1),
  }
  let all = 0
  for (const { entries, gone } of shelves) {
    for (let job = 0; job < entries.size; job++) {
      if (gone[job] === 0) countJob(counts, askedOf(entries, job), { vocabulary, job: all++ })
    }
  }
  const idfs = Float64Array.from(counts.skills, (count) => rarityOf(count, all))
  const wordIdfs = Float64Array.from(counts.words, (count) => rarityOf(count, all))
  const unseen = rarityOf(0, all)
  return {
    asOf,
    idf: (skill) => idfs[skill] ?? unseen,
    wordIdf: (word) => wordIdfs[word] ?? unseen,
  }
}

interface Counts {
  readonly skills: Uint32Array
  readonly words: Uint32Array
  /** The job that had the word last: a word counts once in a job. */
  readonly seen: Int32Array
}

function countJob(
  { skills, words, seen }: Counts,
  asked: Uint32Array,
  { vocabulary, job }: { readonly vocabulary: Vocabulary; readonly job: number },
): void {
  for (const packed of asked) {
    const skill = skillIn(packed)
    skills[skill] = (skills[skill] as number) + 1
    for (const word of vocabulary.wordsOf(skill)) {
      if (seen[word] !== job) words[word] = (words[word] as number) + 1
      seen[word] = job
    }
  }
}

/** Lengths of every job's vectors; single precision, the same wherever they are worked out. */
export function measureShelf(shelf: Shelf, statistics: Statistics, vocabulary: Vocabulary): void {
  const { entries, exact, words, shortest } = shelf
  shortest.fill(Number.POSITIVE_INFINITY)
  const sums = new Float64Array(vocabulary.words)
  for (let job = 0; job < entries.size; job++) {
    let square = 0
    const touched: number[] = []
    for (let at = entries.start[job] as number; at < (entries.start[job + 1] as number); at++) {
      const packed = entries.asked[at] as number
      const weight = weightIn(packed)
      square += (statistics.idf(skillIn(packed)) * weight) ** 2
      for (const word of vocabulary.wordsOf(skillIn(packed))) {
        touched.push(word)
        sums[word] = (sums[word] as number) + weight
      }
    }
    exact[job] = Math.sqrt(square)
    const window = Math.floor(job / WINDOW)
    shortest[window] = Math.min(shortest[window] as number, exact[job] as number)
    words[job] = Math.sqrt(takeSquare(sums, touched, statistics))
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
