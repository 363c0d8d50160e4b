/**
 * The catalogue that rankings are made on: kept up to date, here or of a moment gone by.
 *
 * @module
 */

import type { Ground } from '../../platform/ground.ts'
import type { SkillSpace } from '../../skills/index.ts'
import { jobFeed } from '../jobs/feed/store.ts'
import { jobStore } from '../jobs/store.ts'
import { type Catalogue, createCatalogue, type LiveCatalogue } from './catalogue.ts'
import type { RankingDeps } from './request.ts'
import { createThreads, type RankingCatalogue } from './shards/threads.ts'
import { keepSnapshots, type SnapshotDeps } from './snapshot/keep.ts'
import { statisticsChange } from './statistics.ts'

type Deps = Pick<RankingDeps, 'db' | 'taxonomies'>

interface Followed {
  readonly space: SkillSpace
  readonly jobs: Jobs
  /** What rankings are made on, once it is up to date. */
  ready(): RankingCatalogue
  close(): void
}

/** Whatever takes in what changed. */
interface Jobs {
  readonly asOf: number
  add: (...given: Parameters<LiveCatalogue['add']>) => unknown
  remove: (...given: Parameters<LiveCatalogue['remove']>) => unknown
  reach: (asOf: number) => unknown
}

/**
 * Takes in the jobs that changed since the last ranking, here or in another process, and a taxonomy
 * that was imported meanwhile.
 *
 * Changes are read up to a number that is fixed first and taken in one after another, so that the
 * catalogue is never of two moments at once. Where it fails, the next begins anew.
 */
export function followJobs(deps: Deps & SnapshotDeps): () => Promise<RankingCatalogue> {
  let current: Followed | undefined
  let done: Promise<unknown> = Promise.resolve()
  const refresh = async (): Promise<RankingCatalogue> => {
    const space = await deps.taxonomies.space()
    if (!current || !sameSpace(current.space, space)) {
      current?.close()
      current = undefined
      current = await begin(deps, space)
    }
    const { jobs, ready } = current
    const last = await jobStore(deps.db).lastChange()
    if (last > jobs.asOf) await catchUp(deps, jobs, last)
    return ready()
  }
  const fresh = (error: unknown): never => {
    current?.close()
    current = undefined
    throw error
  }
  return () => {
    const next = done.then(refresh, refresh).catch(fresh)
    done = next.catch(() => undefined)
    return next
  }
}

async function begin(deps: SnapshotDeps, space: SkillSpace): Promise<Followed> {
  const { rankingThreads } = deps.config
  if (rankingThreads > 1) {
    const threads = createThreads(space, rankingThreads)
    return { space, jobs: threads, ready: threads.catalogue, close: () => void threads.close() }
  }
  const snapshots = keepSnapshots(deps, space)
  const catalogue = createCatalogue(space, await snapshots.read())
  const ready = (): Catalogue => {
    snapshots.keep(catalogue)
    return catalogue
  }
  return { space, jobs: catalogue, ready, close: () => undefined }
}

/** Two that know no taxonomy are the same, though made anew. */
const sameSpace = (a: SkillSpace, b: SkillSpace): boolean =>
  a === b || (a.dimensions === 0 && b.dimensions === 0)

/** The catalogue as it was at a change, by the taxonomy of that time. */
export async function catalogueAt(
  deps: Deps,
  { asOf, taxonomy }: { readonly asOf: number; readonly taxonomy: string | undefined },
): Promise<Catalogue> {
  const catalogue = createCatalogue(await deps.taxonomies.space(taxonomy))
  await catchUp(deps, catalogue, asOf)
  return catalogue
}

/**
 * Reads what changed, page by page.
 *
 * Where statistics are counted on the way, the catalogue is brought to that change first.
 */
async function catchUp({ db }: Pick<Ground, 'db'>, jobs: Jobs, last: number): Promise<void> {
  const feed = jobFeed(db)
  const counted = statisticsChange(last)
  for (const to of counted > jobs.asOf ? [counted, last] : [last]) {
    const span = { from: jobs.asOf, to }
    for await (const ended of feed.ended(span)) await jobs.remove(ended)
    for await (const begun of feed.begun(span)) await jobs.add(begun)
    await jobs.reach(to)
  }
}
