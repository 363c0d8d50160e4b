/**
 * Contexts: only those we pinned, named by their address, none inside.
 *
 * @module
 */

import { pinnedContexts } from '../../schemas/contexts/pinned.ts'
import { listOf, objectsIn, step } from '../json.ts'
import type { JsonObject } from '../types.ts'
import { type FormFault, formFault } from './form-fault.ts'

/** Members of the whole that are secured by their own rules. */
const ELSEWHERE = new Set(['@context', 'proof', 'verifiableCredential'])

export function* contextFaults(document: JsonObject): Generator<FormFault> {
  const contexts = listOf(document['@context'])
  for (const [at, context] of contexts.entries()) {
    const pointer = step('/@context', at)
    if (typeof context !== 'string') {
      yield formFault(pointer, 'must be the address of a context, not one', 'context-inline')
    } else if (!pinnedContexts.has(context)) yield formFault(pointer, context, 'context-unknown')
    else if (contexts.indexOf(context) !== at) {
      yield formFault(pointer, 'is named twice', 'context-order')
    }
  }
}

/** Contexts anywhere but at the top. */
export function* innerContextFaults(document: JsonObject): Generator<FormFault> {
  for (const [pointer, node] of objectsIn(document, ELSEWHERE)) {
    if (pointer !== '' && '@context' in node) {
      yield formFault(step(pointer, '@context'), 'must not be here', 'context-inline')
    }
  }
}
