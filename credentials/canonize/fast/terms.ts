/**
 * What a term means in one state of the contexts, taken from jsonld.js's own definition of it.
 *
 * A term is understood only when all of its definition is; anything else is left to the reference.
 *
 * @module
 */

import { listOf } from '../../json.ts'
import { isSafeIri, XSD } from './literals.ts'
import type { PropertyTerm, State, Term, TypeTerm } from './model.ts'

const UNSUPPORTED: Term = { kind: 'unsupported' }
const ID: Term = { kind: 'id' }
const TYPE: Term = { kind: 'type' }

/** Terms remembered per state: documents may invent names, memory must not grow with them. */
const MEMORY = 4096

export function termOf(state: State, name: string): Term {
  const known = state.terms.get(name)
  if (known !== undefined) return known
  const term = readTerm(state, name)
  if (state.terms.size < MEMORY) state.terms.set(name, term)
  return term
}

type Mapping = { readonly [member: string]: unknown }

function readTerm(state: State, name: string): Term {
  const mapping = state.context.mappings.get(name)
  if (!mapping || mapping.reverse || '@nest' in mapping || '@index' in mapping) return UNSUPPORTED
  const id = mapping['@id']
  if (id === '@id') return ID
  if (id === '@type') return '@container' in mapping ? UNSUPPORTED : TYPE
  return typeof id === 'string' && isSafeIri(id)
    ? readProperty(state, { name, id, mapping })
    : UNSUPPORTED
}

interface Named {
  readonly name: string
  readonly id: string
  readonly mapping: Mapping
}

function readProperty(state: State, { name, id, mapping }: Named): Term {
  const container = containerOf(listOf(mapping['@container']))
  if (!container) return UNSUPPORTED
  if ('@language' in mapping || '@direction' in mapping) return UNSUPPORTED
  const reading = readingOf(mapping['@type'])
  if (!reading) return UNSUPPORTED
  const term: PropertyTerm = {
    kind: 'property',
    name,
    state,
    predicate: ` <${id}> `,
    container,
    scoped: '@context' in mapping,
    slot: undefined,
    ...reading,
  }
  if (!term.scoped) term.slot = { term, inner: state }
  return term
}

function containerOf(names: readonly unknown[]): PropertyTerm['container'] | undefined {
  const kinds = names.filter((name) => name !== '@set')
  if (kinds.length === 0) return 'none'
  if (kinds.length > 1) return undefined
  if (kinds[0] === '@list') return 'list'
  return kinds[0] === '@graph' ? 'graph' : undefined
}

type Reading = Pick<PropertyTerm, 'value' | 'datatype' | 'suffix' | 'isDouble'>

function readingOf(type: unknown): Reading | undefined {
  const plain = { datatype: undefined, suffix: '', isDouble: false }
  if (type === undefined || type === null || type === '@none') return { value: 'literal', ...plain }
  if (type === '@id') return { value: 'iri', ...plain }
  if (type === '@vocab') return { value: 'vocab', ...plain }
  if (typeof type !== 'string' || !isSafeIri(type)) return undefined
  if (type.endsWith('#langString')) return undefined
  const suffix = type === `${XSD}string` ? '' : `^^<${type}>`
  return { value: 'literal', datatype: type, suffix, isDouble: type === `${XSD}double` }
}

/** What a text in `type` means. */
export function typeOf(state: State, name: string): TypeTerm {
  const known = state.types.get(name)
  if (known !== undefined) return known
  const mapping = state.context.mappings.get(name)
  const iri = mapping === undefined ? absolute(name, state) : mapped(mapping)
  const type = {
    object: iri === undefined ? undefined : `<${iri}>`,
    scoped: mapping?.['@context'] !== undefined,
  }
  if (state.types.size < MEMORY) state.types.set(name, type)
  return type
}

function mapped(mapping: Mapping | null): string | undefined {
  const id = mapping?.['@id']
  return typeof id === 'string' && isSafeIri(id) ? id : undefined
}

/** The IRI itself, unless its scheme is a prefix here and would be replaced. */
export function absolute(iri: string, { prefixes }: State): string | undefined {
  if (!isSafeIri(iri)) return undefined
  if (prefixes.size > 0) {
    const colon = iri.indexOf(':')
    if (!iri.startsWith('//', colon + 1) && prefixes.has(iri.slice(0, colon))) return undefined
  }
  return iri
}

/** The IRI of a value that is a term or an IRI. */
export function vocabulary(value: string, state: State): string | undefined {
  const mapping = state.context.mappings.get(value)
  return mapping === undefined ? absolute(value, state) : mapped(mapping)
}
