/**
 * Ties our DIDs to our address, both ways.
 *
 * @see DIF Well Known DID Configuration §"Domain Linkage Credential" (JWT form)
 * @module
 */

import { type Signer, signJws } from '../../keys/index.ts'
import { isoTime, type UnixSeconds } from '../../platform/clock.ts'

const CONTEXT = 'https://identity.foundation/.well-known/did-configuration/v1'

const LASTS: UnixSeconds = 90 * 24 * 3600

/** The document for the DIDs of the signers, signed by them. */
export async function didConfiguration(
  signers: readonly Signer[],
  origin: string,
  now: UnixSeconds,
): Promise<{ readonly '@context': string; readonly linked_dids: readonly string[] }> {
  // The day's beginning: whoever asks twice a day gets the same words.
  const from = now - (now % (24 * 3600))
  return {
    '@context': CONTEXT,
    linked_dids: await Promise.all(signers.map((signer) => linkage(signer, origin, from))),
  }
}

const linkage = (signer: Signer, origin: string, from: UnixSeconds): Promise<string> =>
  signJws(
    signer,
    {},
    {
      iss: signer.did,
      sub: signer.did,
      nbf: from,
      exp: from + LASTS,
      vc: {
        '@context': ['https://www.w3.org/2018/credentials/v1', CONTEXT],
        type: ['VerifiableCredential', 'DomainLinkageCredential'],
        issuer: signer.did,
        issuanceDate: isoTime(from),
        expirationDate: isoTime(from + LASTS),
        credentialSubject: { id: signer.did, origin },
      },
    },
  )
