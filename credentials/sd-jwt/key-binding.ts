/**
 * Key binding: the holder answers the one who asked, by the key that the issuer confirmed.
 *
 * @module
 * @see RFC 9901 §4.3, §7.3
 */

import { type Finding, failed, passed } from '../checks/finding.ts'
import { signingKeyOf } from '../did/key-forms.ts'
import { claimFaults, claimPeriod } from '../jose/claims.ts'
import { checkSignature, headerRefusal } from '../jose/verify-jws.ts'
import type { VerifyOptions, Workshop } from '../types.ts'
import { confirmedJwk, type SdJwt } from './open.ts'

export async function checkKeyBinding(
  sdJwt: SdJwt,
  { challenge, domain }: Pick<VerifyOptions, 'challenge' | 'domain'>,
  workshop: Workshop,
): Promise<Finding> {
  const { binding, digest } = sdJwt
  if (!binding) return failed('presentation-unsigned')
  const { header, payload } = binding
  const refusal = headerRefusal(header)
  if (refusal) return refusal
  if (header.typ !== 'kb+jwt') return failed('header-forbidden', 'typ')
  const key = signingKeyOf(confirmedJwk(sdJwt))
  if (!key) return failed('holder-mismatch', 'cnf')
  const signature = await checkSignature(binding, key, workshop)
  if (signature.outcome !== 'passed') return failed('holder-mismatch', signature.reason)
  if (payload.sd_hash !== digest) return failed('disclosure-invalid', 'sd_hash')
  const [odd] = claimFaults(payload)
  if (odd || payload.iat === undefined) return failed('proof-malformed', odd?.pointer ?? 'iat')
  const period = claimPeriod(payload, workshop.clock())
  if (period.outcome !== 'passed') return period
  return answers(payload, { challenge, domain })
}

function answers(
  { nonce, aud }: { readonly nonce?: unknown; readonly aud?: unknown },
  wanted: { readonly challenge: string | undefined; readonly domain: string | undefined },
): Finding {
  if (typeof nonce !== 'string' || typeof aud !== 'string') return failed('proof-malformed')
  if (wanted.challenge !== undefined && nonce !== wanted.challenge) {
    return failed('challenge-mismatch')
  }
  return wanted.domain === undefined || aud === wanted.domain ? passed : failed('domain-mismatch')
}
