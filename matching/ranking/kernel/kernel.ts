/**
 * The two loops over every skill, in WebAssembly or plainly: the same to the last digit.
 *
 * @module
 */

import { memoryUnder } from '../../../platform/memory.ts'
import { multiply } from '../vocabulary.ts'
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
  const { rows, vector, order, start, values, gains, table, fine } = places
  return {
    near: (factor, length) => {
      for (let at = 0; at < order.length; at += 2) {
        const sum = multiply(rows, order[at] as number, vector)
        table[(order[at + 1] as number) * WIDE + NEAR] = sum > 0 ? (factor * sum) / length : 0
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
