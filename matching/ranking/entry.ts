/**
 * What of a job is ranked by; its texts stay in the database.
 *
 * @module
 */

import type { JobVersion } from '../jobs/job.ts'
import { type Facet, facetOf } from './facets.ts'
import { pack, skillIn, weightIn } from './packed.ts'
import type { Vocabulary } from './vocabulary.ts'

export interface Entry {
  readonly id: string
  readonly version: number
  /** The change that it holds from. */
  readonly since: number
  /** Sorted by skill id; see {@link pack}. */
  readonly asked: ArrayLike<number>
  /** Numbers of the words of its title. */
  readonly title: ArrayLike<number>
  /** Length of its vector of nearness. */
  readonly near: number
  /** Number of what it can be filtered by. */
  readonly facet: number
}

/** What numbers are given by. */
export interface Numbers {
  readonly vocabulary: Vocabulary
  titleWords(title: string): readonly number[]
  facet(facet: Facet): number
}

export function entryOf(
  { id, version, since, body }: JobVersion & { readonly since: number },
  { vocabulary, titleWords, facet }: Numbers,
): Entry {
  const sorted = [...body.skills].sort((a, b) => (a.id < b.id ? -1 : 1))
  const asked = sorted.map(({ id: skillId, level = 0, importance }) =>
    pack(vocabulary.numberOf(skillId), level, importance === 'optional'),
  )
  return {
    ...{ id, version, since, asked },
    title: titleWords(body.title),
    near: nearLength(asked, vocabulary),
    facet: facet(facetOf(body)),
  }
}

/** A skill without a vector is near to itself alone: a dimension of its own, of this length. */
export const ALONE = 5

function nearLength(asked: readonly number[], vocabulary: Vocabulary): number {
  const sum = new Float64Array(vocabulary.dimensions)
  let square = 0
  for (const packed of asked) {
    const vector = vocabulary.vectorOf(skillIn(packed))
    const weight = weightIn(packed)
    if (vector) addTo(sum, vector, weight)
    else square += (weight * ALONE) ** 2
  }
  for (const value of sum) square += value * value
  return Math.fround(Math.sqrt(square))
}

function addTo(sum: Float64Array, vector: Float32Array, weight: number): void {
  for (let d = 0; d < sum.length; d++) sum[d] = (sum[d] as number) + weight * (vector[d] as number)
}
