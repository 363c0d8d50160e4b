/**
 * What a page needs to verify without a network: who is registered, their keys, their lists of
 * withdrawn certificates, as they were at a moment, sealed by us.
 *
 * The seal is a credential over the digest of the content, so that a page checks it with the code it
 * has, whatever way the bundle came.
 *
 * @module
 */

import { didWebUrl, issueCredential, type JsonObject } from '../../credentials/index.ts'
import type { KeyRing } from '../../keys/index.ts'
import { isoTime, type UnixSeconds } from '../../platform/clock.ts'
import type { Ground } from '../../platform/ground.ts'
import { newId } from '../../platform/id.ts'
import { Problem } from '../../platform/problem.ts'
import { verifierProblems } from '../problems.ts'
import { digestOf } from '../receipts/receipt.ts'
import type { TrustRegistry } from '../registry/registry.ts'
import { relay } from './relay.ts'

export interface TrustBundle {
  /** JSON: `{ issuedAt, issuers: [{ did, name }], documents: [{ url, readAt, text }] }`. */
  readonly content: string
  /** Credential whose subject has the digest of the content. */
  readonly seal: JsonObject
}

interface BundleDeps extends Pick<Ground, 'clock' | 'random' | 'fetch'> {
  readonly registry: Pick<TrustRegistry, 'issuers'>
  readonly keys?: { readonly instances: Pick<KeyRing, 'signer'> }
  /** Addresses of status lists of registered issuers, as far as we know them. */
  readonly lists: () => Promise<readonly string[]>
}

/** Seconds for which one bundle serves everybody. */
const FRESH = 600
const MOST_DOCUMENTS = 300
const MOST_CHARACTERS = 4_000_000
/** Documents that are asked for at a time. */
const AT_ONCE = 8

/** Makes the bundle when it is asked for and the last one has aged; those who ask meanwhile share it. */
export function createTrustBundle(deps: BundleDeps): () => Promise<TrustBundle> {
  let kept: { readonly until: UnixSeconds; readonly bundle: Promise<TrustBundle> } | undefined
  return () => {
    if (kept && kept.until > deps.clock()) return kept.bundle
    const bundle = gather(deps)
    kept = { until: deps.clock() + FRESH, bundle }
    bundle.catch(() => {
      kept = undefined
    })
    return bundle
  }
}

/** @throws {Problem} `receipts-unavailable` where there is no key to seal with */
async function gather(deps: BundleDeps): Promise<TrustBundle> {
  if (!deps.keys) throw new Problem(verifierProblems.receiptsUnavailable)
  const issuers = (await deps.registry.issuers()).map(({ did, name }) => ({ did, name }))
  const dids = issuers.flatMap(({ did }) => didWebUrl(did) ?? [])
  const urls = [...new Set([...dids, ...(await deps.lists())])].slice(0, MOST_DOCUMENTS)
  const documents = within(await inLots(urls, (url) => read(url, deps)))
  const content = JSON.stringify({ issuedAt: isoTime(deps.clock()), issuers, documents })
  return { content, seal: await sealOf(content, deps.keys, deps) }
}

interface BundledDocument {
  readonly url: string
  readonly readAt: string
  readonly text: string
}

/** What does not answer, or is no DID document and no status list, is left out. */
async function read(
  url: string,
  { fetch, clock }: BundleDeps,
): Promise<BundledDocument | undefined> {
  const found = await relay(url, fetch).catch(() => undefined)
  return found && { url, readAt: isoTime(clock()), text: found.text }
}

async function inLots<T>(
  urls: readonly string[],
  act: (url: string) => Promise<T | undefined>,
): Promise<readonly T[]> {
  const results: T[] = []
  for (let at = 0; at < urls.length; at += AT_ONCE) {
    const lot = await Promise.all(urls.slice(at, at + AT_ONCE).map(act))
    results.push(...lot.filter((result) => result !== undefined))
  }
  return results
}

function within(documents: readonly BundledDocument[]): readonly BundledDocument[] {
  let characters = 0
  return documents.filter(({ text }) => {
    characters += text.length
    return characters <= MOST_CHARACTERS
  })
}

const CONTEXTS = [
  'https://www.w3.org/ns/credentials/v2',
  'https://www.w3.org/ns/credentials/undefined-terms/v2',
]

async function sealOf(
  content: string,
  keys: NonNullable<BundleDeps['keys']>,
  deps: BundleDeps,
): Promise<JsonObject> {
  const signer = await keys.instances.signer('receipts', { did: 'did:key' })
  const now = deps.clock()
  const credential = {
    '@context': CONTEXTS,
    id: `urn:uuid:${newId(deps.random, now)}`,
    type: ['VerifiableCredential', 'TrustBundle'],
    issuer: signer.did,
    validFrom: isoTime(now),
    credentialSubject: { type: 'TrustBundle', digestMultibase: digestOf(content) },
  }
  return issueCredential({ credential, signer, mechanism: 'eddsa-rdfc-2022' }, deps)
}
