/**
 * Disclosures put back to where their digests stand.
 *
 * Every digest occurs once, every disclosure is used once, no disclosure overrides a claim.
 *
 * @module
 * @see RFC 9901 §7.1 (SD-JWT, verification)
 */

import { decodeBase64Url, encodeBase64Url } from '../encoding/base64url.ts'
import { textFrom, utf8 } from '../encoding/bytes.ts'
import { parseStrict } from '../encoding/strict-json.ts'
import { isObject } from '../json.ts'
import type { JsonObject, Primitives } from '../types.ts'

interface Disclosure {
  /** `undefined` for an element of an array. */
  readonly name: string | undefined
  readonly value: unknown
}

/** A disclosure or digest that breaks a rule; caught within this folder. */
export class DisclosureError extends Error {
  override readonly name = 'DisclosureError'
}

/** @throws {DisclosureError} when it has another form */
export function readDisclosure(text: string): Disclosure {
  const bytes = decodeBase64Url(text)
  const json = bytes && textFrom(bytes)
  const parsed = json === undefined ? undefined : parseStrict(json)
  const parts = parsed?.ok && Array.isArray(parsed.value) ? (parsed.value as unknown[]) : []
  const [salt, second, third] = parts
  if (typeof salt !== 'string' || parts.length < 2 || parts.length > 3) {
    throw new DisclosureError('a disclosure has another form')
  }
  if (parts.length === 2) return { name: undefined, value: second }
  if (typeof second !== 'string' || second === '_sd' || second === '...') {
    throw new DisclosureError('a disclosure has a name that it may not have')
  }
  return { name: second, value: third }
}

interface Restoring {
  /** By digest; what is used is taken out. */
  readonly disclosures: Map<string, Disclosure>
  /** Digests met. */
  readonly met: Set<string>
}

type Hashes = Pick<Primitives, 'sha256' | 'sha384' | 'sha512'>
export type Hash = (data: Uint8Array) => Uint8Array

/** Names of hashes (IANA, Named Information Hash Algorithm Registry). */
const HASHES: ReadonlyMap<unknown, keyof Hashes> = new Map([
  ['sha-256', 'sha256'],
  ['sha-384', 'sha384'],
  ['sha-512', 'sha512'],
])

/**
 * The hash that the issuer of a payload made the digests with.
 *
 * @throws {DisclosureError} when it is not known
 */
export function hashOf({ _sd_alg: algorithm = 'sha-256' }: JsonObject, hashes: Hashes): Hash {
  const name = HASHES.get(algorithm)
  if (!name) throw new DisclosureError('the digests are made by an unknown hash')
  return hashes[name]
}

export const digestOf = (text: string, hash: Hash): string => encodeBase64Url(hash(utf8(text)))

export const MAX_DISCLOSURES = 500

/**
 * The claims with all that was disclosed.
 *
 * @throws {DisclosureError} when a rule is broken
 */
export function restore(payload: JsonObject, texts: readonly string[], hash: Hash): JsonObject {
  if (texts.length > MAX_DISCLOSURES) throw new DisclosureError('too many disclosures')
  const { _sd_alg: _, ...claims } = payload
  const disclosures = new Map(
    texts.map((text) => [digestOf(text, hash), readDisclosure(text)] as const),
  )
  if (disclosures.size !== texts.length) throw new DisclosureError('a disclosure is there twice')
  const restored = restoreObject(claims, { disclosures, met: new Set() })
  if (disclosures.size > 0) throw new DisclosureError('a disclosure belongs nowhere')
  return restored
}

function take(digest: unknown, { disclosures, met }: Restoring): Disclosure | undefined {
  if (typeof digest !== 'string') throw new DisclosureError('a digest is not a text')
  if (met.has(digest)) throw new DisclosureError('a digest is there twice')
  met.add(digest)
  const disclosure = disclosures.get(digest)
  disclosures.delete(digest)
  return disclosure
}

function restoreValue(value: unknown, restoring: Restoring): unknown {
  if (Array.isArray(value)) return restoreArray(value, restoring)
  return isObject(value) ? restoreObject(value, restoring) : value
}

function restoreArray(items: readonly unknown[], restoring: Restoring): readonly unknown[] {
  return items.flatMap((item) => {
    if (!isObject(item) || !('...' in item)) return [restoreValue(item, restoring)]
    if (Object.keys(item).length !== 1) throw new DisclosureError('a placeholder holds more')
    const disclosure = take(item['...'], restoring)
    if (!disclosure) return []
    if (disclosure.name !== undefined) throw new DisclosureError('a claim stands for an element')
    return [restoreValue(disclosure.value, restoring)]
  })
}

function restoreObject(object: JsonObject, restoring: Restoring): JsonObject {
  const { _sd: digests, ...plain } = object
  if ('...' in plain) throw new DisclosureError('a placeholder stands outside an array')
  const claims = new Map(
    Object.entries(plain).map(([name, value]) => [name, restoreValue(value, restoring)]),
  )
  if (digests !== undefined && !Array.isArray(digests)) {
    throw new DisclosureError('_sd is not a list')
  }
  for (const digest of digests ?? []) {
    const disclosure = take(digest, restoring)
    if (!disclosure) continue
    const { name, value } = disclosure
    if (name === undefined) throw new DisclosureError('an element stands for a claim')
    if (claims.has(name)) throw new DisclosureError(`a disclosure overrides ${name}`)
    claims.set(name, restoreValue(value, restoring))
  }
  return Object.fromEntries(claims)
}
