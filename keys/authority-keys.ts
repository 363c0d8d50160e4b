/**
 * Which authorities stand behind a signed document, by the names that its certificates give them.
 *
 * @see OpenID4VP 1.0 §6.1.1.1 (`aki`), RFC 5280 §4.2.1.1
 * @module
 */

import 'reflect-metadata'
import { AuthorityKeyIdentifierExtension, X509Certificate } from '@peculiar/x509'

/** Certificates of a chain that are read, and letters of a header. */
const MOST = 6
const MAX_HEADER = 65_536

/**
 * Key identifiers of authorities, base64url, from the chain in the header of a compact document.
 *
 * @returns nothing for a document without a chain, or with one that cannot be read
 */
export function authorityKeyIds(document: unknown): readonly string[] {
  if (typeof document !== 'string') return []
  const chain = chainIn(document.slice(0, MAX_HEADER).split('.')[0] ?? '')
  return chain.slice(0, MOST).flatMap(keyIdOf)
}

function chainIn(head: string): readonly unknown[] {
  try {
    const header: unknown = JSON.parse(Buffer.from(head, 'base64url').toString())
    const x5c = typeof header === 'object' && header !== null && 'x5c' in header && header.x5c
    return Array.isArray(x5c) ? x5c : []
  } catch {
    return [] // a header that is none
  }
}

function keyIdOf(text: unknown): readonly string[] {
  try {
    const certificate = new X509Certificate(Buffer.from(String(text), 'base64'))
    const { keyId } = certificate.getExtension(AuthorityKeyIdentifierExtension) ?? {}
    return keyId === undefined ? [] : [Buffer.from(keyId, 'hex').toString('base64url')]
  } catch {
    return [] // a certificate that is none
  }
}
