/**
 * Ordered lists in selective disclosure.
 *
 * The suites address statements by JSON Pointer and give every blank node a name, which the cells of
 * a JSON-LD list cannot have. Written as the cells it stands for, a list says the same in RDF and
 * can be named; so documents are unfolded before the suites see them and folded again afterwards.
 *
 * @module
 * @see JSON-LD 1.1 §4.3.1 (lists); RDF 1.1 Schema §5.2
 */

import { isObject, step } from '../json.ts'
import type { JsonObject } from '../types.ts'

const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#'
const FIRST = `${RDF}first`
const REST = `${RDF}rest`
const NIL = `${RDF}nil`

/** Members that are lists, by their name in the context and in RDF. */
const LISTS: readonly (readonly [name: string, iri: string])[] = [
  ['allowedValue', 'https://purl.imsglobal.org/spec/vc/ob/vocab.html#allowedValue'],
]
const IRIS = new Map(LISTS)
const NAMES = new Map(LISTS.map(([name, iri]) => [iri, name]))

const cells = (items: readonly unknown[]): JsonObject =>
  items.reduceRight<JsonObject>((rest, first) => ({ [FIRST]: first, [REST]: rest }), { id: NIL })

function mapMembers(
  value: unknown,
  change: (name: string, item: unknown) => readonly [string, unknown],
): unknown {
  if (Array.isArray(value)) return value.map((item) => mapMembers(item, change))
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) =>
      name === '@context' ? [name, item] : change(name, item),
    ),
  )
}

/** The document with each list written as its cells. */
export function unfoldLists(document: JsonObject): JsonObject {
  const change = (name: string, item: unknown): readonly [string, unknown] => {
    const iri = IRIS.get(name)
    if (iri === undefined) return [name, mapMembers(item, change)]
    return [iri, cells(Array.isArray(item) ? item : [item])]
  }
  return mapMembers(document, change) as JsonObject
}

/** The document with cells written as the lists they are. */
export function foldLists(document: JsonObject): JsonObject {
  const change = (name: string, item: unknown): readonly [string, unknown] => {
    const plain = NAMES.get(name)
    return plain === undefined ? [name, mapMembers(item, change)] : [plain, itemsOf(item)]
  }
  return mapMembers(document, change) as JsonObject
}

function itemsOf(value: unknown): readonly unknown[] {
  if (!isObject(value) || !(FIRST in value)) return []
  return [value[FIRST], ...itemsOf(value[REST])]
}

/**
 * The pointer into the unfolded document.
 *
 * @returns `undefined` when it points into a list, which is disclosed whole or not at all
 */
export function unfoldPointer(pointer: string): string | undefined {
  const steps = pointer.split('/').slice(1)
  const at = steps.findIndex((name) => IRIS.has(name))
  if (at < 0) return pointer
  const name = steps[at] ?? ''
  if (at !== steps.length - 1) return undefined
  const before = steps.slice(0, at).map((part) => `/${part}`)
  return step(before.join(''), IRIS.get(name) ?? name)
}
