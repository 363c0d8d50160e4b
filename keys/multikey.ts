/**
 * Public keys as text: multibase base58-btc over multicodec bytes.
 *
 * @see Controlled Identifiers 1.0 §2.2.2 (Multikey), §2.4 (Multibase)
 * @module
 */

export type KeyAlgorithm = 'Ed25519' | 'ES256' | 'ES384'

const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'

/** Multicodec of each kind of public key, as the unsigned varint that stands before the key. */
const PREFIX: Readonly<Record<KeyAlgorithm, readonly number[]>> = {
  Ed25519: [0xed, 0x01],
  ES256: [0x80, 0x24],
  ES384: [0x81, 0x24],
}

/** A public key as a JSON Web Key with its public members only. */
export type PublicJwk = {
  readonly kty: string
  readonly crv: string
  readonly x: string
  readonly y?: string
}

/** @returns `z` and the base58-btc text of the key with its multicodec before it */
export function multikeyOf(algorithm: KeyAlgorithm, jwk: PublicJwk): string {
  return `z${base58(Uint8Array.from([...PREFIX[algorithm], ...rawKey(jwk)]))}`
}

/** Ed25519: the key itself; elliptic curves: the compressed point (SEC 1 §2.3.3). */
function rawKey({ x, y }: PublicJwk): Uint8Array {
  const first = Buffer.from(x, 'base64url')
  if (y === undefined) return first
  const odd = (Buffer.from(y, 'base64url').at(-1) ?? 0) & 1
  return Uint8Array.from([2 + odd, ...first])
}

/** Base58 with the Bitcoin alphabet: each leading zero byte is a `1`. */
export function base58(bytes: Uint8Array): string {
  const zeros = bytes.findIndex((byte) => byte !== 0)
  if (zeros === -1) return '1'.repeat(bytes.length)
  let number = BigInt(`0x${Buffer.from(bytes).toString('hex')}`)
  let text = ''
  while (number > 0n) {
    text = `${ALPHABET[Number(number % 58n)]}${text}`
    number /= 58n
  }
  return '1'.repeat(zeros) + text
}
