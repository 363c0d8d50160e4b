/**
 * What jobs can be filtered by, apart from the score: each combination that occurs has a number.
 *
 * @module
 */

import type { RankingFiltersInput } from '../../schemas/matching.ts'
import type { JobInput } from '../../schemas/matching-jobs.ts'

export interface Facet {
  readonly language: string
  readonly location: string
  readonly remote: boolean
  /** Where one works, as the job says; nothing when it does not. */
  readonly workplace: string
  /** Whether nobody without a permit is hired. */
  readonly permit: boolean
}

export interface Facets {
  /** By number. */
  readonly all: readonly Facet[]
  numberOf(facet: Facet): number
  /** For each number whether it passes; nothing when all do. */
  passing(filters: RankingFiltersInput): Uint8Array | undefined
}

export const facetOf = ({
  language,
  location = '',
  remote = false,
  workplace,
  permit,
}: JobInput): Facet => ({
  language: language ?? '',
  location: location.toLowerCase(),
  remote,
  workplace: workplace ?? (remote ? 'remote' : ''),
  permit: permit === 'required',
})

export function createFacets(known: readonly Facet[] = []): Facets {
  const all: Facet[] = []
  const numbers = new Map<string, number>()
  const numberOf = ({ language, location, remote, workplace, permit }: Facet): number => {
    const key = `${language} ${remote} ${workplace} ${permit} ${location}`
    const before = numbers.get(key)
    if (before !== undefined) return before
    numbers.set(key, all.length)
    return all.push({ language, location, remote, workplace, permit }) - 1
  }
  for (const facet of known) numberOf(facet)
  return {
    ...{ all, numberOf },
    passing: (filters) =>
      Object.values(filters).every((value) => value === undefined)
        ? undefined
        : Uint8Array.from(all, (facet) => (passes(facet, filters) ? 1 : 0)),
  }
}

/** A job that names no language passes for every one. */
function passes(own: Facet, filters: RankingFiltersInput): boolean {
  const { language, location, remote, workplace, withoutPermit } = filters
  if (workplace !== undefined && own.workplace !== workplace) return false
  if (withoutPermit === true && own.permit) return false
  if (language !== undefined && own.language !== '' && own.language !== language) return false
  if (remote === true && !own.remote) return false
  return location === undefined || own.location.includes(location.toLowerCase())
}
