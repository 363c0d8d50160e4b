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
  /** The same for every skill, by its number; nothing where there is no vector. It holds until the next. */
  products(vector: Float64Array): Float64Array
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
    products: vectors.products,
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
  let inOrder = new Uint32Array(0)
  let ordered = 0
  let given = new Float64Array(0)
  const startOf = (skill: number): number => (skill < count ? (starts[skill] as number) : -1)
  const order = (): void => {
    inOrder = Uint32Array.from(starts.subarray(0, count).keys())
      .filter((skill) => startOf(skill) >= 0)
      .sort((a, b) => startOf(a) - startOf(b))
    ordered = count
    given = new Float64Array(count)
  }
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
      if (from < 0) return undefined
      multiplyTwo({ rows, vector }, from, from)
      return PAIR[0]
    },
    products: (vector: Float64Array): Float64Array => {
      if (ordered < count) order()
      const by = { rows, vector }
      for (let at = 0; at < inOrder.length; at += 2) {
        const one = inOrder[at] as number
        const other = inOrder[at + 1] ?? one
        multiplyTwo(by, starts[one] as number, starts[other] as number)
        given[one] = PAIR[0] as number
        given[other] = PAIR[1] as number
      }
      return given
    },
  }
}

/** What was multiplied last. */
const PAIR = new Float64Array(2)

interface Factors {
  readonly rows: Float32Array
  readonly vector: Float64Array
}

/**
 * Two rows by the vector. Each in four sums that do not wait for each other: always the same four, so
 * always the same result, whatever the other row is.
 */
function multiplyTwo({ rows, vector }: Factors, one: number, other: number): void {
  const whole = vector.length - (vector.length % 4)
  let [a, b, c, d] = [0, 0, 0, 0]
  let [e, f, g, h] = [0, 0, 0, 0]
  for (let at = 0; at < whole; at += 4) {
    const w = vector[at] as number
    const x = vector[at + 1] as number
    const y = vector[at + 2] as number
    const z = vector[at + 3] as number
    const row = one + at
    const next = other + at
    a += (rows[row] as number) * w
    b += (rows[row + 1] as number) * x
    c += (rows[row + 2] as number) * y
    d += (rows[row + 3] as number) * z
    e += (rows[next] as number) * w
    f += (rows[next + 1] as number) * x
    g += (rows[next + 2] as number) * y
    h += (rows[next + 3] as number) * z
  }
  for (let at = whole; at < vector.length; at++) {
    a += (rows[one + at] as number) * (vector[at] as number)
    e += (rows[other + at] as number) * (vector[at] as number)
  }
  PAIR[0] = a + b + (c + d)
  PAIR[1] = e + f + (g + h)
}
