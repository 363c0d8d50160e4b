/**
 * Vectors of skills from the relation of occupations and skills: two skills are near when the same
 * occupations need them. No model, no randomness: the same relation gives the same vectors.
 *
 * @module
 */

/** What an occupation needs. */
export interface Needs {
  readonly skills: readonly { readonly id: string; readonly importance: 'essential' | 'optional' }[]
}

export interface SkillVectors {
  readonly dimensions: number
  readonly ids: readonly string[]
  /** One row for each id; its length is the rarity of the skill among the occupations. */
  readonly rows: Float32Array
}

const DIMENSIONS = 150
/** Rounds of subspace iteration: more change no vector by a hundredth. */
const ROUNDS = 6
const OPTIONAL = 0.5

/** Sparse rows: those of row r stand from `start[r]` to `start[r + 1]`. */
interface Sparse {
  readonly start: Uint32Array
  readonly column: Uint32Array
  readonly value: Float64Array
  readonly columns: number
}

/**
 * Truncated singular value decomposition by subspace iteration on the side of the occupations.
 *
 * The basis need not be turned onto the singular vectors themselves: turning it changes no cosine.
 */
export function skillVectors(occupations: readonly Needs[]): SkillVectors {
  const ids = [...new Set(occupations.flatMap(({ skills }) => skills.map(({ id }) => id)))].sort()
  const rarity = rarityOf(ids, occupations)
  const matrix = matrixOf(ids, occupations, rarity)
  const rows = occupations.length
  const dimensions = Math.min(DIMENSIONS, rows, ids.length)
  const basis = startBasis(rows, dimensions)
  orthonormalise(basis, rows, dimensions)
  for (let round = 0; round < ROUNDS; round++) {
    basis.set(multiplied(matrix, transposed(matrix, basis, dimensions), dimensions))
    orthonormalise(basis, rows, dimensions)
  }
  return {
    dimensions,
    ids,
    rows: scaled(transposed(matrix, basis, dimensions), rarity, dimensions),
  }
}

function rarityOf(ids: readonly string[], occupations: readonly Needs[]): Float64Array {
  const counts = new Map<string, number>()
  for (const { skills } of occupations) {
    for (const { id } of skills) counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  return Float64Array.from(
    ids,
    (id) => Math.log((occupations.length + 1) / ((counts.get(id) ?? 0) + 1)) + 1,
  )
}

/** Rows of length one: an occupation of many skills counts no more than one of few. */
function matrixOf(
  ids: readonly string[],
  occupations: readonly Needs[],
  rarity: Float64Array,
): Sparse {
  const numbers = new Map(ids.map((id, at) => [id, at]))
  const start = new Uint32Array(occupations.length + 1)
  const column: number[] = []
  const value: number[] = []
  for (const [row, { skills }] of occupations.entries()) {
    const sorted = skills
      .map(({ id, importance }) => ({
        at: numbers.get(id) ?? 0,
        optional: importance === 'optional',
      }))
      .sort((a, b) => a.at - b.at)
    const weights = sorted.map(({ at, optional }) => (rarity[at] ?? 0) * (optional ? OPTIONAL : 1))
    const length = Math.sqrt(weights.reduce((sum, weight) => sum + weight * weight, 0)) || 1
    for (const [index, { at }] of sorted.entries()) {
      column.push(at)
      value.push((weights[index] ?? 0) / length)
    }
    start[row + 1] = column.length
  }
  return {
    ...{ start, column: Uint32Array.from(column), value: Float64Array.from(value) },
    columns: ids.length,
  }
}

/** Any start does, as long as it is the same each time (the generator of Numerical Recipes). */
function startBasis(rows: number, dimensions: number): Float64Array {
  let state = 1
  return Float64Array.from({ length: rows * dimensions }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 31 - 1
  })
}

/** matrixᵀ · basis */
function transposed({ start, column, value, columns }: Sparse, basis: Float64Array, width: number) {
  const made = new Float64Array(columns * width)
  for (let row = 0; row + 1 < start.length; row++) {
    for (let at = start[row] as number; at < (start[row + 1] as number); at++) {
      const into = (column[at] as number) * width
      const weight = value[at] as number
      for (let d = 0; d < width; d++) {
        made[into + d] = (made[into + d] as number) + weight * (basis[row * width + d] as number)
      }
    }
  }
  return made
}

/** matrix · tall */
function multiplied({ start, column, value }: Sparse, tall: Float64Array, width: number) {
  const made = new Float64Array((start.length - 1) * width)
  for (let row = 0; row + 1 < start.length; row++) {
    const into = row * width
    for (let at = start[row] as number; at < (start[row + 1] as number); at++) {
      const from = (column[at] as number) * width
      const weight = value[at] as number
      for (let d = 0; d < width; d++) {
        made[into + d] = (made[into + d] as number) + weight * (tall[from + d] as number)
      }
    }
  }
  return made
}

/** Gram-Schmidt, column by column, on columns copied side by side for the memory's sake. */
function orthonormalise(basis: Float64Array, rows: number, width: number): void {
  const columns = Array.from({ length: width }, (_, d) =>
    Float64Array.from({ length: rows }, (_, row) => basis[row * width + d] as number),
  )
  for (const [d, own] of columns.entries()) {
    for (const before of columns.slice(0, d)) {
      const share = dot(own, before)
      for (let row = 0; row < rows; row++) {
        own[row] = (own[row] as number) - share * (before[row] as number)
      }
    }
    const length = Math.sqrt(dot(own, own))
    for (let row = 0; row < rows; row++) {
      own[row] = length > 1e-12 ? (own[row] as number) / length : 0
      basis[row * width + d] = own[row] as number
    }
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let at = 0; at < a.length; at++) sum += (a[at] as number) * (b[at] as number)
  return sum
}

function scaled(rows: Float64Array, rarity: Float64Array, width: number): Float32Array {
  const made = new Float32Array(rows.length)
  for (let row = 0; row < rarity.length; row++) {
    const own = rows.subarray(row * width, (row + 1) * width)
    const length = Math.sqrt(dot(own, own))
    const factor = length > 0 ? (rarity[row] as number) / length : 0
    for (let d = 0; d < width; d++) made[row * width + d] = (own[d] as number) * factor
  }
  return made
}
