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
const FULLY_SCORED = 1000

/** The best jobs; what is missing is worked out for them alone. */
export function rankJobs(catalogue: Catalogue, input: RankingInput): readonly RankedJob[] {
  const weighed = weigh(catalogue, input)
  const { weighing, jobIn, titleIn } = weighed
  return topPlaces(catalogue, input, weighed).map((place) => ({
    job: jobAt(place),
    ...scoreJob(weighing, jobIn(place), titleIn(place)),
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
  { shelves, facets }: Catalogue,
  { filters, k }: RankingInput,
  { weighing, jobIn, titleIn }: ReturnType<typeof weigh>,
): readonly Place[] {
  const best = createBest(k)
  const found = retrieve({
    shelves,
    terms: termsOf(weighing),
    most: Math.max(FULLY_SCORED, k),
    passing: facets.passing(filters),
  })
  for (const place of found) {
    const score = totalOf(weighing, jobIn(place), titleIn(place))
    if (score > 0 && score >= best.least()) best.offer({ ...place, score })
  }
  return best.sorted()
}

function weigh({ scale: own, titles }: Catalogue, { skills, rules }: RankingInput) {
  const scale = { ...own, ...(rules && { rules }) }
  const fits = titles.nearest(skills, rules)
  const weighing: Weighing = { scale, query: makeQuery(skills, scale), titles: fits.length > 0 }
  const wordsIn = wordMeter(scale.vocabulary, scale.statistics)
  const match = titles.matcher(fits)
  return {
    ...{ weighing, wordsIn, match },
    titleIn: ({ shelf, job }: Place): TitleMatch | undefined => match(titleOf(shelf, job)),
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

const jobAt = ({ shelf, job }: Place): RankedJob['job'] => ({
  id: idOf(shelf, job),
  version: shelf.versions[job] ?? 0,
})

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
