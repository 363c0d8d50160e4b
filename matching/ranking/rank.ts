/**
 * From verified skills and a catalogue to the best jobs: deterministic, ties by job id.
 *
 * @module
 */

import { createHash } from 'node:crypto'
import type { RankingFiltersInput } from '../../schemas/matching.ts'
import type { DatedVersion } from '../jobs/store.ts'
import type { VerifiedSkill } from '../profiles/verified-skills.ts'
import type { Catalogue } from './catalogue.ts'
import { makeQuery, type Score, scoreJob } from './score.ts'

export interface RankedJob extends Score {
  readonly job: DatedVersion
}

export interface RankingInput {
  readonly skills: readonly VerifiedSkill[]
  readonly filters: RankingFiltersInput
  readonly k: number
}

export function rankJobs(
  catalogue: Catalogue,
  { skills, filters, k }: RankingInput,
): readonly RankedJob[] {
  const { idf } = catalogue
  const query = makeQuery(skills, idf)
  return catalogue
    .candidates([...query.skills.keys()])
    .filter(({ body }) => passes(body, filters))
    .map((job) => ({ job, ...scoreJob(query, job.body.skills, idf) }))
    .sort((a, b) => b.score - a.score || (a.job.id < b.job.id ? -1 : 1))
    .slice(0, k)
}

function passes(body: DatedVersion['body'], filters: RankingFiltersInput): boolean {
  const { language, location, remote } = filters
  if (language !== undefined && body.language !== undefined && body.language !== language) {
    return false
  }
  if (remote === true && body.remote !== true) return false
  if (location === undefined) return true
  return body.location?.toLowerCase().includes(location.toLowerCase()) ?? false
}

/** Digest of what was decided: jobs, versions, order, scores and contributions. */
export function digestOf(ranked: readonly RankedJob[]): string {
  const decided = ranked.map(({ job, score, contributions, missing }) => [
    job.id,
    job.version,
    score,
    contributions.map(({ skillId, amount, credentialId }) => [skillId, amount, credentialId]),
    missing.map(({ skillId, gain }) => [skillId, gain]),
  ])
  return createHash('sha256').update(JSON.stringify(decided)).digest('hex')
}
