/**
 * Jobs as a spreadsheet writes them; the columns are described in docs/jobs.md.
 *
 * @module
 */

import { type Fault, Problem } from '../../../platform/problem.ts'
import { PERMITS, WORKPLACES } from '../../../schemas/matching-jobs.ts'
import type { Skills } from '../../../skills/index.ts'
import { matchingProblems } from '../../problems.ts'
import { type CsvRecord, recordsOf } from './csv-records.ts'
import { type Asked, isAddress, type ReadJob, refuse, said, type Words } from './read-job.ts'

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

/**
 * Every row by itself: one that is broken is reported by the line it begins on, the others are read.
 *
 * @throws {Problem} `job-malformed` when the head cannot be read, or names a column that means nothing
 *   or stands twice
 */
export const readCsv = (text: string, skills: Pick<Skills, 'byCode'>): readonly ReadJob[] => [
  ...readRows(text.replace(/^\uFEFF/, ''), skills),
]

function* readRows(text: string, skills: Pick<Skills, 'byCode'>): Generator<ReadJob> {
  let head: readonly string[] | undefined
  for (const record of recordsOf(text, delimiterOf(text))) {
    const { line } = record
    if (head === undefined) head = columnsOf(record)
    else if ('fault' in record) yield { line, faults: [broken(record.fault)] }
    else if (record.cells.length === head.length) {
      yield { line, job: jobOf(rowOf(head, record.cells), skills) }
    } else {
      const detail = `has ${record.cells.length} cells, the head has ${head.length}`
      yield { line, faults: [broken(detail)] }
    }
  }
}

const broken = (detail: string): Fault => ({ pointer: '', rule: 'csv', detail })

const rowOf = (head: readonly string[], cells: readonly string[]): Row =>
  Object.fromEntries(head.map((name, at) => [name, cells[at] ?? '']))

/** Spreadsheets of many countries write semicolons: the head tells. */
function delimiterOf(text: string): string {
  const head = /\S[^\r\n]*/.exec(text)?.[0] ?? ''
  const count = (mark: string): number => head.split(mark).length
  return [',', ';', '\t'].reduce((best, mark) => (count(mark) > count(best) ? mark : best))
}

function columnsOf(record: CsvRecord): readonly string[] {
  const at = `line ${record.line}`
  if ('fault' in record) refuse(at, 'csv', record.fault)
  const names = 'cells' in record ? record.cells.map((name) => name.trim().toLowerCase()) : []
  const faults = names.flatMap((name, place): readonly Fault[] => {
    const pointer = `${at}/${name}`
    if (!COLUMNS.some((known) => known === name)) {
      const detail = `is no column; known are ${COLUMNS.join(', ')}`
      return [{ pointer, rule: 'unknown-member', detail }]
    }
    if (names.indexOf(name) === place) return []
    return [{ pointer, rule: 'unique-column', detail: 'is the name of two columns' }]
  })
  const [first] = faults
  if (!first) return names
  const detail = `${first.pointer} ${first.detail}`
  throw new Problem(matchingProblems.jobMalformed, { detail, faults })
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
  const parts = (cell ?? '').split(/[|;\r\n]/).map((part) => part.trim())
  return parts.filter(Boolean).map((part) => {
    const at = part.lastIndexOf('@')
    const [name, level] = at > 0 ? [part.slice(0, at), part.slice(at + 1)] : [part, '']
    if (level !== '' && isNamed(name, level, skills)) {
      const number = /^\d+$/.test(level) ? Number(level) : level
      return said({ id: name, importance, level: number }) as Asked
    }
    if (isAddress(part) || skills.byCode(part)) return { id: part, importance }
    return { text: part, importance }
  })
}

/** An address may have an `@` of its own: only a number behind it is a level. */
const isNamed = (name: string, level: string, skills: Pick<Skills, 'byCode'>): boolean =>
  isAddress(name) ? /^\d+$/.test(level) : skills.byCode(name) !== undefined
