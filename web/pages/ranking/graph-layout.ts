/**
 * Where the parts of a score stand in its picture: certificates, the skills asked for, the job, and
 * bands between them as thick as what flows.
 *
 * @module
 */

import type { ExplanationGraph } from '../../../schemas/ranking-view.ts'
import { isLane, withLanes } from './graph-lanes.ts'

export type GraphNode = ExplanationGraph['nodes'][number]

export interface Box {
  readonly node: GraphNode
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly lines: readonly string[]
}

export interface Band {
  readonly key: string
  readonly kind: GraphNode['kind']
  /** Outline, as an SVG path. */
  readonly path: string
}

export interface Picture {
  readonly width: number
  readonly height: number
  readonly boxes: readonly Box[]
  readonly bands: readonly Band[]
}

/** Lines of text are this high; letters this wide on average. Pixels. */
export const LINE = 17
const LETTER = 7.4
const PADDING = 9
const GAP = 12
/** Thickness of a band for the whole score. */
const WHOLE = 180
const MILLION = 1_000_000

/** Shares of the width: column, space between, column, space, column. */
const WIDE = [0.26, 0.11, 0.34, 0.11, 0.18] as const
const NARROW = [0.26, 0.07, 0.38, 0.07, 0.22] as const
const NARROW_BELOW = 520
/** With skills of other frameworks between certificates and what they count for. */
const MAPPED = [0.2, 0.06, 0.2, 0.06, 0.26, 0.06, 0.16] as const
const MAPPED_NARROW = [0.2, 0.05, 0.22, 0.05, 0.25, 0.05, 0.18] as const

export const thickness = (amount: number): number => Math.max(1.5, (amount / MILLION) * WHOLE)

/**
 * @param width - pixels there are
 * @param rtl - whether it reads from right to left: then it is the other way round
 */
export function layOut(graph: ExplanationGraph, width: number, rtl: boolean): Picture {
  const hasMapped = graph.nodes.some(({ kind }) => kind === 'mapped')
  const drawn = hasMapped ? withLanes(graph) : graph
  const groups = groupsOf(drawn, hasMapped)
  const shares = sharesOf(groups.length, width < NARROW_BELOW)
  const columns = groups.map((nodes, at) => {
    const before = shares.slice(0, 2 * at).reduce((sum, share) => sum + share, 0)
    return column(nodes, before * width, (shares[2 * at] ?? 0) * width)
  })
  const height = Math.max(...columns.map((boxes) => bottomOf(boxes)), LINE)
  const all = columns.flatMap((own) => centred(own, height))
  const mirrored = rtl ? all.map((box) => ({ ...box, x: width - box.x - box.width })) : all
  const bands = [...bandsOf(drawn, mirrored, rtl), ...lanesOf(mirrored)]
  return { width, height, boxes: mirrored.filter(({ node }) => !isLane(node)), bands }
}

/** Certificates, where there are any skills of other frameworks, what counts or is missing, the job. */
function groupsOf(
  { nodes }: ExplanationGraph,
  hasMapped: boolean,
): readonly (readonly GraphNode[])[] {
  const isMiddle = (node: GraphNode) => node.kind === 'mapped' || isLane(node)
  const [sources, jobs] = [of(nodes, 'credential'), of(nodes, 'job')]
  const skills = nodes.filter(
    (node) => node.kind !== 'credential' && node.kind !== 'job' && !isMiddle(node),
  )
  const counted = [...skills].sort(byAmount)
  return hasMapped ? [sources, nodes.filter(isMiddle), counted, jobs] : [sources, counted, jobs]
}

const of = (nodes: readonly GraphNode[], kind: GraphNode['kind']): readonly GraphNode[] =>
  nodes.filter((node) => node.kind === kind)

/** A lane is a band as wide as its column. */
const lanesOf = (boxes: readonly Box[]): readonly Band[] =>
  boxes
    .filter(({ node }) => isLane(node))
    .map(({ node: { id, kind }, x, y, width, height }) => {
      const [left, right, top, bottom] = [x, x + width, y, y + height].map((one) => one.toFixed(1))
      return {
        key: id,
        kind,
        path: `M${left} ${top}L${right} ${top} ${right} ${bottom} ${left} ${bottom}Z`,
      }
    })

function sharesOf(columns: number, isNarrow: boolean): readonly number[] {
  if (columns > 3) return isNarrow ? MAPPED_NARROW : MAPPED
  return isNarrow ? NARROW : WIDE
}

/** What counts most first, what is missing last. */
const byAmount = (a: GraphNode, b: GraphNode): number =>
  Number(a.kind === 'missing') - Number(b.kind === 'missing') ||
  b.amount - a.amount ||
  (b.gain ?? 0) - (a.gain ?? 0)

function column(nodes: readonly GraphNode[], x: number, width: number): readonly Box[] {
  let y = 0
  return nodes.map((node) => {
    const lines = wrap(node.label, Math.max(4, Math.floor((width - 2 * PADDING) / LETTER)))
    const words = (lines.length + 1) * LINE + PADDING
    const height = Math.max(isLane(node) ? 0 : words, thickness(node.amount))
    const box = { node, x, y, width, height, lines }
    y += height + GAP
    return box
  })
}

const bottomOf = (boxes: readonly Box[]): number => {
  const last = boxes.at(-1)
  return last ? last.y + last.height : 0
}

function centred(boxes: readonly Box[], height: number): readonly Box[] {
  const down = (height - bottomOf(boxes)) / 2
  return boxes.map((box) => ({ ...box, y: box.y + down }))
}

const MOST_LINES = 3

/** Breaks at spaces, and inside a word that is longer than a line; what does not fit ends in dots. */
export function wrap(text: string, letters: number): readonly string[] {
  const lines: string[] = []
  for (const word of text.split(/\s+/).flatMap((one) => pieces(one, letters))) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= letters) {
      lines[lines.length - 1] = `${last} ${word}`
    } else lines.push(word)
  }
  if (lines.length <= MOST_LINES) return lines
  return [...lines.slice(0, MOST_LINES - 1), `${lines[MOST_LINES - 1]}…`]
}

const pieces = (word: string, letters: number): readonly string[] =>
  word.match(new RegExp(`.{1,${letters}}`, 'gu')) ?? []

interface Ends {
  readonly from: Box
  readonly to: Box
}

/** Bands leave and arrive one below the other, in the middle of their boxes. */
function bandsOf(
  { edges }: ExplanationGraph,
  boxes: readonly Box[],
  rtl: boolean,
): readonly Band[] {
  const byId = new Map(boxes.map((box) => [box.node.id, box]))
  const used = new Map<string, number>()
  const take = (box: Box, side: 'in' | 'out', thick: number): number => {
    const key = `${side} ${box.node.id}`
    const whole = thickness(box.node.amount)
    const before = used.get(key) ?? 0
    used.set(key, before + thick)
    return box.y + (box.height - whole) / 2 + before
  }
  const placed = edges.flatMap((edge): readonly (Ends & { readonly amount: number })[] => {
    const from = byId.get(edge.from)
    const to = byId.get(edge.to)
    return from && to ? [{ from, to, amount: edge.amount }] : []
  })
  return placed
    .sort((a, b) => a.from.y - b.from.y || a.to.y - b.to.y)
    .map(({ from, to, amount }) => {
      const thick = thickness(amount)
      const start = take(from, 'out', thick)
      const end = take(to, 'in', thick)
      const skill = to.node.kind === 'job' ? from : to
      return {
        key: `${from.node.id} ${to.node.id}`,
        kind: skill.node.kind,
        path: outline({ from, to }, { start, end, thick }, rtl),
      }
    })
}

function outline(
  { from, to }: Ends,
  { start, end, thick }: { readonly start: number; readonly end: number; readonly thick: number },
  rtl: boolean,
): string {
  const left = rtl ? from.x : from.x + from.width
  const right = rtl ? to.x + to.width : to.x
  const middle = (left + right) / 2
  const at = (...numbers: readonly number[]) => numbers.map((one) => one.toFixed(1)).join(' ')
  return [
    `M${at(left, start)}`,
    `C${at(middle, start, middle, end, right, end)}`,
    `L${at(right, end + thick)}`,
    `C${at(middle, end + thick, middle, start + thick, left, start + thick)}Z`,
  ].join('')
}
