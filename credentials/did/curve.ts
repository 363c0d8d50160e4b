/**
 * The little arithmetic that compressed EC points need.
 *
 * @module
 */

interface Curve {
  readonly p: bigint
  readonly b: bigint
  /** Bytes of a coordinate. */
  readonly size: number
}

const CURVES: Readonly<Record<'P-256' | 'P-384', Curve>> = {
  'P-256': {
    p: 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn,
    b: 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn,
    size: 32,
  },
  'P-384': {
    p: 0xfffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffeffffffff0000000000000000ffffffffn,
    b: 0xb3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aefn,
    size: 48,
  },
}

const toNumber = (bytes: Uint8Array): bigint =>
  bytes.reduce((number, byte) => (number << 8n) | BigInt(byte), 0n)

function toBytes(number: bigint, size: number): Uint8Array {
  const bytes = new Uint8Array(size)
  let rest = number
  for (let at = size - 1; at >= 0; at--) {
    bytes[at] = Number(rest & 0xffn)
    rest >>= 8n
  }
  return bytes
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n
  let square = base % modulus
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % modulus
    square = (square * square) % modulus
  }
  return result
}

/**
 * The coordinates of a compressed point (SEC 1 §2.3.4).
 *
 * @returns `undefined` when the bytes are not a point of the curve
 */
export function decompress(
  name: 'P-256' | 'P-384',
  point: Uint8Array,
): { readonly x: Uint8Array; readonly y: Uint8Array } | undefined {
  const { p, b, size } = CURVES[name]
  const sign = point[0]
  if (point.length !== size + 1 || (sign !== 2 && sign !== 3)) return undefined
  const x = toNumber(point.subarray(1))
  if (x >= p) return undefined
  const square = (((x * x - 3n) % p) * x + b) % p
  const positive = ((square % p) + p) % p
  const root = power(positive, (p + 1n) / 4n, p)
  if ((root * root) % p !== positive) return undefined
  const y = (root & 1n) === BigInt(sign & 1) ? root : p - root
  return { x: point.slice(1), y: toBytes(y, size) }
}

/** The compressed form of a point (SEC 1 §2.3.3). */
export function compress(x: Uint8Array, y: Uint8Array): Uint8Array {
  const point = new Uint8Array(x.length + 1)
  point[0] = 2 + ((y.at(-1) ?? 0) & 1)
  point.set(x, 1)
  return point
}
