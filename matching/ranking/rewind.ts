/**
 * The catalogue of a moment gone by, made from that of now by what changed in between.
 *
 * @module
 */

import type { Db } from '../../platform/db/database.ts'
import type { SkillSpace } from '../../skills/index.ts'
import { jobFeed } from '../jobs/feed/store.ts'
import { createCatalogue, type Frozen, type LiveCatalogue } from './catalogue.ts'
import type { Shelf } from './shelf.ts'
import { statisticsChange } from './statistics.ts'

/**
 * Takes back what changed since: versions that began go, those that ended come again.
 *
 * It stops at the change whose statistics held then, and counts them there, unless they still hold:
 * what happened from there on is for the caller to take in.
 *
 * @param frozen - of now, made by the same space
 * @returns nothing when it is of an earlier moment, or when more changed since than there was to read
 *   then
 */
export async function rewind(
  { db, space }: { readonly db: Db; readonly space: SkillSpace },
  frozen: Frozen,
  asOf: number,
): Promise<LiveCatalogue | undefined> {
  if (frozen.asOf < asOf) return undefined
  const counted = statisticsChange(asOf)
  const counting = frozen.countedAt !== counted
  const span = { from: counting ? counted : asOf, to: frozen.asOf }
  const feed = jobFeed(db)
  const { begun, ended } = await feed.changed(span)
  const open = frozen.tally.all - begun + ended
  if (begun + ended > open) return undefined
  const catalogue = createCatalogue(space, {
    ...frozen,
    shelves: frozen.shelves.map(measuredApart),
  })
  for await (const names of feed.begunNames(span)) catalogue.remove(names)
  for await (const versions of feed.ended(span)) catalogue.add(versions)
  catalogue.reach(span.from, counting)
  return catalogue
}

/** Lengths are by the statistics of the moment: those of now stay with the jobs of now. */
const measuredApart = (shelf: Shelf): Shelf => ({
  ...shelf,
  exact: shelf.exact.slice(),
  shortest: shelf.shortest.slice(),
})
