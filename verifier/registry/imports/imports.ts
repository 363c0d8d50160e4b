/**
 * Registries elsewhere: read when they are added and again before what they said grows old.
 *
 * @module
 */

import type { UnixSeconds } from '../../../platform/clock.ts'
import { FetchFailed, FetchRefused } from '../../../platform/fetch.ts'
import type { Ground } from '../../../platform/ground.ts'
import { type Failure, listedIssuerStore, type RegistryEntry, registryStore } from '../store.ts'
import { readDidMap } from './did-map.ts'
import { readFederation } from './federation.ts'
import { type Listing, ListingRefused } from './listing.ts'

export const REGISTRY_KINDS = ['did-map', 'openid-federation'] as const
export type RegistryKind = (typeof REGISTRY_KINDS)[number]

export interface NewRegistry {
  /** The tenant whose registry it is; everybody's when empty. */
  readonly tenantId: string
  /** Of the JSON file, or the entity identifier of the trust anchor. */
  readonly url: string
  readonly kind: RegistryKind
  /** As it is shown until the registry says its own name. */
  readonly name: string
  /** Skill frameworks that its issuers count as registered for; none unless said. */
  readonly frameworks: readonly string[]
  /** JSON: the keys (JWK set) the anchor must sign with; those of its first answer unless given. */
  readonly keys?: string
}

export interface RegistryImports {
  /** Adds a registry, or changes how one is read; it is read soon after. */
  add(registry: NewRegistry): Promise<RegistryEntry>
  /** Forgets a registry and everybody it named. @returns whether it was there */
  remove(tenantId: string, url: string): Promise<boolean>
  all(tenantIds: readonly string[]): Promise<readonly RegistryEntry[]>
  /** Reads a registry now; what went wrong is kept with it. */
  read(tenantId: string, url: string): Promise<RegistryEntry | undefined>
}

export type ImportDeps = Pick<Ground, 'db' | 'clock' | 'fetch' | 'jobs' | 'log'> & {
  /** Hears that what is known of issuers has changed. */
  readonly changed: () => void
}

const JOB = 'verifier.read-registry'

/** Seconds for which a registry's answer is believed. */
const LIFETIME = 86_400
/** Seconds after which it is read again, in time before it is believed no more. */
const AGAIN = 21_600
/** Seconds after which it is tried again when it could not be read. */
const RETRY = 900

const MAP_LIMITS = { maxBytes: 16_777_216, timeoutMs: 20_000 } as const

export function createRegistryImports(deps: ImportDeps): RegistryImports {
  const { db, clock, jobs } = deps
  const telling = async <T>(work: Promise<T>): Promise<T> => {
    const result = await work
    deps.changed()
    return result
  }
  jobs.handle(JOB, async ({ tenantId, url }) => {
    await telling(read(deps, String(tenantId), String(url)))
  })
  return {
    add: (registry) =>
      telling(
        db.transaction(async (tx) => {
          const entry = { ...registry, lifetime: LIFETIME }
          await registryStore(tx).add(entry)
          await readAt(jobs, tx, { ...registry, runAt: clock() })
          const added = await registryStore(tx).byUrl(registry.tenantId, registry.url)
          if (!added) throw new Error(`the registry ${registry.url} went away while it was added`)
          return added
        }),
      ),
    remove: (tenantId, url) =>
      telling(
        db.transaction(async (tx) => {
          const removed = await registryStore(tx).remove(tenantId, url)
          await listedIssuerStore(tx).remove(tenantId, url)
          return removed
        }),
      ),
    all: (tenantIds) => registryStore(db).all(tenantIds),
    read: (tenantId, url) => telling(read(deps, tenantId, url)),
  }
}

interface Due {
  readonly tenantId: string
  readonly url: string
  readonly runAt: UnixSeconds
}

const readAt = (jobs: Ground['jobs'], tx: Ground['db'], { tenantId, url, runAt }: Due) =>
  jobs.add(tx, JOB, { tenantId, url }, { runAt, key: `registry ${tenantId} ${url}` })

/**
 * What was read replaces what was read before, in one transaction; a reading that fails changes
 * nothing but the note of it. A registry that was removed meanwhile stays removed. Whoever changes
 * what a registry lists takes the row of the registry first: two at once wait for each other.
 */
async function read(
  { db, clock, fetch, jobs, log }: ImportDeps,
  tenantId: string,
  url: string,
): Promise<RegistryEntry | undefined> {
  const registry = await registryStore(db).byUrl(tenantId, url)
  if (!registry) return undefined
  const found = await listingOf(registry, { fetch, now: clock() })
  if (found.failure) log.warn({ registry: url }, found.failure.text)
  return db.transaction(async (tx) => {
    const now = clock()
    const store = registryStore(tx)
    const kept = found.listing
      ? await store.keepReading(registry, { readAt: now, listing: found.listing })
      : await store.keepFailure(registry, found.failure)
    if (!kept) return undefined
    if (found.listing) await listedIssuerStore(tx).replace(registry, found.listing.issuers, now)
    await readAt(jobs, tx, { tenantId, url, runAt: now + (found.listing ? AGAIN : RETRY) })
    return store.byUrl(tenantId, url)
  })
}

type Found =
  | { readonly listing: Listing; readonly failure?: undefined }
  | { readonly listing?: undefined; readonly failure: Failure }

async function listingOf(
  { kind, url, keys }: RegistryEntry,
  { fetch, now }: { readonly fetch: Ground['fetch']; readonly now: UnixSeconds },
): Promise<Found> {
  try {
    if (kind === 'openid-federation') {
      return { listing: await readFederation({ anchor: url, trusted: keys, now }, fetch) }
    }
    const { status, body } = await fetch(url, MAP_LIMITS)
    if (status !== 200) return { failure: { reason: 'no-list', text: `${url} answered ${status}` } }
    return { listing: readDidMap(new TextDecoder().decode(body)) }
  } catch (error) {
    if (error instanceof ListingRefused) {
      return { failure: { reason: error.reason, text: error.message } }
    }
    if (!(error instanceof FetchFailed || error instanceof FetchRefused)) throw error
    return { failure: { reason: 'out-of-reach', text: error.message } }
  }
}
