/**
 * Many awards in one file: NDJSON, or CSV as spreadsheets write it.
 *
 * @module
 */

import { CsvError, parse } from 'csv-parse/sync'
import { parseStrict } from '../../credentials/index.ts'
import { parser } from '../../platform/http/validate.ts'
import { type Fault, Problem } from '../../platform/problem.ts'
import { type AwardInput, awardBody } from '../../schemas/issuer.ts'
import { issuerProblems } from '../problems.ts'

/** A line that was read, or what is wrong with it. */
export interface BatchLine {
  /** Counted from 1, the head of a CSV file included. */
  readonly line: number
  readonly input: AwardInput
}

export const MAX_LINES = 5000

const parseAward = parser(awardBody)

/**
 * Reads a batch whole: one line that cannot be read refuses all.
 *
 * @throws {Problem} `unreadable-batch`, naming each line and member or column
 */
export function readBatch(text: string, type: 'ndjson' | 'csv'): readonly BatchLine[] {
  const faults: Fault[] = []
  const lines = (type === 'csv' ? csvLines(text) : jsonLines(text)).flatMap(({ line, read }) => {
    try {
      return [{ line, input: parseAward(read()) }]
    } catch (error) {
      faults.push(...faultsOf(line, error))
      return []
    }
  })
  if (faults.length === 0 && lines.length === 0) {
    faults.push({ pointer: '', rule: 'minItems', detail: 'holds no award' })
  }
  if (lines.length > MAX_LINES) {
    faults.push({ pointer: '', rule: 'maxItems', detail: `holds more than ${MAX_LINES} awards` })
  }
  refuseFaults(faults)
  return lines
}

/** Says for a line what a problem says for a single award. */
export function faultsOf(line: number, error: unknown): readonly Fault[] {
  if (!(error instanceof Problem)) throw error
  const { type, detail, faults } = error
  const general = { pointer: '', rule: type.slug, detail: detail ?? type.title }
  return (faults.length > 0 ? faults : [general]).map((fault) => ({
    ...fault,
    pointer: `line ${line}${fault.pointer}`,
  }))
}

/** @throws {Problem} `unreadable-batch` when there are any */
export function refuseFaults(faults: readonly Fault[]): void {
  const [first] = faults
  if (!first) return
  const more = faults.length > 1 ? ` (and ${faults.length - 1} more)` : ''
  throw new Problem(issuerProblems.unreadableBatch, {
    detail: `${first.pointer || 'the batch'} ${first.detail}${more}`,
    faults: faults.slice(0, 100),
  })
}

interface RawLine {
  readonly line: number
  readonly read: () => unknown
}

const jsonLines = (text: string): readonly RawLine[] =>
  text
    .split('\n')
    .flatMap((content, at) =>
      content.trim() === '' ? [] : [{ line: at + 1, read: () => parsedLine(content) }],
    )

function parsedLine(content: string): unknown {
  const parsed = parseStrict(content)
  if (parsed.ok) return parsed.value
  throw new Problem(issuerProblems.unreadableBatch, {
    faults: [{ pointer: '', rule: parsed.rule, detail: parsed.detail }],
  })
}

const COLUMNS = [
  'template',
  'email',
  'did',
  'language',
  'results',
  'evidence_url',
  'evidence_name',
  'evidence_narrative',
] as const

type Row = Readonly<Partial<Record<(typeof COLUMNS)[number], string>>>

function csvLines(text: string): readonly RawLine[] {
  try {
    const rows = parse(text, {
      bom: true,
      columns: knownColumns,
      info: true,
      skip_empty_lines: true,
      trim: true,
    }) as readonly { readonly record: Row; readonly info: { readonly lines: number } }[]
    return rows.map(({ record, info }) => ({ line: info.lines, read: () => awardOf(record) }))
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const line = typeof error.lines === 'number' ? `line ${error.lines}` : ''
    throw new Problem(issuerProblems.unreadableBatch, {
      detail: `${line || 'the batch'} is not CSV: ${error.message}`,
      faults: [{ pointer: line, rule: 'csv', detail: error.message }],
      cause: error,
    })
  }
}

/** @throws {Problem} `unreadable-batch` for a column that means nothing, or stands twice */
function knownColumns(head: readonly string[]): string[] {
  const names = head.map((name) => name.trim().toLowerCase())
  refuseFaults(names.flatMap(columnFault))
  return names
}

function columnFault(name: string, at: number, names: readonly string[]): readonly Fault[] {
  const pointer = `line 1/${name}`
  if (!COLUMNS.some((known) => known === name)) {
    const detail = `is no column; known are ${COLUMNS.join(', ')}`
    return [{ pointer, rule: 'unknown-member', detail }]
  }
  return names.indexOf(name) < at
    ? [{ pointer, rule: 'unique-column', detail: 'is the name of two columns' }]
    : []
}

/** Empty cells say nothing. `results` reads `name=value; name=value`. */
function awardOf(row: Row): unknown {
  const cell = (name: keyof Row): string | undefined => row[name] || undefined
  const [email, did, language] = [cell('email'), cell('did'), cell('language')]
  const evidence = evidenceOf(row)
  const results = cell('results')?.split(';').map(resultOf)
  return {
    template: row.template ?? '',
    recipient: { ...(email ? { email } : {}), ...(did ? { did } : {}) },
    ...(language ? { language } : {}),
    ...(results ? { results } : {}),
    ...(evidence ? { evidence } : {}),
  }
}

function resultOf(text: string): { result: string; value: string } {
  const at = text.indexOf('=')
  return { result: text.slice(0, Math.max(at, 0)).trim(), value: text.slice(at + 1).trim() }
}

function evidenceOf(row: Row): readonly unknown[] | undefined {
  const { evidence_url: id, evidence_name: name, evidence_narrative: narrative } = row
  if (!id && !name && !narrative) return undefined
  return [{ name: name || id || '', ...(id ? { id } : {}), ...(narrative ? { narrative } : {}) }]
}
