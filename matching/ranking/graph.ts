/**
 * A score as a picture: from credentials over the skills that the job asks for to the job.
 *
 * @module
 */

import type { ExplanationGraph, RankingAnswer } from '../../schemas/ranking-view.ts'

type Result = RankingAnswer['results'][number]

const JOB = 'job'

/** What flows out of the skills and into the job is the score, to the millionth. */
export function graphOf(result: Result): ExplanationGraph {
  const { contributions, missing } = result
  const counted = contributions.filter(({ amount }) => amount > 0)
  const credited = new Set(counted.map(({ skillId }) => skillId))
  const sources = [...new Set(counted.flatMap(({ credentialId }) => credentialId ?? []))].sort()
  const sumOf = (id: string) =>
    counted.reduce((sum, one) => sum + (one.credentialId === id ? one.amount : 0), 0)
  return {
    nodes: [
      ...sources.map((id) => ({
        ...{ id: `credential:${id}`, kind: 'credential' as const, label: id, amount: sumOf(id) },
      })),
      ...counted.map(({ skillId, kind, label, amount }) => ({
        ...{ id: `skill:${kind}:${skillId}`, kind, label, amount },
      })),
      ...missing
        .filter(({ skillId }) => !credited.has(skillId))
        .map(({ skillId, label, gain }) => ({
          ...{ id: `skill:missing:${skillId}`, kind: 'missing' as const, label, amount: 0, gain },
        })),
      { id: JOB, kind: 'job', label: result.title, amount: result.score },
    ],
    edges: counted.flatMap(({ skillId, kind, amount, credentialId }) => {
      const to = `skill:${kind}:${skillId}`
      return [
        ...(credentialId === undefined ? [] : [{ from: `credential:${credentialId}`, to, amount }]),
        { from: to, to: JOB, amount },
      ]
    }),
  }
}
