/**
 * One job scored for other skills than those it was ranked for.
 *
 * @module
 */

import type { JobVersion } from '../jobs/job.ts'
import type { Catalogue } from './catalogue.ts'
import { type RankingInput, scoreIn } from './rank.ts'

/** Score of a version of a job, by the skills handed in; all else is the ranking's. */
export type Rescore = (skills: RankingInput['skills']) => number

/** By the statistics of the catalogue; whether the job is in it does not matter. */
export function rescorer(catalogue: Catalogue, input: RankingInput, job: JobVersion): Rescore {
  const entry = catalogue.entryOf(job)
  return (skills) => scoreIn(catalogue, { ...input, skills }, entry)
}
