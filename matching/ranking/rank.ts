/**
 * From verified skills and a catalogue to the best jobs: deterministic, ties by job id.
 *
 * @module
 */

import { createHash } from 'node:crypto'
import type { RankingFiltersInput } from '../../schemas/matching.ts'
import type { VerifiedSkill } from '../profiles/verified-skills.ts'
import { byScore, type Place } from './best.ts'
import type { Catalogue } from './catalogue.ts'
import { makeQuery } from './query.ts'
import { retrieve } from './retrieve.ts'
import { type Score, scoreJob, totalOf, type WeighedJob, type Weighing } from './score.ts'
import { askedOf, type Shelf, titleOf } from './shelf.ts'
import { termsOf } from './terms.ts'
import type { TitleMatch } from './titles.ts'

export interface RankedJob extends Score {
  readonly job: { readonly id: string; readonly version: number }
}

export interface RankingInput {
  readonly skills: readonly VerifiedSkill[]
  readonly filters: RankingFiltersInput
  readonly k: number
}

/** Jobs that get the full formula, or as many as are asked for. */
const FULLY_SCORED = 1000

/** The best jobs; what is missing is worked out for them alone. */
export function rankJobs(catalogue: Catalogue, input: RankingInput): readonly RankedJob[] {
  const weighed = weigh(catalogue, input)
  const { weighing, titleIn } = weighed
  return topPlaces(catalogue, input, weighed).map((place) => ({
    job: jobAt(place),
    ...scoreJob(weighing, weighedAt(place), titleIn(place)),
  }))
}

/** The best k, ties by id; a job without a point is not among them. */
export const topJobs = (
  catalogue: Catalogue,
  input: RankingInput,
): readonly { readonly id: string; readonly score: number }[] =>
  topPlaces(catalogue, input, weigh(catalogue, input)).map((place) => ({
    id: jobAt(place).id,
    score: place.score,
  }))

function topPlaces(
  catalogue: Catalogue,
  { filters, k }: RankingInput,
  { weighing, titleIn }: ReturnType<typeof weigh>,
): readonly Place[] {
  return retrieve({
    shelves: catalogue.shelves,
    terms: termsOf(weighing),
    most: Math.max(FULLY_SCORED, k),
    admits: (shelf, job) => passes(shelf, job, filters),
  })
    .map((place) => ({ ...place, score: totalOf(weighing, weighedAt(place), titleIn(place)) }))
    .filter(({ score }) => score > 0)
    .sort(byScore)
    .slice(0, k)
}

function weigh({ scale, titles }: Catalogue, { skills }: RankingInput) {
  const fits = titles.nearest(skills)
  const weighing: Weighing = { scale, query: makeQuery(skills, scale), titles: fits.length > 0 }
  const titleIn = ({ shelf, job }: Place): TitleMatch | undefined =>
    titles.match(fits, titleOf(shelf.entries, job))
  return { weighing, titleIn }
}

const jobAt = ({ shelf: { entries }, job }: Place): RankedJob['job'] => ({
  id: entries.ids[job] ?? '',
  version: entries.versions[job] ?? 0,
})

const weighedAt = ({ shelf: { entries, exact, words }, job }: Place): WeighedJob => ({
  asked: askedOf(entries, job),
  exact: exact[job] ?? 0,
  words: words[job] ?? 0,
  near: entries.near[job] ?? 0,
})

function passes({ entries }: Shelf, job: number, filters: RankingFiltersInput): boolean {
  const { language, location, remote } = filters
  const own = entries.language[job]
  if (language !== undefined && own !== '' && own !== language) return false
  if (remote === true && entries.remote[job] !== 1) return false
  return location === undefined || (entries.location[job] ?? '').includes(location.toLowerCase())
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
