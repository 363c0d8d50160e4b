/**
 * Token Status List: the status of tokens such as SD-JWT VCs.
 *
 * @module
 * @see Token Status List (draft-ietf-oauth-status-list) §4, §5, §8
 */

import { decodeBase64Url, encodeBase64Url } from '../encoding/base64url.ts'
import { signJws } from '../jose/sign.ts'
import { isObject } from '../json.ts'
import type { JsonObject, Primitives, Signer, UnixSeconds, Workshop } from '../types.ts'

export type TokenStatus = 'valid' | 'invalid' | 'suspended' | 'other'

export const TOKEN_STATUS_TYPE = 'statuslist+jwt'

/** Bytes that a list may unpack to. */
const MAX_BYTES = 8_388_608
const SIZES = [1, 2, 4, 8]

export interface TokenStatusListRequest {
  /** Where the list will be read. */
  readonly uri: string
  /** Bits of each entry: 1 for valid and invalid, 2 for suspended as well. */
  readonly bits: 1 | 2
  /** The entries, the first in the lowest bits of the first byte. */
  readonly entries: Uint8Array
  readonly signer: Signer
  readonly ttl?: number
  readonly expiresAt?: UnixSeconds
  /** Certificates of the signer, leaf first, the anchor left out. */
  readonly x5c?: readonly string[]
}

/** Sets an entry, in place. */
export function setTokenStatus(
  entries: Uint8Array,
  { index, bits }: { readonly index: number; readonly bits: 1 | 2 },
  value: number,
): void {
  const at = Math.floor((index * bits) / 8)
  const byte = entries[at]
  if (byte === undefined) throw new RangeError(`entry ${index} is beyond the list`)
  const shift = (index * bits) % 8
  const mask = (2 ** bits - 1) << shift
  entries[at] = (byte & ~mask) | (value << shift)
}

/** Packs and signs a list. */
export async function signTokenStatusList(
  { uri, bits, entries, signer, ttl, expiresAt, x5c }: TokenStatusListRequest,
  { clock, primitives }: Pick<Workshop, 'clock' | 'primitives'>,
): Promise<string> {
  const claims = {
    sub: uri,
    iss: signer.did,
    iat: clock(),
    ...(expiresAt === undefined ? {} : { exp: expiresAt }),
    ...(ttl === undefined ? {} : { ttl }),
    status_list: { bits, lst: encodeBase64Url(await primitives.deflate(entries)) },
  }
  const certificates = x5c ? { x5c } : {}
  const header = { typ: TOKEN_STATUS_TYPE, kid: signer.verificationMethod, ...certificates }
  return signJws(header, claims, signer)
}

const MEANINGS: readonly TokenStatus[] = ['valid', 'invalid', 'suspended']

/** The status of an entry; `undefined` when there is none, or the list cannot be read. */
export async function readTokenStatus(
  claims: JsonObject,
  index: number,
  { inflate }: Pick<Primitives, 'inflate'>,
): Promise<TokenStatus | undefined> {
  const list = claims.status_list
  if (!isObject(list) || typeof list.lst !== 'string') return undefined
  const bits = SIZES.find((size) => size === list.bits)
  const packed = decodeBase64Url(list.lst)
  if (bits === undefined || !packed) return undefined
  const entries = await inflate(packed, MAX_BYTES).catch(() => undefined)
  const byte = entries?.[Math.floor((index * bits) / 8)]
  if (byte === undefined) return undefined
  return MEANINGS[(byte >> ((index * bits) % 8)) & (2 ** bits - 1)] ?? 'other'
}
