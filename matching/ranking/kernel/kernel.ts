/**
 * The two loops over every skill, in WebAssembly or plainly: the same to the last digit.
 *
 * @module
 */

import { memoryUnder } from '../../../platform/memory.ts'
import { sweepCode, TOGETHER } from './code.ts'
import { NEAR, SCALE, WIDE, WORDS } from './table.ts'

/** All that they read and write; but for the rows it lies in one buffer. */
export interface Places {
  readonly rows: Float32Array
  readonly vector: Float64Array
  /** Pairs: where a row begins, and which skill it is of. */
  readonly order: Uint32Array
  /** The words of skill n stand in `values` from `start[n]`. */
  readonly start: Uint32Array
  readonly values: Uint32Array
  readonly gains: Float64Array
  readonly table: Float64Array
  readonly fine: Float64Array
}

export interface Kernel {
  /** Into the table, of each row its product with the vector by factor and length; never less than nothing. */
  near(factor: number, length: number): void
  /** Into the table, of each skill the sum of its words' gains by the same; and both as `fine`. */
  words(factor: number, length: number): void
}

interface Exports {
  near(...given: readonly number[]): void
  words(...given: readonly number[]): void
}

let compiled: object | undefined

/** Nothing where the arrays lie outside of its memories, or it cannot be compiled. */
export function wasmKernel(places: Places): Kernel | undefined {
  const { rows, vector, order, start, values, gains, table, fine } = places
  const memories = [memoryUnder(rows), memoryUnder(table)] as const
  if (!memories[0] || !memories[1] || order.length < 2 * TOGETHER) return undefined
  const made = instanceOf(memories[0], memories[1])
  if (!made) return undefined
  const whole = order.length - (order.length % (2 * TOGETHER))
  for (let at = 0; at < order.length; at += 2) {
    order[at] = rows.byteOffset + 4 * (order[at] as number)
  }
  const from = order.byteOffset
  const others = [vector.byteOffset, vector.length, table.byteOffset]
  // the last four once more, where they are not a whole number of fours
  const spans = [
    [0, whole],
    [order.length - 2 * TOGETHER, order.length],
  ] as const
  return {
    near: (factor, length) => {
      for (const [first, end] of spans) {
        made.near(from + 4 * first, from + 4 * end, ...others, factor, length)
      }
    },
    words: (factor, length) =>
      made.words(
        ...[start.byteOffset, start.byteOffset + 4 * fine.length, values.byteOffset],
        ...[gains.byteOffset, table.byteOffset, fine.byteOffset, factor, length],
      ),
  }
}

function instanceOf(rows: WebAssembly.Memory, desk: WebAssembly.Memory): Exports | undefined {
  try {
    compiled ??= new WebAssembly.Module(sweepCode())
    return new WebAssembly.Instance(compiled, { memory: { 0: rows, 1: desk } }).exports as Exports
  } catch {
    return undefined
  }
}

/** Without WebAssembly. */
export function plainKernel(places: Places): Kernel {
  const { order, start, values, gains, table, fine } = places
  return {
    near: (factor, length) => {
      const gain = (sum: number): number => (sum > 0 ? (factor * sum) / length : 0)
      for (let at = 0; at < order.length; at += 4) {
        const next = at + 2 < order.length ? at + 2 : at
        multiplyTwo(places, order[at] as number, order[next] as number)
        table[(order[at + 1] as number) * WIDE + NEAR] = gain(PAIR[0] as number)
        table[(order[next + 1] as number) * WIDE + NEAR] = gain(PAIR[1] as number)
      }
    },
    words: (factor, length) => {
      for (let skill = 0; skill < fine.length; skill++) {
        const end = start[skill + 1] as number
        let sum = 0
        for (let at = start[skill] as number; at < end; at++) {
          sum += gains[values[at] as number] as number
        }
        const given = (factor * sum) / length
        const row = skill * WIDE
        table[row + WORDS] = given
        fine[skill] = (given / 2 + (table[row + NEAR] as number) / 2) * SCALE
      }
    },
  }
}

/** What was multiplied last. */
const PAIR = new Float64Array(2)

/**
 * Two rows by the vector. Each in four sums that do not wait for each other: always the same four, so
 * always the same result, whatever the other row is.
 */
function multiplyTwo(
  { rows, vector }: Pick<Places, 'rows' | 'vector'>,
  one: number,
  other: number,
): void {
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
