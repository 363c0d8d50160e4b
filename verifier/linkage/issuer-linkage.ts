/**
 * Whether the domain that stands behind an issuer says the same of the issuer.
 *
 * @module
 */

import { didWebUrl, type JsonObject } from '../../credentials/index.ts'
import { objectsOf } from '../claims.ts'
import { domainLinkage, type LinkageDeps, type LinkageStatus } from './domain-linkage.ts'

/**
 * Asks the address that the credential names for its issuer; where it names none, that of a did:web.
 *
 * The address named comes first: it is what a reader is shown, and a did:web elsewhere proves nothing of it.
 *
 * @param credential - whose proof stands
 * @param issuer - its DID
 * @returns `not-linked` too where there is no address to ask
 */
export async function issuerLinkage(
  { credential, issuer }: { readonly credential: JsonObject; readonly issuer: string },
  deps: LinkageDeps,
): Promise<LinkageStatus> {
  const origin = originOf(addressOf(credential, issuer))
  if (origin === undefined) return 'not-linked'
  return (await domainLinkage({ did: issuer, origin }, deps)).status
}

function addressOf(credential: JsonObject, issuer: string): unknown {
  const [profile] = objectsOf(credential.issuer)
  return profile?.url === undefined ? didWebUrl(issuer) : profile.url
}

function originOf(address: unknown): string | undefined {
  const url = typeof address === 'string' ? URL.parse(address) : null
  return url && /^https?:$/.test(url.protocol) ? url.origin : undefined
}
