/**
 * Certificate chains in headers (`x5c`): whose key, and whether an authority that we know stands behind it.
 *
 * @see RFC 7515 §4.1.6, RFC 5280 §6.1
 * @module
 */

import { X509Certificate } from 'node:crypto'
import type { UnixSeconds } from '../platform/clock.ts'

/** Certificates of a chain. */
const MOST = 6

export interface Chain {
  readonly leaf: X509Certificate
  /** The chain leads to one of the authorities. */
  readonly trusted: boolean
}

export type ChainFault = 'missing' | 'expired' | 'broken'

/** @param authorities - certificates (DER) of those who are believed */
export function readChain(
  x5c: unknown,
  { now, authorities }: { now: UnixSeconds; authorities: readonly Uint8Array[] },
): Chain | ChainFault {
  const chain = certificatesOf(x5c)
  const [leaf] = chain
  if (!leaf) return 'missing'
  if (!chain.every((certificate) => isInTime(certificate, now))) return 'expired'
  if (chain.slice(1).some((issuer, at) => !vouches(issuer, chain[at]))) return 'broken'
  const last = chain.at(-1) ?? leaf
  const trusted = authorities
    .map((der) => new X509Certificate(der))
    .filter((authority) => isInTime(authority, now))
    .some((authority) => authority.raw.equals(last.raw) || vouches(authority, last))
  return { leaf, trusted }
}

function certificatesOf(x5c: unknown): readonly X509Certificate[] {
  if (!Array.isArray(x5c) || x5c.length > MOST) return []
  try {
    return x5c.map((text: unknown) => new X509Certificate(Buffer.from(String(text), 'base64')))
  } catch {
    return [] // a certificate that is none
  }
}

const isInTime = ({ validFromDate, validToDate }: X509Certificate, now: UnixSeconds): boolean =>
  validFromDate.getTime() <= now * 1000 && now * 1000 <= validToDate.getTime()

const vouches = (issuer: X509Certificate, subject: X509Certificate | undefined): boolean =>
  subject !== undefined &&
  issuer.ca &&
  subject.checkIssued(issuer) &&
  subject.verify(issuer.publicKey)
