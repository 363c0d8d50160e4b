import { deepEqual, equal, ok } from 'node:assert/strict'
import { createECDH } from 'node:crypto'
import { compress, decompress } from '../../credentials/did/curve.ts'
import {
  jwkOf,
  keyOfJwk,
  keyOfMultikey,
  multikeyOf,
  signingKeyOf,
} from '../../credentials/did/key-forms.ts'
import { isSmallOrder } from '../../credentials/did/small-order.ts'
import { encodeBase58 } from '../../credentials/encoding/base58.ts'
import type { JsonObject } from '../../credentials/index.ts'
import { newJwk } from './support/signers.ts'

const multikey = (...bytes: number[]) => `z${encodeBase58(Uint8Array.from(bytes))}`

describe('a compressed point (SEC 1 §2.3)', () => {
  const P256 = 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n
  const P384 = 2n ** 384n - 2n ** 128n - 2n ** 96n + 2n ** 32n - 1n
  for (const [name, openssl, size, p] of [
    ['P-256', 'prime256v1', 32, P256],
    ['P-384', 'secp384r1', 48, P384],
  ] as const) {
    it(`has the coordinates that OpenSSL says: ${name}`, () => {
      for (let at = 0; at < 8; at++) {
        const point = createECDH(openssl).generateKeys()
        const [x, y] = [point.subarray(1, 1 + size), point.subarray(1 + size)].map(
          (part) => new Uint8Array(part),
        )
        ok(x && y)
        const packed = compress(x, y)
        equal(packed[0], 2 + ((y.at(-1) ?? 0) % 2))
        deepEqual(packed.slice(1), x)
        deepEqual(decompress(name, packed), { x, y })
      }
    })

    it(`is none with another length or head, or where there is none: ${name}`, () => {
      const own = createECDH(openssl)
      own.generateKeys()
      const point = own.getPublicKey(null, 'compressed')
      for (const head of [0, 1, 4, 6]) {
        equal(decompress(name, Uint8Array.of(head, ...point.subarray(1))), undefined, `${head}`)
      }
      equal(decompress(name, point.subarray(0, -1)), undefined)
      equal(decompress(name, Uint8Array.of(...point, 0)), undefined)
      equal(decompress(name, Uint8Array.of(2, ...new Uint8Array(size).fill(255))), undefined)
      const found = Array.from({ length: 32 }, (_, x) =>
        decompress(name, Uint8Array.of(2, ...new Uint8Array(size - 1), x)),
      )
      const on = found.filter((item) => item !== undefined).length
      ok(on > 4 && on < 28, `${on} of 32`)
    })

    it(`is none with an x beyond the field, which would be another's: ${name}`, () => {
      const at = (x: bigint) =>
        decompress(
          name,
          Uint8Array.from(Buffer.from(`02${x.toString(16).padStart(2 * size, '0')}`, 'hex')),
        )
      let there = 0
      for (let x = 0n; x < 32n; x++) {
        if (at(x)) there++
        equal(at(x + p), undefined, `${x}`)
      }
      ok(there > 4)
    })
  }
})

describe('a key in its forms', () => {
  it('comes back from either, whatever its curve', () => {
    for (const curve of ['P-256', 'P-384', 'ed25519'] as const) {
      const jwk = newJwk(curve)
      const key = keyOfJwk(jwk)
      ok(key)
      deepEqual(jwkOf(key), jwk)
      deepEqual(keyOfMultikey(multikeyOf({ ...key })), key)
    }
  })

  it('of BLS has no JSON Web Key, and comes back as it was', () => {
    const bytes = Uint8Array.from({ length: 96 }, (_, at) => at)
    const text = multikey(0xeb, 0x01, ...bytes)
    const key = keyOfMultikey(text)
    deepEqual(key, { kind: 'BLS12-381-G2', bytes })
    equal(key && multikeyOf(key), text)
    equal(key && jwkOf(key), undefined)
    equal(jwkOf({ kind: 'P-256', bytes: new Uint8Array(33) }), undefined)
  })

  it('is kept while it is one of two thousand', () => {
    const text = (at: number) =>
      multikey(0xeb, 0x01, ...new Uint8Array(92), 7, 7, at >> 8, at & 255)
    const first = keyOfMultikey(text(0))
    equal(keyOfMultikey(text(0)), first)
    for (let at = 1; at < 2048; at++) keyOfMultikey(text(at))
    const again = keyOfMultikey(text(0))
    deepEqual(again, first)
    ok(again !== first)
    equal(keyOfMultikey(text(0)), again)
  })

  it('is none with a byte more or less, or a text longer than any key', () => {
    for (const [prefix, size] of [
      [[0xed, 0x01], 32],
      [[0xeb, 0x01], 96],
    ] as const) {
      for (const length of [size - 1, size + 1]) {
        equal(keyOfMultikey(multikey(...prefix, ...new Uint8Array(length).fill(9))), undefined)
      }
    }
    equal(keyOfMultikey(`z${'1'.repeat(200)}`), undefined)
    equal(keyOfMultikey(multikey(0xed, 0x02, ...new Uint8Array(32).fill(9))), undefined)
    equal(keyOfMultikey(multikey(0xed)), undefined)
  })

  it('is none when anybody could sign for it, whichever of the eight points it is', () => {
    const points = [
      '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
      'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
      ...['00', '01'].map((first) => `${first}${'00'.repeat(31)}`),
      ...['ec', 'ed', 'ee'].map((first) => `${first}${'ff'.repeat(30)}7f`),
    ].map((hex) => Uint8Array.from(Buffer.from(hex, 'hex')))
    for (const point of points) {
      const twin = point.slice()
      twin[31] = (twin[31] ?? 0) | 0x80
      for (const bytes of [point, twin]) {
        ok(isSmallOrder(bytes))
        equal(keyOfMultikey(multikey(0xed, 0x01, ...bytes)), undefined)
        const x = Buffer.from(bytes).toString('base64url')
        equal(keyOfJwk({ kty: 'OKP', crv: 'Ed25519', x }), undefined)
      }
    }
    for (const byte of [0x80, 0x81, 2]) {
      equal(isSmallOrder(Uint8Array.of(byte, ...new Uint8Array(31))), false, `${byte}`)
    }
    equal(isSmallOrder(Uint8Array.from(Buffer.from(String(newJwk().x), 'base64url'))), false)
  })

  it('is none as a JSON Web Key of another family, or with odd coordinates', () => {
    const [ed, ec] = [newJwk(), newJwk('P-256')]
    for (const odd of [
      ...[
        { ...ed, kty: 'EC' },
        { ...ed, crv: 'X25519' },
        { ...ed, x: 7 },
        { ...ed, kty: 'RSA' },
      ],
      ...[
        { ...ec, kty: 'OKP' },
        { ...ec, crv: 'P-384' },
        { ...ec, y: undefined },
      ],
      ...[{ ...ec, x: `${ec.x}A` }, { ...ec, x: ec.y, y: ec.x }, { ...ec, d: null }, [ec], null],
    ]) {
      equal(keyOfJwk(odd), undefined, JSON.stringify(odd))
    }
  })

  it('signs unless its JSON Web Key sets it aside for something else (RFC 7517 §4.2-4.4)', () => {
    const signs = (jwk: JsonObject, members: object) =>
      signingKeyOf({ ...jwk, ...members }) !== undefined
    const [ed, p256, p384] = [newJwk(), newJwk('P-256'), newJwk('P-384')]
    for (const members of [{}, { use: 'sig' }, { key_ops: ['sign', 'verify'] }]) {
      ok(signs(ed, members), JSON.stringify(members))
    }
    for (const members of [
      ...[{ use: 'enc' }, { use: null }, { key_ops: ['deriveKey'] }, { key_ops: [] }],
      ...[{ key_ops: 'verify' }, { alg: 'ES256' }, { alg: null }, { d: 'AA' }],
    ]) {
      ok(!signs(ed, members), JSON.stringify(members))
    }
    for (const [jwk, own] of [
      [ed, ['EdDSA', 'Ed25519']],
      [p256, ['ES256']],
      [p384, ['ES384']],
    ] as const) {
      for (const alg of ['EdDSA', 'Ed25519', 'ES256', 'ES384', 'HS256']) {
        equal(signs(jwk, { alg }), (own as readonly string[]).includes(alg), `${jwk.crv} ${alg}`)
      }
    }
    equal(signingKeyOf('x'), undefined)
  })
})
