/**
 * What was handed in: a document, a compact text, or an envelope around one.
 *
 * @module
 */

import { CREDENTIALS_V2 } from '../schemas/contexts/pinned.ts'
import { contextFaults } from './checks/contexts.ts'
import { type FormFault, formFault } from './checks/form-fault.ts'
import { parseStrict } from './encoding/strict-json.ts'
import { isObject, listOf, step, textOf } from './json.ts'
import type { JsonObject } from './types.ts'

export type ReadInput =
  | { readonly kind: 'document'; readonly document: JsonObject }
  | ReadCompact
  | Refused

interface Refused {
  readonly kind: 'refused'
  readonly fault: FormFault
}

interface ReadCompact {
  readonly kind: 'jwt' | 'sd-jwt'
  readonly text: string
  /** Whether its envelope says that it is a presentation. */
  readonly presents?: boolean
}

const refused = (fault: FormFault): Refused => ({ kind: 'refused', fault })

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

function readCompact(text: string): ReadCompact | Refused {
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

/** Envelopes: the `id` is a data URL with the compact text, by its media type (Data Model 2.0 §4.13.2). */
const ENVELOPES: ReadonlyMap<unknown, RegExp> = new Map([
  ['EnvelopedVerifiableCredential', /^data:application\/[vd]c\+(?:ld\+)?(sd-)?jwt,/],
  ['EnvelopedVerifiablePresentation', /^data:application\/(?:vp|dc)\+(?:ld\+)?(sd-)?jwt,/],
])

/** What stands beside the text is signed by nobody. */
const OF_ENVELOPES = new Set(['@context', 'id', 'type'])

function readObject(document: JsonObject): ReadInput {
  const types = listOf(document.type)
  const type = types.find((item) => ENVELOPES.has(item))
  if (type === undefined) return { kind: 'document', document }
  if (types.length > 1) return refused(formFault('/type', 'must be that of an envelope alone'))
  const fault = envelopeFault(document)
  return fault ? refused(fault) : readEnvelope(type, textOf(document.id) ?? '')
}

function envelopeFault(document: JsonObject): FormFault | undefined {
  if (!listOf(document['@context']).includes(CREDENTIALS_V2)) {
    return formFault('/@context', 'must hold the context of the data model')
  }
  const [context] = contextFaults(document)
  if (context) return context
  const beside = Object.keys(document).find((name) => !OF_ENVELOPES.has(name))
  return beside === undefined
    ? undefined
    : formFault(step('', beside), 'must not be beside what is in the envelope')
}

function readEnvelope(type: unknown, id: string): ReadInput {
  const [head, selective] = ENVELOPES.get(type)?.exec(id) ?? []
  if (head === undefined) return refused(formFault('/id', 'must be a data URL of a secured text'))
  const read = readCompact(id.slice(head.length))
  if (read.kind === 'refused') return read
  if (read.kind !== (selective ? 'sd-jwt' : 'jwt')) {
    return refused(formFault('/id', 'must be of the media type that it names'))
  }
  return { ...read, presents: type === 'EnvelopedVerifiablePresentation' }
}
