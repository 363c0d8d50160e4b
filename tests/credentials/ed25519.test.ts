import { deepEqual, equal, ok } from 'node:assert/strict'
import { createHash, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'
import { createRequire } from 'node:module'
import { ed25519 } from '@noble/curves/ed25519'
import fc from 'fast-check'
import { keyOfMultikey } from '../../credentials/did/key-forms.ts'
import { hasSodium, isSurelyRight } from '../../credentials/primitives/ed25519.ts'
import { nodePrimitives } from '../../credentials/primitives/node.ts'
import { signerOf } from './support/signers.ts'

interface Signed {
  readonly key: Uint8Array
  readonly data: Uint8Array
  readonly signature: Uint8Array
}

const Point = ed25519.ExtendedPoint
type Spot = InstanceType<typeof Point>
const ORDER = ed25519.CURVE.n

/** A point whose eighth multiple is nothing: added to another, nobody sees it after eight steps. */
const TORSION = Point.fromHex('c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a')

const toNumber = (bytes: Uint8Array): bigint =>
  bytes.reduceRight((sum, byte) => sum * 256n + BigInt(byte), 0n)

const toBytes = (number: bigint): Uint8Array =>
  Uint8Array.from({ length: 32 }, (_, at) => Number((number >> BigInt(8 * at)) & 255n))

/** What Node says alone. */
function byNode({ key, data, signature }: Signed): boolean {
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(key).toString('base64url') }
  try {
    return verify(null, data, createPublicKey({ key: jwk, format: 'jwk' }), signature)
  } catch {
    return false
  }
}

const byUs = ({ key, data, signature }: Signed) =>
  nodePrimitives.verify({ kind: 'Ed25519', bytes: key }, data, signature)

function signed(data: Uint8Array): Signed {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const { x = '' } = publicKey.export({ format: 'jwk' })
  return { key: Buffer.from(x, 'base64url'), data, signature: sign(null, data, privateKey) }
}

/** Signed by who chooses key and nonce at will, with something added to either. */
function crafted(text: string, { toKey, toNonce }: Readonly<Record<'toKey' | 'toNonce', Spot>>) {
  const [secret, nonce] = [123_456_789_123_456_789n, 987_654_321_987_654_321n]
  const data = Buffer.from(text)
  const key = Point.BASE.multiply(secret).add(toKey).toRawBytes()
  const start = Point.BASE.multiply(nonce).add(toNonce).toRawBytes()
  const hashed = createHash('sha512').update(start).update(key).update(data).digest()
  const scalar = toBytes((nonce + (toNumber(hashed) % ORDER) * secret) % ORDER)
  return { key, data, signature: Buffer.concat([start, scalar]) }
}

describe('a signature by Ed25519', () => {
  it('is right or wrong as Node says, whatever is changed in it', () => {
    const bytes = fc.uint8Array({ minLength: 0, maxLength: 80 })
    const change = fc.record({
      where: fc.constantFrom('key', 'data', 'signature', 'nowhere'),
      at: fc.nat(),
      bit: fc.nat(7),
    })
    fc.assert(
      fc.property(bytes, change, (data, { where, at, bit }) => {
        const made = signed(data)
        if (where !== 'nowhere' && made[where].length > 0) {
          const place = at % made[where].length
          made[where][place] = (made[where][place] ?? 0) ^ (1 << bit)
        }
        equal(byUs(made), byNode(made))
      }),
      { numRuns: 300 },
    )
  })

  it('is what Node says where signers play with the structure of the curve', () => {
    const verdicts = new Set<string>()
    for (let at = 0; at < 64; at++) {
      for (const toKey of [Point.ZERO, TORSION]) {
        for (const toNonce of [Point.ZERO, TORSION, TORSION.double()]) {
          const made = crafted(`message ${at}`, { toKey, toNonce })
          equal(byUs(made), byNode(made))
          verdicts.add(`${byUs(made)}`)
        }
      }
    }
    deepEqual([...verdicts].sort(), ['false', 'true'])
  })

  it('is refused with its scalar written another way, and with a key or nonce of small order', () => {
    const made = signed(Buffer.from('a'))
    const scalar = toBytes(toNumber(made.signature.subarray(32)) + ORDER)
    const longer = { ...made, signature: Buffer.concat([made.signature.subarray(0, 32), scalar]) }
    const nothing = Buffer.alloc(32)
    nothing[0] = 1
    const blank = { ...made, signature: Buffer.concat([nothing, Buffer.alloc(32)]) }
    for (const odd of [longer, blank, { ...made, signature: made.signature.subarray(1) }]) {
      deepEqual([byUs(odd), byNode(odd)], [false, false])
    }
  })

  it('is asked of libsodium first, whose yes is taken, and no other signature is', async function () {
    if (!hasSodium) this.skip()
    const sodium = createRequire(import.meta.url)('sodium-native') as {
      crypto_sign_verify_detached: (...given: unknown[]) => boolean
    }
    const { crypto_sign_verify_detached: itsOwn } = sodium
    const made = signed(Buffer.from('a'))
    const other = signerOf('issuer', { algorithm: 'ES256' })
    const key = keyOfMultikey(other.publicKeyMultibase)
    ok(key)
    const signature = await other.sign(made.data)
    let asked = 0
    try {
      for (const says of [true, false]) {
        sodium.crypto_sign_verify_detached = () => {
          asked++
          return says
        }
        deepEqual([byUs({ ...made, data: Buffer.from('b') }), byUs(made)], [says, true])
        equal(nodePrimitives.verify(key, Buffer.from('b'), signature), false)
        equal(nodePrimitives.verify(key, made.data, signature), true)
      }
    } finally {
      sodium.crypto_sign_verify_detached = itsOwn
    }
    equal(asked, 4)
  })

  it('is taken for right by libsodium only where Node takes it for right too', function () {
    if (!hasSodium) this.skip()
    const made = signed(Buffer.from('a'))
    const wrong = { ...made, data: Buffer.from('b') }
    ok(isSurelyRight({ kind: 'Ed25519', bytes: made.key }, made.data, made.signature))
    ok(!isSurelyRight({ kind: 'Ed25519', bytes: wrong.key }, wrong.data, wrong.signature))
    deepEqual([byNode(made), byNode(wrong)], [true, false])
  })
})
