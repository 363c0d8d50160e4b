/**
 * Base64url without padding (RFC 4648 §5), one text for each sequence of bytes.
 *
 * @module
 */

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const VALUES = new Int8Array(128).fill(-1)
for (let at = 0; at < ALPHABET.length; at++) VALUES[ALPHABET.charCodeAt(at)] = at

const valueAt = (text: string, at: number): number => VALUES[text.charCodeAt(at)] ?? -1

/** @returns `undefined` for padding, foreign characters, and unused bits that are not zero */
export function decodeBase64Url(text: string): Uint8Array | undefined {
  const { length } = text
  if (length % 4 === 1) return undefined
  const bytes = new Uint8Array((length * 3) >> 2)
  let bits = 0
  let held = 0
  let out = 0
  for (let at = 0; at < length; at++) {
    const value = valueAt(text, at)
    if (value < 0) return undefined
    held = (held << 6) | value
    bits += 6
    if (bits >= 8) {
      bits -= 8
      bytes[out++] = (held >> bits) & 0xff
      held &= (1 << bits) - 1
    }
  }
  return held === 0 ? bytes : undefined
}

export function encodeBase64Url(bytes: Uint8Array): string {
  const parts: string[] = []
  for (let at = 0; at < bytes.length; at += 3) {
    const left = bytes.length - at
    const group = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0)
    parts.push(
      (ALPHABET[group >> 18] ?? '') +
        (ALPHABET[(group >> 12) & 63] ?? '') +
        (left > 1 ? (ALPHABET[(group >> 6) & 63] ?? '') : '') +
        (left > 2 ? (ALPHABET[group & 63] ?? '') : ''),
    )
  }
  return parts.join('')
}
