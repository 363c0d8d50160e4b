/**
 * Snapshots of jobs that are parted among threads: each thread writes and reads its own file.
 *
 * The files are of use together only: all of one set, one for each thread there is. Any other number
 * of threads, a file that is missing or of another set, and all jobs are read from the database.
 *
 * @module
 */

import { rename, rm } from 'node:fs/promises'
import { newId } from '../../../platform/id.ts'
import type { SkillSpace } from '../../../skills/index.ts'
import { type History, jobFeed } from '../../jobs/feed/store.ts'
import { createThreads, type Threads } from '../shards/threads.ts'
import {
  isThere,
  partPath,
  removeParts,
  type SnapshotDeps,
  snapshotPath,
  WORTH_IT,
} from './keep.ts'
import { type Header, headerOf, type Refusal } from './snapshot.ts'

export interface Parts {
  /** Threads that hold what was written, or nothing when it cannot be used; why stands in the log. */
  start(): Promise<Threads>
  /** Writes the parts when statistics were counted since the last; nobody waits for it. */
  keep(threads: Threads): void
}

type PartsRefusal = Refusal | 'other-threads' | 'incomplete'

export function keepParts(deps: SnapshotDeps, space: SkillSpace): Parts {
  const { config, log, worthIt = WORTH_IT } = deps
  const paths = pathsOf(config)
  let kept = 0
  let writing = false
  const startWith = async (threads: Threads): Promise<PartsRefusal | undefined> => {
    const refused = await startThreads(deps, paths, threads)
    if (refused === undefined) kept = threads.catalogue().scale.statistics.asOf
    return refused
  }
  const make = (): Threads => createThreads(space, paths.length)
  return {
    start: async () => {
      const threads = make()
      const found = await startWith(threads).catch(() => 'damaged' as const)
      if (found === undefined) return threads
      const isOther = found === 'absent' && (await isThere(snapshotPath(config)))
      if (found === 'absent' && !isOther) return threads
      const reason = isOther ? 'other-threads' : found
      log.warn({ path: paths[0], reason }, 'snapshot of jobs not used')
      await threads.close()
      return make()
    },
    keep: (threads) => {
      const { size, scale } = threads.catalogue()
      const countedAt = scale.statistics.asOf
      if (writing || size < worthIt || countedAt === kept) return
      writing = true
      writeParts(deps, paths, threads)
        .then((isWritten) => {
          if (isWritten) kept = countedAt
        })
        .catch((error: unknown) =>
          log.warn({ path: paths[0], error }, 'snapshot of jobs not written'),
        )
        .finally(() => {
          writing = false
        })
    },
  }
}

const pathsOf = (config: SnapshotDeps['config']): readonly string[] =>
  Array.from({ length: config.rankingThreads }, (_, at) => partPath(config, at))

/** How the threads answered, or why they were not asked. */
async function startThreads(
  { db }: Pick<SnapshotDeps, 'db'>,
  paths: readonly string[],
  threads: Threads,
): Promise<PartsRefusal | undefined> {
  const headers = await readHeaders(paths)
  if (typeof headers === 'string') return headers
  const [{ asOf, countedAt, history }] = headers
  if (!isSame(history, await jobFeed(db).historyAt(asOf))) return 'other-database'
  const starts = headers.map(({ skills }, at) => ({ path: paths[at] ?? '', history, skills }))
  return threads.start(starts, { asOf, countedAt })
}

/** Each beside its place, then all in their places; jobs that change meanwhile are not in them. */
async function writeParts(
  { db, clock, random, config }: SnapshotDeps,
  paths: readonly string[],
  threads: Threads,
): Promise<boolean> {
  const { asOf } = threads
  const frozen = threads.freeze()
  const history = await jobFeed(db).historyAt(asOf)
  await frozen
  if (!history) return false
  const set = newId(random, clock())
  const beside = paths.map((path) => `${path}.${set}`)
  try {
    const part = (at: number) => ({ at, of: paths.length, set })
    await threads.write(beside.map((path, at) => ({ path, history, part: part(at) })))
    for (const [at, path] of beside.entries()) await rename(path, paths[at] ?? '')
  } finally {
    await Promise.all(beside.map((path) => rm(path, { force: true })))
  }
  await removeParts(config, paths.length)
  await rm(snapshotPath(config), { force: true })
  return true
}

type Headers = readonly [Header, ...Header[]]

/** What the files say of themselves, if they belong together. */
async function readHeaders(paths: readonly string[]): Promise<Headers | PartsRefusal> {
  const found = await Promise.all(paths.map(headerOf))
  if (found.every((one) => one === 'absent')) return 'absent'
  const headers = found.filter((one) => typeof one !== 'string')
  const [first] = headers
  if (headers.some(({ part }) => part?.of !== paths.length)) return 'other-threads'
  const refused = found.find((one) => typeof one === 'string')
  if (refused !== undefined) return refused === 'absent' ? 'incomplete' : refused
  const isOne = headers.every(
    ({ part, asOf, countedAt }, at) =>
      part?.at === at &&
      part.set === first?.part?.set &&
      asOf === first.asOf &&
      countedAt === first.countedAt,
  )
  return isOne ? (headers as unknown as Headers) : 'incomplete'
}

const isSame = (one: History, other: History | undefined): boolean =>
  one.open === other?.open && one.last === other.last
