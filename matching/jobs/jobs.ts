/**
 * Jobs as sequences of immutable versions.
 *
 * @module
 */

import { isDeepStrictEqual } from 'node:util'
import type { Ground } from '../../platform/ground.ts'
import { parser } from '../../platform/http/validate.ts'
import { type Fault, Problem } from '../../platform/problem.ts'
import { type JobInput, JobLine } from '../../schemas/matching.ts'
import type { Skills } from '../../skills/index.ts'
import { matchingProblems } from '../problems.ts'
import { checkJob, type JobVersion } from './job.ts'
import { type Line, LONGEST_LINE, linesOf } from './lines.ts'
import { jobStore, PAGE } from './store.ts'

export interface PutJob {
  readonly job: JobVersion
  readonly change: 'created' | 'updated' | 'unchanged'
  readonly warnings: readonly Fault[]
}

export interface BulkReport {
  readonly accepted: number
  readonly rejected: readonly { readonly line: number; readonly faults: readonly Fault[] }[]
}

export interface JobPage {
  readonly jobs: readonly JobVersion[]
  readonly cursor?: string
}

export interface JobBook {
  /** @throws {Problem} `job-of-another`, `job-malformed` */
  put(tenantId: string, id: string, input: JobInput): Promise<PutJob>
  /** Puts in every line that is right and reports the others; one broken line costs nothing else. */
  putLines(tenantId: string, lines: Lines): Promise<BulkReport>
  /** @throws {Problem} `unknown-job` */
  close(tenantId: string, id: string): Promise<void>
  /** @throws {Problem} `unknown-job` */
  get(id: string): Promise<JobVersion>
  /** @param cursor - of the page before, digits */
  page(words: string, cursor: string | undefined): Promise<JobPage>
}

/** Text by line, or the bytes of a file. */
export type Lines = AsyncIterable<Uint8Array> | readonly string[]

type Deps = Pick<Ground, 'db' | 'clock'> & { readonly skills: Skills }

const parseLine = parser(JobLine)

export function createJobBook(deps: Deps): JobBook {
  const { db } = deps
  const put = (tenantId: string, id: string, input: JobInput) =>
    putJob(deps, tenantId, { id, input })
  return {
    put,
    putLines: (tenantId, lines) => putLines(lines, (id, input) => put(tenantId, id, input)),
    close: (tenantId, id) =>
      db.transaction(async (tx) => {
        const store = jobStore(tx)
        const owner = await store.owner(id)
        const change = owner?.tenant_id === tenantId ? await store.nextChange() : 0
        if (change === 0 || !(await store.end(id, change))) {
          throw new Problem(matchingProblems.unknownJob)
        }
      }),
    get: async (id) => {
      const found = await jobStore(db).current(id)
      if (!found) throw new Problem(matchingProblems.unknownJob)
      return found
    },
    page: async (words, cursor) => {
      const before = Number(cursor ?? Number.MAX_SAFE_INTEGER)
      const jobs = await jobStore(db).page(words, before)
      const last = jobs.at(-1)
      return { jobs, ...(jobs.length === PAGE && last && { cursor: String(last.since) }) }
    },
  }
}

/** Numbering the change first makes writers wait for each other, so versions follow without a gap. */
async function putJob(
  { db, clock, skills }: Deps,
  tenantId: string,
  { id, input }: { readonly id: string; readonly input: JobInput },
): Promise<PutJob> {
  const { body, warnings } = checkJob(input, skills)
  return db.transaction(async (tx): Promise<PutJob> => {
    const store = jobStore(tx)
    const change = await store.nextChange()
    await store.claim(id, tenantId)
    const owner = await store.owner(id)
    if (owner?.tenant_id !== tenantId) throw new Problem(matchingProblems.jobOfAnother)
    const before = await store.current(id)
    if (before && isDeepStrictEqual(before.body, body)) {
      return { job: before, change: 'unchanged', warnings }
    }
    if (before) await store.end(id, change)
    const job = { id, version: owner.version + 1, body, createdAt: clock() }
    await store.add(job, change)
    return { job, change: owner.version === 0 ? 'created' : 'updated', warnings }
  })
}

async function putLines(
  source: Lines,
  put: (id: string, input: JobInput) => Promise<unknown>,
): Promise<BulkReport> {
  let accepted = 0
  const rejected: { line: number; faults: readonly Fault[] }[] = []
  for await (const { line, text } of numbered(source)) {
    if (text?.trim() === '') continue
    try {
      const { id, ...input } = parseLine(parseJson(text))
      await put(id, input)
      accepted += 1
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      rejected.push({ line, faults: faultsOf(error) })
    }
  }
  return { accepted, rejected }
}

const numbered = (source: Lines): AsyncIterable<Line> | readonly Line[] =>
  Array.isArray(source)
    ? source.map((text: string, at) => ({ line: at + 1, text }))
    : linesOf(source as AsyncIterable<Uint8Array>)

function parseJson(text: string | undefined): unknown {
  if (text === undefined) throw badLine('too-long', `is longer than ${LONGEST_LINE} characters`)
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw badLine('json', 'is not JSON', cause)
  }
}

const badLine = (rule: string, detail: string, cause?: unknown): Problem =>
  new Problem(matchingProblems.jobMalformed, {
    detail: `the line ${detail}`,
    faults: [{ pointer: '', rule, detail }],
    cause,
  })

const faultsOf = ({ faults, type }: Problem): readonly Fault[] =>
  faults.length > 0 ? faults : [{ pointer: '/id', rule: type.slug, detail: type.title }]
