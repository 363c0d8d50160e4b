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
import type { ReadJob } from './forms/read-job.ts'
import { type Line, LONGEST_LINE, linesOf } from './lines.ts'

/** Text by line, or the bytes of a file. */
export type Lines = AsyncIterable<Uint8Array> | readonly string[]

/** Puts the jobs of one organisation in. */
export interface JobWriter {
  /** @throws {Problem} `job-of-another`, `job-malformed` */
  put(id: string, input: JobInput): Promise<unknown>
  /** @throws {Problem} `job-of-another` */
  putDraft(draft: JobDraft): Promise<void>
}

const parseLine = parser(JobLine)
const parseDraft = parser(JobDraft)

type Report = { -readonly [K in keyof ImportReport]: ImportReport[K] }

/** Takes jobs one after another; a stream is never whole in memory. */
export async function takeJobs(
  jobs: AsyncIterable<ReadJob> | Iterable<ReadJob>,
  writer: JobWriter,
): Promise<ImportReport> {
  const report: Report = { accepted: 0, drafted: [], rejected: [] }
  for await (const read of jobs) {
    const { line } = read
    try {
      if ('faults' in read) throw new Problem(matchingProblems.jobMalformed, read)
      const drafted = await takeOne(read.job, writer)
      if (drafted === undefined) report.accepted += 1
      else report.drafted.push({ line, id: drafted })
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      report.rejected.push({ line, faults: [...faultsOf(error)] })
    }
  }
  return report
}

/** The id of the draft that it became; nothing when it went in. */
async function takeOne(found: unknown, writer: JobWriter): Promise<string | undefined> {
  const { words = [], ...job } = Object(found) as { words?: readonly unknown[] }
  if (words.length === 0) {
    const { id, ...input } = parseLine(Array.isArray(found) ? found : job)
    await writer.put(id, input)
    return undefined
  }
  const draft = parseDraft(found)
  await writer.putDraft(draft)
  return draft.id
}

/** NDJSON, line by line. */
export async function* readLines(source: Lines): AsyncGenerator<ReadJob> {
  for await (const { line, text } of numbered(source)) {
    if (text?.trim() === '') continue
    yield parsedLine(line, text)
  }
}

function parsedLine(line: number, text: string | undefined): ReadJob {
  if (text === undefined) {
    return { line, faults: [fault('too-long', `is longer than ${LONGEST_LINE} characters`)] }
  }
  try {
    return { line, job: JSON.parse(text) }
  } catch {
    return { line, faults: [fault('json', 'is not JSON')] }
  }
}

const fault = (rule: string, detail: string): Fault => ({ pointer: '', rule, detail })

const numbered = (source: Lines): AsyncIterable<Line> | readonly Line[] =>
  Array.isArray(source)
    ? source.map((text: string, at) => ({ line: at + 1, text }))
    : linesOf(source as AsyncIterable<Uint8Array>)

const faultsOf = ({ faults, type }: Problem): readonly Fault[] =>
  faults.length > 0 ? faults : [{ pointer: '/id', rule: type.slug, detail: type.title }]
