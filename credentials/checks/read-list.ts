/**
 * Status lists that were verified and unpacked in the same second: many credentials cite one list.
 *
 * @module
 */

import type { UnixSeconds, Verification, Workshop } from '../types.ts'
import type { Finding } from './finding.ts'

export type ReadList =
  | { readonly finding: Finding }
  | {
      readonly verification: Verification
      /** The bits of a list that is packed behind such a prefix; `undefined` when it is no list. */
      readonly bits: (prefix: string) => Promise<Uint8Array | undefined>
    }

interface Kept {
  readonly at: UnixSeconds
  readonly list: Promise<ReadList>
}

/** Lists kept by one verifier. */
const MOST = 32
/** Characters of a list worth keeping, and bytes of what it unpacks to: 1,048,576 entries. */
const LARGEST = { text: 262_144, bits: 131_072 } as const

const memories = new WeakMap<Workshop, Map<string, Kept>>()

/**
 * Reads a list, once in a second for all who were answered with the very same text.
 *
 * What a verdict says of time is counted in seconds, so it is the same for all of them. What did not pass is read
 * again by the next who asks.
 */
export function readOnce(
  text: string,
  read: () => Promise<ReadList>,
  workshop: Workshop,
): Promise<ReadList> {
  const at = workshop.clock()
  const memory = memories.get(workshop) ?? new Map<string, Kept>()
  memories.set(workshop, memory)
  const known = memory.get(text)
  if (known?.at === at) return known.list
  const list = read().then((found) => small(found, () => memory.delete(text)))
  if (text.length <= LARGEST.text) keep(memory, text, { at, list })
  return list
}

function keep(memory: Map<string, Kept>, text: string, kept: Kept): void {
  if (!memory.has(text) && memory.size >= MOST) memory.clear()
  memory.set(text, kept)
  const forget = () => void (memory.get(text) === kept && memory.delete(text))
  kept.list.then((found) => {
    if ('finding' in found || found.verification.outcome !== 'passed') forget()
  }, forget)
}

/** Unpacks once; what turns out to be large is forgotten. */
function small(list: ReadList, forget: () => void): ReadList {
  if ('finding' in list) return list
  const unpacked = new Map<string, Promise<Uint8Array | undefined>>()
  const bits = (prefix: string) => {
    const known = unpacked.get(prefix) ?? list.bits(prefix)
    unpacked.set(prefix, known)
    known.then((found) => {
      if ((found?.length ?? 0) > LARGEST.bits) forget()
    }, forget)
    return known
  }
  return { ...list, bits }
}
