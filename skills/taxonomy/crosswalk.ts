/**
 * Crosswalks: which concepts of two taxonomies mean the same, or one more than the other.
 *
 * @see https://esco.ec.europa.eu/en/about-esco/data-science-and-esco/crosswalk-between-esco-and-onet
 * @module
 */

import { CsvError, parse } from 'csv-parse/sync'
import { ConfigError } from '../../platform/config.ts'
import type { TableFile } from './files.ts'
import { onetElement, onetOccupation } from './onet.ts'

/** As SKOS names them, from O\*NET to ESCO. */
export type Match = 'exactMatch' | 'closeMatch' | 'broadMatch' | 'narrowMatch'

export interface CrosswalkRow {
  readonly from: string
  readonly to: string
  readonly match: Match
}

export interface ReadCrosswalk {
  readonly rows: readonly CrosswalkRow[]
  /** Numbers of lines that say nothing we understand. */
  readonly left: readonly number[]
}

const ID = 'O*NET Id'
const URI = 'ESCO or ISCO URI'
const TYPE = 'Type of Match'
const MATCHES: readonly string[] = ['exactMatch', 'closeMatch', 'broadMatch', 'narrowMatch']

/**
 * Reads the CSV form; lines of explanation may stand before its head.
 *
 * @throws {ConfigError} naming the file, when it has no such head
 */
export function readCrosswalk(file: TableFile): ReadCrosswalk {
  const lines = parseLines(file)
  const head = lines.findIndex((cells) => cells.includes(ID) && cells.includes(URI))
  const columns = lines[head]
  if (!columns?.includes(TYPE)) {
    throw new ConfigError(`${file.source}: ${file.name} has no columns ${ID}, ${URI}, ${TYPE}`)
  }
  const rows: CrosswalkRow[] = []
  const left: number[] = []
  for (const [at, cells] of lines.entries()) {
    if (at <= head) continue
    const cell = (name: string) => cells[columns.indexOf(name)]?.trim() ?? ''
    const row = rowOf({ id: cell(ID), to: cell(URI), type: cell(TYPE) })
    if (row) rows.push(row)
    else left.push(at + 1)
  }
  return { rows, left }
}

interface Cells {
  readonly id: string
  readonly to: string
  readonly type: string
}

function rowOf({ id, to, type }: Cells): CrosswalkRow | undefined {
  const found = type.replace(/^skos:/, '').replace(/\s+/g, '')
  const match = MATCHES.find((one) => one.toLowerCase() === found.toLowerCase())
  if (match === undefined || !/^https?:\/\/\S+$/.test(to)) return undefined
  if (/^\d{2}-\d{4}\.\d{2}$/.test(id))
    return { from: onetOccupation(id), to, match: match as Match }
  if (/^\d(\.[A-Za-z0-9]+)+$/.test(id)) return { from: onetElement(id), to, match: match as Match }
  return undefined
}

function parseLines(file: TableFile): readonly (readonly string[])[] {
  try {
    return parse(file.read(), { bom: true, relax_column_count: true })
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause
    throw new ConfigError(`${file.source}: ${file.name}: ${cause.message}`, { cause })
  }
}
