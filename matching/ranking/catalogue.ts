/**
 * Open jobs in memory, by the skills they ask for.
 *
 * @module
 */

import type { DatedVersion } from '../jobs/store.ts'
import type { Rarity, WeighedJob } from './query.ts'
import { wordsOf } from './words.ts'

/** Rarity of skills among the jobs, and the jobs that ask for one. */
export interface Catalogue extends Rarity {
  /** The change up to which it holds. */
  readonly asOf: number
  readonly size: number
  /** Jobs that ask for at least one of the skills, or for one that has a word of its name. */
  candidates(skillIds: readonly string[]): readonly DatedVersion[]
}

export interface LiveCatalogue extends Catalogue {
  /** Takes in what changed up to `asOf`: versions that began or ended, in any order. */
  apply(changed: readonly DatedVersion[], asOf: number): void
}

/** A skill's name in the language of its framework, whatever the job calls it. */
export type NameOf = (skillId: string) => string | undefined

export function createCatalogue(nameOf: NameOf = () => undefined): LiveCatalogue {
  const jobs = new Map<string, DatedVersion>()
  const bySkill = createIndex()
  const byWord = createIndex()
  let weighed = new WeakMap<object, WeighedJob>()
  let upTo = 0

  const wordsOfSkill = wordsBySkill(nameOf)
  const keysOf = ({ body }: DatedVersion) => {
    const skillIds = body.skills.map(({ id }) => id)
    return { skillIds, words: new Set(skillIds.flatMap(wordsOfSkill)) }
  }
  const remove = (job: DatedVersion): void => {
    const keys = keysOf(job)
    jobs.delete(job.id)
    bySkill.remove(keys.skillIds, job.id)
    byWord.remove(keys.words, job.id)
  }
  const add = (job: DatedVersion): void => {
    const keys = keysOf(job)
    jobs.set(job.id, job)
    bySkill.add(keys.skillIds, job.id)
    byWord.add(keys.words, job.id)
  }
  const take = (version: DatedVersion, asOf: number): void => {
    const held = jobs.get(version.id)
    if (held && held.version <= version.version) remove(held)
    const holds = version.until === undefined || version.until > asOf
    if (holds && !jobs.has(version.id)) add(version)
  }
  /** ln((N + 1) / (n + 1)) + 1 for what n of N jobs have. */
  const rarity = (count: number): number => Math.log((jobs.size + 1) / (count + 1)) + 1
  return {
    get asOf() {
      return upTo
    },
    get size() {
      return jobs.size
    },
    idf: (skillId) => rarity(bySkill.count(skillId)),
    wordIdf: (word) => rarity(byWord.count(word)),
    wordsOf: wordsOfSkill,
    remember: (asked, weigh) => {
      const known = weighed.get(asked)
      if (known) return known
      const made = weigh()
      weighed.set(asked, made)
      return made
    },
    candidates: (skillIds) => {
      const ids = new Set(bySkill.find(skillIds))
      for (const id of byWord.find(skillIds.flatMap(wordsOfSkill))) ids.add(id)
      return [...ids].flatMap((id) => jobs.get(id) ?? [])
    },
    apply: (changed, asOf) => {
      for (const version of changed) if (version.since <= asOf) take(version, asOf)
      weighed = new WeakMap()
      upTo = asOf
    },
  }
}

/** Words of names, each name taken apart once. */
function wordsBySkill(nameOf: NameOf): (skillId: string) => readonly string[] {
  const words = new Map<string, readonly string[]>()
  return (skillId) => {
    const known = words.get(skillId)
    if (known) return known
    const name = nameOf(skillId)
    const made = name === undefined ? [skillId] : wordsOf(name)
    words.set(skillId, made)
    return made
  }
}

/** Ids by key, both ways quick. */
function createIndex() {
  const ids = new Map<string, Set<string>>()
  return {
    count: (key: string): number => ids.get(key)?.size ?? 0,
    find: (keys: readonly string[]): readonly string[] =>
      keys.flatMap((key) => [...(ids.get(key) ?? [])]),
    add: (keys: Iterable<string>, id: string): void => {
      for (const key of keys) {
        const held = ids.get(key)
        if (held) held.add(id)
        else ids.set(key, new Set([id]))
      }
    },
    remove: (keys: Iterable<string>, id: string): void => {
      for (const key of keys) ids.get(key)?.delete(id)
    },
  }
}
