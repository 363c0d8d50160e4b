/**
 * Digests of cited documents, in both forms in which a credential may give them.
 *
 * @module
 * @see Verifiable Credentials Data Model 2.0 §5.3; Subresource Integrity §3.5; Multihash
 */

import { decodeBase58 } from './encoding/base58.ts'
import { decodeBase64Url } from './encoding/base64url.ts'
import { equalBytes } from './encoding/bytes.ts'
import { textOf } from './json.ts'
import type { JsonObject, Primitives } from './types.ts'

export type DigestAlgorithm = 'sha256' | 'sha384' | 'sha512'

export interface Digest {
  readonly algorithm: DigestAlgorithm
  readonly bytes: Uint8Array
}

/** By strength, with the code of each as a multihash. */
const ALGORITHMS: readonly (readonly [DigestAlgorithm, size: number, code: number])[] = [
  ['sha512', 64, 0x13],
  ['sha384', 48, 0x20],
  ['sha256', 32, 0x12],
]

const unpadded = (text: string): string =>
  text
    .replace(/={1,2}$/, '')
    .replaceAll('+', '-')
    .replaceAll('/', '_')

const fromHex = (text: string): Uint8Array | undefined =>
  /^([0-9a-f]{2})+$/.test(text)
    ? Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
    : undefined

/** Base64 as the standard writes it; hex, as some issuers do. */
function readSriItem(text: string): Digest | undefined {
  const [, name, value = ''] = /^(sha\d{3})-([A-Za-z0-9+/]+={0,2})(?:\?\S*)?$/.exec(text) ?? []
  const known = ALGORITHMS.find(([algorithm]) => algorithm === name)
  if (!known) return undefined
  const [algorithm, size] = known
  const bytes = value.length === size * 2 ? fromHex(value) : decodeBase64Url(unpadded(value))
  return bytes?.length === size ? { algorithm, bytes } : undefined
}

const BASES: Readonly<Record<string, (text: string) => Uint8Array | undefined>> = {
  u: decodeBase64Url,
  z: decodeBase58,
  m: (text) => decodeBase64Url(unpadded(text)),
  f: fromHex,
}

/** A multihash, or the bare digest whose length says which it is. */
function readMultibase(text: string): Digest | undefined {
  const bytes = text.length <= 200 ? BASES[text.charAt(0)]?.(text.slice(1)) : undefined
  if (!bytes) return undefined
  for (const [algorithm, size, code] of ALGORITHMS) {
    if (bytes.length === size) return { algorithm, bytes }
    if (bytes.length === size + 2 && bytes[0] === code && bytes[1] === size) {
      return { algorithm, bytes: bytes.slice(2) }
    }
  }
  return undefined
}

/** Digests under one name. */
const MOST = 16

/**
 * The digests of a cited document, in groups of which one each must fit; of several under one name
 * only the strongest count.
 *
 * @returns `undefined` when one of them has no form that is known
 */
export function readDigests(resource: JsonObject): readonly (readonly Digest[])[] | undefined {
  const { digestSRI, digestMultibase } = resource
  const groups: (readonly Digest[])[] = []
  if (digestSRI !== undefined) {
    const items = (textOf(digestSRI) ?? '?')
      .trim()
      .split(/\s+/, MOST + 1)
      .map(readSriItem)
    if (items.length > MOST) return undefined
    const read = items.filter((item) => item !== undefined)
    if (read.length !== items.length) return undefined
    const [strongest] = ALGORITHMS.flatMap(([algorithm]) => [
      read.filter((digest) => digest.algorithm === algorithm),
    ]).filter((digests) => digests.length > 0)
    groups.push(strongest ?? [])
  }
  if (digestMultibase !== undefined) {
    const read = readMultibase(textOf(digestMultibase) ?? '')
    if (!read) return undefined
    groups.push([read])
  }
  return groups
}

/** Whether a document is the one cited; `undefined` when no digest can tell. */
export function digestFits(
  body: Uint8Array,
  resource: JsonObject,
  primitives: Pick<Primitives, DigestAlgorithm>,
): boolean | undefined {
  const groups = readDigests(resource)
  if (!groups || groups.length === 0) return undefined
  return groups.every((group) =>
    group.some(({ algorithm, bytes }) => equalBytes(primitives[algorithm](body), bytes)),
  )
}
