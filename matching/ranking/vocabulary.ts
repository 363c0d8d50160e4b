/**
 * Skills by number, with the words of their names and their vectors.
 *
 * @module
 */

import type { SkillSpace } from '../../skills/index.ts'
import { wordsOf } from './words.ts'

/** Rows of different lengths: that of n stands in `values` from `start[n]` to `start[n + 1]`. */
export interface Rows {
  readonly start: Uint32Array
  readonly values: Uint32Array
}

export interface Vocabulary {
  readonly size: number
  readonly words: number
  readonly dimensions: number
  /** The skill's number, a new one when it had none. */
  numberOf(skillId: string): number
  idOf(skill: number): string
  wordAt(word: number): string
  numberOfWord(word: string): number
  /** Numbers of the words of a skill's name, each as often as it stands there. */
  readonly named: Rows
  /** Nothing for a skill that no taxonomy relates to others. */
  vectorOf(skill: number): Float32Array | undefined
  /** Product of the skill's vector with another; nothing for a skill without one. */
  product(skill: number, vector: Float64Array): number | undefined
  /** Vectors of all skills side by side. */
  readonly rows: Float32Array
  /** By number of the skill where its vector begins there; -1 for one without. */
  starts(): Int32Array
}

export function createVocabulary(space: SkillSpace): Vocabulary {
  const { dimensions } = space
  const numbers = new Map<string, number>()
  const ids: string[] = []
  const words = new Map<string, number>()
  const spelled: string[] = []
  const named = createRows()
  const vectors = createVectors(space)
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
      named.add((own.length > 0 ? own : [skillId]).map(wordNumber))
      vectors.add(skillId)
      return ids.push(skillId) - 1
    },
    idOf: (skill) => ids[skill] ?? '',
    wordAt: (word) => spelled[word] ?? '',
    numberOfWord: wordNumber,
    get named() {
      return named.rows()
    },
    vectorOf: vectors.at,
    product: vectors.product,
    rows: space.rows,
    starts: vectors.starts,
  }
}

/** Rows that grow by one after another. */
function createRows() {
  let start = new Uint32Array(1024)
  let values = new Uint32Array(4096)
  let count = 0
  return {
    add: (row: readonly number[]): void => {
      const from = start[count++] as number
      if (count === start.length) start = grown(start)
      while (from + row.length > values.length) values = grown(values)
      values.set(row, from)
      start[count] = from + row.length
    },
    rows: (): Rows => ({ start, values }),
  }
}

function grown(array: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(2 * array.length)
  larger.set(array)
  return larger
}

/** Vectors by number of the skill: they lie side by side in the taxonomy, and are not copied. */
function createVectors({ rows, dimensions, rowOf }: SkillSpace) {
  let starts = new Int32Array(1024)
  let count = 0
  const startOf = (skill: number): number => (skill < count ? (starts[skill] as number) : -1)
  return {
    add: (skillId: string): void => {
      if (count === starts.length) {
        const larger = new Int32Array(2 * count)
        larger.set(starts)
        starts = larger
      }
      const row = rowOf(skillId)
      starts[count++] = row < 0 ? -1 : row * dimensions
    },
    at: (skill: number): Float32Array | undefined => {
      const from = startOf(skill)
      return from < 0 ? undefined : rows.subarray(from, from + dimensions)
    },
    product: (skill: number, vector: Float64Array): number | undefined => {
      const from = startOf(skill)
      return from < 0 ? undefined : multiply(rows, from, vector)
    },
    starts: (): Int32Array => starts.subarray(0, count),
  }
}

/**
 * A row by the vector, in four sums that do not wait for each other: always the same four, so always
 * the same result.
 */
export function multiply(rows: Float32Array, from: number, vector: Float64Array): number {
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
