/**
 * The bits of a status list, packed and unpacked.
 *
 * @module
 * @see Bitstring Status List 1.0 §3.1, §3.3, §3.4
 */

import { decodeBase64Url, encodeBase64Url } from '../encoding/base64url.ts'
import type { Primitives } from '../types.ts'

/** Entries a list has at least, so that one entry hides among many. */
export const STATUS_LIST_ENTRIES = 131_072
/** Bytes that a list may unpack to. */
const MAX_BYTES = 8_388_608

export const emptyStatusList = (entries: number = STATUS_LIST_ENTRIES): Uint8Array =>
  new Uint8Array(Math.ceil(entries / 8))

/** The bit of an entry; the first entry is the leftmost bit. `undefined` beyond the end. */
export function statusBit(bits: Uint8Array, index: number): boolean | undefined {
  const byte = bits[Math.floor(index / 8)]
  return byte === undefined ? undefined : ((byte >> (7 - (index % 8))) & 1) === 1
}

/** Sets or clears the bit of an entry, in place. */
export function setStatusBit(bits: Uint8Array, index: number, value: boolean): void {
  const at = Math.floor(index / 8)
  const byte = bits[at]
  if (byte === undefined) throw new RangeError(`entry ${index} is beyond the list`)
  const mask = 1 << (7 - (index % 8))
  bits[at] = value ? byte | mask : byte & ~mask
}

/** Packs the bits: gzip, then multibase base64url. */
export const packBits = async (bits: Uint8Array, { gzip }: Pick<Primitives, 'gzip'>) =>
  `u${encodeBase64Url(await gzip(bits))}`

/** @returns `undefined` when the text is not a packed list, is shorter than a list may be, or a bomb */
export async function unpackBits(
  text: string,
  { gunzip }: Pick<Primitives, 'gunzip'>,
): Promise<Uint8Array | undefined> {
  const packed = text.startsWith('u') ? decodeBase64Url(text.slice(1)) : undefined
  if (!packed) return undefined
  try {
    const bits = await gunzip(packed, MAX_BYTES)
    return bits.length * 8 >= STATUS_LIST_ENTRIES ? bits : undefined
  } catch {
    return undefined
  }
}
