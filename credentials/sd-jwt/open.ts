/**
 * An SD-JWT taken apart: what the issuer signed, what the holder disclosed, the holder's own proof.
 *
 * @module
 * @see RFC 9901 §4
 */

import { type Finding, failed } from '../checks/finding.ts'
import { type Jws, readJws } from '../jose/compact.ts'
import { isObject } from '../json.ts'
import type { JsonObject, Primitives } from '../types.ts'
import { DisclosureError, digestOf, hashOf, MAX_DISCLOSURES, restore } from './disclosures.ts'

export interface SdJwt {
  readonly jws: Jws
  /** The claims with what was disclosed. */
  readonly claims: JsonObject
  /** The key binding, if one is attached. */
  readonly binding?: Jws
  /** Digest of all before the key binding. */
  readonly digest: string
}

export type SdJwtReading = { readonly sdJwt: SdJwt } | { readonly refusal: Finding }

/** Claims that say who, what and until when: nobody may hide them (SD-JWT VC §3.2.2.2). */
const ALWAYS_SHOWN = ['iss', 'nbf', 'exp', 'cnf', 'vct', 'status'] as const

/** The issuer's text, the disclosures, and the key binding or nothing. */
const MOST_PARTS = MAX_DISCLOSURES + 2

export function openSdJwt(
  text: string,
  primitives: Pick<Primitives, 'sha256' | 'sha384' | 'sha512'>,
): SdJwtReading {
  const parts = text.split('~', MOST_PARTS + 1)
  if (parts.length > MOST_PARTS) {
    return { refusal: failed('disclosure-invalid', 'too many disclosures') }
  }
  const [issued = '', ...rest] = parts
  const last = rest.pop()
  if (last === undefined) return { refusal: failed('malformed', 'has no disclosures') }
  const reading = readJws(issued)
  if (!reading.ok) return { refusal: failed(reading.rule, reading.detail) }
  const binding = last === '' ? undefined : readJws(last)
  if (binding && !binding.ok) return { refusal: failed('malformed', 'key binding') }
  try {
    const hash = hashOf(reading.jws.payload, primitives)
    const digest = digestOf(text.slice(0, text.length - last.length), hash)
    const claims = restore(reading.jws.payload, rest, hash)
    const hidden = ALWAYS_SHOWN.find((name) => name in claims && !(name in reading.jws.payload))
    if (hidden) return { refusal: failed('disclosure-invalid', `${hidden} was hidden`) }
    const sdJwt = { jws: reading.jws, claims, digest }
    return { sdJwt: binding ? { ...sdJwt, binding: binding.jws } : sdJwt }
  } catch (error) {
    if (!(error instanceof DisclosureError)) throw error
    return { refusal: failed('disclosure-invalid', error.message) }
  }
}

/** The key of the holder, as the issuer confirmed it. */
export const confirmedJwk = ({ claims }: SdJwt): unknown =>
  isObject(claims.cnf) ? claims.cnf.jwk : undefined
