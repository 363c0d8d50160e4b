/**
 * Where a profile is held against every skill: the table, and all that it is worked out from, side by
 * side in one memory. There is one for the process: nothing waits in the middle of a sweep, and what
 * one leaves on it holds until the next.
 *
 * @module
 */

import { bytesInMemory } from '../../../platform/memory.ts'
import type { Statistics } from '../statistics.ts'
import type { Vocabulary } from '../vocabulary.ts'
import { type Kernel, type Places, plainKernel, wasmKernel } from './kernel.ts'
import { SQUARE, WIDE } from './table.ts'

/** What lies there is of one vocabulary and its statistics. */
export interface Desk {
  /** Four numbers for each skill; all of them nothing before a profile is held against them. */
  readonly table: Float64Array
  readonly fine: Float64Array
  /** What a vector gives to all skills that have one; before {@link words}. */
  near(vector: Float64Array, factor: number, length: number): void
  /** What words give to all skills by their names, and both together. */
  words(gains: readonly (readonly [number, number])[], factor: number, length: number): void
  /** One number of one skill, for this sweep alone. */
  put(skill: number, column: number, value: number): void
}

interface Of {
  readonly vocabulary: Vocabulary
  readonly statistics: Statistics
}

interface Held extends Of {
  readonly size: number
  readonly words: number
  readonly desk: Desk
  /** Takes back what was put there for one profile. */
  clear(): void
}

let held: Held | undefined

/** @param make - where the numbers are worked out; in WebAssembly where there is some */
export function deskFor(of: Of, make: typeof wasmKernel = wasmKernel): Desk {
  const { vocabulary, statistics } = of
  const isHeld =
    held?.vocabulary === vocabulary &&
    held.statistics === statistics &&
    held.size === vocabulary.size &&
    held.words === vocabulary.words
  held = isHeld ? held : lay(of, make)
  held?.clear()
  return (held as Held).desk
}

function lay(of: Of, make: typeof wasmKernel): Held {
  const { vocabulary, statistics } = of
  const { size, words } = vocabulary
  const places = placesFor(vocabulary)
  const { table, gains, fine } = places
  const kernel: Kernel = make(places) ?? plainKernel(places)
  fillSquares(table, vocabulary, statistics)
  const changed: number[] = []
  return {
    ...{ vocabulary, statistics, size, words },
    clear: () => {
      for (const at of changed) table[at] = 0
      changed.length = 0
    },
    desk: {
      ...{ table, fine },
      near: (vector, factor, length) => {
        places.vector.set(vector)
        kernel.near(factor, length)
      },
      words: (given, factor, length) => {
        for (const [word, value] of given) gains[word] = value
        kernel.words(factor, length)
        for (const [word] of given) gains[word] = 0
      },
      put: (skill, column, value) => {
        const at = skill * WIDE + column
        table[at] = value
        changed.push(at)
      },
    },
  }
}

/** Memory is taken again where it is enough. */
let room = new ArrayBuffer(0)

function placesFor(vocabulary: Vocabulary): Places {
  const { size, words, dimensions, rows, named } = vocabulary
  const order = orderOf(vocabulary.starts())
  const count = named.start[size] as number
  const lengths = [
    8 * Math.ceil(dimensions / 2) * 2,
    4 * order.length,
    4 * (size + 1),
    4 * count,
    8 * words,
    8 * WIDE * size,
    8 * size,
  ]
  const starts: number[] = []
  let end = 0
  for (const length of lengths) {
    starts.push(end)
    end += Math.ceil(length / 16) * 16
  }
  if (room.byteLength < end) room = bytesInMemory(Math.ceil(1.25 * end))
  else new Uint8Array(room).fill(0)
  const [vector, ordered, start, values, gains, table, fine] = starts
  const places: Places = {
    rows,
    vector: new Float64Array(room, vector, dimensions),
    order: new Uint32Array(room, ordered, order.length),
    start: new Uint32Array(room, start, size + 1),
    values: new Uint32Array(room, values, count),
    gains: new Float64Array(room, gains, words),
    table: new Float64Array(room, table, WIDE * size),
    fine: new Float64Array(room, fine, size),
  }
  places.order.set(order)
  places.start.set(named.start.subarray(0, size + 1))
  places.values.set(named.values.subarray(0, count))
  return places
}

/** Skills that have a vector, in the order in which these lie: where it begins, and its number. */
function orderOf(starts: Int32Array): Uint32Array {
  const sorted = Uint32Array.from(starts.keys())
    .filter((skill) => (starts[skill] as number) >= 0)
    .sort((a, b) => (starts[a] as number) - (starts[b] as number))
  const pairs = new Uint32Array(2 * sorted.length)
  for (const [at, skill] of sorted.entries()) {
    pairs[2 * at] = starts[skill] as number
    pairs[2 * at + 1] = skill
  }
  return pairs
}

/** Of each skill, the square of the length of its words: the same as long as the statistics hold. */
function fillSquares(table: Float64Array, { named, size }: Vocabulary, statistics: Statistics) {
  const { start, values } = named
  for (let skill = 0; skill < size; skill++) {
    let square = 0
    for (let at = start[skill] as number; at < (start[skill + 1] as number); at++) {
      const idf = statistics.wordIdf(values[at] as number)
      square += idf * idf
    }
    table[skill * WIDE + SQUARE] = square
  }
}
