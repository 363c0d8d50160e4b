/**
 * Reads the body of a verification request.
 *
 * A body is read as strictly as a credential: JSON that two readers may read differently is a verdict
 * about the credential, not a request we cannot take.
 *
 * @module
 */

import { parseStrict } from '../credentials/index.ts'
import { jsonFault } from '../platform/http/json-position.ts'
import { httpProblems } from '../platform/http/problems.ts'
import { malformedJson } from '../platform/http/refusals.ts'
import { Problem } from '../platform/problem.ts'

/** Credentials that lie open in a presentation, at least one: what is sealed shows when it was checked. */
export function credentialsIn(presentation: unknown): number {
  const { verifiableCredential: credentials } = Object(presentation) as {
    readonly verifiableCredential?: unknown
  }
  return Array.isArray(credentials) ? Math.max(1, credentials.length) : 1
}

/**
 * @param octets - the UTF-8 that the text was read from, where it is at hand
 * @returns the body, or `undefined` where it is JSON that readers would not read alike
 * @throws {Problem} `malformed-json`
 */
export function readBody(
  text: unknown,
  octets?: Uint8Array,
): { readonly body: unknown } | undefined {
  if (typeof text !== 'string') throw new Problem(httpProblems.unsupportedBody)
  const parsed = parseStrict(text, octets)
  if (parsed.ok) return { body: parsed.value }
  if (parsed.rule === 'malformed' && jsonFault(text)) throw malformedJson(text)
  return undefined
}

const START = Buffer.from('{"verifiableCredential":')

/**
 * The text of the one member of a body, where that is a credential and the body is written plainly.
 *
 * @param octets - the UTF-8 that the body was read from
 */
export function onlyCredential(octets: Uint8Array, body: unknown): Uint8Array | undefined {
  if (Object.keys(Object(body)).length !== 1) return undefined
  if (!START.equals(octets.subarray(0, START.length))) return undefined
  return octets.subarray(START.length, octets.lastIndexOf(0x7d))
}
