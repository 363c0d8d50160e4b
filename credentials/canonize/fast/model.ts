/**
 * States of the contexts, what terms mean in them, and how nodes are read.
 *
 * @module
 */

import type jsonldContext from 'jsonld/lib/context.js'

export type ActiveContext = ReturnType<typeof jsonldContext.getInitialContext>

/** `<IRI>` or a literal, in octets, or the number of a blank node. */
export type Node = string | number

export interface State {
  readonly context: ActiveContext
  /** Where an object without a type of this state goes back to; found when first needed. */
  previous: State | undefined
  /** Whether the context has a vocabulary, language or base: not understood here. */
  readonly barred: boolean
  /** Whether a term stands for `@value`. */
  readonly namesValues: boolean
  readonly prefixes: ReadonlySet<string>
  readonly terms: Map<string, Term>
  readonly types: Map<string, TypeTerm>
  /** States after type-scoped contexts, by the sorted types. */
  readonly typed: Map<string, State>
  /** States after contexts that a node brings itself. */
  readonly local: Map<string, State>
  /** How nodes are read that brought the contexts of this state themselves. */
  readonly entered: PlanTree
  /** How all other nodes are read here. */
  readonly inside: PlanTree
  /** Of all states together. */
  readonly memory: PlanMemory
}

/** Steps of plan trees that are remembered: documents may invent names and orders of names. */
export interface PlanMemory {
  left: number
  /** Forgets all plans. */
  readonly forget: () => void
}

/** A step of the automaton that nobody has taken yet. */
export type Job =
  | { readonly step: 'revert'; readonly state: State }
  | { readonly step: 'types'; readonly state: State; readonly types: readonly string[] }
  | { readonly step: 'local'; readonly state: State; readonly contexts: readonly string[] }
  | { readonly step: 'property'; readonly term: PropertyTerm }

export interface PropertyTerm {
  readonly kind: 'property'
  readonly name: string
  /** The state that the term was looked up in. */
  readonly state: State
  /** ` <IRI> `, ready to stand in a line. */
  readonly predicate: string
  readonly value: 'literal' | 'iri' | 'vocab'
  readonly datatype: string | undefined
  /** What follows the quoted text of a literal: empty, or `^^<datatype>`. */
  readonly suffix: string
  readonly isDouble: boolean
  readonly container: 'none' | 'list' | 'graph'
  /** Whether the term brings a context of its own. */
  readonly scoped: boolean
  /** How values are read; found when first needed if the term is scoped. */
  slot: Slot | undefined
}

/** How the values of a property are read. */
export interface Slot {
  readonly term: PropertyTerm
  /** The state in which objects are read. */
  readonly inner: State
}

export type Term = { readonly kind: 'unsupported' | 'id' | 'type' } | PropertyTerm

export interface TypeTerm {
  /** `<IRI>`; `undefined` when it is not understood. */
  readonly object: string | undefined
  /** Whether the type brings a context of its own. */
  readonly scoped: boolean
}

/** How nodes with certain names and types are read: found once, followed often. */
export interface Plan {
  /** The state after the types. */
  readonly state: State
  readonly types: readonly string[]
  readonly idName: string | undefined
  /** In the order of their lines. */
  readonly steps: readonly PlanStep[]
  /** Whether the node says nothing but who it is. */
  readonly isReference: boolean
}

export interface PlanStep {
  /** ` <IRI> `. */
  readonly predicate: string
  /** What the types say; for `rdf:type` alone. */
  readonly fixed: readonly string[]
  /** The one member with this predicate, where there is nothing else. */
  readonly only: PlanSource | undefined
  /** All members with this predicate. */
  readonly sources: readonly PlanSource[]
}

export interface PlanSource {
  readonly name: string
  readonly term: PropertyTerm
}

/** Plans by the names of a node in their order, then by its types. */
export interface PlanTree {
  readonly next: Map<string, PlanTree>
  /** Which of the names is that of the types. */
  typeName: string | undefined
  readonly plans: Map<string, Plan>
}

export const createTree = (): PlanTree => ({
  next: new Map(),
  typeName: undefined,
  plans: new Map(),
})

const MAX_CONTEXTS = 8

/** The contexts of a document or node, by their addresses; `undefined` for any others. */
export function contextsOf(context: unknown): readonly string[] | undefined {
  const list: readonly unknown[] = Array.isArray(context) ? context : [context]
  const texts = list.filter((item) => typeof item === 'string')
  const fits = texts.length === list.length && texts.length <= MAX_CONTEXTS
  return fits && texts.every(isKey) ? texts : undefined
}

/** What keys can be made of: one empty text would have the key of no text at all. */
const isKey = (text: string): boolean => text !== '' && !text.includes('\u0000')

/** One key for several texts, none of which holds a NUL. */
export const keyOfAll = (texts: readonly string[]): string => texts.join('\u0000')
