/**
 * From what safe mode says about a document to the member that it speaks of.
 *
 * @module
 */

import { CredentialFault } from '../fault.ts'
import { step } from '../json.ts'
import type { JsonObject } from '../types.ts'
import { CanonizeError } from './errors.ts'

/** @throws {CredentialFault} naming the member, where `act` finds no canonical form */
export async function refusingUndefinedTerms<T>(
  document: JsonObject,
  act: () => Promise<T>,
): Promise<T> {
  try {
    return await act()
  } catch (error) {
    if (!(error instanceof CanonizeError)) throw error
    const { reason: rule, message: detail } = error
    const pointer = pointerTo(document, detail.split(': ')[1]) ?? ''
    throw new CredentialFault({ pointer, rule, detail }, { cause: error })
  }
}

/** Where a name or value first occurs, for a complaint that names it without its place. */
function pointerTo(value: unknown, wanted: string | undefined, pointer = ''): string | undefined {
  if (wanted === undefined || typeof value !== 'object' || value === null) return undefined
  for (const [name, item] of Object.entries(value)) {
    const at = step(pointer, name)
    if (name === wanted || item === wanted) return at
    const found = pointerTo(item, wanted, at)
    if (found !== undefined) return found
  }
  return undefined
}
