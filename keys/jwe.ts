/**
 * Answers that only we can read: a key for one exchange, and what was encrypted to it.
 *
 * @see OpenID4VP 1.0 §8.3 (encrypted responses), RFC 7518 §4.6
 * @module
 */

import {
  CompactEncrypt,
  compactDecrypt,
  errors,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
} from 'jose'

/** ECDH-ES on P-256; both halves as JWK. */
export interface ExchangeKey {
  readonly publicJwk: JWK
  readonly privateJwk: JWK
}

/** Content encryptions that we can read. */
export const CONTENT_ENCRYPTIONS = ['A128GCM', 'A256GCM'] as const

const AGREEMENT = 'ECDH-ES'

/** A new key, named `kid`. */
export async function newExchangeKey(kid: string): Promise<ExchangeKey> {
  const { publicKey, privateKey } = await generateKeyPair(AGREEMENT, {
    crv: 'P-256',
    extractable: true,
  })
  const named = { kid, alg: AGREEMENT, use: 'enc' }
  return {
    publicJwk: { ...(await exportJWK(publicKey)), ...named },
    privateJwk: await exportJWK(privateKey),
  }
}

/** The text in a compact JWE; `undefined` when it was not encrypted to this key, or by other means. */
export async function decryptJwe(compact: string, privateJwk: JWK): Promise<string | undefined> {
  const key = await importJWK(privateJwk, AGREEMENT)
  try {
    const { plaintext } = await compactDecrypt(compact, key, {
      keyManagementAlgorithms: [AGREEMENT],
      contentEncryptionAlgorithms: [...CONTENT_ENCRYPTIONS],
    })
    return Buffer.from(plaintext).toString()
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof DOMException) return undefined
    if (error instanceof TypeError) return undefined // a key or text that is none
    throw error
  }
}

/** To whom a text is encrypted: ECDH-ES on P-256. */
export interface Recipient {
  readonly publicJwk: JWK
  readonly contentEncryption: (typeof CONTENT_ENCRYPTIONS)[number]
}

/** A compact JWE for the holder of a key. */
export async function encryptJwe(
  text: string,
  { publicJwk, contentEncryption }: Recipient,
): Promise<string> {
  const { kid } = publicJwk
  return new CompactEncrypt(Buffer.from(text))
    .setProtectedHeader({
      alg: AGREEMENT,
      enc: contentEncryption,
      ...(kid !== undefined && { kid }),
    })
    .encrypt(await importJWK(publicJwk, AGREEMENT))
}
