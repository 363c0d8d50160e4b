/**
 * Registered claims beside the members of a credential: they may repeat it, never contradict it.
 *
 * @module
 * @see Securing Verifiable Credentials using JOSE and COSE §3.1.3; RFC 7519 §4.1
 */

import { type Finding, failed, passed } from '../checks/finding.ts'
import { type FormFault, formFault } from '../checks/form-fault.ts'
import { idOf, isUrl, listOf, textOf } from '../json.ts'
import type { JsonObject, UnixSeconds } from '../types.ts'

/** Seconds that a signer's clock may be ahead of ours. */
const CLOCK_SKEW = 300

/** Times that are not numbers, texts that are none. */
export function* claimFaults(claims: JsonObject): Generator<FormFault> {
  for (const name of ['iat', 'nbf', 'exp']) {
    const value = claims[name]
    if (value !== undefined && !Number.isFinite(value)) {
      yield formFault(`/${name}`, 'must be a number')
    }
  }
  const { aud } = claims
  if (aud !== undefined && ![aud].flat().every((item) => typeof item === 'string')) {
    yield formFault('/aud', 'must be a text, or texts')
  }
  for (const name of NAMES) {
    const value = claims[name]
    if (value !== undefined && typeof value !== 'string') {
      yield formFault(`/${name}`, 'must be a text')
    }
  }
}

const NAMES = ['iss', 'sub', 'jti'] as const

/** Names with a colon that are no URLs (RFC 7519 §2). */
export function* nameFaults(claims: JsonObject): Generator<FormFault> {
  for (const name of NAMES) {
    const value = textOf(claims[name])
    if (value?.includes(':') && !isUrl(value)) {
      yield formFault(`/${name}`, 'must be a URL, since it holds a colon')
    }
  }
}

/**
 * Whether `iss`, `sub` and `jti` say what the credential says.
 *
 * Claims alone, without a context, have no members of the data model that they could repeat; a presentation may leave
 * it to `iss` to name its holder.
 */
export function* contradictions(claims: JsonObject, document: JsonObject): Generator<FormFault> {
  const [subject] = listOf(document.credentialSubject)
  const pairs: readonly (readonly [string, unknown])[] = [
    ['iss', idOf(document.issuer ?? document.holder)],
    ['sub', idOf(subject)],
    ['jti', document.id],
  ]
  const alone = document['@context'] === undefined
  for (const [claim, value] of pairs) {
    if (value === undefined && (alone || claim === 'iss')) continue
    if (claims[claim] !== undefined && claims[claim] !== value) {
      yield formFault(`/${claim}`, 'contradicts the credential', 'claim-mismatch')
    }
  }
}

/** The period that the claims tell; times were found to be numbers before. */
export function claimPeriod({ iat, nbf, exp }: JsonObject, now: UnixSeconds): Finding {
  if (typeof nbf === 'number' && nbf > now) return failed('not-yet-valid', 'nbf')
  if (typeof iat === 'number' && iat > now + CLOCK_SKEW) return failed('not-yet-valid', 'iat')
  return typeof exp === 'number' && exp <= now ? failed('expired', 'exp') : passed
}
