/**
 * Signing a presentation.
 *
 * @module
 */

import { CREDENTIALS_V2 } from '../schemas/contexts/pinned.ts'
import { refusingUndefinedTerms } from './canonize/naming.ts'
import { addProof } from './data-integrity/sign.ts'
import { suiteOf } from './data-integrity/suites.ts'
import { signJws } from './jose/sign.ts'
import type { JsonObject, Signer, Workshop } from './types.ts'

export interface PresentationRequest {
  readonly credentials: readonly unknown[]
  readonly holder: Signer
  readonly challenge: string
  readonly domain: string
}

/** Signs a presentation for the one who asked. */
export async function presentSigned(
  { credentials, holder, challenge, domain }: PresentationRequest,
  workshop: Workshop,
): Promise<JsonObject> {
  const document: JsonObject = {
    '@context': [CREDENTIALS_V2],
    type: ['VerifiablePresentation'],
    holder: holder.did,
    verifiableCredential: credentials,
  }
  const suite = suiteOf(holder.algorithm === 'Ed25519' ? 'eddsa-rdfc-2022' : 'ecdsa-rdfc-2019')
  if (!suite) throw new Error('no suite for the key of the holder')
  const members = { proofPurpose: 'authentication', challenge, domain }
  return refusingUndefinedTerms(document, () =>
    addProof({ document, signer: holder, suite, members }, workshop),
  )
}

/** Signs a presentation as a compact text (`vp+jwt`); compact credentials go in as envelopes. */
export function presentCompact(
  { credentials, holder, challenge, domain }: PresentationRequest,
  { clock }: Pick<Workshop, 'clock'>,
): Promise<string> {
  const claims = {
    '@context': [CREDENTIALS_V2],
    type: ['VerifiablePresentation'],
    holder: holder.did,
    verifiableCredential: credentials,
    iss: holder.did,
    iat: clock(),
    aud: domain,
    nonce: challenge,
  }
  return signJws({ typ: 'vp+jwt', cty: 'vp', kid: holder.verificationMethod }, claims, holder)
}
