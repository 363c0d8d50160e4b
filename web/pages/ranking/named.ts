import type { ExplanationGraph } from '../../../schemas/ranking-view.ts'
import type { CertificateList } from '../certificates/wallet.ts'

/** Certificates by their titles where the reader holds them, else by numbers: their ids say nothing. */
export function named(
  graph: ExplanationGraph,
  certificates: CertificateList['credentials'],
  numbered: (number: number) => string,
): ExplanationGraph {
  const titles = new Map(certificates.map(({ credentialId, title }) => [credentialId, title]))
  let number = 0
  return {
    ...graph,
    nodes: graph.nodes.map((node) => {
      if (node.kind !== 'credential') return node
      number += 1
      return { ...node, label: titles.get(node.label) ?? numbered(number) }
    }),
  }
}
