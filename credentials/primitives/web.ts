/**
 * Primitives of a browser: WebCrypto for signatures, streams for gzip.
 *
 * @module
 */

import { sha256 } from '@noble/hashes/sha256'
import { sha384, sha512 } from '@noble/hashes/sha512'
import { jwkOf } from '../did/key-forms.ts'
import { concat, utf8 } from '../encoding/bytes.ts'
import type { Primitives, PublicKey } from '../types.ts'

const DIGESTS = { sha256, sha384 } as const

/** What WebCrypto is told, of a key as of a signature. */
interface How {
  readonly size: number
  readonly name: string
  readonly namedCurve?: string
  readonly hash?: string
}

/** How the keys that sign data do it; keys for BBS sign messages, and not here. */
const SIGNATURES: Partial<Record<PublicKey['kind'], How>> = {
  Ed25519: { size: 64, name: 'Ed25519' },
  'P-256': { size: 64, name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' },
  'P-384': { size: 96, name: 'ECDSA', namedCurve: 'P-384', hash: 'SHA-384' },
}

const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

/** As Node does: a mark at the beginning is part of the text. */
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

const octetsOf = (bytes: Uint8Array): string => {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return text
}

function bytesFrom(octets: string): Uint8Array {
  const bytes = new Uint8Array(octets.length)
  for (let at = 0; at < bytes.length; at++) bytes[at] = octets.charCodeAt(at)
  return bytes
}

/** Buffers that WebCrypto takes: views on shared memory are copied out. */
const plain = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes)

async function verify(key: PublicKey, data: Uint8Array, signature: Uint8Array): Promise<boolean> {
  const how = SIGNATURES[key.kind]
  if (how?.size !== signature.length) return false
  try {
    const { subtle } = globalThis.crypto
    const imported = await subtle.importKey('jwk', { ...jwkOf(key) }, how, false, ['verify'])
    return await subtle.verify(how, imported, plain(signature), plain(data))
  } catch {
    return false
  }
}

/** @throws {Error} when the stream fails or gives more than `maxBytes` */
async function through(
  data: Uint8Array,
  stream: CompressionStream | DecompressionStream,
  maxBytes = Number.POSITIVE_INFINITY,
): Promise<Uint8Array> {
  const writer = stream.writable.getWriter()
  const written = writer.write(plain(data)).then(() => writer.close())
  written.catch(() => undefined) // the reader fails as well, and says so
  const reader: ReadableStreamDefaultReader<Uint8Array> = stream.readable.getReader()
  const parts: Uint8Array[] = []
  let size = 0
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    size += next.value.length
    if (size > maxBytes) {
      await reader.cancel()
      throw new RangeError(`larger than ${maxBytes} bytes`)
    }
    parts.push(next.value)
  }
  return concat(...parts)
}

export const webPrimitives: Primitives = {
  sha256: (data) => sha256(data),
  sha384: (data) => sha384(data),
  sha512: (data) => sha512(data),
  octets: {
    encode: (text) => octetsOf(utf8(text)),
    decode: (octets) => decoder.decode(bytesFrom(octets)),
    digest: (name, octets) => DIGESTS[name](bytesFrom(octets)),
    digestHex: (name, octets) => hex(DIGESTS[name](bytesFrom(octets))),
  },
  verify,
  gzip: (data) => through(data, new CompressionStream('gzip')),
  gunzip: (data, maxBytes) => through(data, new DecompressionStream('gzip'), maxBytes),
  deflate: (data) => through(data, new CompressionStream('deflate')),
  inflate: (data, maxBytes) => through(data, new DecompressionStream('deflate'), maxBytes),
}
