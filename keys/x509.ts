/**
 * X.509 certificates over keys that sign and are not shown.
 *
 * @see RFC 5280 §4
 * @module
 */

import 'reflect-metadata'
import { webcrypto } from 'node:crypto'
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  type Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PublicKey,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
} from '@peculiar/x509'
import { dateOf, type UnixSeconds } from '../platform/clock.ts'
import type { RandomBytes } from '../platform/id.ts'
import type { PublicJwk } from './multikey.ts'
import type { Signer } from './signer.ts'

const ES256 = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const

export interface CertificateRequest {
  readonly subject: { readonly name: string; readonly publicJwk: PublicJwk }
  readonly issuer: { readonly name: string; readonly signer: Signer }
  /** Of the leaf: who it may speak for. A certificate without them is the anchor. */
  readonly names?: { readonly dns: string; readonly uris: readonly string[] }
  readonly notBefore: UnixSeconds
  readonly notAfter: UnixSeconds
}

/** A certificate in DER, signed by an ES256 key. */
export async function signCertificate(
  request: CertificateRequest,
  random: RandomBytes,
): Promise<Uint8Array> {
  const { subject, issuer } = request
  const certificate = await X509CertificateGenerator.create(
    {
      serialNumber: serial(random),
      subject: [{ CN: [subject.name] }],
      issuer: [{ CN: [issuer.name] }],
      notBefore: dateOf(request.notBefore),
      notAfter: dateOf(request.notAfter),
      extensions: await extensionsOf(request),
      publicKey: await keyInfo(subject.publicJwk),
      signingKey: { ...(await imported(issuer.signer.publicJwk)), algorithm: ES256, ...PRIVATE },
    },
    signingWith(issuer.signer),
  )
  return new Uint8Array(certificate.rawData)
}

const PRIVATE = { type: 'private', usages: ['sign' as const], extractable: false } as const

/** Positive and unpredictable (RFC 5280 §4.1.2.2). */
function serial(random: RandomBytes): string {
  const bytes = Buffer.from(random(16))
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40
  return bytes.toString('hex')
}

async function extensionsOf({ subject, issuer, names }: CertificateRequest): Promise<Extension[]> {
  const subjectKey = await keyInfo(subject.publicJwk)
  const issuerKey = await keyInfo(issuer.signer.publicJwk)
  const identifiers = [
    await SubjectKeyIdentifierExtension.create(subjectKey),
    await AuthorityKeyIdentifierExtension.create(issuerKey),
  ]
  if (!names) {
    const usages = new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true)
    return [new BasicConstraintsExtension(true, 0, true), usages, ...identifiers]
  }
  return [
    new BasicConstraintsExtension(false, undefined, true),
    new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
    new SubjectAlternativeNameExtension([
      { type: 'dns', value: names.dns },
      ...names.uris.map((value) => ({ type: 'url' as const, value })),
    ]),
    ...identifiers,
  ]
}

const imported = ({ kty, crv, x, y }: PublicJwk): Promise<webcrypto.CryptoKey> =>
  webcrypto.subtle.importKey(
    'jwk',
    { kty, crv, x, ...(y === undefined ? {} : { y }) },
    ES256,
    true,
    ['verify'],
  )

const keyInfo = async (jwk: PublicJwk): Promise<PublicKey> =>
  PublicKey.create(await imported(jwk), webcrypto)

/** The library asks a key to sign; ours signs, and the rest stays the machine's. */
function signingWith(signer: Signer): webcrypto.Crypto {
  const sign = async (_algorithm: unknown, _key: unknown, data: ArrayBuffer | Uint8Array) => {
    const bytes = ArrayBuffer.isView(data)
      ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
      : new Uint8Array(data)
    return new Uint8Array(await signer.sign(bytes)).buffer
  }
  const subtle = new Proxy(webcrypto.subtle, {
    get: (target, name) => {
      if (name === 'sign') return sign
      const member: unknown = Reflect.get(target, name)
      return typeof member === 'function' ? member.bind(target) : member
    },
  })
  return new Proxy(webcrypto, {
    get: (target, name) => {
      if (name === 'subtle') return subtle
      const member: unknown = Reflect.get(target, name)
      return typeof member === 'function' ? member.bind(target) : member
    },
  })
}
