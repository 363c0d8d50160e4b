import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { createHash } from 'node:crypto'

import { keyOfMultikey } from '../../credentials/did/key-forms.ts'
import { nodePrimitives } from '../../credentials/primitives/node.ts'
import { readCertificate } from '../../credentials/primitives/node-certificate.ts'
import { webPrimitives } from '../../credentials/primitives/web.ts'
import type { PublicKey } from '../../credentials/types.ts'
import { certify, derOf, type Party } from './support/certificates.ts'
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

    it('turn bytes into a text as they are: a mark at the beginning stays, what is none is marked', () => {
      const { encode, decode } = primitives.octets
      equal(decode(encode('\ufeffA')), '\ufeffA')
      equal(decode('A\u00ffB'), 'A\ufffdB')
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

      it(`${unpack} leave nobody a failure to catch beside the one that they tell`, async () => {
        const left: unknown[] = []
        const note = (reason: unknown) => left.push(reason)
        process.prependListener('unhandledRejection', note)
        try {
          const packed = await primitives[pack](zeros)
          for (const odd of [data, packed.subarray(0, -9), Uint8Array.of(...packed, ...packed)]) {
            await rejects(async () => primitives[unpack](odd, 100))
          }
          await new Promise((resolve) => setTimeout(resolve, 20))
        } finally {
          process.off('unhandledRejection', note)
        }
        deepEqual(left, [])
      })
    }
  })
}

describe('a certificate that Node reads', () => {
  let root: Party
  let leaf: Party
  before(async () => {
    root = await certify({ name: 'Root', authority: true })
    leaf = await certify({
      ...{ name: 'Leaf', by: root, until: '2029-12-31T23:59:59Z' },
      ...{ hosts: ['a.example', 'b.example'], uris: ['urn:a:b'] },
    })
  })

  const read = (der: Uint8Array) => {
    const certificate = readCertificate(der)
    ok(certificate)
    return certificate
  }

  it('tells its key, its times and its names (RFC 5280 §4.1.2, §4.2.1.6)', async () => {
    const { key, hosts, uris, isAuthority, ...rest } = read(derOf(leaf))
    const { x = '', y = '' } = await crypto.subtle.exportKey('jwk', leaf.keys.publicKey)
    const sign = 2 + ((Buffer.from(y, 'base64url').at(-1) ?? 0) & 1)
    deepEqual(key, { kind: 'P-256', bytes: Uint8Array.of(sign, ...Buffer.from(x, 'base64url')) })
    deepEqual([hosts, uris, isAuthority], [['a.example', 'b.example'], ['urn:a:b'], false])
    const ends = Date.parse('2029-12-31T23:59:59Z') / 1000
    deepEqual([rest.validFrom, rest.validUntil], [Date.parse('2026-01-01T00:00:00Z') / 1000, ends])
    const bytes = hashed('sha256', derOf(leaf)).toUpperCase()
    equal(rest.fingerprint, bytes.match(/../g)?.join(':'))
    const { hosts: none, uris: neither, isAuthority: may } = read(derOf(root))
    deepEqual([none, neither, may], [[], [], true])
  })

  it('is issued by who signed it, and by nobody else of that name', async () => {
    const other = await certify({ name: 'Root', authority: true })
    equal(read(derOf(leaf)).isIssuedBy(read(derOf(root))), true)
    equal(read(derOf(leaf)).isIssuedBy(read(derOf(other))), false)
    equal(read(derOf(root)).isIssuedBy(read(derOf(leaf))), false)
    equal(read(derOf(leaf)).isIssuedBy({ ...read(derOf(root)) }), false)
  })

  it('has no key, and has issued nothing, where its key is no point of its curve', async () => {
    const der = derOf(root)
    const { x = '', y = '' } = await crypto.subtle.exportKey('jwk', root.keys.publicKey)
    const point = Buffer.concat([Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')])
    const at = Buffer.from(der).indexOf(point)
    ok(at > 0)
    const odd = read(der.with(at + 63, (der[at + 63] ?? 0) ^ 1))
    equal(odd.key, undefined)
    equal(read(derOf(leaf)).isIssuedBy(odd), false)
  })

  it('has no key of ours where its key is for something else', async () => {
    const algorithm = { name: 'RSASSA-PKCS1-v1_5', modulusLength: 2048 }
    const rsa = await certify({ name: 'R', by: root, algorithm })
    equal(read(derOf(rsa)).key, undefined)
    equal(read(derOf(rsa)).isIssuedBy(read(derOf(root))), true)
  })

  it('is one certificate and nothing behind it', () => {
    const der = derOf(leaf)
    for (const odd of [
      Uint8Array.of(...der, 0),
      Uint8Array.of(...der, ...der),
      der.subarray(0, -1),
      new Uint8Array(),
      new TextEncoder().encode('-----BEGIN CERTIFICATE-----'),
      new TextEncoder().encode(leaf.certificate.toString('pem')),
    ]) {
      equal(readCertificate(odd), undefined, `${odd.length} bytes`)
    }
  })
})
