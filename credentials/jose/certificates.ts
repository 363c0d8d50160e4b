/**
 * The key of a certificate chain in a header: who signed, said by an authority that we know.
 *
 * Anybody can make a chain with any name in it, so without an authority that the caller trusts the
 * finding stays open.
 *
 * @module
 * @see RFC 7515 §4.1.6; RFC 5280 §6.1; SD-JWT-based Verifiable Credentials §2.5
 */

import { type Finding, failed, passed, undetermined } from '../checks/finding.ts'
import type { KeyAnswer } from '../checks/key.ts'
import { decodeBase64Url } from '../encoding/base64url.ts'
import { equalBytes } from '../encoding/bytes.ts'
import type { Certificate, UnixSeconds, Workshop } from '../types.ts'

/** Certificates of a chain, and the bytes of one. */
const MAX_LENGTH = 6
const MAX_BYTES = 8_192

type Reading = { readonly chain: readonly [Certificate, ...Certificate[]] } | Finding

export interface CertificateQuestion {
  readonly x5c: unknown
  /** Who must be named in the leaf; empty when the chain alone says who it is. */
  readonly controller: string
  readonly purpose: string
}

/** Finds the key; a chain stands for assertions alone. */
export function findCertifiedKey(
  { x5c, controller, purpose }: CertificateQuestion,
  workshop: Workshop,
): KeyAnswer {
  const reading = readChain(x5c, workshop)
  if ('outcome' in reading) return { found: reading, authorized: undetermined('not-reached') }
  const [leaf] = reading.chain
  const found = inspect(reading.chain, controller, workshop)
  const authorized =
    purpose === 'assertionMethod' ? passed : failed('purpose-unauthorized', purpose)
  return { ...(leaf.key && found.outcome !== 'failed' ? { key: leaf.key } : {}), found, authorized }
}

/** The key of the leaf must be that of the controller, where a DID says which it is. */
export function contradicts(
  x5c: unknown,
  known: KeyAnswer,
  workshop: Workshop,
): Finding | undefined {
  const reading = readChain(x5c, workshop)
  if ('outcome' in reading) return reading
  const [{ key }] = reading.chain
  const same = key && known.key && equalBytes(key.bytes, known.key.bytes)
  return same ? undefined : failed('certificate-invalid', 'another key')
}

function readChain(x5c: unknown, { primitives }: Pick<Workshop, 'primitives'>): Reading {
  if (!primitives.readCertificate) return undetermined('certificate-unsupported')
  if (!Array.isArray(x5c) || x5c.length === 0 || x5c.length > MAX_LENGTH) {
    return failed('certificate-invalid', 'x5c')
  }
  const chain: Certificate[] = []
  for (const text of x5c as readonly unknown[]) {
    const der = typeof text === 'string' ? decodeBase64(text) : undefined
    const certificate = der && primitives.readCertificate(der)
    if (!certificate) return failed('certificate-invalid', 'x5c')
    chain.push(certificate)
  }
  return { chain: chain as [Certificate, ...Certificate[]] }
}

/** Base64 with its padding (RFC 4648 §4), as certificates are written. */
function decodeBase64(text: string): Uint8Array | undefined {
  if (text.length > MAX_BYTES * 2 || text.length % 4 !== 0 || /[-_]/.test(text)) return undefined
  return decodeBase64Url(
    text
      .replace(/={1,2}$/, '')
      .replaceAll('+', '-')
      .replaceAll('/', '_'),
  )
}

const isInTime = ({ validFrom, validUntil }: Certificate, now: UnixSeconds): boolean =>
  validFrom <= now && now <= validUntil

function inspect(
  chain: readonly [Certificate, ...Certificate[]],
  controller: string,
  { clock, primitives, trustAnchors = [] }: Workshop,
): Finding {
  const now = clock()
  const [leaf, ...rest] = chain
  if (!leaf.key) return failed('key-unsuitable', 'x5c')
  if (leaf.isAuthority || leaf.isIssuedBy(leaf)) return failed('certificate-invalid', 'leaf')
  if (!chain.every((certificate) => isInTime(certificate, now))) {
    return failed('certificate-invalid', 'period')
  }
  const broken = rest.some((issuer, at) => !vouches(issuer, chain[at]))
  if (broken) return failed('certificate-invalid', 'chain')
  if (controller !== '' && !names(leaf, controller)) {
    return failed('controller-mismatch', `the certificate does not name ${controller}`)
  }
  const last = chain.at(-1) ?? leaf
  const anchors = trustAnchors.flatMap((der) => primitives.readCertificate?.(der) ?? [])
  const known = anchors
    .filter((anchor) => isInTime(anchor, now))
    .some((anchor) => anchor.fingerprint === last.fingerprint || vouches(anchor, last))
  return known ? passed : undetermined('certificate-untrusted')
}

const vouches = (issuer: Certificate, subject: Certificate | undefined): boolean =>
  issuer.isAuthority && subject?.isIssuedBy(issuer) === true

/** Named by address, or by the host of an https address. */
function names({ uris, hosts }: Certificate, controller: string): boolean {
  if (uris.includes(controller)) return true
  const host = /^https:\/\/([a-z0-9.-]+)(?::443)?(?:\/|$)/.exec(controller)?.[1]
  return host !== undefined && hosts.includes(host)
}
