/**
 * The walk: from JSON straight to nodes and their values, without the expanded document in between.
 *
 * @module
 */

import { addRecord, Bail, type Graph, newBlank, quote } from './graph.ts'
import { nativeLiteral, RDF } from './literals.ts'
import {
  contextsOf,
  keyOfAll,
  type Node,
  type Plan,
  type PlanSource,
  type PlanStep,
  type PropertyTerm,
  type Slot,
  type State,
} from './model.ts'
import { type Element, Missing, planOf } from './plans.ts'
import { absolute, termOf, vocabulary } from './terms.ts'

const MAX_DEPTH = 32

const LIST: readonly PlanStep[] = ['first', 'rest'].map((name) => ({
  predicate: ` <${RDF}${name}> `,
  fixed: [],
  only: undefined,
  sources: [],
}))
const NIL = `<${RDF}nil>`

type Values = Node | readonly Node[]
/** What an empty list says, and null: no statement at all. */
const NOTHING: readonly Node[] = []

/** Walks the whole document; contexts are those of the state. */
export function walkDocument(element: Element, state: State, graph: Graph): void {
  const plan = planOf({ element, names: Object.keys(element), state, entered: true })
  emitNode(element, plan, graph)
}

function walkNode(element: Element, around: State, graph: Graph): Node {
  if (graph.depth > MAX_DEPTH) throw new Bail('depth')
  const names = Object.keys(element)
  const state = reverted(names, around)
  const own = names.includes('@context') ? localState(element['@context'], state) : undefined
  const plan = planOf({ element, names, state: own ?? state, entered: own !== undefined })
  if (!plan.isReference) return emitNode(element, plan, graph)
  return iriOf(element[plan.idName ?? ''], plan.state)
}

/** Objects leave the context of the type around them, but for references and values. */
function reverted(names: readonly string[], state: State): State {
  if (!state.context.previousContext) return state
  const [first = ''] = names
  if (names.length === 1 && termOf(state, first).kind === 'id') return state
  if (state.namesValues && names.some((name) => isValueName(name, state))) throw new Bail('@value')
  if (!state.previous) throw new Missing({ step: 'revert', state })
  return state.previous
}

const isValueName = (name: string, { context }: State): boolean =>
  context.mappings.get(name)?.['@id'] === '@value'

/** The state after contexts that an inner node brings itself, such as a credential in a presentation. */
function localState(value: unknown, state: State): State {
  const contexts = contextsOf(value)
  if (!contexts) throw new Bail('inline context')
  const next = state.local.get(keyOfAll(contexts))
  if (!next) throw new Missing({ step: 'local', state, contexts })
  return next
}

function iriOf(value: unknown, state: State): string {
  const iri = typeof value === 'string' ? absolute(value, state) : undefined
  if (iri === undefined) throw new Bail('id')
  return `<${iri}>`
}

function emitNode(element: Element, { idName, steps, state }: Plan, graph: Graph): Node {
  const subject = idName === undefined ? newBlank(graph) : iriOf(element[idName], state)
  const values: Values[] = []
  for (const step of steps) {
    const { only } = step
    values.push(only ? readSource(only, element, graph) : readStep(step, element, graph))
  }
  addRecord(graph, { subject, within: graph.within, steps, values })
  return subject
}

/** Types, and members that several names stand for. */
function readStep({ fixed, sources }: PlanStep, element: Element, graph: Graph): Values {
  if (sources.length === 0) return fixed.length === 1 ? (fixed[0] ?? fixed) : fixed
  const all: Node[] = [...fixed]
  for (const each of sources) {
    const values = readSource(each, element, graph)
    if (typeof values === 'object') all.push(...values)
    else all.push(values)
  }
  return [...new Set(all)]
}

function readSource({ name, term }: PlanSource, element: Element, graph: Graph): Values {
  const slot = slotOf(term)
  const value = element[name]
  if (term.container === 'list') return readList(value, slot, graph)
  const read = term.container === 'graph' ? readGraph : readValue
  if (value === null) return NOTHING
  if (!Array.isArray(value)) return read(value, slot, graph)
  const items = value.includes(null) ? value.filter((item) => item !== null) : value
  if (items.length === 0) return NOTHING
  if (items.length === 1) return read(items[0], slot, graph)
  const nodes = new Set<Node>()
  for (const item of items) nodes.add(read(item, slot, graph))
  return [...nodes]
}

function slotOf(term: PropertyTerm): Slot {
  if (!term.slot) throw new Missing({ step: 'property', term })
  if (term.slot.inner.barred) throw new Bail('context')
  return term.slot
}

function readValue(value: unknown, slot: Slot, graph: Graph): Node {
  if (typeof value === 'string') return readText(value, slot.term, graph)
  if (typeof value !== 'object') return readScalar(value, slot.term, graph)
  if (value === null || Array.isArray(value)) throw new Bail('array in array')
  if ('@value' in value) return readLabelled(value as Element, slot.term, graph)
  graph.depth++
  const node = walkNode(value as Element, slot.inner, graph)
  graph.depth--
  return node
}

const I18N = 'https://www.w3.org/ns/i18n#'
const LANGUAGE_TAG = /^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$/
const LABELS = new Set(['@value', '@language', '@direction'])

/** A text with its language, its direction, or both (JSON-LD 1.1 API §8.6, `i18n-datatype`). */
function readLabelled(element: Element, term: PropertyTerm, graph: Graph): string {
  const { '@value': text, '@language': language, '@direction': direction } = element
  if (!Object.keys(element).every((name) => LABELS.has(name))) throw new Bail('keyword')
  if (term.value !== 'literal' || term.suffix !== '') throw new Bail('typed text')
  if (typeof text !== 'string') throw new Bail('value')
  const literal = quote(text, graph)
  if (language === undefined && direction === undefined) return literal
  const tag = language === undefined ? '' : tagOf(language)
  if (direction === undefined) return `${literal}@${tag}`
  if (direction !== 'ltr' && direction !== 'rtl') throw new Bail('direction')
  return `${literal}^^<${I18N}${tag}_${direction}>`
}

function tagOf(language: unknown): string {
  if (typeof language !== 'string' || !LANGUAGE_TAG.test(language)) throw new Bail('language')
  return language.toLowerCase()
}

/** A graph of its own with a name that nobody gave it: what others have signed. */
function readGraph(value: unknown, slot: Slot, graph: Graph): Node {
  const around = graph.within
  const name = newBlank(graph)
  const before = graph.records.length
  graph.within = name
  if (typeof value !== 'object') throw new Bail('reference to a graph')
  readValue(value, slot, graph)
  graph.within = around
  if (graph.records.length === before) throw new Bail('empty graph')
  return name
}

function readList(value: unknown, { term }: Slot, graph: Graph): Node {
  const items: readonly unknown[] = Array.isArray(value) ? value : [value]
  if (items.length === 0) throw new Bail('empty list')
  const objects = items.map((item) => {
    if (typeof item !== 'string') throw new Bail('list item')
    return readText(item, term, graph)
  })
  const cells = objects.map(() => newBlank(graph))
  const { within } = graph
  for (const [at, subject] of cells.entries()) {
    const values = [objects[at] ?? NIL, cells[at + 1] ?? NIL]
    addRecord(graph, { subject, within, steps: LIST, values })
  }
  return cells[0] ?? NIL
}

function readScalar(value: unknown, term: PropertyTerm, graph: Graph): string {
  if (term.value !== 'literal') throw new Bail('reference')
  if (typeof value !== 'boolean' && typeof value !== 'number') throw new Bail('value')
  const literal = nativeLiteral(value, term.datatype)
  if (literal === undefined) throw new Bail('number')
  if ((graph.natives.get(literal) ?? value) !== value) throw new Bail('numbers that read alike')
  graph.natives.set(literal, value)
  return literal
}

function readText(value: string, term: PropertyTerm, graph: Graph): string {
  if (term.value === 'literal') {
    if (term.suffix === '') return quote(value, graph)
    if (term.isDouble) throw new Bail('number in words')
    const literal = quote(value, graph) + term.suffix
    graph.texts.push(literal)
    return literal
  }
  const { state } = term
  const iri = term.value === 'vocab' ? vocabulary(value, state) : absolute(value, state)
  if (iri === undefined) throw new Bail('reference')
  return `<${iri}>`
}
