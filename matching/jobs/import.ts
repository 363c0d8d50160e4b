/**
 * Many jobs at once, of whichever form: what is right goes in, what names skills in words alone waits
 * as a draft, what is wrong is reported by its place. One broken job costs nothing else.
 *
 * @module
 */

import { parser } from '../../platform/http/validate.ts'
import { type Fault, Problem } from '../../platform/problem.ts'
import { type ImportReport, JobDraft, type JobInput, JobLine } from '../../schemas/matching-jobs.ts'
import { matchingProblems } from '../problems.ts'
import { isNode } from './forms/json-ld.ts'
import { readJson } from './forms/json-text.ts'
import type { ReadJob } from './forms/read-job.ts'
import { type Line, LONGEST_LINE, linesOf } from './lines.ts'

/** Text by line, or the bytes of a file. */
export type Lines = AsyncIterable<Uint8Array> | readonly string[]

/** Puts the jobs of one organisation in. */
export interface JobWriter {
  /** @throws {Problem} `job-of-another`, `job-malformed` */
  put(
    id: string,
    input: JobInput,
  ): Promise<{
    readonly job: { readonly version: number }
    readonly warnings: readonly Fault[]
  }>
  /**
   * @param replaced - version of the job that the same file put in under this id: it ends
   * @returns what the reader should know
   * @throws {Problem} `job-of-another`, `job-malformed`
   */
  putDraft(draft: JobDraft, replaced: number | undefined): Promise<readonly Fault[]>
}

const parseLine = parser(JobLine)
const parseDraft = parser(JobDraft)

type Report = { -readonly [K in keyof ImportReport]: ImportReport[K] }

/** What became of one job. */
interface Taken {
  readonly id: string
  /** Nothing for a draft. */
  readonly version: number | undefined
  readonly warnings: readonly Fault[]
}

/** By id, what an earlier line of the same file became. */
type Earlier = Map<string, Taken['version']>

/** Takes jobs one after another; a stream is never whole in memory. */
export async function takeJobs(
  jobs: AsyncIterable<ReadJob> | Iterable<ReadJob>,
  writer: JobWriter,
): Promise<ImportReport> {
  const report: Report = { accepted: 0, drafted: [], rejected: [], repeated: [], warned: [] }
  const earlier: Earlier = new Map()
  for await (const read of jobs) {
    const { line } = read
    try {
      if ('faults' in read) throw new Problem(matchingProblems.jobMalformed, read)
      const taken = await takeOne(read.job, writer, earlier)
      noteTaken(report, read, taken)
      if (earlier.has(taken.id)) report.repeated.push({ line, id: taken.id })
      earlier.set(taken.id, taken.version)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      report.rejected.push({ line, faults: [...faultsOf(error)] })
    }
  }
  return report
}

function noteTaken(
  report: Report,
  { line, notes = [] }: { readonly line: number; readonly notes?: readonly Fault[] },
  { id, version, warnings }: Taken,
): void {
  if (version === undefined) report.drafted.push({ line, id })
  else report.accepted += 1
  const faults = [...notes, ...warnings]
  if (faults.length > 0) report.warned.push({ line, id, faults })
}

async function takeOne(found: unknown, writer: JobWriter, earlier: Earlier): Promise<Taken> {
  if (!hasWords(found)) {
    const { id, ...input } = parseLine(withoutWords(found))
    const { job, warnings } = await writer.put(id, input)
    return { id, version: job.version, warnings }
  }
  const draft = parseDraft(found)
  const warnings = await writer.putDraft(draft, earlier.get(draft.id))
  return { id: draft.id, version: undefined, warnings }
}

/** Whatever is no empty list counts: what is no list at all is for the schema to refuse, by name. */
const hasWords = (found: unknown): boolean =>
  isNode(found) &&
  Object.hasOwn(found, 'words') &&
  !(Array.isArray(found.words) && found.words.length === 0)

function withoutWords(found: unknown): unknown {
  if (!isNode(found)) return found
  const { words: _, ...job } = found
  return job
}

/** NDJSON, line by line. */
export async function* readLines(source: Lines): AsyncGenerator<ReadJob> {
  for await (const line of numbered(source)) {
    if ('text' in line && line.text.trim() === '') continue
    yield parsedLine(line)
  }
}

const UNREADABLE = {
  'too-long': `is longer than ${LONGEST_LINE} characters`,
  utf8: 'is not UTF-8',
} as const

function parsedLine(read: Line): ReadJob {
  const { line } = read
  if ('fault' in read) return { line, faults: [fault(read.fault, UNREADABLE[read.fault])] }
  const found = readJson(read.text)
  if ('value' in found) return { line, job: found.value }
  return { line, faults: [fault(found.fault.rule, found.fault.detail)] }
}

const fault = (rule: string, detail: string): Fault => ({ pointer: '', rule, detail })

const numbered = (source: Lines): AsyncIterable<Line> | readonly Line[] =>
  Array.isArray(source)
    ? source.map((text: string, at) => ({ line: at + 1, text }))
    : linesOf(source as AsyncIterable<Uint8Array>)

const faultsOf = ({ faults, type }: Problem): readonly Fault[] =>
  faults.length > 0 ? faults : [{ pointer: '/id', rule: type.slug, detail: type.title }]
