/**
 * Writing a graph in canonical order with canonical blank node labels.
 *
 * Only nodes that their own quads tell apart are labelled here; where two look alike the reference
 * decides. Each blank node is named in one place, or in none, since documents are trees.
 *
 * @module
 * @see RDF Dataset Canonicalization (RDFC-1.0) §4.4, §4.6
 */

import type { CanonizeHash } from '../../types.ts'
import { type Blank, DEFAULT_GRAPH, type Graph, type NodeRecord, seen, seenEnd } from './graph.ts'
import type { Node } from './model.ts'

/**
 * @param hash - the hash of the algorithm itself, by which blank nodes are named
 * @returns the lines in octets; `undefined` when the graph needs more than first-degree hashes
 */
export function writeGraph(graph: Graph, hash: CanonizeHash): string | undefined {
  // the reference keeps a number beside the text that looks like it, as two quads that read alike
  if (graph.natives.size > 0 && graph.texts.some((text) => graph.natives.has(text))) {
    return undefined
  }
  const order = orderOf(graph)
  const labels = graph.blanks.length === 0 ? [] : labelsOf(graph, { order, hash })
  return labels && written(graph, { labels, order })
}

type Order = ((a: string, b: string) => number) | undefined

/**
 * How octets are sorted.
 *
 * The reference sorts by the units of UTF-16. By bytes is the same, unless characters beyond the first
 * plane meet the last ones of it.
 */
function orderOf({ beyond, high, octets }: Graph): Order {
  if (!beyond || !high) return undefined
  return (a, b) => (octets.decode(a) < octets.decode(b) ? -1 : 1)
}

type Labels = readonly string[]

interface Writing {
  readonly labels: Labels
  readonly order: Order
}

const labelOf = (node: Node, labels: Labels): string =>
  typeof node === 'number' ? (labels[node] ?? '') : node

type BySubject = ReadonlyMap<string, NodeRecord | readonly NodeRecord[]>

function bySubject(records: readonly NodeRecord[], labels: Labels): BySubject {
  const found = new Map<string, NodeRecord | NodeRecord[]>()
  for (const record of records) {
    const subject = labelOf(record.subject, labels)
    const known = found.get(subject)
    if (known === undefined) found.set(subject, record)
    else if (Array.isArray(known)) known.push(record)
    else if (!saysTheSame(record, known)) found.set(subject, [known, record])
  }
  return found
}

/** The lines in order: by subject, then by what follows; no subject is the beginning of another. */
function written({ records }: Graph, writing: Writing): string {
  const found = bySubject(records, writing.labels)
  let text = ''
  for (const subject of [...found.keys()].sort()) {
    const record = found.get(subject)
    if (!record) continue
    text += 'steps' in record ? linesOf(record, subject, writing) : mixed(record, subject, writing)
  }
  return text
}

/** Whether a node is one that was met before, such as an issuer that is the creator too. */
const saysTheSame = ({ steps, values, within }: NodeRecord, known: NodeRecord): boolean =>
  known.steps === steps &&
  known.within === within &&
  values.every((value, at) => typeof value !== 'object' && value === known.values[at])

/** The lines of one node are in order when its steps are. */
function linesOf({ steps, values, within }: NodeRecord, subject: string, writing: Writing): string {
  const { labels } = writing
  const end = within === DEFAULT_GRAPH ? ' .\n' : ` ${labels[within]} .\n`
  let text = ''
  for (let at = 0; at < steps.length; at++) {
    const start = subject + (steps[at]?.predicate ?? '')
    const value = values[at] ?? []
    if (typeof value === 'object') {
      for (const object of ordered(value, writing)) text += start + object + end
    } else text += start + labelOf(value, labels) + end
  }
  return text
}

const ordered = (nodes: readonly Node[], { labels, order }: Writing): readonly string[] =>
  sorted(
    nodes.map((node) => labelOf(node, labels)),
    order,
  )

/** Sorts in place; nearly all lists are short. */
function sorted(texts: string[], order: Order): readonly string[] {
  if (order !== undefined || texts.length > 8) return texts.sort(order)
  for (let at = 1; at < texts.length; at++) {
    const text = texts[at] ?? ''
    let to = at
    for (; to > 0 && (texts[to - 1] ?? '') > text; to--) texts[to] = texts[to - 1] ?? ''
    texts[to] = text
  }
  return texts
}

/** The lines of a subject that is spoken of in several places. */
function mixed(records: readonly NodeRecord[], subject: string, writing: Writing): string {
  const lines = new Set<string>()
  for (const record of records) {
    const text = linesOf(record, subject, writing)
    for (const line of text.split('\n').slice(0, -1)) lines.add(line)
  }
  return [...lines]
    .sort(writing.order)
    .map((line) => `${line}\n`)
    .join('')
}

/** Labels by hash (§4.4.3 steps 3–4); `undefined` when two nodes look alike. */
function labelsOf(
  { blanks, octets }: Graph,
  { order, hash: algorithm }: { readonly order: Order; readonly hash: CanonizeHash },
): Labels | undefined {
  if (blanks.length === 1) return ['_:c14n0']
  const hashes = blanks.map((blank, at) => ({
    hash: octets.digestHex(algorithm, firstDegree(blank, order)),
    at,
  }))
  hashes.sort((a, b) => (a.hash < b.hash ? -1 : 1))
  const labels: string[] = new Array<string>(blanks.length).fill('')
  let before = ''
  for (const [rank, { hash, at }] of hashes.entries()) {
    if (hash === before) return undefined
    before = hash
    labels[at] = `_:c14n${rank}`
  }
  return labels
}

/** The quads that a blank node is in, seen from it, in order (§4.6.3). */
function firstDegree({ own, link, members }: Blank, order: Order): string {
  if (members) return memberLines(members, link, order)
  const lines = own
    ? seenLines(own, { subject: '_:a', end: seenEnd(own.within), order }).join('')
    : ''
  return link.startsWith('<') ? link + lines : lines + link
}

/** The lines of one node in order, all blank nodes but that in question being `_:z`. */
function seenLines(
  { steps, values }: NodeRecord,
  {
    subject,
    end,
    order,
  }: { readonly subject: string; readonly end: string; readonly order: Order },
): readonly string[] {
  const lines: string[] = []
  for (let at = 0; at < steps.length; at++) {
    const start = subject + (steps[at]?.predicate ?? '')
    const value = values[at] ?? []
    if (typeof value === 'object') {
      for (const object of sorted(value.map(seen), order)) lines.push(start + object + end)
    } else lines.push(start + seen(value) + end)
  }
  return lines
}

/** The quads of a graph, seen from the blank node that names it. */
function memberLines(members: readonly NodeRecord[], link: string, order: Order): string {
  // lines of two blank nodes may read alike, those of one subject are one quad then
  const each: string[] = [link]
  const once = new Set<string>()
  for (const record of members) {
    const isBlank = typeof record.subject === 'number'
    for (const line of seenLines(record, {
      subject: seen(record.subject),
      end: ' _:a .\n',
      order,
    })) {
      if (isBlank || line.endsWith('> _:z _:a .\n')) each.push(line)
      else once.add(line)
    }
  }
  return [...each, ...once].sort(order).join('')
}
