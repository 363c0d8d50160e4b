/**
 * X.509 certificates, read by Node.
 *
 * @module
 * @see RFC 5280 §4
 */

import { X509Certificate } from 'node:crypto'
import { keyOfJwk } from '../did/key-forms.ts'
import type { Certificate, PublicKey } from '../types.ts'

const known = new WeakMap<Certificate, X509Certificate>()

const seconds = (date: X509Certificate['validFromDate']): number =>
  Math.floor(date.getTime() / 1000)

/** Names of one kind; Node quotes a name that holds what divides them, and such a name is nobody's. */
const namesOf = (kind: 'DNS' | 'URI', { subjectAltName = '' }: X509Certificate): string[] =>
  subjectAltName
    .split(', ')
    .filter((name) => name.startsWith(`${kind}:`) && !name.includes('"'))
    .map((name) => name.slice(kind.length + 1))

function keyOf(read: X509Certificate): PublicKey | undefined {
  try {
    return keyOfJwk(read.publicKey.export({ format: 'jwk' }))
  } catch {
    return undefined
  }
}

function isIssuedBy(read: X509Certificate, issuer: X509Certificate | undefined): boolean {
  try {
    return issuer !== undefined && read.checkIssued(issuer) && read.verify(issuer.publicKey)
  } catch {
    return false
  }
}

/** @returns `undefined` for bytes that are no certificate, or hold more than one */
export function readCertificate(der: Uint8Array): Certificate | undefined {
  try {
    const read = new X509Certificate(der)
    if (read.raw.length !== der.length) return undefined
    const certificate: Certificate = {
      key: keyOf(read),
      validFrom: seconds(read.validFromDate),
      validUntil: seconds(read.validToDate),
      isAuthority: read.ca,
      uris: namesOf('URI', read),
      hosts: namesOf('DNS', read),
      fingerprint: read.fingerprint256,
      isIssuedBy: (other) => isIssuedBy(read, known.get(other)),
    }
    known.set(certificate, read)
    return certificate
  } catch {
    return undefined
  }
}
