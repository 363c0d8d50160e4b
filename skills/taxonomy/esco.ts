/**
 * The CSV distribution of ESCO: concepts with labels by language, and what occupations need.
 *
 * @see https://esco.ec.europa.eu/en/use-esco/download
 * @module
 */

import { CsvError, parse } from 'csv-parse/sync'
import { ConfigError } from '../../platform/config.ts'
import type { TableFile } from './files.ts'
import type { Label, Needed } from './store.ts'

/** A table of the distribution that is taken in. */
export interface EscoPart {
  readonly file: TableFile
  readonly kind: 'skill' | 'occupation' | 'relation'
  /** Of the labels. */
  readonly language: string
}

const LABELS = /^(skills|occupations)_([a-z]{2})\.csv$/i
const RELATIONS = /^occupationSkillRelations(_[a-z]{2})?\.csv$/i

/** Tables in the order in which they are taken in; the others are left. */
export const escoParts = (files: readonly TableFile[]): readonly EscoPart[] =>
  files.flatMap((file): EscoPart[] => {
    const [, kind, language = ''] = LABELS.exec(file.name) ?? []
    if (kind !== undefined) {
      const isSkill = kind.toLowerCase() === 'skills'
      return [{ file, kind: isSkill ? 'skill' : 'occupation', language: language.toLowerCase() }]
    }
    return RELATIONS.test(file.name) ? [{ file, kind: 'relation', language: '' }] : []
  })

/** The version that the names of archives tell, when they tell one. */
export function escoVersion(files: readonly TableFile[]): string {
  const told = new Set(files.flatMap(({ source }) => /\bv(\d+(?:\.\d+)+)/i.exec(source)?.[1] ?? []))
  const [version, other] = [...told]
  if (version !== undefined && other === undefined) return version
  const why = version === undefined ? 'no file name tells the version' : 'files of two versions'
  throw new ConfigError(`${why}: say which it is with --version`)
}

/** @throws {ConfigError} naming the file, when it is not a table of labels */
export const readLabels = ({ file, kind, language }: EscoPart): readonly Label[] =>
  rowsOf(file, ['conceptUri', 'preferredLabel', 'altLabels']).map((row) => ({
    uri: row.conceptUri ?? '',
    language,
    kind: kind === 'skill' ? 'skill' : 'occupation',
    label: row.preferredLabel?.trim() ?? '',
    others: (row.altLabels ?? '')
      .split('\n')
      .map((label) => label.trim())
      .filter(Boolean),
  }))

/** @throws {ConfigError} naming the file, when it is not a table of relations */
export function readNeeds({ file }: EscoPart): readonly Needed[] {
  const needs = new Map<string, { id: string; importance: 'essential' | 'optional' }[]>()
  for (const row of rowsOf(file, ['occupationUri', 'relationType', 'skillUri'])) {
    const own = needs.get(row.occupationUri ?? '') ?? []
    own.push({
      id: row.skillUri ?? '',
      importance: row.relationType === 'essential' ? 'essential' : 'optional',
    })
    needs.set(row.occupationUri ?? '', own)
  }
  return [...needs].map(([uri, skills]) => ({ uri, skills }))
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

function parseRows(file: TableFile): readonly Row[] {
  try {
    return parse(file.read(), { columns: true, bom: true, relax_column_count_more: true })
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause
    throw new ConfigError(`${file.source}: ${file.name}: ${cause.message}`, { cause })
  }
}
