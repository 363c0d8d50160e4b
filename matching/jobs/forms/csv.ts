/**
 * Jobs as a spreadsheet writes them; the columns are described in docs/jobs.md.
 *
 * @module
 */

import { CsvError, parse } from 'csv-parse/sync'
import { Problem } from '../../../platform/problem.ts'
import { PERMITS, WORKPLACES } from '../../../schemas/matching-jobs.ts'
import type { Skills } from '../../../skills/index.ts'
import { matchingProblems } from '../../problems.ts'
import { type Asked, isAddress, type ReadJob, said, type Words } from './read-job.ts'

const COLUMNS = [
  'id',
  'title',
  'description',
  'employer',
  'language',
  'location',
  'workplace',
  'permit',
  'expires',
  'must_have',
  'nice_to_have',
] as const

type Column = (typeof COLUMNS)[number]
type Row = Readonly<Partial<Record<Column, string>>>

interface RawRow {
  readonly record: Row
  readonly info: { readonly lines: number }
  readonly raw: string
}

/**
 * Every row by itself: one that is broken is reported by the line it begins on, the others are read.
 *
 * @throws {Problem} `job-malformed` when the head names a column that means nothing, or there is none
 */
export function readCsv(text: string, skills: Pick<Skills, 'byCode'>): readonly ReadJob[] {
  const broken: ReadJob[] = []
  const rows = rowsOf(text, (line, detail) =>
    broken.push({ line, faults: [{ pointer: '', rule: 'csv', detail }] }),
  )
  const read = rows.map(({ record, info, raw }): ReadJob => {
    const line = info.lines - (raw.trim().match(/\n/g)?.length ?? 0)
    return { line, job: jobOf(record, skills) }
  })
  return [...read, ...broken].sort((a, b) => a.line - b.line)
}

function rowsOf(text: string, onBroken: (line: number, detail: string) => void): readonly RawRow[] {
  try {
    return parse(text, {
      bom: true,
      columns: knownColumns,
      delimiter: delimiterOf(text),
      info: true,
      raw: true,
      skip_empty_lines: true,
      skip_records_with_error: true,
      trim: true,
      on_skip: (error) => {
        if (error) onBroken(typeof error.lines === 'number' ? error.lines : 0, error.message)
        return undefined
      },
    }) as unknown as readonly RawRow[]
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const detail = `the file is not CSV: ${error.message}`
    throw new Problem(matchingProblems.jobMalformed, { detail, cause: error })
  }
}

/** Spreadsheets of many countries write semicolons: the head tells. */
function delimiterOf(text: string): string {
  const head = text.slice(0, text.search(/[\r\n]|$/))
  const count = (mark: string): number => head.split(mark).length
  return [',', ';', '\t'].reduce((best, mark) => (count(mark) > count(best) ? mark : best))
}

function knownColumns(head: readonly string[]): string[] {
  const names = head.map((name) => name.trim().toLowerCase())
  const faults = names
    .filter((name) => !COLUMNS.some((known) => known === name))
    .map((name) => ({
      pointer: `line 1/${name}`,
      rule: 'unknown-member',
      detail: `is no column; known are ${COLUMNS.join(', ')}`,
    }))
  const [first] = faults
  if (first) {
    const detail = `${first.pointer} ${first.detail}`
    throw new Problem(matchingProblems.jobMalformed, { detail, faults })
  }
  return names
}

const oneOf = (values: readonly string[], text: string): string =>
  values.find((value) => value === text.toLowerCase()) ?? text

/** Empty cells say nothing. */
function jobOf(row: Row, skills: Pick<Skills, 'byCode'>): unknown {
  const cell = (name: Column): string | undefined => row[name] || undefined
  const [workplace, permit] = [cell('workplace'), cell('permit')]
  const asked = [
    ...skillsIn(row.must_have, 'essential', skills),
    ...skillsIn(row.nice_to_have, 'optional', skills),
  ]
  return said({
    id: cell('id'),
    title: cell('title'),
    description: cell('description'),
    employer: cell('employer'),
    language: cell('language'),
    location: cell('location'),
    workplace: workplace && oneOf(WORKPLACES, workplace),
    permit: permit && oneOf(PERMITS, permit),
    expires: cell('expires'),
    skills: asked.filter((one) => 'id' in one),
    words: asked.filter((one) => 'text' in one),
  })
}

/** `code@level | address@level | words`: parted by bars, semicolons or line breaks. */
function skillsIn(
  cell: string | undefined,
  importance: Asked['importance'],
  skills: Pick<Skills, 'byCode'>,
): readonly (Asked | Words)[] {
  const parts = (cell ?? '').split(/[|;\n]/).map((part) => part.trim())
  return parts.filter(Boolean).map((part) => {
    const [, name = part, level] = /^(.*?)(?:@(\S+))?$/s.exec(part) ?? []
    if (!isAddress(name) && !skills.byCode(name)) return { text: part, importance }
    return said({ id: name, importance, level: level && Number(level) }) as Asked
  })
}
