/**
 * A signed compact text, taken apart and read strictly; nothing about it is trusted yet.
 *
 * @module
 * @see RFC 7515 §7.1; RFC 8725
 */

import { limitFault } from '../checks/limits.ts'
import { decodeBase64Url } from '../encoding/base64url.ts'
import { textFrom, utf8 } from '../encoding/bytes.ts'
import { parseStrict } from '../encoding/strict-json.ts'
import { isObject } from '../json.ts'
import type { ReasonCode } from '../reasons.ts'
import type { JsonObject } from '../types.ts'

export interface Jws {
  readonly header: JsonObject
  readonly payload: JsonObject
  readonly signature: Uint8Array
  /** What the signature is made over. */
  readonly signed: Uint8Array
}

export type JwsReading =
  | { readonly ok: true; readonly jws: Jws }
  | { readonly ok: false; readonly rule: ReasonCode; readonly detail: string }

const no = (detail: string, rule: ReasonCode = 'malformed'): JwsReading => ({
  ok: false,
  rule,
  detail,
})

function jsonOf(part: string): { readonly value: JsonObject } | { readonly rule: ReasonCode } {
  const bytes = decodeBase64Url(part)
  const text = bytes && textFrom(bytes)
  if (text === undefined) return { rule: 'malformed' }
  const parsed = parseStrict(text)
  if (!parsed.ok) return { rule: parsed.rule }
  return isObject(parsed.value) ? { value: parsed.value } : { rule: 'malformed' }
}

/** Characters of a compact text. */
const MAX_LENGTH = 1_048_576

export function readJws(text: string): JwsReading {
  if (text.length > MAX_LENGTH) return no(`${text.length} characters`, 'too-large')
  const parts = text.split('.', 4) // one more than there may be
  const [head = '', body = '', tail = ''] = parts
  if (parts.length !== 3) return no('must have three parts')
  const header = jsonOf(head)
  if ('rule' in header) return no('header', header.rule)
  const odd = limitFault(header.value) // claims are looked at as the document that they are
  if (odd) return no(`header${odd.pointer} ${odd.detail}`, odd.rule)
  const payload = jsonOf(body)
  if ('rule' in payload) return no('payload', payload.rule)
  const signature = decodeBase64Url(tail)
  if (!signature) return no('signature')
  const signed = utf8(`${head}.${body}`)
  return { ok: true, jws: { header: header.value, payload: payload.value, signature, signed } }
}
