/**
 * Who stands on a shortlist at this moment.
 *
 * @module
 */

import { Problem } from '../../platform/problem.ts'
import { SHORTLIST } from '../../schemas/matching-employers.ts'
import { matchingProblems } from '../problems.ts'
import { type Candidate, candidateStore } from './candidate-store.ts'
import type { EmployerDeps } from './deps.ts'
import { type Placed, placed } from './order.ts'
import { type StoredShortlist, shortlistStore } from './shortlist-store.ts'

/** The last list of a job. @throws {Problem} `unknown-shortlist` */
export async function lastOf(
  { db }: EmployerDeps,
  tenantId: string,
  jobId: string,
): Promise<StoredShortlist> {
  const list = await shortlistStore(db).last(tenantId, jobId)
  if (!list) throw new Problem(matchingProblems.unknownShortlist)
  return list
}

export interface Listed extends Placed {
  readonly candidate: Candidate
}

/** Who is listed now: a consent is asked for each time, so a withdrawal is in force at once. */
export async function listedIn(
  deps: EmployerDeps,
  { id, tenantId, jobId }: StoredShortlist,
): Promise<readonly Listed[]> {
  const store = shortlistStore(deps.db)
  const consented = await deps.profiles.consentedTo(tenantId, SHORTLIST)
  const allowed = new Set(consented.map((profile) => profile.id))
  const candidates = new Map(
    (await candidateStore(deps.db).ofJob(tenantId, jobId))
      .filter(({ profileId }) => allowed.has(profileId))
      .map((candidate) => [candidate.id, candidate]),
  )
  const entries = (await store.entries(id)).filter(({ candidateId }) => candidates.has(candidateId))
  return placed(entries, await store.overridesOf(jobId)).flatMap((one) => {
    const candidate = candidates.get(one.entry.candidateId)
    return candidate ? [{ ...one, candidate }] : []
  })
}
