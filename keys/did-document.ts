/**
 * DID documents and the JWK set: what the world may know of our keys, past ones included.
 *
 * @module
 */

import { isoTime } from '../platform/clock.ts'
import { type KeyRecord, verificationMethodOf } from './key.ts'
import type { PublicJwk } from './multikey.ts'

/** @see Controlled Identifiers 1.0 §2.2 */
export interface VerificationMethod {
  readonly id: string
  readonly type: 'Multikey'
  readonly controller: string
  readonly publicKeyMultibase: string
  /** Retired in good order: proofs made before stay good. */
  readonly expires?: string
  /** Compromised: no proof is good. */
  readonly revoked?: string
}

export interface DidDocument {
  readonly '@context': readonly string[]
  readonly id: string
  readonly verificationMethod: readonly VerificationMethod[]
  readonly assertionMethod: readonly string[]
  readonly authentication: readonly string[]
}

export type PublishedJwk = PublicJwk & {
  readonly kid: string
  readonly alg: string
  readonly use: 'sig'
}

/**
 * The document of a DID, from all keys it ever had.
 *
 * A compromised key stays readable, with the time, but is authorised for nothing: also a verifier
 * that ignores `revoked` refuses it.
 */
export function didDocumentOf(did: string, keys: readonly KeyRecord[]): DidDocument {
  const trusted = keys.filter(({ state }) => state !== 'compromised')
  const active = keys.filter(({ state }) => state === 'active')
  return {
    '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
    id: did,
    verificationMethod: keys.map(verificationMethod),
    assertionMethod: trusted.map(verificationMethodOf),
    authentication: active.map(verificationMethodOf),
  }
}

/** Seconds after its retirement in which what was being signed by a key may still leave; the key is gone by then. */
const UNDER_WAY = 60

const verificationMethod = (key: KeyRecord): VerificationMethod => ({
  id: verificationMethodOf(key),
  type: 'Multikey',
  controller: key.did,
  publicKeyMultibase: key.publicKeyMultibase,
  ...(key.retiredAt === undefined ? {} : { expires: isoTime(key.retiredAt + UNDER_WAY) }),
  ...(key.revokedAt === undefined ? {} : { revoked: isoTime(key.revokedAt) }),
})

/** The keys of our did:web issuers, active and retired (RFC 7517 §5). */
export function jwksOf(keys: readonly KeyRecord[]): { readonly keys: readonly PublishedJwk[] } {
  return {
    keys: keys
      .filter(({ state, method }) => state !== 'compromised' && method !== 'did:key')
      .map((key) => ({
        ...key.publicJwk,
        kid: verificationMethodOf(key),
        alg: key.algorithm,
        use: 'sig',
      })),
  }
}

/**
 * The did:web of a URL of ours.
 *
 * @param path - path segments below the origin, e.g. `['issuers', 'web']`
 * @see did:web §"Method-specific identifier": the colon of a port is percent-encoded
 */
export function didWebOf(publicUrl: string, path: readonly string[] = []): `did:web:${string}` {
  const host = encodeURIComponent(new URL(publicUrl).host)
  return `did:web:${[host, ...path.map(encodeURIComponent)].join(':')}`
}
