/**
 * Ed25519 for keys that sign often, by libsodium, which takes half as long as Node's own.
 *
 * Signatures of Ed25519 leave nothing to chance: both give the same octets (RFC 8032 §5.1.6).
 *
 * @module
 */

import { type KeyObject, sign } from 'node:crypto'
import { type Sodium, sodium } from '../platform/sodium.ts'

type Sign = (data: Uint8Array) => Uint8Array

/** Octets of a private key in PKCS#8, of its seed at their end (RFC 8410 §7), of libsodium's secret key. */
const LENGTH = { pkcs8: 48, seed: 32, publicKey: 32, secretKey: 64, signature: 64 } as const

export const signingEd25519 = (privateKey: KeyObject): Sign =>
  sodium ? bySodium(privateKey, sodium) : (data) => sign(null, data, privateKey)

/** The secret lies in guarded memory, is written once and is freed with the function. */
function bySodium(privateKey: KeyObject, library: Sodium): Sign {
  const pkcs8 = privateKey.export({ format: 'der', type: 'pkcs8' })
  if (privateKey.asymmetricKeyType !== 'ed25519' || pkcs8.length !== LENGTH.pkcs8) {
    throw new Error('not a private key for Ed25519')
  }
  const secretKey = library.sodium_malloc(LENGTH.secretKey)
  const seed = pkcs8.subarray(-LENGTH.seed)
  library.crypto_sign_seed_keypair(new Uint8Array(LENGTH.publicKey), secretKey, seed)
  library.sodium_memzero(pkcs8)
  library.sodium_mprotect_readonly(secretKey)
  return (data) => {
    const signature = new Uint8Array(LENGTH.signature)
    library.crypto_sign_detached(signature, data, secretKey)
    return signature
  }
}
