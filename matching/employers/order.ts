/**
 * The order of a shortlist: as computed, then each override in the order they were made.
 *
 * @module
 */

import type { StoredEntry, StoredOverride } from './shortlist-store.ts'

export interface Placed {
  readonly entry: StoredEntry
  /** From 1, among those who are listed now. */
  readonly computedPlace: number
  readonly place: number
  readonly override: StoredOverride | undefined
}

/** @param entries - by computed place; those who withdrew are not among them */
export function placed(
  entries: readonly StoredEntry[],
  overrides: readonly StoredOverride[],
): readonly Placed[] {
  const order = entries.map((entry, at) => ({ entry, computedPlace: at + 1 }))
  const moved = [...order]
  for (const { candidateId, place } of overrides) {
    const from = moved.findIndex(({ entry }) => entry.candidateId === candidateId)
    if (from >= 0) moved.splice(place - 1, 0, ...moved.splice(from, 1))
  }
  const last = new Map(overrides.map((override) => [override.candidateId, override]))
  return moved.map((one, at) => ({
    ...one,
    place: at + 1,
    override: last.get(one.entry.candidateId),
  }))
}
