/**
 * Names: a statement that a context has a term for is written with the term, and said of the whole
 * where the whole is.
 *
 * JSON-LD reads a member by its full IRI, and statements of a node wherever the node is named again.
 * A signature over RDF stays right when an end of validity is renamed or moved that way, while a
 * reader of plain JSON no longer sees it.
 *
 * @module
 * @see JSON-LD 1.1 API §5.2 (IRI expansion); Verifiable Credentials Data Model 2.0 §6.1
 */

import { pinnedContexts } from '../../schemas/contexts/pinned.ts'
import { isObject, listOf, objectsIn, step } from '../json.ts'
import type { JsonObject } from '../types.ts'
import { type FormFault, formFault } from './form-fault.ts'

interface Vocabulary {
  /** What terms stand for. */
  readonly iris: ReadonlySet<string>
  /** What every other name is put behind (`@vocab`). */
  readonly bases: readonly string[]
}

const PREFIXES: Readonly<Record<string, string>> = {
  cred: 'https://www.w3.org/2018/credentials#',
  sec: 'https://w3id.org/security#',
}

function* textsIn(value: unknown): Generator<readonly [name: string, text: string]> {
  if (typeof value !== 'object' || value === null) return
  for (const [name, item] of Object.entries(value)) {
    if (typeof item === 'string') yield [name, item]
    else yield* textsIn(item)
  }
}

function readVocabulary(): Vocabulary {
  const iris = new Set<string>()
  const bases = new Set<string>()
  for (const { document } of pinnedContexts.values()) {
    for (const [name, text] of textsIn(document)) {
      if (name === '@vocab') bases.add(text)
      const [prefix = '', rest = ''] = text.split(/:(.*)/s)
      iris.add(Object.hasOwn(PREFIXES, prefix) ? `${PREFIXES[prefix]}${rest}` : text)
    }
  }
  return { iris, bases: [...bases] }
}

let vocabulary: Vocabulary | undefined

/** Whether a context that may be named has a term for this IRI. */
function hasTerm(iri: string): boolean {
  if (!iri.includes(':')) return false
  vocabulary ??= readVocabulary()
  return vocabulary.iris.has(iri) || vocabulary.bases.some((base) => iri.startsWith(base))
}

/** A full address that no context has a term for is nobody's second name. */
const isSecondName = (name: string): boolean =>
  name.includes(':') && (!/^[A-Za-z][A-Za-z0-9+.-]*:\/\/./.test(name) || hasTerm(name))

const ELSEWHERE = new Set(['@context', 'proof', 'verifiableCredential'])

/** Names and types by their IRI where there is a term. */
export function* secondNameFaults(document: JsonObject): Generator<FormFault> {
  for (const [pointer, node] of objectsIn(document, ELSEWHERE)) {
    for (const name of Object.keys(node)) {
      if (isSecondName(name)) yield formFault(step(pointer, name), 'must be written as a term')
    }
    if (listOf(node.type).some((type) => typeof type === 'string' && hasTerm(type))) {
      yield formFault(step(pointer, 'type'), 'must be written as a term')
    }
  }
}

/** Members that say who, until when and in which state, wherever they are said of the whole. */
const OF_THE_WHOLE = [
  'issuer',
  'holder',
  'issuanceDate',
  'expirationDate',
  'validFrom',
  'validUntil',
  'credentialSubject',
  'credentialStatus',
  'credentialSchema',
  'evidence',
  'refreshService',
  'relatedResource',
  'termsOfUse',
] as const

const saysOfWhole = (node: JsonObject): boolean =>
  OF_THE_WHOLE.some((member) => member in node) ||
  listOf(node.type).some((type) => type === 'VerifiableCredential')

/** A quick look, which spares nearly all documents the one that keeps pointers. */
function isNamedInside(node: object, id: string): boolean {
  return Object.values(node).some(
    (item: unknown) =>
      typeof item === 'object' &&
      item !== null &&
      ((item as { readonly id?: unknown }).id === id || isNamedInside(item, id)),
  )
}

/** Inner nodes that bear the name of the whole and go on about it. */
export function* movedFaults(document: JsonObject): Generator<FormFault> {
  const { id } = document
  if (typeof id !== 'string' || !isNamedInside(document, id)) return
  for (const [pointer, node] of objectsIn(document, ELSEWHERE)) {
    if (pointer !== '' && node.id === id && saysOfWhole(node)) {
      yield formFault(pointer, 'says of the whole what must be said where it is')
    }
  }
}

/** Items of a list that are named alike: what is said of one could be exchanged with the other. */
export function* namedTwiceFaults(items: unknown, pointer: string): Generator<FormFault> {
  const seen = new Set<unknown>()
  for (const [at, item] of listOf(items).entries()) {
    const id = isObject(item) ? item.id : undefined
    if (id !== undefined && seen.has(id)) yield formFault(step(pointer, at), 'is named twice')
    seen.add(id)
  }
}
