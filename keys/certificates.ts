/**
 * The certificates of our keys: each signed by one anchor of this installation.
 *
 * @module
 */

import { createHash } from 'node:crypto'
import type { UnixSeconds } from '../platform/clock.ts'
import type { Ground } from '../platform/ground.ts'
import type { KeyRing } from './key-ring.ts'
import type { Signer } from './signer.ts'
import { certificateStore } from './store.ts'
import { signCertificate } from './x509.ts'

export interface Certificates {
  /**
   * Certificates of a key, leaf first in base64, the anchor left out.
   *
   * The same until it is renewed, a month before its end: others know a certificate by its hash.
   *
   * @param signer - an ES256 key of ours
   */
  of(signer: Signer): Promise<readonly string[]>
  /** The anchor, for whoever wants to trust this installation; PEM. */
  anchor(): Promise<string>
}

const DAY: UnixSeconds = 86_400
const LIFE = { anchor: 3650 * DAY, leaf: 397 * DAY } as const
const RENEWED_BEFORE = 30 * DAY

export function createCertificates(
  deps: Pick<Ground, 'db' | 'clock' | 'random' | 'config'>,
  ring: KeyRing,
): Certificates {
  const { hostname } = new URL(deps.config.publicUrl)
  const name = `Brevet ${hostname}`
  const anchorKey = () => ring.signer('anchor', { did: 'did:key', algorithm: 'ES256' })
  const lasting = (owner: string, life: UnixSeconds, make: Make) =>
    stored(deps, { owner, life, make })
  const anchor = async () => {
    const signer = await anchorKey()
    const subject = { name, publicJwk: signer.publicJwk }
    return lasting(`anchor ${signer.publicKeyMultibase}`, LIFE.anchor, (period) =>
      signCertificate({ subject, issuer: { name, signer }, ...period }, deps.random),
    )
  }
  return {
    anchor: async () => pem(await anchor()),
    of: async (signer) => {
      const issuer = { name, signer: await anchorKey() }
      const subject = { name: hostname, publicJwk: signer.publicJwk }
      const names = { dns: hostname, uris: [deps.config.publicUrl, signer.did] }
      const leaf = await lasting(ownerOf(signer), LIFE.leaf, (period) =>
        signCertificate({ subject, issuer, names, ...period }, deps.random),
      )
      return [Buffer.from(leaf).toString('base64')]
    },
  }
}

const ownerOf = ({ did, publicKeyMultibase }: Signer): string => `${did}#${publicKeyMultibase}`

type Make = (period: {
  readonly notBefore: UnixSeconds
  readonly notAfter: UnixSeconds
}) => Promise<Uint8Array>

/** The certificate kept, or a new one; of two made at once the first stays. */
async function stored(
  { db, clock }: Pick<Ground, 'db' | 'clock'>,
  { owner, life, make }: { readonly owner: string; readonly life: UnixSeconds; make: Make },
): Promise<Uint8Array> {
  const store = certificateStore(db)
  const now = clock()
  const kept = await store.current(owner, now + RENEWED_BEFORE)
  if (kept) return kept
  // From the start of the day, so that clocks a little behind ours find it valid.
  const notBefore = now - (now % DAY) - DAY
  const made = { notBefore, notAfter: notBefore + life }
  await store.add({ owner, der: await make(made), ...made })
  const current = await store.current(owner, now + RENEWED_BEFORE)
  if (current) return current
  throw new Error(`the certificate of ${owner} was not kept`)
}

const pem = (der: Uint8Array): string => {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`
}

/** How `x509_hash` names the holder of a certificate (OpenID4VP 1.0 §5.9.3). */
export const certificateHash = (certificate: string): string =>
  createHash('sha256').update(Buffer.from(certificate, 'base64')).digest('base64url')
