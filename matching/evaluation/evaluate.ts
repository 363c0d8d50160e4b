/**
 * Measures the ranker on judged profiles, beside the simple ones.
 *
 * @module
 */

import { emptySpace, type SkillSpace } from '../../skills/index.ts'
import type { Dataset } from './dataset.ts'
import { bootstrap, type Interval, type Measures, measure } from './measures.ts'
import { bm25, brevetRanker, exactCosine, type Hit, labelTfIdf, type Ranker } from './rankers.ts'

const BASELINES = { 'exact cosine': exactCosine, bm25, 'label tf-idf': labelTfIdf } as const

export interface SystemReport extends Readonly<Record<keyof Measures, Interval>> {
  readonly system: string
  /** nDCG@10 of ours less this one's, query by query; absent for ours. */
  readonly behind?: Interval
}

export interface EvaluationReport {
  readonly queries: number
  readonly items: number
  readonly systems: readonly SystemReport[]
  /** Our ranking, in the form of TREC runs. */
  readonly run: readonly string[]
}

/** @param space - of the taxonomy whose occupations say which skills are near */
export function evaluateRanker(
  dataset: Dataset,
  k: number,
  space: SkillSpace = emptySpace(),
): EvaluationReport {
  const rankers: readonly (readonly [string, Ranker])[] = [
    ['brevet', brevetRanker(dataset, space)],
    ...Object.entries(BASELINES).map(([system, make]) => [system, make(dataset)] as const),
  ]
  const results = rankers.map(([system, ranker]) => ({
    system,
    ranked: rankAll(dataset, ranker, k),
  }))
  const [ours] = results
  const own = ours ? measureAll(dataset, ours.ranked) : []
  return {
    queries: dataset.queries.length,
    items: dataset.items.length,
    systems: results.map(({ system, ranked }) => {
      const found = ranked === ours?.ranked ? own : measureAll(dataset, ranked)
      return report(system, found, ranked === ours?.ranked ? undefined : own)
    }),
    run: dataset.queries.flatMap(({ id }, at) =>
      (ours?.ranked[at] ?? []).map(
        (hit, rank) => `${id} Q0 ${hit.id} ${rank + 1} ${hit.score} brevet`,
      ),
    ),
  }
}

type Ranked = readonly (readonly Hit[])[]

const rankAll = ({ queries }: Dataset, ranker: Ranker, k: number): Ranked =>
  queries.map((query) => {
    const excluded = new Set(query.exclude ?? [])
    return ranker(query, k + excluded.size)
      .filter(({ id }) => !excluded.has(id))
      .slice(0, k)
  })

const measureAll = ({ queries, grades }: Dataset, ranked: Ranked): readonly Measures[] =>
  queries.map(({ id }, at) =>
    measure(
      (ranked[at] ?? []).map((hit) => hit.id),
      grades.get(id) ?? new Map(),
    ),
  )

function report(
  system: string,
  found: readonly Measures[],
  ours: readonly Measures[] | undefined,
): SystemReport {
  const of = (name: keyof Measures) => bootstrap(found.map((measures) => measures[name]))
  const less = ours?.map(({ ndcg10 }, at) => ndcg10 - (found[at]?.ndcg10 ?? 0))
  return {
    system,
    ndcg10: of('ndcg10'),
    map: of('map'),
    mrr: of('mrr'),
    p10: of('p10'),
    ...(less && { behind: bootstrap(less) }),
  }
}
