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
import { makeQuery } from './query.ts'
import { type Score, scoreJob, totalOf } from './score.ts'

export interface RankedJob extends Score {
  readonly job: DatedVersion
}

export interface RankingInput {
  readonly skills: readonly VerifiedSkill[]
  readonly filters: RankingFiltersInput
  readonly k: number
}

/** Every job that passes the filters is scored; what is missing is worked out for the best k alone. */
export function rankJobs(catalogue: Catalogue, input: RankingInput): readonly RankedJob[] {
  const query = makeQuery(input.skills, catalogue)
  return topJobs(catalogue, input).map(({ job }) => ({
    job,
    ...scoreJob(query, job.body.skills, catalogue),
  }))
}

/** The best k, ties by id; a job without a point is not among them. */
export function topJobs(
  catalogue: Catalogue,
  { skills, filters, k }: RankingInput,
): readonly { readonly job: DatedVersion; readonly score: number }[] {
  const query = makeQuery(skills, catalogue)
  return catalogue
    .candidates([...query.skills.keys()])
    .filter(({ body }) => passes(body, filters))
    .map((job) => ({ job, score: totalOf(query, job.body.skills, catalogue) }))
    .filter(({ score }) => score > 0)
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
    contributions.map(({ skillId, kind, amount, credentialId }) => [
      skillId,
      kind,
      amount,
      credentialId,
    ]),
    missing.map(({ skillId, gain }) => [skillId, gain]),
  ])
  return createHash('sha256').update(JSON.stringify(decided)).digest('hex')
}
