/**
 * Keys as wallets show them: bare, by a DID, or certified by the provider of the wallet.
 *
 * @see OpenID4VCI 1.0 §F.1, §F.3, §F.4
 * @module
 */

import type { VerifyJwtCallback } from '@openid4vc/oauth2'
import {
  type CredentialDeps,
  didJwkOf,
  didKeyOf,
  multikeyOfJwk,
  resolveDid,
} from '../../credentials/index.ts'
import { jwkOfMultikey, type PublicJwk, readChain, verifyJws } from '../../keys/index.ts'
import { BINDING_METHODS } from './metadata.ts'

type Resolving = Pick<CredentialDeps, 'fetch' | 'resolveDid'>

export interface VerifyingDeps extends Pick<CredentialDeps, 'fetch' | 'resolveDid' | 'clock'> {
  /** Certificates (DER) of providers whose attestations count. */
  readonly providers: readonly Uint8Array[]
}

/** Members that would have us fetch a key, or mean something we do not know. */
const FORBIDDEN = ['jku', 'x5u', 'crit']

/** Tokens by which a provider vouches: their key must be certified, whatever else a header shows. */
const ATTESTATIONS: readonly unknown[] = [
  'oauth-client-attestation+jwt',
  'keyattestation+jwt',
  'key-attestation+jwt',
]

/** Checks a token's signature with the key that its header names. */
export const proofVerifier =
  (deps: VerifyingDeps): VerifyJwtCallback =>
  async (signer, { compact, header }) => {
    if (FORBIDDEN.some((name) => name in header)) return { verified: false }
    const jwk = ATTESTATIONS.includes(header.typ)
      ? providerKey(header.x5c, deps)
      : await keyOf(deps, signer)
    if (!jwk || !(await verifyJws(compact, jwk))) return { verified: false }
    return { verified: true, signerJwk: { ...jwk } }
  }

/** The key of a provider that we know. */
function providerKey(x5c: unknown, { providers, clock }: VerifyingDeps): PublicJwk | undefined {
  const chain = readChain(x5c, { now: clock(), authorities: providers })
  if (typeof chain === 'string' || !chain.trusted) return undefined
  return publicJwk({ ...chain.leaf.publicKey.export({ format: 'jwk' }) })
}

type Named = Parameters<VerifyJwtCallback>[0]

async function keyOf(deps: Resolving, signer: Named): Promise<PublicJwk | undefined> {
  if (signer.method === 'jwk') return publicJwk(signer.publicJwk)
  return signer.method === 'did' ? resolvedKey(signer.didUrl, deps) : undefined
}

/** The key behind a DID URL, of a method that certificates may be bound to. */
export async function resolvedKey(url: string, deps: Resolving): Promise<PublicJwk | undefined> {
  const [did = ''] = url.split('#')
  if (!BINDING_METHODS.some((method) => did.startsWith(`${method}:`))) return undefined
  const resolution = await resolveDid(did, deps)
  return resolution.didDocument && keyInDocument(resolution.didDocument, url)
}

/** The key of a method that the DID uses to authenticate. */
function keyInDocument(document: Readonly<Record<string, unknown>>, url: string) {
  const did = String(document.id)
  const full = (id: unknown) => (String(id).startsWith('#') ? `${did}${id}` : String(id))
  const authentication = listOf(document.authentication).map((entry) =>
    full(isObject(entry) ? entry.id : entry),
  )
  if (!authentication.includes(url)) return undefined
  const method = listOf(document.verificationMethod)
    .filter(isObject)
    .find(({ id }) => full(id) === url)
  if (typeof method?.publicKeyMultibase === 'string')
    return jwkOfMultikey(method.publicKeyMultibase)
  return publicJwk(method?.publicKeyJwk)
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The public members; a key that shows its private half is refused. */
export function publicJwk(value: unknown): PublicJwk | undefined {
  if (!isObject(value) || 'd' in value) return undefined
  const { kty, crv, x, y } = value
  if (typeof kty !== 'string' || typeof crv !== 'string' || typeof x !== 'string') return undefined
  return { kty, crv, x, ...(typeof y === 'string' ? { y } : {}) }
}

/** A holder who showed a bare key is called by its did:key. */
export function didOf(jwk: PublicJwk): string {
  const multikey = multikeyOfJwk(jwk)
  return multikey === undefined ? didJwkOf(jwk) : didKeyOf(multikey)
}
