/**
 * Askers known by a certificate.
 *
 * @see OpenID4VP 1.0 §5.9.3 (`x509_hash`, `x509_san_dns`), RFC 5280 §6.1
 * @module
 */

import type { KeyObject, X509Certificate } from 'node:crypto'
import { type ChainFault, certificateHash, readChain } from '../../keys/index.ts'
import type { UnixSeconds } from '../../platform/clock.ts'
import { untrusted } from './untrusted.ts'

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
  known: { readonly now: UnixSeconds; readonly authorities: readonly Uint8Array[] },
): { readonly key: KeyObject; readonly identified: boolean } {
  const chain = readChain(x5c, known)
  if (typeof chain === 'string') throw untrusted(FAULTS[chain])
  const { leaf, trusted } = chain
  const name = clientId.slice(clientId.indexOf(':') + 1)
  if (clientId.startsWith('x509_hash:')) {
    const hash = certificateHash(leaf.raw.toString('base64'))
    if (hash !== name) throw untrusted('its certificate is another one than it names')
  } else {
    refuseOtherName(leaf, name, responseUri)
  }
  return { key: leaf.publicKey, identified: trusted }
}

const FAULTS: Readonly<Record<ChainFault, string>> = {
  missing: 'it comes without the certificate of who asks',
  expired: 'the certificate of who asks is not valid now',
  broken: 'its certificates do not belong together',
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
