/**
 * What crosswalks say of the skills of a profile: read once, before anything is weighed.
 *
 * @module
 */

import type { Match, Skills, Taxonomies } from '../../skills/index.ts'
import { isOfJobs } from './frameworks.ts'

/** A skill of the jobs' frameworks that one of another framework is tied to. */
export interface Counterpart {
  readonly skillId: string
  readonly match: Match
  /** Name and version of the crosswalk. */
  readonly crosswalk: string
  /** What the crosswalk calls the skill that was shown, and the counterpart. */
  readonly fromLabel?: string
  readonly label?: string
}

/** Crosswalks in the versions that a ranking is made by. */
export interface Crosswalks {
  /** That were looked in; none where every skill is of the jobs' own frameworks. */
  readonly versions: readonly string[]
  /** Whether a skill is of another framework than those that jobs name their skills by. */
  isForeign(skillId: string): boolean
  /** In the same order whichever way the rows of the crosswalks stand. */
  of(skillId: string): readonly Counterpart[]
}

export const NO_CROSSWALKS: Crosswalks = {
  versions: [],
  isForeign: () => false,
  of: () => [],
}

export interface CrosswalkSources {
  readonly skills: Pick<Skills, 'byUri'>
  readonly taxonomies: Pick<Taxonomies, 'crosswalks' | 'ties'>
}

/**
 * The crosswalks in use, or the versions named, for the skills of one profile or of many.
 *
 * @param versions - those of a ranking that is made again
 */
export async function crosswalksFor(
  { skills, taxonomies }: CrosswalkSources,
  held: readonly { readonly skillId: string }[],
  versions?: readonly string[],
): Promise<Crosswalks> {
  const isForeign = (skillId: string): boolean => !isOfJobs(skills, skillId)
  const foreign = [...new Set(held.map(({ skillId }) => skillId).filter(isForeign))]
  if (foreign.length === 0) return NO_CROSSWALKS
  const wanted = versions ?? (await versionsInUse(taxonomies))
  const ties = new Map<string, Counterpart[]>()
  for (const { of, uri, match, crosswalk, ofLabel, label } of await taxonomies.ties(
    foreign,
    wanted,
  )) {
    if (isForeign(uri)) continue
    const own = ties.get(of) ?? []
    ties.set(of, own)
    own.push({
      ...{ skillId: uri, match, crosswalk },
      ...(ofLabel !== undefined && { fromLabel: ofLabel }),
      ...(label !== undefined && { label }),
    })
  }
  for (const own of ties.values()) own.sort(byName)
  return { versions: wanted, isForeign, of: (skillId) => ties.get(skillId) ?? [] }
}

const byName = (a: Counterpart, b: Counterpart): number => (nameOf(a) < nameOf(b) ? -1 : 1)

const nameOf = ({ skillId, crosswalk }: Counterpart): string => `${skillId} ${crosswalk}`

/** Those that this installation does not have. */
export async function missingVersions(
  { taxonomies }: Pick<CrosswalkSources, 'taxonomies'>,
  versions: readonly string[],
): Promise<readonly string[]> {
  if (versions.length === 0) return []
  const here = new Set((await taxonomies.crosswalks()).map(({ id }) => id))
  return versions.filter((id) => !here.has(id))
}

const versionsInUse = async ({ crosswalks }: CrosswalkSources['taxonomies']) =>
  (await crosswalks()).flatMap(({ id, inUse }) => (inUse ? [id] : [])).sort()
