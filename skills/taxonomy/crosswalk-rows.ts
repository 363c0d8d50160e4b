/**
 * What the rows of a crosswalk say together: each pair once, nothing said twice in two ways, and a
 * digest that does not depend on their order.
 *
 * @module
 */

import { createHash } from 'node:crypto'

export const MATCHES = [
  'exactMatch',
  'closeMatch',
  'broadMatch',
  'narrowMatch',
  'relatedMatch',
] as const

/** As SKOS names them; `A broadMatch B`: B means more than A. */
export type Match = (typeof MATCHES)[number]

export interface CrosswalkRow {
  readonly from: string
  readonly to: string
  readonly match: Match
  /** What the file calls them, in its own language. */
  readonly fromLabel?: string
  readonly toLabel?: string
}

export interface ReadRow extends CrosswalkRow {
  /** Of the file, from 1. */
  readonly line: number
}

export const reversed = (match: Match): Match =>
  match === 'broadMatch' ? 'narrowMatch' : match === 'narrowMatch' ? 'broadMatch' : match

/** Two lines that say different things of the same two concepts. */
export interface Conflict {
  readonly lines: readonly [number, number]
  readonly from: string
  readonly to: string
  readonly matches: readonly [Match, Match]
}

export interface DistinctRows {
  readonly rows: readonly CrosswalkRow[]
  readonly conflicts: readonly Conflict[]
  /** Numbers of lines that say again what one before them said. */
  readonly repeated: readonly number[]
}

/** A pair is the same pair the other way round: `A broadMatch B` says `B narrowMatch A`. */
export function distinctRows(read: readonly ReadRow[]): DistinctRows {
  const rows = new Map<string, ReadRow>()
  const conflicts: Conflict[] = []
  const repeated: number[] = []
  for (const row of read) {
    const key = pairOf(row)
    const before = rows.get(key)
    const said = before && saidOf(before, row)
    if (!before || !said) rows.set(key, row)
    else if (said === row.match) repeated.push(row.line)
    else conflicts.push(conflictOf(row, before.line, said))
  }
  return { rows: [...rows.values()].map(({ line: _, ...row }) => row), conflicts, repeated }
}

const pairOf = ({ from, to }: CrosswalkRow): string => JSON.stringify([from, to].sort())

/** What a row before said, read in the direction of this one. */
const saidOf = ({ from, match }: CrosswalkRow, row: CrosswalkRow): Match =>
  from === row.from ? match : reversed(match)

const conflictOf = ({ from, to, match, line }: ReadRow, before: number, said: Match): Conflict => ({
  ...{ from, to },
  lines: [before, line],
  matches: [said, match],
})

/** The same for the same rows in any order. */
export function digestOfRows(rows: readonly CrosswalkRow[]): string {
  const lines = rows
    .map(({ from, to, match, fromLabel = '', toLabel = '' }) =>
      JSON.stringify([from, match, to, fromLabel, toLabel]),
    )
    .sort()
  return createHash('sha256').update(lines.join('\n')).digest('hex')
}
