/**
 * Identifiers and secrets, from randomness that is handed in.
 *
 * @module
 */

import { createHash, randomBytes, randomFillSync } from 'node:crypto'
import type { UnixSeconds } from './clock.ts'

/** Gives `size` unpredictable bytes. Production passes {@link systemRandom}. */
export type RandomBytes = (size: number) => Uint8Array

/** Bytes drawn ahead: asking the system costs more than the bytes do. None is kept once it was given. */
const drawn = new Uint8Array(4096)
let left = 0

export const systemRandom: RandomBytes = (size) => {
  if (size > 64) return new Uint8Array(randomBytes(size))
  if (size > left) left = randomFillSync(drawn).length
  const bytes = drawn.slice(left - size, left)
  drawn.fill(0, left - size, left)
  left -= size
  return bytes
}

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
  const [time, version, variant] = [hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20)]
  return `${hex.slice(0, 8)}-${time}-${version}-${variant}-${hex.slice(20)}`
}

/** A secret nobody can guess, 256 bits in base64url unless said: codes, tokens, share keys. */
export const newSecret = (random: RandomBytes, bytes = 32): string =>
  Buffer.from(random(bytes)).toString('base64url')

/** What is kept of a secret. A fast hash is enough: it has 256 bits, so there is nothing to guess through. */
export const secretHash = (secret: string): string =>
  createHash('sha256').update(secret).digest('base64url')
