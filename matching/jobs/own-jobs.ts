import type { UnixSeconds } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { OwnJobsView } from '../../schemas/matching-jobs.ts'
import { draftStore } from './draft-store.ts'
import { type DatedVersion, jobStore, OWN_PAGE } from './store.ts'

type Line = OwnJobsView['jobs'][number]

interface Wish {
  readonly cursor: string | undefined
  readonly now: UnixSeconds
}

/** A page of the jobs of an organisation, each in its newest version, and its drafts. */
export async function ownJobs(
  db: Db,
  tenantId: string,
  { cursor, now }: Wish,
): Promise<OwnJobsView> {
  const before = Number(cursor ?? Number.MAX_SAFE_INTEGER)
  const jobs = await jobStore(db).ofTenant(tenantId, before)
  const last = jobs.at(-1)
  return {
    jobs: jobs.map((job) => lineOf(job, now)),
    drafts: await draftStore(db).ofTenant(tenantId),
    ...(jobs.length === OWN_PAGE && last && { cursor: String(last.since) }),
  }
}

function lineOf({ id, version, body, until, expiresAt }: DatedVersion, now: UnixSeconds): Line {
  const { title, location, expires, skills } = body
  const over = expiresAt !== undefined && expiresAt <= now
  return {
    ...{ id, version, title, skills: skills.length },
    ...(location !== undefined && { location }),
    ...(expires !== undefined && { expires }),
    state: over ? 'expired' : until === undefined ? 'open' : 'closed',
  }
}
