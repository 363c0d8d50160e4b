/**
 * States of the contexts and what terms mean in them.
 *
 * @module
 */

import type jsonldContext from 'jsonld/lib/context.js'

export type ActiveContext = ReturnType<typeof jsonldContext.getInitialContext>

export interface State {
  readonly context: ActiveContext
  /** Where an object without a type of this state goes back to; found when first needed. */
  previous: State | undefined
  /** Whether the context has a vocabulary, language or base: not understood here. */
  readonly barred: boolean
  readonly prefixes: ReadonlySet<string>
  readonly terms: Map<string, Term>
  readonly types: Map<string, TypeTerm>
  /** States after type-scoped contexts, by the sorted types. */
  readonly typed: Map<string, State>
}

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
  readonly list: boolean
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
