/**
 * How a catalogue lies in a file: columns of numbers one after another, described by a header.
 *
 * @module
 */

import type { Frozen } from '../catalogue.ts'
import { BLOCK, type Shelf } from '../shelf.ts'

/** Raised with every change of what the bytes mean. */
export const FORMAT = 3

const KINDS = { Uint8Array, Uint16Array, Uint32Array, Float32Array, Float64Array } as const
type Kind = keyof typeof KINDS
type Column = Uint8Array | Uint16Array | Uint32Array | Float32Array | Float64Array

/** Lengths of vectors and their least are measured anew: they follow from the statistics. */
const COLUMNS = [
  ...['since', 'near', 'versions', 'facet'],
  ...['asks', 'postingStart', 'dense', 'denseSize', 'bits'],
  ...['asked', 'title', 'order', 'postings', 'ids', 'gone'],
] as const

/** Of these, heads and steps stand before the others. */
const STARTS = ['idStart', 'titleStart', 'start'] as const

/** Kind and length of each column of a group, in order. */
type Group = readonly (readonly [Kind, number])[]

export interface Layout {
  readonly asOf: number
  readonly countedAt: number
  readonly counts: readonly [number, number]
  readonly skills: Frozen['skills']
  readonly facets: Frozen['facets']
  /** The tallies, then one group for each shelf. */
  readonly groups: readonly Group[]
}

export function layOut(frozen: Frozen): { readonly layout: Layout; readonly columns: Column[][] } {
  const { asOf, countedAt, tally, counted, skills, facets, shelves } = frozen
  const columns: Column[][] = [
    [tally.skills, tally.words, counted.skills, counted.words],
    ...shelves.filter(({ size }) => size > 0).map(columnsOf),
  ]
  const groups = columns.map((group) => group.map((one) => [kindOf(one), one.length] as const))
  const counts = [tally.all, counted.all] as const
  return { layout: { asOf, countedAt, counts, skills, facets, groups }, columns }
}

const columnsOf = (shelf: Shelf): Column[] => [
  ...STARTS.flatMap((name) => [shelf[name].heads, shelf[name].steps]),
  ...COLUMNS.map((name) => shelf[name as keyof Shelf] as Column),
]

const kindOf = (column: Column): Kind =>
  column instanceof Buffer ? 'Uint8Array' : (column.constructor.name as Kind)

/** Every column begins where eight bytes begin. */
const padded = (bytes: number): number => Math.ceil(bytes / 8) * 8

export const bytesOf = (group: Group): number =>
  group.reduce((sum, [kind, length]) => sum + padded(length * KINDS[kind].BYTES_PER_ELEMENT), 0)

export const isGroup = (group: unknown): group is Group =>
  Array.isArray(group) &&
  group.every(
    (one: unknown) =>
      Array.isArray(one) && Object.hasOwn(KINDS, String(one[0])) && Number.isInteger(one[1]),
  )

/** The bytes of a group, as they lie in the file. */
export function* piecesOf(columns: readonly Column[]): Generator<Uint8Array> {
  for (const column of columns) {
    yield new Uint8Array(column.buffer, column.byteOffset, column.byteLength)
    const rest = padded(column.byteLength) - column.byteLength
    if (rest > 0) yield new Uint8Array(rest)
  }
}

function readGroup(group: Group, bytes: ArrayBuffer): Column[] {
  let from = 0
  return group.map(([kind, length]) => {
    const column = new KINDS[kind](bytes, from, length)
    from += padded(column.byteLength)
    return column
  })
}

export function takeUp(layout: Layout, bytes: readonly ArrayBuffer[]): Frozen {
  const { asOf, countedAt, counts, skills, facets, groups } = layout
  const [tallies = [], ...shelves] = groups.map((group, at) =>
    readGroup(group, bytes[at] as ArrayBuffer),
  )
  const counts32 = tallies as readonly Uint32Array[]
  const none = new Uint32Array(0)
  const tally = (all: number, [of = none, words = none]: readonly Uint32Array[]) => ({
    ...{ all, words },
    skills: of,
  })
  return {
    ...{ asOf, countedAt, skills, facets },
    tally: tally(counts[0], counts32.slice(0, 2)),
    counted: tally(counts[1], counts32.slice(2)),
    shelves: shelves.map(shelfOf),
  }
}

function shelfOf(columns: readonly Column[]): Shelf {
  const starts = STARTS.map((name, at) => [
    name,
    { heads: columns[2 * at], steps: columns[2 * at + 1] },
  ])
  const others = COLUMNS.map((name, at) => [name, columns[2 * STARTS.length + at]])
  const named = Object.fromEntries([...starts, ...others]) as unknown as Shelf
  const { ids, gone } = named
  const size = gone.length
  return {
    ...named,
    size,
    ids: Buffer.from(ids.buffer, ids.byteOffset, ids.byteLength),
    exact: new Float32Array(size),
    shortest: new Float32Array(Math.ceil(size / BLOCK)),
  }
}
