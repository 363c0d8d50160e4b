/**
 * The walk: from JSON straight to quads, without the expanded document in between.
 *
 * @module
 */

import { addQuad, type Graph, type Node } from './graph.ts'
import { nativeLiteral, quote, RDF } from './literals.ts'
import type { PropertyTerm, Slot, State, Term, TypeTerm } from './model.ts'
import { type Job, typesKey } from './states.ts'
import { absolute, termOf, typeOf, vocabulary } from './terms.ts'

/** The document holds something that is left to the reference. */
export class Bail extends Error {
  override readonly name = 'Bail'
}

/** A step of the automaton has to be taken first; then the walk begins again. */
export class Missing extends Error {
  override readonly name = 'Missing'
  readonly job: Job

  constructor(job: Job) {
    super(job.step)
    this.job = job
  }
}

const TYPE = ` <${RDF}type> `
const FIRST = ` <${RDF}first> `
const REST = ` <${RDF}rest> `
const NIL = `<${RDF}nil>`
const MAX_DEPTH = 32

type Element = { readonly [member: string]: unknown }

interface Place {
  readonly graph: Graph
  readonly depth: number
}

/** Walks the whole document; contexts are those of the state. */
export function walkDocument(document: Element, state: State, graph: Graph): void {
  const { '@context': _, ...element } = document
  const node = readNode(element, state)
  if (node.properties === 0) throw new Bail('no claims')
  emitNode(element, node, { graph, depth: 0 })
}

interface ReadNode {
  readonly names: readonly string[]
  /** One for each name. */
  readonly terms: readonly Term[]
  readonly id: string | undefined
  readonly types: readonly TypeTerm[]
  /** Members that make quads. */
  readonly properties: number
}

function walkNode(element: Element, state: State, place: Place): Node {
  if (place.depth > MAX_DEPTH) throw new Bail('depth')
  const node = readNode(element, reverted(element, state))
  if (node.id !== undefined && node.names.length === 1) return node.id
  return emitNode(element, node, place)
}

/** Objects leave the context of the type around them, but for references and values. */
function reverted(element: Element, state: State): State {
  if (!state.context.previousContext) return state
  const names = Object.keys(element)
  const [first = ''] = names
  if (names.length === 1 && termOf(state, first).kind === 'id') return state
  for (const name of names) {
    if (state.context.mappings.get(name)?.['@id'] === '@value') throw new Bail('@value')
  }
  if (!state.previous) throw new Missing({ step: 'revert', state })
  return state.previous
}

function readNode(element: Element, state: State): ReadNode {
  const names = Object.keys(element)
  if (names.length === 0) throw new Bail('empty object')
  if (state.barred) throw new Bail('context')
  const typeName = typeNameOf(names, state)
  const types = typeName === undefined ? [] : readTypes(element[typeName], state)
  const own = typedState(state, types)
  if (typeName !== undefined && termOf(own, typeName).kind !== 'type') throw new Bail('type')
  const terms = names.map((name) => understood(name, { own, typeName }))
  const id = readId(element, { names, terms, state: own })
  const properties = names.length - (id === undefined ? 0 : 1)
  return { names, terms, id, types: types.map(({ term }) => term), properties }
}

function understood(
  name: string,
  { own, typeName }: { readonly own: State; readonly typeName: string | undefined },
): Term {
  const term = termOf(own, name)
  if (term.kind === 'unsupported') throw new Bail(`term ${name}`)
  if (term.kind === 'type' && name !== typeName) throw new Bail('type')
  return term
}

function typeNameOf(names: readonly string[], state: State): string | undefined {
  let found: string | undefined
  for (const name of names) {
    if (name.charCodeAt(0) === 0x40) throw new Bail('keyword')
    if (termOf(state, name).kind !== 'type') continue
    if (found !== undefined) throw new Bail('two types')
    found = name
  }
  return found
}

interface ReadTerms {
  readonly names: readonly string[]
  readonly terms: readonly Term[]
  readonly state: State
}

function readId(element: Element, { names, terms, state }: ReadTerms): string | undefined {
  let id: string | undefined
  for (let at = 0; at < names.length; at++) {
    if (terms[at]?.kind !== 'id') continue
    const value = element[names[at] ?? '']
    const iri = typeof value === 'string' ? absolute(value, state) : undefined
    if (id !== undefined || iri === undefined) throw new Bail('id')
    id = `<${iri}>`
  }
  return id
}

interface NamedType {
  readonly name: string
  readonly term: TypeTerm
}

function readTypes(value: unknown, state: State): readonly NamedType[] {
  const names: readonly unknown[] = Array.isArray(value) ? value : [value]
  if (names.length === 0) throw new Bail('type')
  return names.map((name) => {
    if (typeof name !== 'string') throw new Bail('type')
    const term = typeOf(state, name)
    if (term.object === undefined) throw new Bail(`type ${name}`)
    return { name, term }
  })
}

function typedState(state: State, types: readonly NamedType[]): State {
  const scoped = types.filter(({ term }) => term.scoped)
  if (scoped.length === 0) return state
  const names = scoped.map(({ name }) => name).sort()
  const next = state.typed.get(typesKey(names))
  if (!next) throw new Missing({ step: 'types', state, types: names })
  if (next.barred) throw new Bail('context')
  return next
}

function emitNode(element: Element, { names, terms, id, types }: ReadNode, place: Place): Node {
  const { graph } = place
  const subject = id ?? graph.blanks++
  for (const { object = '' } of types) addQuad(graph, { subject, predicate: TYPE, object })
  for (let at = 0; at < names.length; at++) {
    const term = terms[at]
    if (term?.kind !== 'property') continue
    const value = element[names[at] ?? '']
    if (term.list) emitList({ subject, value, term }, place)
    else emitValues({ subject, value, term }, place)
  }
  return subject
}

interface Statement {
  readonly subject: Node
  readonly value: unknown
  readonly term: PropertyTerm
}

function slotOf(term: PropertyTerm): Slot {
  if (!term.slot) throw new Missing({ step: 'property', term })
  if (term.slot.inner.barred) throw new Bail('context')
  return term.slot
}

function emitValues({ subject, value, term }: Statement, place: Place): void {
  const slot = slotOf(term)
  const { predicate } = term
  if (!Array.isArray(value)) {
    addQuad(place.graph, { subject, predicate, object: readValue(value, slot, place) })
    return
  }
  if (value.length === 0) throw new Bail('empty array')
  for (const item of value as readonly unknown[]) {
    addQuad(place.graph, { subject, predicate, object: readValue(item, slot, place) })
  }
}

function readValue(value: unknown, slot: Slot, place: Place): Node {
  if (typeof value !== 'object') return readScalar(value, slot.term, place.graph)
  if (value === null || Array.isArray(value)) throw new Bail('null or array in array')
  return walkNode(value as Element, slot.inner, { graph: place.graph, depth: place.depth + 1 })
}

function emitList({ subject, value, term }: Statement, { graph }: Place): void {
  const slot = slotOf(term)
  const items: readonly unknown[] = Array.isArray(value) ? value : [value]
  if (items.length === 0) throw new Bail('empty list')
  const objects = items.map((item) => {
    if (typeof item !== 'string') throw new Bail('list item')
    return readScalar(item, slot.term, graph)
  })
  let cell = graph.blanks++
  addQuad(graph, { subject, predicate: term.predicate, object: cell })
  for (const [at, object] of objects.entries()) {
    addQuad(graph, { subject: cell, predicate: FIRST, object })
    const next: Node = at + 1 < objects.length ? graph.blanks++ : NIL
    addQuad(graph, { subject: cell, predicate: REST, object: next })
    if (typeof next === 'number') cell = next
  }
}

function readScalar(value: unknown, term: PropertyTerm, graph: Graph): string {
  if (typeof value === 'string') return readText(value, term, graph)
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
    if (term.suffix === '') return quote(value)
    const literal = quote(value) + term.suffix
    graph.texts.add(literal)
    return literal
  }
  const { state } = term
  const iri = term.value === 'vocab' ? vocabulary(value, state) : absolute(value, state)
  if (iri === undefined) throw new Bail('reference')
  return `<${iri}>`
}
