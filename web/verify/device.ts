/**
 * This device: its clock, its way out, what it keeps.
 *
 * @module
 */

import { get } from '../api/client.ts'
import { isObject } from '../verdict/json.ts'
import { verifierDoor } from './door.ts'
import { createOfflineFetch } from './offline-fetch.ts'
import { createPageFetch } from './page-fetch.ts'
import {
  type Bundle,
  type BundleAnswer,
  browserShelf,
  keepBundle,
  keptBundle,
} from './snapshots.ts'

/** Unix seconds. */
export const clock = (): number => Math.floor(Date.now() / 1000)

/** Absent where the browser gives no storage to a page, as without https. */
const { caches } = window as { readonly caches?: CacheStorage }

export const shelf = browserShelf(caches)

let loaded: Promise<Bundle | undefined> | undefined

/** The kept bundle; read once, as it is large. */
export const bundle = (): Promise<Bundle | undefined> => {
  loaded ??= keptBundle({ shelf, sealedBy })
  return loaded
}

/** Fetches the newest bundle for a time without a network. @returns when it was made, Unix seconds */
export async function renewBundle(): Promise<number | undefined> {
  const answer = await get<BundleAnswer>('/api/trust/bundle').catch(() => undefined)
  if (answer) {
    await keepBundle(shelf, answer, Date.now())
    loaded = undefined
  }
  const kept = await shelf.get('bundle')
  return kept && Math.floor(kept.at / 1000)
}

/** Who sealed a bundle, where the seal stands and has the digest of just this content. */
async function sealedBy({ content, seal }: BundleAnswer): Promise<string | undefined> {
  const door = await verifierDoor()
  const noNetwork = () => Promise.reject(new Error('a seal needs no network'))
  const { verified, credential, issuer } = await door.verifyCredential(
    seal,
    { checks: [] },
    { clock, fetch: noNetwork },
  )
  const subject = credential?.credentialSubject
  if (!verified || !isObject(subject) || !isObject(seal)) return undefined
  return door.hasDigest(new TextEncoder().encode(content), subject) ? issuer : undefined
}

export const outside = createOfflineFetch({
  fetch: createPageFetch({
    origin: window.location.origin,
    ask: (...request) => window.fetch(...request),
    now: Date.now,
  }),
  shelf,
  bundle,
  now: Date.now,
})
