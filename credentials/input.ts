/**
 * What was handed in: a document, or a text that holds one.
 *
 * @module
 */

import { type FormFault, formFault } from './checks/form-fault.ts'
import { parseStrict } from './encoding/strict-json.ts'
import { isObject } from './json.ts'
import type { JsonObject } from './types.ts'

export type ReadInput = { readonly document: JsonObject } | { readonly fault: FormFault }

export function readInput(input: unknown): ReadInput {
  if (isObject(input)) return { document: input }
  if (typeof input !== 'string') return { fault: formFault('', 'is not an object') }
  if (!input.trimStart().startsWith('{')) {
    return { fault: formFault('', 'has no known form', 'format-unsupported') }
  }
  const parsed = parseStrict(input)
  if (!parsed.ok) return { fault: formFault('', parsed.detail, parsed.rule) }
  return isObject(parsed.value)
    ? { document: parsed.value }
    : { fault: formFault('', 'is not an object') }
}
