import type { UnixSeconds } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { OwnJobsView } from '../../schemas/matching-jobs.ts'
import { draftStore } from './draft-store.ts'
import { type DatedVersion, jobStore } from './store.ts'

type Line = OwnJobsView['jobs'][number]

/** The jobs of an organisation, each in its newest version, and its drafts. */
export async function ownJobs(db: Db, tenantId: string, now: UnixSeconds): Promise<OwnJobsView> {
  const jobs = await jobStore(db).ofTenant(tenantId)
  return {
    jobs: jobs.map((job) => lineOf(job, now)),
    drafts: await draftStore(db).ofTenant(tenantId),
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
