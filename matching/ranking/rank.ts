/**
 * From verified skills and a catalogue to the best jobs: deterministic, ties by job id.
 *
 * @module
 */

import { createHash } from 'node:crypto'
import type { RankingFiltersInput } from '../../schemas/matching.ts'
import type { Catalogue } from './catalogue.ts'
import type { Entry } from './entry.ts'
import type { Rules } from './formula.ts'
import { bestFound, type FoundJobs, jobAt } from './found.ts'
import { makeQuery } from './query.ts'
import { retrieve } from './retrieve.ts'
import { type Score, scoreJob, totalOf, type Weighing } from './score.ts'
import type { ScoredSkill } from './scored-skill.ts'
import { idOf } from './shelf.ts'
import { exactLength, wordMeter } from './statistics.ts'
import { termsOf } from './terms.ts'

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

/** The best jobs; what is missing is worked out for them alone. */
export function rankJobs(catalogue: Catalogue, input: RankingInput): readonly RankedJob[] {
  const { found, sweep } = find(catalogue, input)
  const best = bestFound(found, sweep, input.k)
  return explainFound(
    found,
    best.map(({ at }) => at),
  )
}

/** The best k, ties by id; a job without a point is not among them. */
export function topJobs(
  catalogue: Catalogue,
  input: RankingInput,
): readonly { readonly id: string; readonly score: number }[] {
  const { found, sweep } = find(catalogue, input)
  return bestFound(found, sweep, input.k).map(({ at, score }) => ({ id: idAt(found, at), score }))
}

/** The jobs that get the full formula, for who chooses among those of many catalogues. */
export const findJobs = (catalogue: Catalogue, input: RankingInput): FoundJobs =>
  find(catalogue, input).found

function find(catalogue: Catalogue, { skills, rules, filters, k }: RankingInput) {
  const { shelves, facets } = catalogue
  const { weighing, ...measures } = weigh(catalogue, { skills, ...(rules && { rules }) })
  const sweep = weighing.query.sweep()
  const places = retrieve({
    shelves,
    terms: termsOf(weighing, sweep),
    most: Math.max(FULLY_SCORED, k),
    passing: facets.passing(filters),
  })
  const exact = new Float32Array(places.length)
  for (const [at, { shelf, job }] of places.entries()) exact[at] = shelf.exact[job] as number
  const found: FoundJobs = { ...measures, weighing, places, exact }
  return { found, sweep }
}

export const idAt = ({ places }: FoundJobs, at: number): string => {
  const { shelf, job } = places[at] as FoundJobs['places'][0]
  return idOf(shelf, job)
}

/** @param chosen - by their places among those found */
export const explainFound = (found: FoundJobs, chosen: readonly number[]): readonly RankedJob[] =>
  chosen.flatMap((at) => {
    const place = found.places[at]
    if (!place) return []
    const { weighed, title } = jobAt(found, at)
    const job = { id: idAt(found, at), version: place.shelf.versions[place.job] ?? 0 }
    return [{ job, ...scoreJob(found.weighing, weighed, title) }]
  })

function weigh(
  { scale: own, titles }: Catalogue,
  { skills, rules }: Pick<RankingInput, 'skills' | 'rules'>,
) {
  const scale = { ...own, ...(rules && { rules }) }
  const fits = titles.nearest(skills, rules)
  const weighing: Weighing = { scale, query: makeQuery(skills, scale), titles: fits.length > 0 }
  return {
    weighing,
    wordsIn: wordMeter(scale.vocabulary, scale.statistics),
    match: titles.matcher(fits),
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
