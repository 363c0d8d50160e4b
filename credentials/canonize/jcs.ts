/**
 * JSON Canonicalization Scheme (RFC 8785).
 *
 * @module
 */

import { isObject } from '../json.ts'

/** The canonical text of parsed JSON; the caller has refused half characters and odd numbers. */
export function canonizeJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonizeJson).join(',')}]`
  if (!isObject(value)) return JSON.stringify(value)
  const members = Object.keys(value)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${canonizeJson(value[name])}`)
  return `{${members.join(',')}}`
}
