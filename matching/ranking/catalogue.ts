/**
 * Open jobs in memory, by the skills they ask for.
 *
 * @module
 */

import type { DatedVersion } from '../jobs/store.ts'

/** Rarity of skills among the jobs, and the jobs that ask for one. */
export interface Catalogue {
  /** The change up to which it holds. */
  readonly asOf: number
  readonly size: number
  /** ln((N + 1) / (n + 1)) + 1 for a skill that n of N jobs ask for. */
  idf(skillId: string): number
  /** Jobs that ask for at least one of the skills. */
  candidates(skillIds: readonly string[]): readonly DatedVersion[]
}

export interface LiveCatalogue extends Catalogue {
  /** Takes in what changed up to `asOf`: versions that began or ended, in any order. */
  apply(changed: readonly DatedVersion[], asOf: number): void
}

export function createCatalogue(): LiveCatalogue {
  const jobs = new Map<string, DatedVersion>()
  const bySkill = new Map<string, Set<string>>()
  let upTo = 0

  const remove = (job: DatedVersion): void => {
    jobs.delete(job.id)
    for (const { id } of job.body.skills) bySkill.get(id)?.delete(job.id)
  }
  const add = (job: DatedVersion): void => {
    jobs.set(job.id, job)
    for (const { id } of job.body.skills) {
      const holders = bySkill.get(id)
      if (holders) holders.add(job.id)
      else bySkill.set(id, new Set([job.id]))
    }
  }
  const take = (version: DatedVersion, asOf: number): void => {
    const held = jobs.get(version.id)
    if (held && held.version <= version.version) remove(held)
    const holds = version.until === undefined || version.until > asOf
    if (holds && !jobs.has(version.id)) add(version)
  }
  return {
    get asOf() {
      return upTo
    },
    get size() {
      return jobs.size
    },
    idf: (skillId) => Math.log((jobs.size + 1) / ((bySkill.get(skillId)?.size ?? 0) + 1)) + 1,
    candidates: (skillIds) => {
      const ids = new Set(skillIds.flatMap((skillId) => [...(bySkill.get(skillId) ?? [])]))
      return [...ids].flatMap((id) => jobs.get(id) ?? [])
    },
    apply: (changed, asOf) => {
      for (const version of changed) if (version.since <= asOf) take(version, asOf)
      upTo = asOf
    },
  }
}
