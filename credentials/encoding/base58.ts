/**
 * Base58 with the Bitcoin alphabet (Controlled Identifiers 1.0 §2.4).
 *
 * @module
 */

const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
const VALUES = new Int8Array(128).fill(-1)
for (let at = 0; at < ALPHABET.length; at++) VALUES[ALPHABET.charCodeAt(at)] = at

/** Characters taken at once when reading: a limb of 24 bits times 58^4 stays below 2^53. */
const CHUNK = 4
const POWERS = [1, 58, 3_364, 195_112, 11_316_496]
const LIMB = 0x1000000

/** The number that some characters are; below 0 when one is not of the alphabet. */
function numberOf(text: string, from: number, to: number): number {
  let value = 0
  for (let at = from; at < to; at++) {
    const digit = VALUES[text.charCodeAt(at)] ?? -1
    if (digit < 0) return -1
    value = value * 58 + digit
  }
  return value
}

/** Characters of the longest key or signature, many times over: reading takes time by the square of it. */
const LONGEST = 4096

/** @returns `undefined` when a character is not of the alphabet, or there are more than any key has */
export const decodeBase58 = (text: string): Uint8Array | undefined =>
  text.length > LONGEST ? undefined : decode(text)

function decode(text: string): Uint8Array | undefined {
  let zeros = 0
  while (text.charCodeAt(zeros) === 0x31) zeros++
  const limbs = new Float64Array(((text.length - zeros) >> 2) + 1) // least first
  let used = 0
  for (let at = zeros; at < text.length; at += CHUNK) {
    const end = Math.min(at + CHUNK, text.length)
    let carry = numberOf(text, at, end)
    if (carry < 0) return undefined
    const factor = POWERS[end - at] ?? 1
    for (let limb = 0; limb < used || carry > 0; limb++) {
      const value = (limbs[limb] ?? 0) * factor + carry
      carry = Math.floor(value / LIMB)
      limbs[limb] = value - carry * LIMB
      if (limb === used) used++
    }
  }
  return bytesOf(limbs.subarray(0, used), zeros)
}

function bytesOf(limbs: Float64Array, zeros: number): Uint8Array {
  const last = limbs.at(-1) ?? 0
  const short = limbs.length === 0 ? 0 : Number(last < 0x10000) + Number(last < 0x100)
  const bytes = new Uint8Array(zeros + limbs.length * 3 - short)
  for (let limb = 0, at = bytes.length - 1; limb < limbs.length; limb++, at -= 3) {
    const value = limbs[limb] ?? 0
    bytes[at] = value & 0xff
    if (at > zeros) bytes[at - 1] = (value >> 8) & 0xff
    if (at > zeros + 1) bytes[at - 2] = value >> 16
  }
  return bytes
}

/** What is kept of a number when writing: 58^3, so that a limb times 2^32 stays below 2^53. */
const BASE = 195_112

export function encodeBase58(bytes: Uint8Array): string {
  let zeros = 0
  while (zeros < bytes.length && bytes[zeros] === 0) zeros++
  const limbs: number[] = [] // base 58^3, least first
  for (let at = zeros; at < bytes.length; ) {
    const end = Math.min(at + 4, bytes.length)
    let carry = 0
    const factor = 256 ** (end - at)
    for (; at < end; at++) carry = carry * 256 + (bytes[at] ?? 0)
    for (let limb = 0; limb < limbs.length || carry > 0; limb++) {
      const value = (limbs[limb] ?? 0) * factor + carry
      carry = Math.floor(value / BASE)
      limbs[limb] = value - carry * BASE
    }
  }
  let text = ''
  for (const limb of limbs) text = digitsOf(limb) + text
  return '1'.repeat(zeros) + text.replace(/^1+/, '')
}

/** Three digits. */
function digitsOf(limb: number): string {
  const high = Math.floor(limb / 3_364)
  const rest = limb - high * 3_364
  const middle = Math.floor(rest / 58)
  return `${ALPHABET[high]}${ALPHABET[middle]}${ALPHABET[rest - middle * 58]}`
}
