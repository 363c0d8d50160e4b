import type { Signer } from '../../keys/index.ts'
import type { UnixSeconds } from '../../platform/clock.ts'
import type { Choice } from './configuration.ts'

/**
 * Proves to an issuer that the wallet holds the key the credential shall be about.
 *
 * @see OpenID4VCI 1.0 Appendix F.1 (`jwt` proof type)
 */
export async function keyProof(
  holder: Signer,
  { alg, binding }: NonNullable<Choice['proof']>,
  {
    audience,
    nonce,
    now,
  }: {
    /** The credential issuer's identifier. */
    readonly audience: string
    readonly nonce: string | undefined
    readonly now: UnixSeconds
  },
): Promise<string> {
  const key = binding === 'did' ? { kid: holder.verificationMethod } : { jwk: holder.publicJwk }
  const header = { typ: 'openid4vci-proof+jwt', alg, ...key }
  const payload = { aud: audience, iat: now, ...(nonce !== undefined && { nonce }) }
  const text = `${encoded(header)}.${encoded(payload)}`
  const signature = await holder.sign(Buffer.from(text))
  return `${text}.${Buffer.from(signature).toString('base64url')}`
}

const encoded = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url')
