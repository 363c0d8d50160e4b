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
import { keepSnapshots, type SnapshotDeps, type Snapshots } from './snapshot/keep.ts'
import { statisticsChange } from './statistics.ts'

type Deps = Pick<RankingDeps, 'db' | 'taxonomies'>

interface Followed {
  readonly space: SkillSpace
  readonly catalogue: LiveCatalogue
  readonly snapshots: Snapshots
}

/**
 * Takes in the jobs that changed since the last ranking, here or in another process, and a taxonomy
 * that was imported meanwhile.
 *
 * Changes are read up to a number that is fixed first and taken in one after another, so that the
 * catalogue is never of two moments at once.
 */
export function followJobs(deps: Deps & SnapshotDeps): () => Promise<Catalogue> {
  let current: Followed | undefined
  let done: Promise<unknown> = Promise.resolve()
  const refresh = async (): Promise<Catalogue> => {
    const space = await deps.taxonomies.space()
    if (!current || !sameSpace(current.space, space)) {
      const snapshots = keepSnapshots(deps, space)
      current = { space, snapshots, catalogue: createCatalogue(space, await snapshots.read()) }
    }
    const { catalogue, snapshots } = current
    const last = await jobStore(deps.db).lastChange()
    if (last > catalogue.asOf) await catchUp(deps, catalogue, last)
    snapshots.keep(catalogue)
    return catalogue
  }
  return () => {
    const next = done.then(refresh, refresh)
    done = next.catch(() => undefined)
    return next
  }
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
async function catchUp(
  { db }: Pick<Ground, 'db'>,
  catalogue: LiveCatalogue,
  last: number,
): Promise<void> {
  const feed = jobFeed(db)
  const counted = statisticsChange(last)
  for (const to of counted > catalogue.asOf ? [counted, last] : [last]) {
    const span = { from: catalogue.asOf, to }
    for await (const ended of feed.ended(span)) catalogue.remove(ended)
    for await (const begun of feed.begun(span)) catalogue.add(begun)
    catalogue.reach(to)
  }
}
