/**
 * Public keys as text: multibase base58-btc over multicodec bytes.
 *
 * @see Controlled Identifiers 1.0 §2.2.2 (Multikey), §2.4 (Multibase)
 * @module
 */

import { ECDH } from 'node:crypto'

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

const CURVE: Readonly<Record<KeyAlgorithm, string>> = {
  Ed25519: 'Ed25519',
  ES256: 'P-256',
  ES384: 'P-384',
}

const ECDH_CURVE: Readonly<Record<string, string>> = { ES256: 'prime256v1', ES384: 'secp384r1' }

/** The key behind the text; `undefined` when it is no public key of a kind we use. */
export function jwkOfMultikey(text: string): PublicJwk | undefined {
  const bytes = text.startsWith('z') ? unbase58(text.slice(1)) : undefined
  if (!bytes) return undefined
  for (const algorithm of ['Ed25519', 'ES256', 'ES384'] as const) {
    const prefix = PREFIX[algorithm]
    if (prefix.every((byte, at) => bytes[at] === byte)) {
      return jwkOf(algorithm, bytes.subarray(prefix.length))
    }
  }
  return undefined
}

function jwkOf(algorithm: KeyAlgorithm, raw: Uint8Array): PublicJwk | undefined {
  const crv = CURVE[algorithm]
  const curve = ECDH_CURVE[algorithm]
  if (curve === undefined) {
    return raw.length === 32 ? { kty: 'OKP', crv, x: base64url(raw) } : undefined
  }
  if (raw[0] !== 2 && raw[0] !== 3) return undefined
  try {
    const point = Buffer.from(ECDH.convertKey(raw, curve, undefined, undefined, 'uncompressed'))
    const half = (point.length - 1) / 2
    const [x, y] = [point.subarray(1, 1 + half), point.subarray(1 + half)]
    return { kty: 'EC', crv, x: base64url(x), y: base64url(y) }
  } catch {
    return undefined // not a point of the curve
  }
}

const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')

/** The bytes of a base58 text; `undefined` when it is none, or longer than any key. */
export function unbase58(text: string): Uint8Array | undefined {
  if (text.length > 200) return undefined
  let number = 0n
  for (const digit of text) {
    const value = ALPHABET.indexOf(digit)
    if (value === -1) return undefined
    number = number * 58n + BigInt(value)
  }
  const hex = number === 0n ? '' : number.toString(16)
  const body = Buffer.from(hex.length % 2 === 1 ? `0${hex}` : hex, 'hex')
  const zeros = /^1*/.exec(text)?.[0].length ?? 0
  return new Uint8Array(Buffer.concat([Buffer.alloc(zeros), body]))
}
