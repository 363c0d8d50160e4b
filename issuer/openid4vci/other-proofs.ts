/**
 * Proofs of holders' keys beside the `jwt` one: a presentation, and the word of a wallet's provider.
 *
 * @see OpenID4VCI 1.0 §F.2 (`di_vp`), §F.3 (`attestation`)
 * @module
 */

import { type CredentialDeps, verifyPresentation } from '../../credentials/index.ts'
import type { PublicJwk } from '../../keys/index.ts'
import { dateOf, type UnixSeconds } from '../../platform/clock.ts'
import { Problem } from '../../platform/problem.ts'
import { issuerProblems } from '../problems.ts'
import { publicJwk, resolvedKey } from './holder-keys.ts'
import { type Protocol, refusalsAsProblems } from './protocol.ts'
import { PRESENTATION_SUITES } from './suites.ts'

type Members = Readonly<Record<string, unknown>>

/**
 * The holder who signed a presentation for us, in answer to our nonce.
 *
 * @throws {Problem} `invalid-proof`
 */
export async function presentedKey(
  presentation: Members,
  { nonce, issuer }: { readonly nonce: string; readonly issuer: string },
  deps: CredentialDeps,
): Promise<{ readonly did: string; readonly jwk: PublicJwk }> {
  const { cryptosuite, verificationMethod } = proofOf(presentation)
  if (!PRESENTATION_SUITES.includes(String(cryptosuite))) throw refused('of an odd kind')
  const result = await verifyPresentation(
    presentation,
    { challenge: nonce, domain: issuer, expectedProofPurpose: 'authentication' },
    deps,
  )
  if (result.outcome !== 'passed') {
    const broken = result.checks.find(({ outcome }) => outcome !== 'passed')
    throw refused(broken?.reason ?? result.outcome)
  }
  const method = String(verificationMethod)
  const [did = ''] = method.split('#')
  const jwk = await resolvedKey(method, deps)
  if (!jwk || result.holder !== did) throw refused('its key is not the holder’s')
  return { did, jwk }
}

const refused = (what: string): Problem =>
  new Problem(issuerProblems.invalidProof, { detail: `the presentation does not hold: ${what}` })

/** The one proof of a presentation. */
export function proofOf({ proof }: Members): Members {
  const [one, another]: readonly unknown[] = Array.isArray(proof) ? proof : [proof]
  return typeof one === 'object' && one !== null && another === undefined ? { ...one } : {}
}

/**
 * The keys that a provider of wallets attests, in answer to our nonce.
 *
 * @throws {Problem} `invalid-proof`
 */
export async function attestedKeys(
  protocol: Protocol,
  { jwt, nonce, now }: { readonly jwt: string; readonly nonce: string; readonly now: UnixSeconds },
): Promise<readonly PublicJwk[]> {
  const { payload } = await refusalsAsProblems(() =>
    protocol.issuer.verifyCredentialRequestAttestationProof({
      issuerMetadata: protocol.metadata,
      expectedNonce: nonce,
      keyAttestationJwt: jwt,
      now: dateOf(now),
    }),
  )
  const keys = payload.attested_keys.map(publicJwk)
  const known = keys.filter((key) => key !== undefined)
  if (known.length > 0 && known.length === keys.length) return known
  throw new Problem(issuerProblems.invalidProof, { detail: 'attested_keys holds an odd key' })
}
