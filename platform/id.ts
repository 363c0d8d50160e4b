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

/** Ids that one second has room for in order: thousandths of it, times 4096. Beyond, they lie as chance has it. */
const PLACES = 4_096_000

/** The second of the last id, and the place of the next in it. */
const order = { second: Number.NaN, next: 0 }

/** Places of a second are counted from a random one on, so that the first says nothing (RFC 9562 §6.2, method 1). */
function placeIn(second: UnixSeconds, seed: number): number {
  if (second !== order.second) Object.assign(order, { second, next: seed % 2048 })
  const place = Math.min(order.next, PLACES - 1)
  order.next++
  return place
}

/**
 * Identifier of a record: a UUID of version 7, so that new rows land side by side (RFC 9562 §5.7).
 *
 * Those of one second count up: drawn by lot they would touch as many pages of an index as there are rows.
 */
export function newId(random: RandomBytes, now: UnixSeconds): string {
  const bytes = random(16)
  const place = placeIn(now, ((bytes[6] ?? 0) << 8) | (bytes[7] ?? 0))
  let milliseconds = now * 1000 + Math.floor(place / 4096)
  for (let at = 5; at >= 0; at--) {
    bytes[at] = milliseconds % 256
    milliseconds = Math.floor(milliseconds / 256)
  }
  bytes[6] = 0x70 | ((place >> 8) & 0x0f)
  bytes[7] = place & 0xff
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
