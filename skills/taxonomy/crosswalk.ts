/**
 * Crosswalks: which concepts of two taxonomies mean the same, or one more than the other.
 *
 * Two forms are read: the table of ESCO and O\*NET, whose codes are made addresses, and SSSOM, whose
 * concepts are addresses already.
 *
 * @see https://esco.ec.europa.eu/en/about-esco/data-science-and-esco/crosswalk-between-esco-and-onet
 * @see https://www.w3.org/TR/skos-reference/#mapping
 * @see https://mapping-commons.github.io/sssom/ (tables of mappings between any two)
 * @module
 */

import { CsvError, parse } from 'csv-parse/sync'
import { ConfigError } from '../../platform/config.ts'
import { type CrosswalkRow, MATCHES, type Match, type ReadRow } from './crosswalk-rows.ts'
import type { TableFile } from './files.ts'
import { onetElement, onetOccupation } from './onet.ts'

export interface ReadCrosswalk {
  readonly rows: readonly ReadRow[]
  /** Numbers of lines that say nothing we understand. */
  readonly left: readonly number[]
}

/** What a form calls its columns, and how it names a concept. */
interface Form {
  readonly from: string
  readonly to: string
  readonly match: string
  readonly fromLabel: string
  readonly toLabel: string
  addressOf(id: string): string | undefined
}

const FORMS: readonly Form[] = [
  {
    ...{ from: 'O*NET Id', to: 'ESCO or ISCO URI', match: 'Type of Match' },
    ...{ fromLabel: 'O*NET Title', toLabel: 'ESCO or ISCO Title' },
    addressOf: onetAddress,
  },
  {
    ...{ from: 'subject_id', to: 'object_id', match: 'predicate_id' },
    ...{ fromLabel: 'subject_label', toLabel: 'object_label' },
    addressOf: address,
  },
]

/**
 * Reads a table with commas or tabs; lines of explanation may stand before its head.
 *
 * @throws {ConfigError} naming the file, when it has no such head
 */
export function readCrosswalk(file: TableFile): ReadCrosswalk {
  const lines = parseLines(file)
  const { form, head } = headOf(file, lines)
  const columns = lines[head]?.cells ?? []
  const rows: ReadRow[] = []
  const left: number[] = []
  for (const { cells, line } of lines.slice(head + 1)) {
    const row = rowOf(form, (name) => cells[columns.indexOf(name)]?.trim() ?? '')
    if (row) rows.push({ ...row, line })
    else left.push(line)
  }
  return { rows, left }
}

function headOf(file: TableFile, lines: readonly Line[]) {
  for (const form of FORMS) {
    const { from, to, match } = form
    const head = lines.findIndex(({ cells }) =>
      [from, to, match].every((name) => cells.includes(name)),
    )
    if (head >= 0) return { form, head }
  }
  const known = FORMS.map(({ from, to, match }) => [from, to, match].join(', ')).join(' or ')
  throw new ConfigError(`${file.source}: ${file.name} has no columns ${known}`)
}

function rowOf(form: Form, cell: (name: string) => string): CrosswalkRow | undefined {
  const from = form.addressOf(cell(form.from))
  const to = address(cell(form.to))
  const match = matchOf(cell(form.match))
  if (from === undefined || to === undefined || match === undefined || from === to) return undefined
  const [fromLabel, toLabel] = [cell(form.fromLabel), cell(form.toLabel)]
  return { from, to, match, ...(fromLabel && { fromLabel }), ...(toLabel && { toLabel }) }
}

const SKOS = /^(skos:|http:\/\/www\.w3\.org\/2004\/02\/skos\/core#)/

function matchOf(type: string): Match | undefined {
  const found = type.replace(SKOS, '').replace(/\s+/g, '').toLowerCase()
  return MATCHES.find((one) => one.toLowerCase() === found)
}

/** Addresses alone: a prefix could mean anything. */
function address(id: string): string | undefined {
  return /^(https?:\/\/\S+|urn:[a-z0-9-]+:\S+)$/.test(id) ? id : undefined
}

function onetAddress(id: string): string | undefined {
  if (/^\d{2}-\d{4}\.\d{2}$/.test(id)) return onetOccupation(id)
  return /^\d(\.[A-Za-z0-9]+)+$/.test(id) ? onetElement(id) : undefined
}

interface Line {
  readonly cells: readonly string[]
  readonly line: number
}

function parseLines(file: TableFile): readonly Line[] {
  const text = file.read()
  const isTabbed = /^[^\n]*subject_id\t/m.test(text) || /\tsubject_id\t/.test(text)
  try {
    const options = { bom: true, relax_column_count: true, info: true }
    const read: unknown = parse(text, {
      ...options,
      ...(isTabbed && { delimiter: '\t', relax_quotes: true }),
    })
    return (read as readonly { record: string[]; info: { lines: number } }[]).map(
      ({ record, info }) => ({ cells: record, line: info.lines }),
    )
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause
    throw new ConfigError(`${file.source}: ${file.name}: ${cause.message}`, { cause })
  }
}
