/**
 * Public keys as multikeys (Controlled Identifiers 1.0 §2.2.2) and as JSON Web Keys.
 *
 * @module
 */

import { decodeBase58, encodeBase58 } from '../encoding/base58.ts'
import { decodeBase64Url, encodeBase64Url } from '../encoding/base64url.ts'
import { concat, equalBytes } from '../encoding/bytes.ts'
import { isObject } from '../json.ts'
import type { PublicKey } from '../types.ts'
import { compress, decompress } from './curve.ts'
import { isSmallOrder } from './small-order.ts'

const FORMS = [
  { kind: 'Ed25519', prefix: Uint8Array.of(0xed, 0x01), size: 32 },
  { kind: 'P-256', prefix: Uint8Array.of(0x80, 0x24), size: 33 },
  { kind: 'P-384', prefix: Uint8Array.of(0x81, 0x24), size: 49 },
  { kind: 'BLS12-381-G2', prefix: Uint8Array.of(0xeb, 0x01), size: 96 },
] as const

/** Keys read lately: the same issuers come again, and an imported key hangs on its object. */
const MEMORY = 2048
const remembered = new Map<string, PublicKey>()

function readMultikey(text: string): PublicKey | undefined {
  if (!text.startsWith('z') || text.length > 160) return undefined
  const bytes = decodeBase58(text.slice(1))
  if (!bytes) return undefined
  const form = FORMS.find(({ prefix }) => equalBytes(prefix, bytes.subarray(0, 2)))
  if (!form || bytes.length !== form.size + 2) return undefined
  const key: PublicKey = { kind: form.kind, bytes: bytes.slice(2) }
  return isUsable(key) ? key : undefined
}

function isUsable(key: PublicKey): boolean {
  if (key.kind === 'Ed25519') return !isSmallOrder(key.bytes)
  if (key.kind === 'BLS12-381-G2') return true
  return decompress(key.kind, key.bytes) !== undefined
}

/** @returns `undefined` for other encodings, unknown kinds, and points that are no key */
export function keyOfMultikey(text: string): PublicKey | undefined {
  const known = remembered.get(text)
  if (known) return known
  const key = readMultikey(text)
  if (!key) return undefined
  if (remembered.size >= MEMORY) remembered.clear()
  remembered.set(text, key)
  return key
}

export function multikeyOf({ kind, bytes }: PublicKey): string {
  const form = FORMS.find((candidate) => candidate.kind === kind)
  return `z${encodeBase58(concat(form?.prefix ?? new Uint8Array(), bytes))}`
}

const coordinate = (value: unknown, size: number): Uint8Array | undefined => {
  const bytes = typeof value === 'string' ? decodeBase64Url(value) : undefined
  return bytes?.length === size ? bytes : undefined
}

function keyOfEcJwk(jwk: Readonly<Record<string, unknown>>): PublicKey | undefined {
  const kind = jwk.crv
  if (kind !== 'P-256' && kind !== 'P-384') return undefined
  const size = kind === 'P-256' ? 32 : 48
  const x = coordinate(jwk.x, size)
  const y = coordinate(jwk.y, size)
  if (!x || !y) return undefined
  const bytes = compress(x, y)
  const point = decompress(kind, bytes)
  return point && equalBytes(point.y, y) ? { kind, bytes } : undefined
}

/** @returns `undefined` for private keys, unknown curves, and points that are no key */
export function keyOfJwk(jwk: unknown): PublicKey | undefined {
  if (!isObject(jwk) || 'd' in jwk) return undefined
  const key = jwk.kty === 'EC' ? keyOfEcJwk(jwk) : keyOfOkpJwk(jwk)
  return key && keyOfMultikey(multikeyOf(key))
}

const JOSE_NAMES: Readonly<Record<PublicKey['kind'], readonly unknown[]>> = {
  Ed25519: ['EdDSA', 'Ed25519'],
  'P-256': ['ES256'],
  'P-384': ['ES384'],
  'BLS12-381-G2': [],
}

/**
 * A key that its JWK does not set aside for something else (RFC 7517 §4.2-4.4).
 *
 * @returns `undefined` as {@link keyOfJwk}, and for keys to encrypt or derive with, or of another algorithm
 */
export function signingKeyOf(jwk: unknown): PublicKey | undefined {
  const key = keyOfJwk(jwk)
  if (!key || !isObject(jwk)) return undefined
  const { use = 'sig', key_ops: operations = ['verify'], alg } = jwk
  const verifies = Array.isArray(operations) && operations.includes('verify')
  const named = alg === undefined || JOSE_NAMES[key.kind].includes(alg)
  return use === 'sig' && verifies && named ? key : undefined
}

function keyOfOkpJwk(jwk: Readonly<Record<string, unknown>>): PublicKey | undefined {
  if (jwk.kty !== 'OKP' || jwk.crv !== 'Ed25519') return undefined
  const bytes = coordinate(jwk.x, 32)
  return bytes && { kind: 'Ed25519', bytes }
}

export interface PublicJwk {
  readonly kty: 'OKP' | 'EC'
  readonly crv: string
  readonly x: string
  readonly y?: string
}

/** @returns `undefined` for a key without such a form (BLS) */
export function jwkOf({ kind, bytes }: PublicKey): PublicJwk | undefined {
  if (kind === 'Ed25519') return { kty: 'OKP', crv: kind, x: encodeBase64Url(bytes) }
  if (kind === 'BLS12-381-G2') return undefined
  const point = decompress(kind, bytes)
  if (!point) return undefined
  return { kty: 'EC', crv: kind, x: encodeBase64Url(point.x), y: encodeBase64Url(point.y) }
}
