/**
 * What a document may cost, and values that two readers would read differently.
 *
 * @module
 */

import { isObject, step } from '../json.ts'
import { type FormFault, formFault } from './form-fault.ts'

export const LIMITS = {
  /** Objects and arrays in a document. */
  nodes: 2_000,
  /** Members of all objects and items of all lists together: five for each node, as large badges have. */
  values: 10_000,
  /** Characters in all names and texts together. */
  characters: 1_048_576,
  depth: 48,
} as const

interface Tally {
  nodes: number
  values: number
  characters: number
}

/** The first thing that is not plain JSON within the limits; `undefined` when all is. */
export function limitFault(value: unknown): FormFault | undefined {
  const tally: Tally = { nodes: 0, values: 0, characters: 0 }
  return inspect(value, { name: '', above: undefined, depth: 0, tally })
}

/** Where a value stands; its pointer is made when something is wrong there, and not before. */
interface Place {
  readonly name: string
  readonly above: Place | undefined
  readonly depth: number
  readonly tally: Tally
}

const pointerTo = ({ name, above }: Place): string =>
  above === undefined ? '' : step(pointerTo(above), name)

const faultAt = (place: Place, detail: string): FormFault => formFault(pointerTo(place), detail)

function inspect(value: unknown, place: Place): FormFault | undefined {
  if (typeof value === 'string') return inspectText(value, place)
  if (typeof value === 'number') return inspectNumber(value, place)
  if (typeof value === 'boolean' || value === null) return undefined
  if (Array.isArray(value) || isPlain(value)) return inspectNode(value, place)
  return faultAt(place, 'is not JSON')
}

function isPlain(value: unknown): value is object {
  if (!isObject(value)) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

function inspectText(text: string, place: Place): FormFault | undefined {
  const { tally } = place
  tally.characters += text.length
  if (tally.characters > LIMITS.characters) {
    return formFault('', `holds more than ${LIMITS.characters} characters`, 'too-large')
  }
  return text.isWellFormed() ? undefined : faultAt(place, 'holds half a character')
}

/**
 * I-JSON (RFC 7493 §2.2): whole numbers beyond 2^53 do not survive every reader. JSON-LD processors know a
 * fraction by its point, so that 1e-7 and 2e-7 are the same 0 to a signature over RDF.
 */
function inspectNumber(value: number, place: Place): FormFault | undefined {
  const isWhole = Number.isInteger(value)
  const risky =
    !Number.isFinite(value) || (isWhole ? !isReadAlike(value) : !String(value).includes('.'))
  return risky ? faultAt(place, 'is a number beyond what all readers read alike') : undefined
}

const isReadAlike = (value: number): boolean =>
  (Number.isSafeInteger(value) && !Object.is(value, -0)) || Math.abs(value) >= 1e21

/** Programs that copy members one by one lose this one, JSON-LD processors among them. */
const inspectName = (name: string, place: Place): FormFault | undefined =>
  name === '__proto__'
    ? faultAt(place, 'has a name that not all readers keep')
    : inspectText(name, place)

function inspectNode(node: object, above: Place): FormFault | undefined {
  const { depth, tally } = above
  tally.nodes++
  if (tally.nodes > LIMITS.nodes || depth > LIMITS.depth) {
    return formFault('', `holds more than ${LIMITS.nodes} parts, or too deep`, 'too-complex')
  }
  const names = Object.keys(node)
  tally.values += names.length
  if (tally.values > LIMITS.values) {
    return formFault('', `holds more than ${LIMITS.values} values`, 'too-complex')
  }
  for (const name of names) {
    const place = { name, above, depth: depth + 1, tally }
    const item = (node as Record<string, unknown>)[name]
    const fault = inspectName(name, place) ?? inspect(item, place)
    if (fault) return fault
  }
  return undefined
}
