/**
 * What a walk collects: nodes with their values, not yet in lines.
 *
 * Blank nodes are numbers until they are labelled.
 *
 * @module
 */

import { isPlain, withEscapes } from './literals.ts'
import type { Node, Plan } from './model.ts'
import type { Octets } from './octets.ts'

/** The document holds something that is left to the reference. */
export class Bail extends Error {
  override readonly name = 'Bail'
}

export const DEFAULT_GRAPH = -1

/** One node of the document as the walk met it; others may speak of the same subject. */
export interface NodeRecord {
  readonly subject: Node
  /** The blank node that names the graph; {@link DEFAULT_GRAPH} where it has no name. */
  readonly within: number
  readonly steps: Plan['steps']
  /** For each step; literals stand but once in a list. */
  readonly values: readonly (Node | readonly Node[])[]
}

/** What a blank node is hashed by: documents are trees, so it is named in one place or in none. */
export interface Blank {
  own: NodeRecord | undefined
  /** The line that leads to it, the node itself being `_:a`. */
  link: string
  /** Nodes of the graph that it names. */
  members: NodeRecord[] | undefined
}

export interface Graph {
  readonly octets: Octets
  readonly records: NodeRecord[]
  readonly blanks: Blank[]
  /** The graph that the walk is in. */
  within: number
  depth: number
  /** Literals that came as numbers or truth values. */
  readonly natives: Map<string, number | boolean>
  /** Literals that came as texts of such types. */
  readonly texts: string[]
  /** Whether texts hold characters beyond the first plane. */
  beyond: boolean
  /** Whether they hold the last ones of the first plane. */
  high: boolean
}

export const createGraph = (octets: Octets): Graph => ({
  octets,
  records: [],
  blanks: [],
  within: DEFAULT_GRAPH,
  depth: 0,
  natives: new Map(),
  texts: [],
  beyond: false,
  high: false,
})

export const newBlank = ({ blanks }: Graph): number =>
  blanks.push({ own: undefined, link: '', members: undefined }) - 1

/** Any blank node but the one in question. */
export const seen = (node: Node): string => (typeof node === 'number' ? '_:z' : node)

/** The end of a line, seen from a blank node in it. */
export const seenEnd = (within: number): string => (within === DEFAULT_GRAPH ? ' .\n' : ' _:z .\n')

/** Adds a node, and tells the blank nodes that it speaks of. */
export function addRecord(graph: Graph, record: NodeRecord): void {
  const { blanks, records } = graph
  const { subject, within, values } = record
  records.push(record)
  if (typeof subject === 'number') setOwn(blanks[subject], record)
  if (within !== DEFAULT_GRAPH) addMember(blanks[within], record)
  for (let at = 0; at < values.length; at++) {
    const value = values[at] ?? ''
    if (typeof value !== 'string') linkTo(value, blanks, linkOf(record, at))
  }
}

const linkOf = ({ subject, steps, within }: NodeRecord, at: number): string =>
  `${seen(subject)}${steps[at]?.predicate}_:a${seenEnd(within)}`

function linkTo(value: Node | readonly Node[], blanks: readonly Blank[], link: string): void {
  if (typeof value === 'number') setLink(blanks[value], link)
  else if (typeof value === 'object') for (const node of value) linkTo(node, blanks, link)
}

function setOwn(blank: Blank | undefined, record: NodeRecord): void {
  if (blank) blank.own = record
}

function setLink(blank: Blank | undefined, link: string): void {
  if (blank) blank.link = link
}

function addMember(blank: Blank | undefined, record: NodeRecord): void {
  if (!blank) return
  blank.members ??= []
  blank.members.push(record)
}

/** A text between quotes. */
export function quote(text: string, graph: Graph): string {
  if (isPlain(text)) return `"${text}"`
  if (/[\ud800-\uffff]/.test(text)) noteLate(text, graph)
  return `"${graph.octets.encode(withEscapes(text))}"`
}

function noteLate(text: string, graph: Graph): void {
  if (!text.isWellFormed()) throw new Bail('half a character')
  graph.beyond ||= /[\ud800-\udfff]/.test(text)
  graph.high ||= /[\ue000-\uffff]/.test(text)
}
