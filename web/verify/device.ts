/**
 * This device, as the worker sees it: its clock, its way out, what it keeps.
 *
 * @module
 */

import { isObject } from '../verdict/json.ts'
import { verifierDoor } from './door.ts'
import { createOfflineFetch } from './offline-fetch.ts'
import { createPageFetch } from './page-fetch.ts'
import { shelf } from './shelf.ts'
import { type Bundle, type BundleAnswer, keptBundle } from './snapshots.ts'

/** Unix seconds. */
export const clock = (): number => Math.floor(Date.now() / 1000)

let loaded: { readonly at: number; readonly bundle: Promise<Bundle | undefined> } | undefined

/** The kept bundle; read once for each that came, as it is large. */
export async function bundle(): Promise<Bundle | undefined> {
  const { at = 0 } = (await shelf.get('sealer')) ?? {}
  if (loaded?.at !== at) loaded = { at, bundle: keptBundle({ shelf, sealedBy }) }
  return loaded.bundle
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
    origin: location.origin,
    ask: (...request) => fetch(...request),
    now: Date.now,
  }),
  shelf,
  bundle,
  now: Date.now,
})
