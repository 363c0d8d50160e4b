/**
 * Collecting quads and writing them in canonical order with canonical blank node labels.
 *
 * Blank nodes are numbers until they are labelled. Only nodes that their own quads tell apart are
 * labelled here; where two look alike the reference decides.
 *
 * @module
 * @see RDF Dataset Canonicalization (RDFC-1.0) §4.4, §4.6
 */

/** `<IRI>` or a literal, or the number of a blank node. */
export type Node = string | number

export interface Graph {
  /** Quads without blank nodes, by subject: what follows it in the line. */
  readonly lines: Map<string, string[]>
  /** Quads with blank nodes: subject, predicate, object, three by three. */
  readonly open: Node[]
  blanks: number
  /** Literals that came as numbers or truth values. */
  readonly natives: Map<string, number | boolean>
  /** Literals that came as texts of such types. */
  readonly texts: Set<string>
}

export const createGraph = (): Graph => ({
  lines: new Map(),
  open: [],
  blanks: 0,
  natives: new Map(),
  texts: new Set(),
})

export interface Quad {
  readonly subject: Node
  readonly predicate: string
  readonly object: Node
}

function addLine(lines: Map<string, string[]>, subject: string, rest: string): void {
  const own = lines.get(subject)
  if (own) own.push(rest)
  else lines.set(subject, [rest])
}

export function addQuad(graph: Graph, { subject, predicate, object }: Quad): void {
  if (typeof subject === 'string' && typeof object === 'string') {
    addLine(graph.lines, subject, `${predicate}${object} .\n`)
  } else graph.open.push(subject, predicate, object)
}

/** @returns `undefined` when the graph needs more than first-degree hashes */
export function writeGraph(graph: Graph, sha256Hex: (text: string) => string): string | undefined {
  // the reference keeps a number beside the text that looks like it, as two quads that read alike
  for (const literal of graph.natives.keys()) if (graph.texts.has(literal)) return undefined
  const lines = graph.lines
  if (graph.blanks > 0 && !labelled(graph, { lines, sha256Hex })) return undefined
  return written(lines)
}

/**
 * The lines in order: by subject, then by what follows.
 *
 * No subject is the beginning of another up to its end, so this is the order of whole lines, found by
 * comparing far less.
 */
function written(lines: Map<string, string[]>): string {
  let text = ''
  for (const subject of [...lines.keys()].sort()) {
    const own = lines.get(subject) ?? []
    if (own.length > 1) own.sort()
    let before = ''
    for (const rest of own) {
      if (rest !== before) text += subject + rest
      before = rest
    }
  }
  return text
}

interface Labelling {
  readonly lines: Map<string, string[]>
  readonly sha256Hex: (text: string) => string
}

/** Adds the lines of all quads with blank nodes; `false` when two nodes look alike. */
function labelled(graph: Graph, { lines, sha256Hex }: Labelling): boolean {
  const own = ownLines(graph)
  if (!own) return false
  const hashes = own.map((texts, at) => {
    if (texts.length > 1) texts.sort()
    return { hash: sha256Hex(unique(texts)), at }
  })
  hashes.sort((a, b) => (a.hash < b.hash ? -1 : 1))
  const labels: string[] = new Array(hashes.length)
  let before = ''
  for (const [rank, { hash, at }] of hashes.entries()) {
    if (hash === before) return false
    before = hash
    labels[at] = `_:c14n${rank}`
  }
  const nameOf = (node: Node | undefined) => (typeof node === 'number' ? labels[node] : node)
  const { open } = graph
  for (let at = 0; at < open.length; at += 3) {
    addLine(lines, `${nameOf(open[at])}`, `${open[at + 1]}${nameOf(open[at + 2])} .\n`)
  }
  return true
}

/** One text of sorted lines; equal lines are one quad unless they lead to two blank nodes. */
function unique(sorted: readonly string[]): string {
  let text = ''
  let before = ''
  for (const line of sorted) {
    if (line !== before || line.endsWith('_:z .\n')) text += line
    before = line
  }
  return text
}

/** For each blank node the quads it is in, seen from it (§4.6.3). */
function ownLines({ open, blanks }: Graph): string[][] | undefined {
  const own: string[][] = Array.from({ length: blanks }, () => [])
  const seen = (node: Node) => (typeof node === 'number' ? '_:z' : node)
  for (let at = 0; at < open.length; at += 3) {
    const [subject = '', predicate = '', object = ''] = [open[at], open[at + 1], open[at + 2]]
    if (subject === object) return undefined
    if (typeof subject === 'number') own[subject]?.push(`_:a${predicate}${seen(object)} .\n`)
    if (typeof object === 'number') own[object]?.push(`${seen(subject)}${predicate}_:a .\n`)
  }
  return own
}
