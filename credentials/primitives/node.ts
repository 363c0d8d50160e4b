/**
 * Primitives of Node.
 *
 * @module
 */

import { createPublicKey, hash, type KeyObject, randomBytes, verify } from 'node:crypto'
import { promisify } from 'node:util'
import { deflate, gunzip, gzip, inflate } from 'node:zlib'
import type { Octets } from '../canonize/fast/octets.ts'
import { jwkOf } from '../did/key-forms.ts'
import type { Primitives, PublicKey } from '../types.ts'
import { isSurelyRight } from './ed25519.ts'
import { readCertificate } from './node-certificate.ts'

/** How the keys that sign data do it; keys for BBS sign messages, and not here. */
const SIGNATURES: Partial<
  Record<PublicKey['kind'], { readonly size: number; readonly digest: string | null }>
> = {
  Ed25519: { size: 64, digest: null },
  'P-256': { size: 64, digest: 'sha256' },
  'P-384': { size: 96, digest: 'sha384' },
}

const imported = new WeakMap<PublicKey, KeyObject>()

/** @throws {Error} when the bytes are no key of their kind */
function keyObjectOf(key: PublicKey): KeyObject {
  const known = imported.get(key)
  if (known) return known
  const made = createPublicKey({ key: { ...jwkOf(key) }, format: 'jwk' })
  imported.set(key, made)
  return made
}

function verifySignature(key: PublicKey, data: Uint8Array, signature: Uint8Array): boolean {
  const how = SIGNATURES[key.kind]
  if (how?.size !== signature.length) return false
  try {
    if (key.kind === 'Ed25519' && isSurelyRight(key, data, signature)) return true
    const made = { key: keyObjectOf(key), dsaEncoding: 'ieee-p1363' } as const
    return verify(how.digest, data, made, signature)
  } catch {
    return false
  }
}

const pack = promisify(gzip)
const unpack = promisify(gunzip)
const packZlib = promisify(deflate)
const unpackZlib = promisify(inflate)

/** Where texts become bytes: larger ones get a place of their own. */
const scratch = Buffer.allocUnsafeSlow(131_072)

function bytesOf(octets: string): Uint8Array {
  if (octets.length > scratch.length) return Buffer.from(octets, 'latin1')
  return scratch.subarray(0, scratch.write(octets, 'latin1'))
}

function encode(text: string): string {
  if (text.length * 3 > scratch.length) return Buffer.from(text).toString('latin1')
  return scratch.toString('latin1', 0, scratch.write(text))
}

const nodeOctets: Octets = {
  encode,
  decode: (octets) => Buffer.from(octets, 'latin1').toString(),
  digest: (name, octets) => hash(name, bytesOf(octets), 'buffer'),
  digestHex: (name, octets) => hash(name, bytesOf(octets), 'hex'),
}

export const nodePrimitives: Primitives = {
  sha256: (data) => hash('sha256', data, 'buffer'),
  sha384: (data) => hash('sha384', data, 'buffer'),
  sha512: (data) => hash('sha512', data, 'buffer'),
  octets: nodeOctets,
  verify: verifySignature,
  readCertificate,
  gzip: async (data) => pack(data),
  gunzip: async (data, maxBytes) => unpack(data, { maxOutputLength: maxBytes }),
  deflate: async (data) => packZlib(data),
  inflate: async (data, maxBytes) => unpackZlib(data, { maxOutputLength: maxBytes }),
}

export const systemRandom = (size: number): Uint8Array => new Uint8Array(randomBytes(size))
