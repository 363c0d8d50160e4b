/**
 * One quick look at a whole document, which spares nearly all of them the slow looks that name a fault.
 *
 * @module
 */

import { isNoReference } from '../json.ts'
import { LIMITS } from './limits.ts'

interface Tally {
  nodes: number
  values: number
  characters: number
  /** The `id` of the whole. */
  readonly id: unknown
  /** Whether an inner node bears it too. */
  repeated: boolean
}

export interface Survey {
  /**
   * Whether a document is plain JSON within the limits, without keywords but for its own `@context`, and without IRIs
   * for names. `false` says nothing yet: {@link limitFault} and the others find out what is wrong, if anything is.
   */
  readonly clean: boolean
  /** Whether a node inside may bear the name of the whole. */
  readonly repeated: boolean
}

export function survey(document: object): Survey {
  const tally: Tally = {
    nodes: 0,
    values: 0,
    characters: 0,
    id: (document as { readonly id?: unknown }).id,
    repeated: false,
  }
  const clean = membersAreClean(document, tally)
  return { clean, repeated: tally.repeated || !clean }
}

function membersAreClean(document: object, tally: Tally): boolean {
  const names = Object.keys(document)
  tally.values += names.length
  for (const name of names) {
    const item = (document as Record<string, unknown>)[name]
    const clean =
      name === '@context'
        ? cleanValue(item, tally, 1)
        : cleanMember(name, item, { tally, depth: 0 })
    if (!clean) return false
  }
  return hasPlainPrototype(document) && within(tally)
}

const within = ({ nodes, values, characters }: Tally): boolean =>
  nodes <= LIMITS.nodes && values <= LIMITS.values && characters <= LIMITS.characters

function hasPlainPrototype(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

function cleanName(name: string, tally: Tally): boolean {
  tally.characters += name.length
  return name !== '__proto__' && name.isWellFormed()
}

function cleanValue(value: unknown, tally: Tally, depth: number): boolean {
  if (typeof value === 'string') return cleanName(value, tally)
  if (typeof value === 'number') return isWhole(value) || isFraction(value)
  if (typeof value === 'boolean' || value === null) return true
  if (typeof value !== 'object' || depth > LIMITS.depth || ++tally.nodes > LIMITS.nodes)
    return false
  if (!Array.isArray(value)) return cleanObject(value, tally, depth)
  tally.values += value.length
  if (tally.values > LIMITS.values) return false
  for (const item of value as readonly unknown[]) {
    if (!cleanValue(item, tally, depth + 1)) return false
  }
  return true
}

const isTerm = (type: unknown): boolean => typeof type !== 'string' || !type.includes(':')

/** Types by their terms, not by IRIs; what is no text is looked at elsewhere. */
const cleanType = (value: unknown): boolean =>
  Array.isArray(value) ? value.every(isTerm) : isTerm(value)

const isWhole = (value: number): boolean => Number.isSafeInteger(value) && !Object.is(value, -0)

/** Tiny ones may be written without a point: those are looked at by {@link limitFault}. */
const isFraction = (value: number): boolean =>
  Number.isFinite(value) && !Number.isInteger(value) && Math.abs(value) >= 1e-6

function cleanObject(value: object, tally: Tally, depth: number): boolean {
  const place = { tally, depth }
  const names = Object.keys(value)
  tally.values += names.length
  if (tally.values > LIMITS.values) return false
  for (const name of names) {
    if (!cleanMember(name, (value as Record<string, unknown>)[name], place)) return false
  }
  return hasPlainPrototype(value)
}

function cleanMember(
  name: string,
  item: unknown,
  { tally, depth }: { readonly tally: Tally; readonly depth: number },
): boolean {
  if (name === 'id' && typeof item === 'string') {
    if (depth > 0 && item === tally.id) tally.repeated = true
    if (isNoReference(item)) return false
  }
  if (name.charCodeAt(0) === 0x40 || name.includes(':') || !cleanName(name, tally)) return false
  return (name !== 'type' || cleanType(item)) && cleanValue(item, tally, depth + 1)
}
