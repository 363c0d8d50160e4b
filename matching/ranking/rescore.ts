/**
 * One job scored for other skills than those it was ranked for.
 *
 * @module
 */

import type { Catalogue } from './catalogue.ts'
import { type RankingInput, scoreIn } from './rank.ts'
import { placeOf, type Shelf } from './shelf.ts'

export interface Wanted {
  readonly jobId: string
  readonly version: number
}

/** Score of a version of a job, by the skills handed in; all else is the ranking's. */
export type Rescore = (skills: RankingInput['skills']) => number

/** Nothing when the catalogue has another version of the job, or none. */
export function rescorer(
  catalogue: Catalogue,
  input: RankingInput,
  { jobId, version }: Wanted,
): Rescore | undefined {
  for (const shelf of catalogue.shelves) {
    const job = standsOn(shelf, jobId)
    if (job === undefined || shelf.entries.versions[job] !== version) continue
    return (skills) => scoreIn(catalogue, { ...input, skills }, { shelf, job, score: 0 })
  }
  return undefined
}

function standsOn(shelf: Shelf, jobId: string): number | undefined {
  const job = placeOf(shelf, jobId)
  return job < 0 || shelf.gone[job] === 1 ? undefined : job
}
