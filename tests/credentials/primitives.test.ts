import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { createHash } from 'node:crypto'

import { keyOfMultikey } from '../../credentials/did/key-forms.ts'
import { nodePrimitives } from '../../credentials/primitives/node.ts'
import { webPrimitives } from '../../credentials/primitives/web.ts'
import type { PublicKey } from '../../credentials/types.ts'
import { signerOf } from './support/signers.ts'

const data = new TextEncoder().encode('what is signed')
const zeros = new Uint8Array(100_000)
const hashed = (algorithm: string, bytes: Uint8Array | string) =>
  createHash(algorithm).update(bytes).digest('hex')
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

/** Texts around the sizes at which bytes are kept elsewhere. */
const texts = ['', 'é ⵣ 🎓', ...[43_690, 43_691, 131_072, 131_073].map((size) => 'é'.repeat(size))]

/** A key that a text names, or that is made of bytes as they are. */
const keys = (['Ed25519', 'ES256', 'ES384'] as const).map((algorithm) => {
  const signer = signerOf('issuer', { algorithm })
  const key = keyOfMultikey(signer.publicKeyMultibase)
  ok(key)
  return { key, signer }
})

for (const [where, primitives, other] of [
  ['Node', nodePrimitives, webPrimitives],
  ['a browser', webPrimitives, nodePrimitives],
] as const) {
  describe(`the primitives of ${where}`, () => {
    it('hash as OpenSSL does, texts in UTF-8', () => {
      for (const input of ['é ⵣ 🎓', data]) {
        equal(hex(primitives.sha256(input)), hashed('sha256', input))
        equal(hex(primitives.sha384(input)), hashed('sha384', input))
        equal(hex(primitives.sha512(input)), hashed('sha512', input))
      }
    })

    it('turn texts of any size into bytes and back', () => {
      const { encode, decode, digest, digestHex } = primitives.octets
      for (const text of texts) {
        const octets = encode(text)
        ok(octets === Buffer.from(text).toString('latin1'), `${text.length} characters`)
        ok(decode(octets) === text, `${text.length} characters`)
        for (const hash of ['sha256', 'sha384'] as const) {
          const wanted = Array(2).fill(hashed(hash, text))
          deepEqual([hex(digest(hash, octets)), digestHex(hash, octets)], wanted)
        }
      }
    })

    it('take a signature by the key over the data, and no other', async () => {
      for (const { key, signer } of keys) {
        const signature = await signer.sign(data)
        const verify = (by: PublicKey, over: Uint8Array, made: Uint8Array) =>
          primitives.verify(by, over, made)
        equal(await verify(key, data, signature), true)
        equal(await verify({ ...key }, data, signature), true)
        equal(await verify(key, data.subarray(1), signature), false)
        const flipped = signature.map((byte, at) => (at === 0 ? byte ^ 1 : byte))
        equal(await verify(key, data, flipped), false)
        for (const { key: foreign } of keys) {
          if (foreign !== key) equal(await verify(foreign, data, signature), false)
        }
        const longer = Uint8Array.of(...signature, 0)
        for (const odd of [signature.subarray(1), longer, longer.subarray(1), new Uint8Array()]) {
          equal(await verify(key, data, odd), false, `${odd.length} bytes`)
        }
      }
    })

    it('take no signature by what is no key of theirs', async () => {
      const foreign: readonly (readonly [PublicKey, size: number])[] = [
        [{ kind: 'BLS12-381-G2', bytes: new Uint8Array(96).fill(1) }, 80],
        [{ kind: 'P-256', bytes: Uint8Array.of(2, ...new Uint8Array(32).fill(255)) }, 64],
        [{ kind: 'P-384', bytes: Uint8Array.of(9, ...new Uint8Array(48)) }, 96],
        [{ kind: 'Ed25519', bytes: new Uint8Array(31) }, 64],
      ]
      for (const [key, size] of foreign) {
        equal(await primitives.verify(key, data, new Uint8Array(size).fill(1)), false, key.kind)
      }
    })

    for (const [pack, unpack] of [
      ['gzip', 'gunzip'],
      ['deflate', 'inflate'],
    ] as const) {
      it(`${pack} what the other can ${unpack}, and stop at the limit`, async () => {
        for (const bytes of [zeros, data, new Uint8Array()]) {
          const packed = await primitives[pack](bytes)
          equal(hex(await primitives[unpack](packed, bytes.length + 1)), hex(bytes))
          equal(hex(await other[unpack](packed, bytes.length + 1)), hex(bytes))
        }
        const packed = await primitives[pack](zeros)
        ok(packed.length < 1_000)
        deepEqual((await primitives[unpack](packed, zeros.length)).length, zeros.length)
        await rejects(async () => primitives[unpack](packed, zeros.length - 1), /larger than/)
        await rejects(async () => primitives[unpack](packed.subarray(0, -9), zeros.length))
        await rejects(async () => primitives[unpack](data, 100))
      })
    }
  })
}
