/**
 * The text tables of O\*NET: occupations with their titles, and what they need.
 *
 * @see https://www.onetcenter.org/database.html (Creative Commons Attribution 4.0)
 * @module
 */

import { basename } from 'node:path'
import { CsvError, parse } from 'csv-parse/sync'
import { ConfigError } from '../../platform/config.ts'
import type { TableFile } from './files.ts'
import type { Label, Needed } from './store.ts'

/** A table of the distribution that is taken in. */
export interface OnetPart {
  readonly file: TableFile
  readonly kind: 'occupations' | 'alternates' | 'elements' | 'technology'
}

/** In the order in which they are taken in: what an occupation is called goes before its other names. */
const TABLES: readonly (readonly [string, OnetPart['kind']])[] = [
  ['Occupation Data.txt', 'occupations'],
  ['Alternate Titles.txt', 'alternates'],
  ['Skills.txt', 'elements'],
  ['Knowledge.txt', 'elements'],
  ['Abilities.txt', 'elements'],
  ['Technology Skills.txt', 'technology'],
]

export const onetParts = (files: readonly TableFile[]): readonly OnetPart[] =>
  TABLES.flatMap(([name, kind]) => {
    const file = files.find((one) => one.name.toLowerCase() === name.toLowerCase())
    return file ? [{ file, kind }] : []
  })

/** As the distribution is called, e.g. `db_29_1_text.zip`. */
export function onetVersion(path: string, files: readonly TableFile[]): string {
  for (const name of [basename(path), ...files.map(({ source }) => source)]) {
    const [, major, minor] = /\bdb_(\d+)_(\d+)/i.exec(name) ?? []
    if (major !== undefined) return `${major}.${minor}`
  }
  throw new ConfigError('no file name tells the version: say which it is with --version')
}

const CODE = 'O*NET-SOC Code'

export const onetOccupation = (code: string): string =>
  `https://www.onetonline.org/link/summary/${code}`
export const onetElement = (id: string): string =>
  `https://www.onetonline.org/find/descriptor/result/${id}`
const commodity = (code: string): string => `urn:unspsc:${code}`

/** @throws {ConfigError} naming the file, when it is not of the form */
export const readOccupations = ({ file }: OnetPart): readonly Label[] =>
  rowsOf(file, [CODE, 'Title']).map((row) => ({
    ...{ uri: onetOccupation(row[CODE] ?? ''), language: 'en', kind: 'occupation' },
    ...{ label: row.Title?.trim() ?? '', others: [] },
  }))

/** Other titles, by the occupation's address. */
export function readAlternates({ file }: OnetPart): ReadonlyMap<string, readonly string[]> {
  const others = new Map<string, string[]>()
  for (const row of rowsOf(file, [CODE, 'Alternate Title'])) {
    const uri = onetOccupation(row[CODE] ?? '')
    const title = row['Alternate Title']?.trim()
    if (title) others.set(uri, [...(others.get(uri) ?? []), title])
  }
  return others
}

export interface OnetNeeds {
  readonly labels: readonly Label[]
  readonly needs: readonly Needed[]
}

/** Importance from 1 to 5: from 3 on it is needed, from 2 on of use. */
const ESSENTIAL = 3
const OPTIONAL = 2

export function readElements({ file }: OnetPart): OnetNeeds {
  const columns = [CODE, 'Element ID', 'Element Name', 'Scale ID', 'Data Value']
  return collect(
    rowsOf(file, columns).flatMap((row) => {
      const value = Number(row['Data Value'])
      const isLeft = row['Not Relevant'] === 'Y' || row['Recommend Suppress'] === 'Y'
      if (row['Scale ID'] !== 'IM' || isLeft || !(value >= OPTIONAL)) return []
      return [
        {
          occupation: onetOccupation(row[CODE] ?? ''),
          skill: onetElement(row['Element ID'] ?? ''),
          ...{ label: row['Element Name'] ?? '', example: undefined },
          importance: value >= ESSENTIAL ? 'essential' : 'optional',
        } as const,
      ]
    }),
  )
}

export function readTechnology({ file }: OnetPart): OnetNeeds {
  return collect(
    rowsOf(file, [CODE, 'Example', 'Commodity Code', 'Commodity Title']).map((row) => {
      const isAsked = row['Hot Technology'] === 'Y' || row['In Demand'] === 'Y'
      return {
        occupation: onetOccupation(row[CODE] ?? ''),
        skill: commodity(row['Commodity Code'] ?? ''),
        ...{ label: row['Commodity Title'] ?? '', example: row.Example },
        importance: isAsked ? 'essential' : 'optional',
      } as const
    }),
  )
}

interface Need {
  readonly occupation: string
  readonly skill: string
  readonly label: string
  readonly example: string | undefined
  readonly importance: 'essential' | 'optional'
}

const MOST_EXAMPLES = 40

function collect(found: readonly Need[]): OnetNeeds {
  const labels = new Map<string, { label: string; others: Set<string> }>()
  const needs = new Map<string, Map<string, Need['importance']>>()
  for (const { occupation, skill, label, example, importance } of found) {
    const known = labels.get(skill) ?? { label: label.trim(), others: new Set<string>() }
    if (example && known.others.size < MOST_EXAMPLES) known.others.add(example.trim())
    labels.set(skill, known)
    const own = needs.get(occupation) ?? new Map<string, Need['importance']>()
    if (own.get(skill) !== 'essential') own.set(skill, importance)
    needs.set(occupation, own)
  }
  return {
    labels: [...labels].map(([uri, { label, others }]) => ({
      ...{ uri, language: 'en', kind: 'skill', label, others: [...others] },
    })),
    needs: [...needs].map(([uri, own]) => ({
      uri,
      skills: [...own].map(([id, importance]) => ({ id, importance })),
    })),
  }
}

type Row = Readonly<Record<string, string>>

function rowsOf(file: TableFile, columns: readonly string[]): readonly Row[] {
  const rows = parseRows(file)
  const missing = columns.filter((column) => rows[0] && !Object.hasOwn(rows[0], column))
  if (rows.length === 0 || missing.length > 0) {
    const what = rows.length === 0 ? 'is empty' : `has no column ${missing.join(', ')}`
    throw new ConfigError(`${file.source}: ${file.name} ${what}`)
  }
  return rows
}

/** Tabs between cells, and no quoting: a quotation mark is a quotation mark. */
function parseRows(file: TableFile): readonly Row[] {
  try {
    return parse(file.read(), {
      ...{ columns: true, bom: true, delimiter: '\t', quote: false },
      ...{ relax_column_count: true, skip_empty_lines: true },
    })
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause
    throw new ConfigError(`${file.source}: ${file.name}: ${cause.message}`, { cause })
  }
}
