/**
 * What was handed in: a document, a compact text, or an envelope around one.
 *
 * @module
 */

import { CREDENTIALS_V2 } from '../schemas/contexts/pinned.ts'
import { type FormFault, formFault } from './checks/form-fault.ts'
import { parseStrict } from './encoding/strict-json.ts'
import { isObject, listOf } from './json.ts'
import type { JsonObject } from './types.ts'

export type ReadInput =
  | { readonly kind: 'document'; readonly document: JsonObject }
  | { readonly kind: 'jwt'; readonly text: string }
  | { readonly kind: 'sd-jwt'; readonly text: string }
  | { readonly kind: 'refused'; readonly fault: FormFault }

const refused = (fault: FormFault): ReadInput => ({ kind: 'refused', fault })

/** Letters of compact texts; what parts they have is seen when they are taken apart. */
const COMPACT = /^[A-Za-z0-9_.~-]+$/

const BLANKS = ' \t\r\n' // of JSON, and no others: what else looks like one is part of the text

function withoutBlanks(text: string): string {
  let from = 0
  let to = text.length
  while (from < to && BLANKS.includes(text.charAt(from))) from++
  while (to > from && BLANKS.includes(text.charAt(to - 1))) to--
  return text.slice(from, to)
}

export function readInput(input: unknown): ReadInput {
  if (isObject(input)) return readObject(input)
  if (typeof input !== 'string') return refused(formFault('', 'is not an object'))
  const text = withoutBlanks(input)
  if (text.startsWith('{')) return readText(text)
  return readCompact(text)
}

function readCompact(text: string): ReadInput {
  const dot = text.indexOf('.')
  const tilde = text.indexOf('~')
  if (COMPACT.test(text)) {
    if (tilde > 0) return { kind: 'sd-jwt', text }
    if (tilde < 0 && dot > 0) return { kind: 'jwt', text }
  }
  return refused(formFault('', 'has no known form', 'format-unsupported'))
}

function readText(text: string): ReadInput {
  const parsed = parseStrict(text)
  if (!parsed.ok) return refused(formFault('', parsed.detail, parsed.rule))
  return isObject(parsed.value)
    ? readObject(parsed.value)
    : refused(formFault('', 'is not an object'))
}

/** An envelope: its `id` is a data URL with the compact text (Data Model 2.0 §4.13.2). */
const ENVELOPE = /^data:application\/(vc|vp|dc)\+(ld\+)?(sd-)?jwt,/
const ENVELOPES: readonly unknown[] = [
  'EnvelopedVerifiableCredential',
  'EnvelopedVerifiablePresentation',
]

function readObject(document: JsonObject): ReadInput {
  const types = listOf(document.type)
  if (!types.some((type) => ENVELOPES.includes(type))) return { kind: 'document', document }
  if (types.length > 1) return refused(formFault('/type', 'must be that of an envelope alone'))
  if (!listOf(document['@context']).includes(CREDENTIALS_V2)) {
    return refused(formFault('/@context', 'must hold the context of the data model'))
  }
  const id = typeof document.id === 'string' ? document.id : ''
  const head = ENVELOPE.exec(id)?.[0]
  if (head === undefined) return refused(formFault('/id', 'must be a data URL of a secured text'))
  return readCompact(id.slice(head.length))
}
