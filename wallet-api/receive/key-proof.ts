import { type Signer, signUnder } from '../../keys/index.ts'
import type { UnixSeconds } from '../../platform/clock.ts'
import type { Choice } from './configuration.ts'

/**
 * Proves to an issuer that the wallet holds the key the credential shall be about.
 *
 * @see OpenID4VCI 1.0 Appendix F.1 (`jwt` proof type)
 */
export function keyProof(
  holder: Signer,
  { alg, binding }: NonNullable<Choice['proof']>,
  {
    audience,
    clientId,
    nonce,
    now,
  }: {
    /** The credential issuer's identifier. */
    readonly audience: string
    /** Absent for a wallet that redeemed a pre-authorized code as nobody. */
    readonly clientId: string | undefined
    readonly nonce: string | undefined
    readonly now: UnixSeconds
  },
): Promise<string> {
  const key = binding === 'did' ? { kid: holder.verificationMethod } : { jwk: holder.publicJwk }
  const header = { typ: 'openid4vci-proof+jwt', alg, ...key }
  const payload = {
    ...(clientId !== undefined && { iss: clientId }),
    aud: audience,
    iat: now,
    ...(nonce !== undefined && { nonce }),
  }
  return signUnder(holder, header, payload)
}
