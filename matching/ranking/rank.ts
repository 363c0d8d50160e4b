/**
 * From verified skills and a catalogue to the best jobs: deterministic, ties by job id.
 *
 * @module
 */

import { createHash } from 'node:crypto'
import type { RankingFiltersInput } from '../../schemas/matching.ts'
import { createBest, type Place } from './best.ts'
import type { Catalogue } from './catalogue.ts'
import type { Entry } from './entry.ts'
import type { Rules } from './formula.ts'
import { makeQuery } from './query.ts'
import { retrieve } from './retrieve.ts'
import { type Score, scoreJob, totalOf, type WeighedJob, type Weighing } from './score.ts'
import type { ScoredSkill } from './scored-skill.ts'
import { askedOf, idOf, titleOf } from './shelf.ts'
import { exactLength, wordMeter } from './statistics.ts'
import { termsOf } from './terms.ts'
import type { TitleMatch } from './titles.ts'

export interface RankedJob extends Score {
  readonly job: { readonly id: string; readonly version: number }
}

export interface RankingInput {
  readonly skills: readonly ScoredSkill[]
  readonly filters: RankingFiltersInput
  readonly k: number
  /** Those of the formula in use unless said. */
  readonly rules?: Rules
}

/** Jobs that get the full formula, or as many as are asked for. */
export const FULLY_SCORED = 1000

/** A job that the first stage found, weighed: it may be gone from its shelf when it is explained. */
interface FoundJob {
  readonly place: Place
  readonly weighed: WeighedJob
  readonly title: TitleMatch | undefined
  /** By the full formula. */
  readonly score: number
}

/** The best by the first stage, in no order. */
export interface FoundJobs {
  readonly weighing: Weighing
  readonly jobs: readonly FoundJob[]
}

/** The best jobs; what is missing is worked out for them alone. */
export function rankJobs(catalogue: Catalogue, input: RankingInput): readonly RankedJob[] {
  const found = findJobs(catalogue, input)
  return explainFound(found, bestOf(found, input.k))
}

/** The best k, ties by id; a job without a point is not among them. */
export function topJobs(
  catalogue: Catalogue,
  input: RankingInput,
): readonly { readonly id: string; readonly score: number }[] {
  const found = findJobs(catalogue, input)
  return bestOf(found, input.k).map(({ place: { shelf, job }, score }) => ({
    id: idOf(shelf, job),
    score,
  }))
}

export function findJobs(
  catalogue: Catalogue,
  { skills, rules, filters, k }: RankingInput,
): FoundJobs {
  const { shelves, facets } = catalogue
  const { weighing, jobIn, match } = weigh(catalogue, { skills, ...(rules && { rules }) })
  const places = retrieve({
    shelves,
    terms: termsOf(weighing),
    most: Math.max(FULLY_SCORED, k),
    passing: facets.passing(filters),
  })
  const jobs = places.map((place) => {
    const weighed = jobIn(place)
    const title = match(titleOf(place.shelf, place.job))
    return { place, weighed, title, score: totalOf(weighing, weighed, title) }
  })
  return { weighing, jobs }
}

function bestOf({ jobs }: FoundJobs, k: number): readonly FoundJob[] {
  const best = createBest(k)
  const found = new Map<Place, FoundJob>()
  for (const one of jobs) {
    if (one.score <= 0 || one.score < best.least()) continue
    const place = { ...one.place, score: one.score }
    found.set(place, one)
    best.offer(place)
  }
  return best.sorted().map((place) => found.get(place) as FoundJob)
}

export const explainFound = (
  { weighing }: FoundJobs,
  chosen: readonly FoundJob[],
): readonly RankedJob[] =>
  chosen.map(({ place: { shelf, job }, weighed, title }) => ({
    job: { id: idOf(shelf, job), version: shelf.versions[job] ?? 0 },
    ...scoreJob(weighing, weighed, title),
  }))

function weigh(
  { scale: own, titles }: Catalogue,
  { skills, rules }: Pick<RankingInput, 'skills' | 'rules'>,
) {
  const scale = { ...own, ...(rules && { rules }) }
  const fits = titles.nearest(skills, rules)
  const weighing: Weighing = { scale, query: makeQuery(skills, scale), titles: fits.length > 0 }
  const wordsIn = wordMeter(scale.vocabulary, scale.statistics)
  const match = titles.matcher(fits)
  return {
    ...{ weighing, wordsIn, match },
    jobIn: ({ shelf, job }: Place): WeighedJob => {
      const asked = askedOf(shelf, job)
      const [exact = 0, near = 0] = [shelf.exact[job], shelf.near[job]]
      return { asked, exact, near, words: wordsIn(asked) }
    },
  }
}

/** What the full formula gives a job, whatever its place among the others. */
export function scoreIn(catalogue: Catalogue, input: RankingInput, entry: Entry): number {
  const { weighing, wordsIn, match } = weigh(catalogue, input)
  const asked = Uint32Array.from(entry.asked)
  const exact = exactLength(asked, catalogue.scale.statistics)
  const job = { asked, exact, words: wordsIn(asked), near: entry.near }
  return totalOf(weighing, job, match(Uint32Array.from(entry.title)))
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
