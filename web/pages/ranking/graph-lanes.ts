/**
 * Lanes in the column of skills of other frameworks, for what flows past it: a band never runs behind a
 * box that it has nothing to do with.
 *
 * @module
 */

import type { ExplanationGraph } from '../../../schemas/ranking-view.ts'

type Node = ExplanationGraph['nodes'][number]

const LANE = 'lane:'

export const isLane = ({ id }: Node): boolean => id.startsWith(LANE)

/** Each flow from a certificate straight to what counts, led over a lane; skills and lanes stand as their certificates do. */
export function withLanes(graph: ExplanationGraph): ExplanationGraph {
  const places = new Map(graph.nodes.map((node, at) => [node.id, at]))
  const nodeOf = (id: string): Node | undefined => graph.nodes[places.get(id) ?? -1]
  const isPassing = ({ from, to }: ExplanationGraph['edges'][number]): boolean =>
    nodeOf(from)?.kind === 'credential' && nodeOf(to)?.kind !== 'mapped'
  const passing = graph.edges.filter(isPassing)
  const lanes = passing.flatMap(({ from, to, amount }): readonly Node[] => {
    const skill = nodeOf(to)
    return skill ? [{ id: laneOf(from, to), kind: skill.kind, label: '', amount }] : []
  })
  const sourceOf = new Map([
    ...graph.edges.map(({ from, to }) => [to, places.get(from) ?? 0] as const),
    ...passing.map(({ from, to }) => [laneOf(from, to), places.get(from) ?? 0] as const),
  ])
  const middle = [...graph.nodes.filter(({ kind }) => kind === 'mapped'), ...lanes].sort(
    (a, b) => (sourceOf.get(a.id) ?? 0) - (sourceOf.get(b.id) ?? 0),
  )
  return {
    nodes: [...graph.nodes.filter(({ kind }) => kind !== 'mapped'), ...middle],
    edges: graph.edges.flatMap((edge) => {
      const { from, to, amount } = edge
      const lane = laneOf(from, to)
      return isPassing(edge)
        ? [
            { from, to: lane, amount },
            { from: lane, to, amount },
          ]
        : [edge]
    }),
  }
}

const laneOf = (from: string, to: string): string => `${LANE}${from} ${to}`
