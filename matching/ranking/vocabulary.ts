/**
 * Skills by number, with the words of their names and their vectors.
 *
 * @module
 */

import type { SkillSpace } from '../../skills/index.ts'
import { wordsOf } from './words.ts'

export interface Vocabulary {
  readonly size: number
  readonly words: number
  readonly dimensions: number
  /** The skill's number, a new one when it had none. */
  numberOf(skillId: string): number
  idOf(skill: number): string
  wordAt(word: number): string
  numberOfWord(word: string): number
  /** Numbers of the words of its name, each as often as it stands there. */
  wordsOf(skill: number): readonly number[]
  /** Nothing for a skill that no taxonomy relates to others. */
  vectorOf(skill: number): Float32Array | undefined
  /** Product of the skill's vector with another; nothing for a skill without one. */
  product(skill: number, vector: Float64Array): number | undefined
}

export function createVocabulary(space: SkillSpace): Vocabulary {
  const { dimensions } = space
  const numbers = new Map<string, number>()
  const ids: string[] = []
  const words = new Map<string, number>()
  const spelled: string[] = []
  const wordsBySkill: (readonly number[])[] = []
  const vectors = createRows(dimensions)
  const wordNumber = (word: string): number => {
    const known = words.get(word)
    if (known !== undefined) return known
    words.set(word, spelled.length)
    return spelled.push(word) - 1
  }
  return {
    get size() {
      return ids.length
    },
    get words() {
      return words.size
    },
    dimensions,
    numberOf: (skillId) => {
      const known = numbers.get(skillId)
      if (known !== undefined) return known
      const name = space.nameOf(skillId)
      numbers.set(skillId, ids.length)
      const own = wordsOf(name ?? '')
      wordsBySkill.push((own.length > 0 ? own : [skillId]).map(wordNumber))
      vectors.add(space.vectorOf(skillId))
      return ids.push(skillId) - 1
    },
    idOf: (skill) => ids[skill] ?? '',
    wordAt: (word) => spelled[word] ?? '',
    numberOfWord: wordNumber,
    wordsOf: (skill) => wordsBySkill[skill] ?? [],
    vectorOf: vectors.at,
    product: vectors.product,
  }
}

/** Vectors side by side: a profile is multiplied with all of them at once. */
function createRows(dimensions: number) {
  let rows = new Float32Array(0)
  /** Row of each skill; -1 for one without a vector. */
  const rowOf: number[] = []
  let count = 0
  return {
    add: (vector: Float32Array | undefined): void => {
      rowOf.push(vector ? count : -1)
      if (!vector) return
      if ((count + 1) * dimensions > rows.length) {
        const larger = new Float32Array(2 * (rows.length + 512 * dimensions))
        larger.set(rows)
        rows = larger
      }
      rows.set(vector, count++ * dimensions)
    },
    at: (skill: number): Float32Array | undefined => {
      const row = rowOf[skill] ?? -1
      return row < 0 ? undefined : rows.subarray(row * dimensions, (row + 1) * dimensions)
    },
    product: (skill: number, vector: Float64Array): number | undefined => {
      const row = rowOf[skill] ?? -1
      return row < 0 ? undefined : product(rows, row * dimensions, vector)
    },
  }
}

/** In four sums that do not wait for each other: always the same four, so always the same result. */
function product(rows: Float32Array, from: number, vector: Float64Array): number {
  const whole = vector.length - (vector.length % 4)
  let [a, b, c, d] = [0, 0, 0, 0]
  for (let at = 0; at < whole; at += 4) {
    const row = from + at
    a += (rows[row] as number) * (vector[at] as number)
    b += (rows[row + 1] as number) * (vector[at + 1] as number)
    c += (rows[row + 2] as number) * (vector[at + 2] as number)
    d += (rows[row + 3] as number) * (vector[at + 3] as number)
  }
  for (let at = whole; at < vector.length; at++) {
    a += (rows[from + at] as number) * (vector[at] as number)
  }
  return a + b + (c + d)
}
