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
  return {
    nodes: [
      ...sourcesOf(counted),
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
    edges: together(counted.flatMap(edgesOf)),
  }
}

type Contribution = Result['contributions'][number]
type Node = ExplanationGraph['nodes'][number]
type Edge = ExplanationGraph['edges'][number]

/** Credentials, and the skills of other frameworks that they show. */
function sourcesOf(counted: readonly Contribution[]): readonly Node[] {
  const credentials = new Map<string, Node>()
  const shown = new Map<string, Node>()
  const add = (nodes: Map<string, Node>, node: Node): void => {
    const before = nodes.get(node.id)?.amount ?? 0
    nodes.set(node.id, { ...node, amount: before + node.amount })
  }
  for (const { credentialId, mapping, amount } of counted) {
    if (credentialId === undefined) continue
    const label = credentialId
    add(credentials, { id: credentialNode(label), kind: 'credential', label, amount })
    if (!mapping) continue
    const { from, label: name } = mapping
    add(shown, { id: mappedNode(from), kind: 'mapped', label: name, amount })
  }
  const sorted = (nodes: ReadonlyMap<string, Node>) =>
    [...nodes.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
  return [...sorted(credentials), ...sorted(shown)]
}

const credentialNode = (id: string): string => `credential:${id}`
const mappedNode = (skillId: string): string => `skill:mapped:${skillId}`

function edgesOf({ skillId, kind, amount, credentialId, mapping }: Contribution): readonly Edge[] {
  const ids = [
    credentialId === undefined ? undefined : credentialNode(credentialId),
    mapping ? mappedNode(mapping.from) : undefined,
    `skill:${kind}:${skillId}`,
    JOB,
  ].filter((id) => id !== undefined)
  return ids.slice(1).map((to, at) => ({ from: ids[at] ?? '', to, amount }))
}

/** What flows between the same two is one. */
function together(edges: readonly Edge[]): Edge[] {
  const sums = new Map<string, Edge>()
  for (const edge of edges) {
    const key = JSON.stringify([edge.from, edge.to])
    const before = sums.get(key)?.amount ?? 0
    sums.set(key, { ...edge, amount: before + edge.amount })
  }
  return [...sums.values()]
}
