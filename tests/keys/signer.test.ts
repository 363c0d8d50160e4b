import { deepEqual, equal, match, throws } from 'node:assert/strict'
import { createPublicKey, ECDH, generateKeyPairSync, sign, verify } from 'node:crypto'
import fc from 'fast-check'
import { createSigner, generateKey, type KeyAlgorithm } from '../../keys/index.ts'
import { base58, multikeyOf } from '../../keys/multikey.ts'
import { signOftenWith } from '../../keys/signer.ts'

/** The reference library brings no types. */
interface ReferenceLibrary {
  from(key: object): Promise<{
    verifier(): { verify(input: { data: Uint8Array; signature: Uint8Array }): Promise<boolean> }
  }>
}
const REFERENCE: string = '@digitalbazaar/ed25519-multikey'

const DATA = Buffer.from('what is signed')

function holds(signer: ReturnType<typeof createSigner>, data: Uint8Array, signature: Uint8Array) {
  const key = createPublicKey({ key: signer.publicJwk, format: 'jwk' })
  const digest = { Ed25519: null, ES256: 'sha256', ES384: 'sha384' }[signer.algorithm]
  return verify(digest, data, { key, dsaEncoding: 'ieee-p1363' }, signature)
}

describe('a signer', () => {
  const lengths: Record<KeyAlgorithm, number> = { Ed25519: 64, ES256: 64, ES384: 96 }
  for (const [name, length] of Object.entries(lengths)) {
    const algorithm = name as KeyAlgorithm

    it(`signs with ${name} in ${length} raw bytes that its public key accepts`, async () => {
      const signer = createSigner(algorithm, generateKey(algorithm))
      const signature = await signer.sign(DATA)
      equal(signature.length, length)
      equal(holds(signer, DATA, signature), true)
    })

    it(`signs with ${name} nothing but what it was given`, async () => {
      const signer = createSigner(algorithm, generateKey(algorithm))
      const signature = await signer.sign(DATA)
      equal(holds(signer, Buffer.from('something else'), signature), false)
      const other = createSigner(algorithm, generateKey(algorithm))
      equal(holds(other, DATA, signature), false)
    })
  }

  it('gives the same signatures with Ed25519 where it is kept to sign often', async () => {
    for (let at = 0; at < 8; at++) {
      const key = generateKey('Ed25519')
      const often = signOftenWith('Ed25519', key)
      await fc.assert(
        fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (data) => {
          const signature = await often(data)
          deepEqual(Buffer.from(signature), sign(null, data, key))
        }),
        { numRuns: 50 },
      )
    }
  })

  it('gives each signature a place of its own, so that a later one changes none', async () => {
    const often = signOftenWith('Ed25519', generateKey('Ed25519'))
    const first = await often(DATA)
    const before = Buffer.from(first)
    await often(Buffer.from('something else'))
    deepEqual(Buffer.from(first), before)
  })

  it('signs often with elliptic curves too, and with no key of another kind', async () => {
    const key = generateKey('ES256')
    const signer = createSigner('ES256', key)
    equal(holds(signer, DATA, await signOftenWith('ES256', key)(DATA)), true)
    const { privateKey } = generateKeyPairSync('x25519')
    throws(() => signOftenWith('Ed25519', privateKey), /not a private key for Ed25519/)
    throws(() => signOftenWith('Ed25519', key), /not a private key for Ed25519/)
  })

  it('speaks for the did:key of its key unless told otherwise', () => {
    const signer = createSigner('Ed25519', generateKey('Ed25519'))
    equal(signer.did, `did:key:${signer.publicKeyMultibase}`)
    equal(signer.verificationMethod, `${signer.did}#${signer.publicKeyMultibase}`)
  })

  it('speaks for the DID it is given', () => {
    const signer = createSigner('ES256', generateKey('ES256'), 'did:web:brevet.example')
    equal(signer.did, 'did:web:brevet.example')
    match(signer.verificationMethod, /^did:web:brevet\.example#zDn/)
  })

  it('shows its public key and nothing of the private one', () => {
    const signer = createSigner('ES384', generateKey('ES384'))
    deepEqual(Object.keys(signer.publicJwk).sort(), ['crv', 'kty', 'x', 'y'])
    equal(JSON.stringify(signer).includes('"d"'), false)
  })
})

describe('a public key as Multikey', () => {
  it('is read by the reference library, which accepts the signature', async () => {
    const signer = createSigner('Ed25519', generateKey('Ed25519'))
    const library = (await import(REFERENCE)) as ReferenceLibrary
    const key = await library.from({
      type: 'Multikey',
      id: signer.verificationMethod,
      controller: signer.did,
      publicKeyMultibase: signer.publicKeyMultibase,
    })
    const verifier = key.verifier()
    equal(await verifier.verify({ data: DATA, signature: await signer.sign(DATA) }), true)
  })

  it('of Ed25519 begins with z6Mk and is the text of the did:key specification', () => {
    const x = Buffer.from('2e6fcce36701dc791488e0d0b1745cc1e33a4c1c9fcc41c63bd343dbbe0970e6', 'hex')
    equal(
      multikeyOf('Ed25519', { kty: 'OKP', crv: 'Ed25519', x: x.toString('base64url') }),
      'z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK',
    )
  })

  for (const [algorithm, curve, prefix] of [
    ['ES256', 'prime256v1', '8024'],
    ['ES384', 'secp384r1', '8124'],
  ] as const) {
    it(`of ${algorithm} holds the compressed point`, () => {
      for (let round = 0; round < 8; round++) {
        const { publicJwk } = createSigner(algorithm, generateKey(algorithm))
        const { x, y = '' } = publicJwk
        const point = Buffer.concat([
          Buffer.of(4),
          ...[x, y].map((n) => Buffer.from(n, 'base64url')),
        ])
        const compressed = ECDH.convertKey(point, curve, undefined, undefined, 'compressed')
        const bytes = Buffer.concat([Buffer.from(prefix, 'hex'), Buffer.from(compressed)])
        equal(multikeyOf(algorithm, publicJwk), `z${base58(bytes)}`)
      }
    })
  }
})

describe('base58', () => {
  it('gives the published examples', () => {
    equal(base58(Buffer.from('Hello World!')), '2NEpo7TZRRrLZSi2U')
    equal(base58(Buffer.from('0000287fb4cd', 'hex')), '11233QC4')
    equal(base58(new Uint8Array()), '')
    equal(base58(Uint8Array.of(0, 0)), '11')
  })

  it('is undone by counting in base 58, for any bytes', () => {
    const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        const text = base58(bytes)
        let number = 0n
        for (const digit of text) number = number * 58n + BigInt(alphabet.indexOf(digit))
        const hex = number === 0n ? '' : number.toString(16)
        const body = Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex')
        const ones = /^1*/.exec(text)?.[0].length ?? 0
        deepEqual(Buffer.concat([Buffer.alloc(ones), body]), Buffer.from(bytes))
      }),
    )
  })
})
