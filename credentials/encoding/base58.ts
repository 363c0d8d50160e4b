/**
 * Base58 with the Bitcoin alphabet (Controlled Identifiers 1.0 §2.4).
 *
 * @module
 */

const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
const VALUES = new Int8Array(128).fill(-1)
for (let at = 0; at < ALPHABET.length; at++) VALUES[ALPHABET.charCodeAt(at)] = at

/** Characters taken at once: a 24-bit limb times 58^4 stays below 2^53. */
const CHUNK = 4
const POWERS = [1, 58, 3_364, 195_112, 11_316_496]
const BASE = 11_316_496

function multiplyAdd(limbs: number[], factor: number, addend: number): void {
  let carry = addend
  for (let at = 0; at < limbs.length; at++) {
    const value = (limbs[at] ?? 0) * factor + carry
    limbs[at] = value % 0x1000000
    carry = Math.floor(value / 0x1000000)
  }
  while (carry > 0) {
    limbs.push(carry % 0x1000000)
    carry = Math.floor(carry / 0x1000000)
  }
}

function bytesOf(limbs: readonly number[], zeros: number): Uint8Array {
  const bytes: number[] = []
  for (const limb of limbs) bytes.push(limb & 0xff, (limb >> 8) & 0xff, limb >> 16)
  while (bytes.length > 0 && bytes.at(-1) === 0) bytes.pop()
  const out = new Uint8Array(zeros + bytes.length)
  for (let at = 0; at < bytes.length; at++) out[out.length - 1 - at] = bytes[at] ?? 0
  return out
}

/** @returns `undefined` when a character is not of the alphabet */
export function decodeBase58(text: string): Uint8Array | undefined {
  let zeros = 0
  while (text[zeros] === '1') zeros++
  const limbs: number[] = []
  for (let at = zeros; at < text.length; at += CHUNK) {
    const end = Math.min(at + CHUNK, text.length)
    let value = 0
    for (let i = at; i < end; i++) {
      const digit = VALUES[text.charCodeAt(i)] ?? -1
      if (digit < 0) return undefined
      value = value * 58 + digit
    }
    multiplyAdd(limbs, POWERS[end - at] ?? 1, value)
  }
  return bytesOf(limbs, zeros)
}

export function encodeBase58(bytes: Uint8Array): string {
  let zeros = 0
  while (zeros < bytes.length && bytes[zeros] === 0) zeros++
  const digits: number[] = [] // base 58^4, least first
  for (let at = zeros; at < bytes.length; at++) {
    let carry = bytes[at] ?? 0
    for (let i = 0; i < digits.length; i++) {
      const value = (digits[i] ?? 0) * 256 + carry
      digits[i] = value % BASE
      carry = Math.floor(value / BASE)
    }
    if (carry > 0) digits.push(carry)
  }
  let text = ''
  for (const digit of digits) {
    let rest = digit
    for (let i = 0; i < CHUNK; i++) {
      text = ALPHABET[rest % 58] + text
      rest = Math.floor(rest / 58)
    }
  }
  return '1'.repeat(zeros) + text.replace(/^1+/, '')
}
