/**
 * Ed25519 points under which anybody can forge (RFC 8032 leaves them to the verifier).
 *
 * @module
 */

/** y-coordinates of the eight points of small order, and their non-canonical twins; sign bit aside. */
const SMALL_ORDER = new Set([
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
])

export function isSmallOrder(point: Uint8Array): boolean {
  let hex = ''
  for (let at = 0; at < 32; at++) {
    const byte = (point[at] ?? 0) & (at === 31 ? 0x7f : 0xff)
    hex += byte.toString(16).padStart(2, '0')
  }
  return SMALL_ORDER.has(hex)
}
