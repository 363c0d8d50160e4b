/**
 * The catalogue that rankings are made on: kept up to date, here or of a moment gone by.
 *
 * @module
 */

import type { Ground } from '../../platform/ground.ts'
import type { SkillSpace, Taxonomies } from '../../skills/index.ts'
import { jobFeed } from '../jobs/feed/store.ts'
import { jobStore } from '../jobs/store.ts'
import { type Catalogue, createCatalogue, type Frozen, type LiveCatalogue } from './catalogue.ts'
import { rewind } from './rewind.ts'
import type { RankingCatalogue } from './shards/threads.ts'
import { keepSnapshots, type SnapshotDeps } from './snapshot/keep.ts'
import { keepParts } from './snapshot/parts.ts'
import { statisticsChange } from './statistics.ts'

type Deps = Pick<Ground, 'db'> & { readonly taxonomies: Pick<Taxonomies, 'space'> }

interface Followed {
  readonly space: SkillSpace
  readonly jobs: Jobs
  /** What rankings are made on, once it is up to date. */
  ready(): RankingCatalogue
  /** To go back from; nothing where the jobs are parted among threads. */
  frozen(): Frozen | undefined
  close(): void
}

/** Whatever takes in what changed. */
interface Jobs {
  readonly asOf: number
  add: (...given: Parameters<LiveCatalogue['add']>) => unknown
  remove: (...given: Parameters<LiveCatalogue['remove']>) => unknown
  reach: (asOf: number) => unknown
}

/** A moment of the jobs, and the taxonomy of that time; the one in use when it names none. */
export interface Moment {
  readonly asOf: number
  readonly taxonomy: string | undefined
}

export interface Catalogues {
  /** With all that changed up to now. */
  catalogueNow(): Promise<RankingCatalogue>
  /** As it was at a change; nothing that is read for it is kept. */
  catalogueThen(moment: Moment): Promise<Catalogue>
}

/**
 * Takes in the jobs that changed since the last ranking, here or in another process, and a taxonomy
 * that was imported meanwhile.
 *
 * Changes are read up to a number that is fixed first and taken in one after another, so that the
 * catalogue is never of two moments at once. Where it fails, the next begins anew.
 *
 * A moment gone by is made from it by the versions that changed since. Every job of that moment is
 * read only where that cannot be, or would be more: when the taxonomy of then is not the one in use,
 * when the jobs are parted among threads, when more versions changed since than held then.
 */
export function followJobs(deps: Deps & SnapshotDeps): Catalogues {
  let current: Followed | undefined
  let done: Promise<unknown> = Promise.resolve()
  const refresh = async (): Promise<Followed> => {
    const space = await deps.taxonomies.space()
    if (!current || !sameSpace(current.space, space)) {
      current?.close()
      current = undefined
      current = await begin(deps, space)
    }
    const { jobs } = current
    const last = await jobStore(deps.db).lastChange()
    if (last > jobs.asOf) await catchUp(deps, jobs, last)
    return current
  }
  const fresh = (error: unknown): never => {
    current?.close()
    current = undefined
    throw error
  }
  /** Looks at it before the next changes are taken in. */
  const look = <T>(at: (followed: Followed) => T): Promise<T> => {
    const next = done.then(refresh, refresh).then(at).catch(fresh)
    done = next.catch(() => undefined)
    return next
  }
  return {
    catalogueNow: () => look(({ ready }) => ready()),
    catalogueThen: async (moment) => {
      const space = await deps.taxonomies.space(moment.taxonomy)
      const now = await look((one) => (sameSpace(one.space, space) ? one.frozen() : undefined))
      const then = now && (await rewind({ db: deps.db, space }, now, moment.asOf))
      if (!then) return catalogueAt(deps, moment)
      if (then.asOf < moment.asOf) await catchUp(deps, then, moment.asOf)
      return then
    },
  }
}

async function begin(deps: SnapshotDeps, space: SkillSpace): Promise<Followed> {
  const { rankingThreads } = deps.config
  if (rankingThreads > 1) {
    const parts = keepParts(deps, space)
    const threads = await parts.start()
    const ready = (): RankingCatalogue => {
      parts.keep(threads)
      return threads.catalogue()
    }
    const close = (): void => void threads.close()
    return { space, jobs: threads, ready, frozen: () => undefined, close }
  }
  const snapshots = keepSnapshots(deps, space)
  const catalogue = createCatalogue(space, await snapshots.read())
  const ready = (): Catalogue => {
    snapshots.keep(catalogue)
    return catalogue
  }
  return { space, jobs: catalogue, ready, frozen: catalogue.freeze, close: () => undefined }
}

/** Two that know no taxonomy are the same, though made anew. */
const sameSpace = (a: SkillSpace, b: SkillSpace): boolean =>
  a === b || (a.dimensions === 0 && b.dimensions === 0)

/** The catalogue as it was at a moment, from every job of that moment. */
export async function catalogueAt(deps: Deps, { asOf, taxonomy }: Moment): Promise<Catalogue> {
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
    for await (const ended of feed.endedNames(span)) await jobs.remove(ended)
    for await (const begun of feed.begun(span)) await jobs.add(begun)
    await jobs.reach(to)
  }
}
