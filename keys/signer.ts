/**
 * What signs: a private key that can be used and not be read.
 *
 * @module
 */

import {
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign as signBytes,
  verify as verifyBytes,
} from 'node:crypto'
import { signingEd25519 } from './ed25519.ts'
import type { KeyRecord } from './key.ts'
import { type KeyAlgorithm, multikeyOf, type PublicJwk } from './multikey.ts'

/** Signs for one DID with one key. */
export interface Signer {
  readonly did: string
  /** DID URL of the key: `did#fragment`. */
  readonly verificationMethod: string
  readonly algorithm: KeyAlgorithm
  readonly publicKeyMultibase: string
  readonly publicJwk: PublicJwk
  /** The raw signature; for elliptic curves `r` and `s` side by side (IEEE P1363). */
  sign(data: Uint8Array): Promise<Uint8Array>
}

/** The public half of a key in the two forms documents use. */
export interface PublicKey {
  readonly publicKeyMultibase: string
  readonly publicJwk: PublicJwk
}

const DIGEST: Readonly<Record<KeyAlgorithm, string | null>> = {
  Ed25519: null,
  ES256: 'sha256',
  ES384: 'sha384',
}

/** A new private key, from the operating system's randomness. */
export function generateKey(algorithm: KeyAlgorithm): KeyObject {
  switch (algorithm) {
    case 'Ed25519':
      return generateKeyPairSync('ed25519').privateKey
    case 'ES256':
      return generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
    case 'ES384':
      return generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey
  }
}

export function publicKeyOf(algorithm: KeyAlgorithm, privateKey: KeyObject): PublicKey {
  const { kty = '', crv = '', x = '', y } = createPublicKey(privateKey).export({ format: 'jwk' })
  const publicJwk: PublicJwk = { kty, crv, x, ...(y === undefined ? {} : { y }) }
  return { publicJwk, publicKeyMultibase: multikeyOf(algorithm, publicJwk) }
}

/** The DID that is the key (did:key 0.9). */
export const didKeyOf = (publicKeyMultibase: string): string => `did:key:${publicKeyMultibase}`

/**
 * Signs with a private key held in memory.
 *
 * At once: handing the work to another thread and back takes longer than the signature.
 */
export function signWith(algorithm: KeyAlgorithm, privateKey: KeyObject): Signer['sign'] {
  const digest = DIGEST[algorithm]
  const key =
    algorithm === 'Ed25519' ? privateKey : { key: privateKey, dsaEncoding: 'ieee-p1363' as const }
  return async (data) => signBytes(digest, data, key)
}

/** As {@link signWith}, for a key that is kept and signs often: making ready costs as much as a signature. */
export function signOftenWith(algorithm: KeyAlgorithm, privateKey: KeyObject): Signer['sign'] {
  if (algorithm !== 'Ed25519') return signWith(algorithm, privateKey)
  const sign = signingEd25519(privateKey)
  return async (data) => sign(data)
}

/** Whether a signature is that of the key over these bytes. */
export function isSignatureOf(
  { algorithm, publicJwk }: Pick<KeyRecord, 'algorithm' | 'publicJwk'>,
  data: Uint8Array,
  signature: Uint8Array,
): boolean {
  const key = createPublicKey({ key: { ...publicJwk }, format: 'jwk' })
  return verifyBytes(DIGEST[algorithm], data, { key, dsaEncoding: 'ieee-p1363' }, signature)
}

/**
 * A signer over a private key held in memory, such as one of a learner's wallet.
 *
 * @param did - the DID it signs for; the key's own did:key unless said
 */
export function createSigner(algorithm: KeyAlgorithm, privateKey: KeyObject, did?: string): Signer {
  const publicKey = publicKeyOf(algorithm, privateKey)
  const owner = did ?? didKeyOf(publicKey.publicKeyMultibase)
  return {
    ...publicKey,
    did: owner,
    verificationMethod: `${owner}#${publicKey.publicKeyMultibase}`,
    algorithm,
    sign: signWith(algorithm, privateKey),
  }
}

/** A signer over a key of the key store, wherever its private half lives. */
export const signerFor = (
  { did, algorithm, publicKeyMultibase, publicJwk }: KeyRecord,
  sign: Signer['sign'],
): Signer => ({
  did,
  verificationMethod: `${did}#${publicKeyMultibase}`,
  algorithm,
  publicKeyMultibase,
  publicJwk,
  sign,
})
