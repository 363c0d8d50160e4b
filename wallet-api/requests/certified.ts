/**
 * Askers known by a certificate.
 *
 * @see OpenID4VP 1.0 §5.9.3 (`x509_hash`, `x509_san_dns`), RFC 5280 §6.1
 * @module
 */

import { type KeyObject, X509Certificate } from 'node:crypto'
import { certificateHash } from '../../keys/index.ts'
import type { UnixSeconds } from '../../platform/clock.ts'
import { untrusted } from './untrusted.ts'

/** Certificates of a chain. */
const MOST = 6

interface CertifiedQuestion {
  readonly clientId: string
  readonly x5c: unknown
  readonly responseUri: unknown
}

/**
 * The key of the leaf, which must be the one that the client identifier stands for.
 *
 * Anybody can make a chain with any name in it: without an authority that we know, nobody is identified.
 *
 * @throws {Problem} `request-not-trusted`
 */
export function certifiedKey(
  { clientId, x5c, responseUri }: CertifiedQuestion,
  { now, authorities }: { now: UnixSeconds; authorities: readonly Uint8Array[] },
): { readonly key: KeyObject; readonly identified: boolean } {
  const chain = chainOf(x5c)
  const [leaf] = chain
  if (!leaf) throw untrusted('it comes without the certificate of who asks')
  const name = clientId.slice(clientId.indexOf(':') + 1)
  if (clientId.startsWith('x509_hash:')) {
    const hash = certificateHash(leaf.raw.toString('base64'))
    if (hash !== name) throw untrusted('its certificate is another one than it names')
  } else {
    refuseOtherName(leaf, name, responseUri)
  }
  if (!chain.every((certificate) => isInTime(certificate, now))) {
    throw untrusted('the certificate of who asks is not valid now')
  }
  if (chain.slice(1).some((issuer, at) => !vouches(issuer, chain[at]))) {
    throw untrusted('its certificates do not belong together')
  }
  return { key: leaf.publicKey, identified: isKnown(chain, { now, authorities }) }
}

/** The certificate must carry the name, and the answer must stay there. */
function refuseOtherName(leaf: X509Certificate, name: string, responseUri: unknown): void {
  if (leaf.checkHost(name, { subject: 'never', wildcards: false }) === undefined) {
    throw untrusted('its certificate is for somebody else')
  }
  if (URL.parse(String(responseUri))?.hostname !== name) {
    throw untrusted('the answer would go to somebody else')
  }
}

function chainOf(x5c: unknown): readonly X509Certificate[] {
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

function isKnown(
  chain: readonly X509Certificate[],
  { now, authorities }: { now: UnixSeconds; authorities: readonly Uint8Array[] },
): boolean {
  const last = chain.at(-1)
  return authorities
    .map((der) => new X509Certificate(der))
    .filter((authority) => isInTime(authority, now))
    .some((authority) => authority.raw.equals(last?.raw ?? Buffer.of()) || vouches(authority, last))
}
