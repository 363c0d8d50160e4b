/**
 * Jobs as sequences of immutable versions.
 *
 * @module
 */

import { isDeepStrictEqual } from 'node:util'
import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import { type Fault, Problem } from '../../platform/problem.ts'
import type { ImportReport, JobDraft, JobInput, OwnJobsView } from '../../schemas/matching-jobs.ts'
import { matchingProblems } from '../problems.ts'
import { draftStore } from './draft-store.ts'
import { readCsv } from './forms/csv.ts'
import { readDocument } from './forms/document.ts'
import { type Checked, type JobWriter, type Lines, readLines, takeJobs } from './import.ts'
import { checkDraft, checkJob, type JobVersion, type SkillSources } from './job.ts'
import { ownJobs } from './own-jobs.ts'
import { jobStore, PAGE } from './store.ts'

export interface PutJob {
  readonly job: JobVersion
  readonly change: 'created' | 'updated' | 'unchanged'
  readonly warnings: readonly Fault[]
}

export interface JobPage {
  readonly jobs: readonly JobVersion[]
  readonly cursor?: string
}

export interface JobBook {
  /** The draft of the same id, if there is one, is done with. @throws {Problem} `job-of-another`, `job-malformed` */
  put(tenantId: string, id: string, input: JobInput): Promise<PutJob>
  /** NDJSON; see {@link takeJobs}. */
  putLines(tenantId: string, lines: Lines): Promise<ImportReport>
  /** @throws {Problem} `job-malformed` when it is not CSV at all */
  putCsv(tenantId: string, text: string): Promise<ImportReport>
  /** @throws {Problem} `job-malformed` when it is not JSON at all */
  putDocument(tenantId: string, text: string): Promise<ImportReport>
  /** @throws {Problem} `unknown-job` */
  close(tenantId: string, id: string): Promise<void>
  /** Closes what is over. Called before each ranking, so that nobody is ranked by it. */
  closeExpired(): Promise<void>
  /** @throws {Problem} `unknown-job` */
  get(id: string): Promise<JobVersion>
  /** @throws {Problem} `unknown-job`, the same for one of another organisation */
  own(tenantId: string, id: string): Promise<JobVersion>
  /** @param cursor - of the page before, digits */
  page(words: string, cursor: string | undefined): Promise<JobPage>
  /** @param cursor - of the page before, digits */
  ofTenant(tenantId: string, cursor?: string): Promise<OwnJobsView>
  /** Organisations with open jobs, and how many. */
  employers(): Promise<readonly { readonly id: string; readonly jobs: number }[]>
  /** @throws {Problem} `unknown-draft`, the same for one of another organisation */
  draft(tenantId: string, id: string): Promise<JobDraft>
  /** @throws {Problem} `unknown-draft` */
  removeDraft(tenantId: string, id: string): Promise<void>
}

type Deps = Pick<Ground, 'db' | 'clock'> & SkillSources

export function createJobBook(deps: Deps): JobBook {
  const writer = (tenantId: string): JobWriter => ({
    job: async (id, input) => {
      const { warnings, write } = await checkedJob(deps, tenantId, { id, input })
      return { warnings, write: async (tx) => (await write(tx)).job.version }
    },
    draft: (draft) => checkedDraft(deps, tenantId, draft),
    // Numbered before anything else is touched, as every writer does it: they wait, and never for each other.
    together: (work) =>
      deps.db.transaction(async (tx) => {
        await jobStore(tx).nextChange()
        await work(tx)
      }),
  })
  return {
    put: (tenantId, id, input) => putJob(deps, tenantId, { id, input }),
    putLines: (tenantId, lines) => takeJobs(readLines(lines), writer(tenantId)),
    putCsv: async (tenantId, text) => takeJobs(readCsv(text, deps.skills), writer(tenantId)),
    putDocument: async (tenantId, text) => takeJobs(readDocument(text, tenantId), writer(tenantId)),
    close: (tenantId, id) => close(deps.db, tenantId, id),
    closeExpired: () => closeExpired(deps),
    ...reading(deps),
  }
}

const reading = ({
  db,
  clock,
}: Deps): Pick<
  JobBook,
  'get' | 'own' | 'page' | 'ofTenant' | 'employers' | 'draft' | 'removeDraft'
> => ({
  get: async (id) => {
    const found = await jobStore(db).current(id, clock())
    if (!found) throw new Problem(matchingProblems.unknownJob)
    return found
  },
  own: async (tenantId, id) => {
    const owner = await jobStore(db).owner(id)
    const found = owner?.tenant_id === tenantId && (await jobStore(db).newest(id))
    if (!found) throw new Problem(matchingProblems.unknownJob)
    return found
  },
  page: async (words, cursor) => {
    const before = Number(cursor ?? Number.MAX_SAFE_INTEGER)
    const jobs = await jobStore(db).page(words, { before, now: clock() })
    const last = jobs.at(-1)
    return { jobs, ...(jobs.length === PAGE && last && { cursor: String(last.since) }) }
  },
  ofTenant: (tenantId, cursor) => ownJobs(db, tenantId, { cursor, now: clock() }),
  employers: () => jobStore(db).employers(clock()),
  draft: async (tenantId, id) => {
    const found = await draftStore(db).byId(tenantId, id)
    if (!found) throw new Problem(matchingProblems.unknownDraft)
    return found
  },
  removeDraft: async (tenantId, id) => {
    if (!(await draftStore(db).remove(tenantId, id))) {
      throw new Problem(matchingProblems.unknownDraft)
    }
  },
})

async function putJob(
  deps: Deps,
  tenantId: string,
  job: { readonly id: string; readonly input: JobInput },
): Promise<PutJob> {
  const { write } = await checkedJob(deps, tenantId, job)
  return deps.db.transaction(write)
}

/** Numbering the change first makes writers wait for each other, so versions follow without a gap. */
async function checkedJob(
  { clock, ...sources }: Deps,
  tenantId: string,
  { id, input }: { readonly id: string; readonly input: JobInput },
) {
  const { body, warnings, expiresAt } = await checkJob(input, sources, clock())
  const write = async (tx: Db): Promise<PutJob> => {
    const store = jobStore(tx)
    const change = await store.nextChange()
    await store.claim(id, tenantId)
    const owner = await store.owner(id)
    if (owner?.tenant_id !== tenantId) throw new Problem(matchingProblems.jobOfAnother)
    await draftStore(tx).remove(tenantId, id)
    const before = await store.current(id)
    if (before && isDeepStrictEqual(before.body, body)) {
      return { job: before, change: 'unchanged', warnings }
    }
    if (before) await store.end(id, change)
    const job = { id, version: owner.version + 1, body, createdAt: clock() }
    await store.add(job, { since: change, expiresAt })
    return { job, change: owner.version === 0 ? 'created' : 'updated', warnings }
  }
  return { warnings, write }
}

/** The last line of a file counts, whatever it is: a job that an earlier line of it put in ends. */
async function checkedDraft(
  { clock, ...sources }: Deps,
  tenantId: string,
  input: JobDraft,
): Promise<Checked> {
  const { draft, warnings } = await checkDraft(input, sources, clock())
  const { id } = draft
  const write = async (tx: Db, replaced: number | undefined): Promise<undefined> => {
    const store = jobStore(tx)
    const owner = await store.owner(id)
    if (owner && owner.tenant_id !== tenantId) throw new Problem(matchingProblems.jobOfAnother)
    // What somebody else put in meanwhile is not of this file.
    if (replaced !== undefined && owner?.version === replaced) {
      await store.end(id, await store.nextChange())
    }
    await draftStore(tx).put(tenantId, draft, clock())
  }
  return { warnings, write }
}

const close = (db: Db, tenantId: string, id: string): Promise<void> =>
  db.transaction(async (tx) => {
    const store = jobStore(tx)
    const owner = await store.owner(id)
    const change = owner?.tenant_id === tenantId ? await store.nextChange() : 0
    if (change === 0 || !(await store.end(id, change))) {
      throw new Problem(matchingProblems.unknownJob)
    }
  })

/** Each in a change of its own, as if somebody had closed it; who comes second changes nothing. */
async function closeExpired({ db, clock }: Deps): Promise<void> {
  for (const id of await jobStore(db).expired(clock())) {
    await db.transaction(async (tx) => {
      const store = jobStore(tx)
      await store.end(id, await store.nextChange())
    })
  }
}
