/**
 * Many jobs at once, of whichever form: what is right goes in, what names skills in words alone waits
 * as a draft, what is wrong is reported by its place. One broken job costs nothing else.
 *
 * @module
 */

import type { Db } from '../../platform/db/database.ts'
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

/** What was checked and waits to be written. */
export interface Checked {
  readonly warnings: readonly Fault[]
  /**
   * @param replaced - version of the job that the same file put in under this id: it ends
   * @returns the version it became; nothing for a draft
   * @throws {Problem} `job-of-another`, before anything is written
   */
  write(tx: Db, replaced: number | undefined): Promise<number | undefined>
}

/** Puts the jobs of one organisation in. */
export interface JobWriter {
  /** @throws {Problem} `job-malformed` */
  job(id: string, input: JobInput): Promise<Checked>
  /** @throws {Problem} `job-malformed` */
  draft(draft: JobDraft): Promise<Checked>
  /** One transaction: what is written in it costs one turn of the disk. */
  together(work: (tx: Db) => Promise<void>): Promise<void>
}

const parseLine = parser(JobLine)
const parseDraft = parser(JobDraft)

type Report = { -readonly [K in keyof ImportReport]: ImportReport[K] }

/** By id, the version that an earlier line of the same file became; none for a draft. */
type Earlier = Map<string, number | undefined>

/** One line on its way: what waits to be written, or why nothing will be. */
interface Taken {
  readonly read: ReadJob
  readonly pending: (Checked & { readonly id: string }) | Problem
}

/** Jobs that are written together, and that a stream holds in memory. */
export const BATCH = 50

/** Takes jobs one after another; a stream is never whole in memory. */
export async function takeJobs(
  jobs: AsyncIterable<ReadJob> | Iterable<ReadJob>,
  writer: JobWriter,
): Promise<ImportReport> {
  const report: Report = { accepted: 0, drafted: [], rejected: [], repeated: [], warned: [] }
  const earlier: Earlier = new Map()
  let batch: Taken[] = []
  for await (const read of jobs) {
    batch.push({ read, pending: await orProblem(checkOne(read, writer)) })
    if (batch.length < BATCH) continue
    await writeAll(batch, { writer, report, earlier })
    batch = []
  }
  await writeAll(batch, { writer, report, earlier })
  return report
}

/** A refusal is told beside the others; a defect is one. */
const orProblem = <T>(work: Promise<T>): Promise<T | Problem> =>
  work.catch((error: unknown) => {
    if (error instanceof Problem) return error
    throw error
  })

async function checkOne(
  read: ReadJob,
  writer: JobWriter,
): Promise<Checked & { readonly id: string }> {
  if ('faults' in read) throw new Problem(matchingProblems.jobMalformed, read)
  if (!hasWords(read.job)) {
    const { id, ...input } = parseLine(withoutWords(read.job))
    return { id, ...(await writer.job(id, input)) }
  }
  const draft = parseDraft(read.job)
  return { id: draft.id, ...(await writer.draft(draft)) }
}

interface Upload {
  readonly writer: JobWriter
  readonly report: Report
  readonly earlier: Earlier
}

/** In their order: what a line becomes depends on those before it. */
async function writeAll(batch: readonly Taken[], upload: Upload): Promise<void> {
  const { writer, report, earlier } = upload
  if (batch.every(({ pending }) => pending instanceof Problem)) {
    for (const { read, pending } of batch) refused(report, read, pending as Problem)
    return
  }
  await writer.together(async (tx) => {
    for (const { read, pending } of batch) {
      if (pending instanceof Problem) {
        refused(report, read, pending)
        continue
      }
      const { id } = pending
      const written = await orProblem(pending.write(tx, earlier.get(id)))
      if (written instanceof Problem) {
        refused(report, read, written)
        continue
      }
      taken(report, read, { ...pending, version: written })
      if (earlier.has(id)) report.repeated.push({ line: read.line, id })
      earlier.set(id, written)
    }
  })
}

const refused = (report: Report, { line }: ReadJob, problem: Problem): void => {
  report.rejected.push({ line, faults: [...faultsOf(problem)] })
}

function taken(
  report: Report,
  read: ReadJob,
  {
    id,
    version,
    warnings,
  }: Pick<Checked, 'warnings'> & { id: string; version: number | undefined },
): void {
  const { line } = read
  if (version === undefined) report.drafted.push({ line, id })
  else report.accepted += 1
  const faults = [...('notes' in read ? (read.notes ?? []) : []), ...warnings]
  if (faults.length > 0) report.warned.push({ line, id, faults })
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
