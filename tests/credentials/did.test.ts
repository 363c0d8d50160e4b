import { deepEqual, equal, ok } from 'node:assert/strict'
import fc from 'fast-check'
import { jwkOf, keyOfJwk, keyOfMultikey, multikeyOf } from '../../credentials/did/key-forms.ts'
import { isSmallOrder } from '../../credentials/did/small-order.ts'
import { encodeBase58 } from '../../credentials/encoding/base58.ts'
import {
  didJwkOf,
  didWebUrl,
  type JsonObject,
  multikeyOfJwk,
  resolveDid,
} from '../../credentials/index.ts'
import { issuer, signerOf } from './support/signers.ts'
import { createWorld } from './support/world.ts'

const world = createWorld()

describe('a key', () => {
  for (const algorithm of ['Ed25519', 'ES256', 'ES384'] as const) {
    it(`is the same as multikey and as JSON Web Key: ${algorithm}`, () => {
      const { publicKeyMultibase, publicJwk } = signerOf('x', { algorithm })
      const key = keyOfMultikey(publicKeyMultibase)
      ok(key)
      deepEqual(jwkOf(key), publicJwk)
      equal(multikeyOf(key), publicKeyMultibase)
      equal(multikeyOfJwk(publicJwk), publicKeyMultibase)
      equal(keyOfMultikey(publicKeyMultibase), key)
    })
  }

  it('is none when it is private, of another curve, or off its curve', () => {
    const jwk = signerOf('x', { algorithm: 'ES256' }).publicJwk as JsonObject
    equal(keyOfJwk({ ...jwk, d: 'AA' }), undefined)
    equal(keyOfJwk({ ...jwk, crv: 'secp256k1' }), undefined)
    equal(keyOfJwk({ ...jwk, y: jwk.x }), undefined)
    equal(keyOfJwk({ ...jwk, x: 'AAAA' }), undefined)
    equal(keyOfJwk({ kty: 'oct', k: 'AA' }), undefined)
    equal(keyOfJwk('x'), undefined)
    equal(multikeyOfJwk({ ...jwk, d: 'AA' }), undefined)
  })

  it('is none in another encoding, of another kind, or of another length', () => {
    const { publicKeyMultibase } = issuer
    for (const text of [
      ...[`u${publicKeyMultibase.slice(1)}`, publicKeyMultibase.slice(0, -1), 'z', 'z0', ''],
      `z${encodeBase58(Uint8Array.of(0xe7, 0x01, ...new Uint8Array(33)))}`,
      `z${encodeBase58(Uint8Array.of(0x80, 0x24, 5, ...new Uint8Array(32)))}`,
      `z${encodeBase58(Uint8Array.of(0x80, 0x24, 2, ...new Uint8Array(32).fill(255)))}`,
    ]) {
      equal(keyOfMultikey(text), undefined, text)
    }
  })

  it('is none when anybody could sign for it', () => {
    const identity = Uint8Array.of(1, ...new Uint8Array(31))
    ok(isSmallOrder(identity))
    ok(isSmallOrder(new Uint8Array(32)))
    ok(isSmallOrder(Uint8Array.of(1, ...new Uint8Array(30), 0x80)))
    equal(keyOfMultikey(`z${encodeBase58(Uint8Array.of(0xed, 0x01, ...identity))}`), undefined)
  })
})

describe('resolveDid', () => {
  it('reads did:key and did:jwk from themselves', async () => {
    const key = await resolveDid(issuer.did, world)
    deepEqual(key.didDocument?.assertionMethod, [issuer.verificationMethod])
    const jwk = await resolveDid(didJwkOf(issuer.publicJwk), world)
    deepEqual(jwk.didDocument?.authentication, [`${didJwkOf(issuer.publicJwk)}#0`])
    deepEqual(world.asked, [])
  })

  it('lets a key for encryption sign nothing', async () => {
    const { didDocument } = await resolveDid(didJwkOf({ ...issuer.publicJwk, use: 'enc' }), world)
    equal(didDocument?.assertionMethod, undefined)
  })

  const refused: readonly [did: string, error: string][] = [
    ['did:key:zNothing', 'invalidDid'],
    ['did:jwk:AAAA', 'invalidDid'],
    [`did:jwk:${Buffer.from('{"kty":"oct","k":"AA"}').toString('base64url')}`, 'invalidDid'],
    ['did:jwk:!', 'invalidDid'],
    ['did:example:a', 'methodNotSupported'],
    ['did:web:', 'invalidDid'],
    ['https://a.example/', 'invalidDid'],
    [`did:web:${'a'.repeat(5000)}`, 'invalidDid'],
    ['did:web:gone.example', 'notFound'],
  ]
  for (const [did, error] of refused) {
    it(`answers ${error} for ${did.slice(0, 40)}`, async () => {
      equal((await resolveDid(did, world)).error, error)
    })
  }

  it('refuses a document of another, or none', async () => {
    const there = createWorld()
    const url = 'https://a.example/.well-known/did.json'
    for (const page of [
      { id: 'did:web:b.example' },
      [],
      '{',
      '{"id":"did:web:a.example","id":1}',
    ]) {
      there.pages.set(url, page)
      equal((await resolveDid('did:web:a.example', there)).error, 'invalidDidDocument')
    }
    there.pages.set(url, { id: 'did:web:a.example' })
    deepEqual(await resolveDid('did:web:a.example', there), {
      didDocument: { id: 'did:web:a.example' },
      source: url,
    })
  })

  it('answers what a server answers that is no document', async () => {
    const fetch = async (url: string) => ({ status: 404, headers: {}, body: new Uint8Array(), url })
    equal((await resolveDid('did:web:a.example', { fetch })).error, 'notFound')
  })
})

describe('didWebUrl', () => {
  const known: readonly [did: string, url: string][] = [
    ['did:web:a.example', 'https://a.example/.well-known/did.json'],
    ['did:web:a.example%3A8443', 'https://a.example:8443/.well-known/did.json'],
    ['did:web:localhost%3A3000:issuers:web', 'https://localhost:3000/issuers/web/did.json'],
    ['did:web:a.example:u:bob-1', 'https://a.example/u/bob-1/did.json'],
  ]
  for (const [did, url] of known) it(`is ${url}`, () => equal(didWebUrl(did), url))

  const odd = [
    ...['127.0.0.1', '127.0.0.1%3A80', '0x7f.1', '2130706433', '127.1', '169.254.169.254'],
    ...['a.example%2F..%2Fadmin', 'a.example%3A80%2Fx', 'a.example%3A0', 'a.example%3A70000'],
    ...['a.example:..:etc', 'a.example:.', 'a.example:', 'a.example:x%2Fy', 'user@a.example'],
    ...[
      'a.example%40b.example',
      '-a.example',
      'a..example',
      '%61.example',
      'a.example%23x',
      '[::1]',
    ],
  ]
  for (const id of odd) it(`is none for ${id}`, () => equal(didWebUrl(`did:web:${id}`), undefined))

  it('stays on the host that the identifier names, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'a0.:%3A2F/@#?-_\\') }), (rest) => {
        const url = didWebUrl(`did:web:a.example${rest}`)
        if (url !== undefined) ok(new URL(url).hostname.startsWith('a.example'), url)
      }),
    )
  })
})
