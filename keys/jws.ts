/**
 * Compact JSON Web Signatures: of keys of ours, and of keys that others show.
 *
 * @module
 */

import { calculateJwkThumbprint, compactVerify, errors, importJWK } from 'jose'
import type { PublicJwk } from './multikey.ts'
import type { Signer } from './signer.ts'

/** Algorithms per kind of key: whoever signs does not choose (RFC 8725 §3.1). */
const ALGORITHMS: Readonly<Record<string, readonly string[]>> = {
  Ed25519: ['EdDSA', 'Ed25519'],
  'P-256': ['ES256'],
  'P-384': ['ES384'],
}

/** Whether a compact JWS was signed by the key, with the algorithm of that key. */
export async function verifyJws(compact: string, { kty, crv, x, y }: PublicJwk): Promise<boolean> {
  const algorithms = ALGORITHMS[crv]
  if (!algorithms) return false
  try {
    const jwk = { kty, crv, x, ...(y === undefined ? {} : { y }) }
    const key = await importJWK(jwk, algorithms[0])
    await compactVerify(compact, key, { algorithms: [...algorithms] })
    return true
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof DOMException) return false
    if (error instanceof TypeError) return false // a key or text that is none
    throw error
  }
}

/** The name of a key that is the same however the key is spelled (RFC 7638). */
export const jwkThumbprint = ({ kty, crv, x, y }: PublicJwk): Promise<string> =>
  calculateJwkThumbprint({ kty, crv, x, ...(y === undefined ? {} : { y }) })

/** Signs a payload as a compact JWS, naming the key. */
export const signJws = (signer: Signer, header: object, payload: object): Promise<string> => {
  const alg = signer.algorithm === 'Ed25519' ? 'EdDSA' : signer.algorithm
  return signUnder(signer, { ...header, alg, kid: signer.verificationMethod }, payload)
}

/** Signs a payload as a compact JWS under a header that is complete. */
export async function signUnder(signer: Signer, header: object, payload: object): Promise<string> {
  const input = [header, payload]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.')
  const signature = await signer.sign(Buffer.from(input))
  return `${input}.${Buffer.from(signature).toString('base64url')}`
}
