/**
 * The metadata of the issuer as a signed token, for wallets that ask for one.
 *
 * @see OpenID4VCI 1.0 §12.2.3
 * @module
 */

import type { SignJwtCallback } from '@openid4vc/oauth2'
import type { Keys, PublicJwk } from '../../keys/index.ts'
import { dateOf, type UnixSeconds } from '../../platform/clock.ts'
import type { Ground } from '../../platform/ground.ts'
import type { Protocol } from './protocol.ts'

export type MetadataKeys = Pick<Keys, 'instances' | 'certificates'>

/** The key that signs metadata, and nothing else. */
const signerOf = ({ instances }: MetadataKeys) =>
  instances.signer('credential-issuer-metadata', { did: 'did:key', algorithm: 'ES256' })

/** What the library signs with; it signs nothing of ours but metadata. */
export const metadataSigner =
  (keys: MetadataKeys): SignJwtCallback =>
  async (_signer, { header, payload }) => {
    const signer = await signerOf(keys)
    const input = [header, payload]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.')
    const signature = Buffer.from(await signer.sign(Buffer.from(input))).toString('base64url')
    return {
      jwt: `${input}.${signature}`,
      signerJwk: { ...(signer.publicJwk satisfies PublicJwk) },
    }
  }

const LIFETIME: UnixSeconds = 86_400

/** Signed by a leaf that the anchor of this installation vouches for. */
export async function signMetadata({
  keys,
  clock,
  protocol,
}: Pick<Ground, 'clock'> & { readonly keys: MetadataKeys; readonly protocol: Protocol }) {
  const { credentialIssuer } = protocol.metadata
  const x5c = [...(await keys.certificates.of(await signerOf(keys)))]
  return protocol.issuer.createSignedCredentialIssuerMetadataJwt({
    credentialIssuerMetadata: credentialIssuer,
    issuedAt: dateOf(clock()),
    expiresAt: dateOf(clock() + LIFETIME),
    issuer: credentialIssuer.credential_issuer,
    signer: { method: 'x5c', alg: 'ES256', x5c },
  })
}
