import { deepEqual, equal, ok } from 'node:assert/strict'
import type { ExplanationGraph } from '../../schemas/ranking-view.ts'
import { type Box, layOut, thickness, wrap } from '../../web/pages/ranking/graph-layout.ts'

const graph: ExplanationGraph = {
  nodes: [
    { id: 'credential:1', kind: 'credential', label: 'AI Foundations', amount: 600_000 },
    { id: 'skill:related:b', kind: 'related', label: 'Write requests', amount: 100_000 },
    { id: 'skill:exact:a', kind: 'exact', label: 'Check what an AI says', amount: 500_000 },
    { id: 'skill:missing:c', kind: 'missing', label: 'Lead', amount: 0, gain: 90_000 },
    { id: 'job', kind: 'job', label: 'Assistant', amount: 600_000 },
  ],
  edges: [
    { from: 'credential:1', to: 'skill:exact:a', amount: 500_000 },
    { from: 'credential:1', to: 'skill:related:b', amount: 100_000 },
    { from: 'skill:exact:a', to: 'job', amount: 500_000 },
    { from: 'skill:related:b', to: 'job', amount: 100_000 },
  ],
}

const box = (boxes: readonly Box[], id: string): Box => {
  const found = boxes.find(({ node }) => node.id === id)
  if (!found) throw new Error(id)
  return found
}

describe('the picture of a score', () => {
  for (const width of [260, 390, 640, 1100]) {
    it(`fits ${width} pixels, nothing over anything else`, () => {
      const { boxes, height } = layOut(graph, width, false)
      equal(boxes.length, graph.nodes.length)
      for (const { x, y, width: w, height: h } of boxes) {
        ok(x >= 0 && x + w <= width + 0.001 && y >= -0.001 && y + h <= height + 0.001)
      }
      for (const a of boxes) {
        for (const b of boxes) {
          const apart =
            a === b ||
            a.x + a.width <= b.x ||
            b.x + b.width <= a.x ||
            a.y + a.height <= b.y ||
            b.y + b.height <= a.y
          ok(apart, `${a.node.id} ${b.node.id}`)
        }
      }
    })
  }

  describe('with a skill of another framework', () => {
    const mapped: ExplanationGraph = {
      nodes: [
        ...graph.nodes,
        { id: 'skill:mapped:m', kind: 'mapped', label: 'Mathematics', amount: 500_000 },
      ],
      edges: [
        { from: 'credential:1', to: 'skill:mapped:m', amount: 500_000 },
        { from: 'skill:mapped:m', to: 'skill:exact:a', amount: 500_000 },
        ...graph.edges.slice(1),
      ],
    }

    for (const width of [260, 390, 640, 1100]) {
      for (const rtl of [false, true]) {
        it(`stands between the certificate and what it counts for (${width} pixels${rtl ? ', from the right' : ''})`, () => {
          const { boxes, bands } = layOut(mapped, width, rtl)
          const ids = ['credential:1', 'skill:mapped:m', 'skill:exact:a', 'job']
          const xs = ids.map((id) => box(boxes, id).x)
          const order = [...xs].sort((a, b) => (rtl ? b - a : a - b))
          deepEqual(order, xs)
          equal(bands.length, mapped.edges.length + 2, 'what flows past it has a lane')
          equal(boxes.length, mapped.nodes.length)
          ok(boxes.every(({ x, width: own }) => x >= -0.001 && x + own <= width + 0.001))
        })
      }
    }
  })

  it('reads from right to left in Arabic', () => {
    const left = layOut(graph, 640, false)
    const right = layOut(graph, 640, true)
    ok(box(left.boxes, 'credential:1').x < box(left.boxes, 'job').x)
    ok(box(right.boxes, 'credential:1').x > box(right.boxes, 'job').x)
    deepEqual(
      right.boxes.map(({ y }) => y),
      left.boxes.map(({ y }) => y),
    )
  })

  it('puts what counts most first and what is missing last', () => {
    const { boxes } = layOut(graph, 640, false)
    const ys = ['skill:exact:a', 'skill:related:b', 'skill:missing:c'].map((id) => box(boxes, id).y)
    deepEqual(
      [...ys].sort((a, b) => a - b),
      ys,
    )
  })

  it('draws a band for each flow, as thick as it is, and none for what is missing', () => {
    const { bands } = layOut(graph, 640, false)
    deepEqual(bands.map(({ kind }) => kind).sort(), ['exact', 'related', 'exact', 'related'].sort())
    ok(bands.every(({ path }) => !path.includes('NaN')))
    equal(thickness(500_000), 5 * thickness(100_000))
    ok(thickness(1) > 1)
  })

  it('is there for a score of nothing', () => {
    const nothing = { nodes: [{ ...(graph.nodes[4] ?? graph.nodes[0]) }], edges: [] }
    const { boxes, bands } = layOut(nothing as ExplanationGraph, 390, false)
    deepEqual([boxes.length, bands.length], [1, 0])
  })
})

describe('the words in the picture', () => {
  it('break at spaces, inside a word that is too long, and end in dots after three lines', () => {
    deepEqual(wrap('Check what an AI says', 10), ['Check what', 'an AI says'])
    deepEqual(wrap('Überprüfungsaufgabe', 8), ['Überprüf', 'ungsaufg', 'abe'])
    deepEqual(wrap('a b c d e f g h', 3), ['a b', 'c d', 'e f…'])
    deepEqual(wrap('', 8), [])
  })
})
