/**
 * Identifiers and secrets, from randomness that is handed in.
 *
 * @module
 */

import { randomBytes } from 'node:crypto'
import type { UnixSeconds } from './clock.ts'

/** Gives `size` unpredictable bytes. Production passes {@link systemRandom}. */
export type RandomBytes = (size: number) => Uint8Array

export const systemRandom: RandomBytes = (size) => new Uint8Array(randomBytes(size))

/** Identifier of a record: a UUID of version 7, so that new rows land side by side (RFC 9562 §5.7). */
export function newId(random: RandomBytes, now: UnixSeconds): string {
  const bytes = random(16)
  let milliseconds = now * 1000
  for (let at = 5; at >= 0; at--) {
    bytes[at] = milliseconds % 256
    milliseconds = Math.floor(milliseconds / 256)
  }
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  const hex = Buffer.from(bytes).toString('hex')
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-')
}

/** A secret nobody can guess, 256 bits in base64url unless said: codes, tokens, share keys. */
export const newSecret = (random: RandomBytes, bytes = 32): string =>
  Buffer.from(random(bytes)).toString('base64url')
