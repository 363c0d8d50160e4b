/**
 * How it was assessed: the documents a credential cites with a digest, fetched and compared.
 *
 * @see Verifiable Credentials Data Model 2.0 §5.3
 * @module
 */

import { type JsonObject, resourceFits } from '../credentials/index.ts'
import type { UnixSeconds } from '../platform/clock.ts'
import type { Ground } from '../platform/ground.ts'
import { objectsOf, textOf } from './claims.ts'

/** A cited document. `undetermined`: out of reach, or its digest is of a kind we do not know. */
export interface Resource {
  readonly id: string
  readonly outcome: 'passed' | 'failed' | 'undetermined'
  readonly checkedAt: UnixSeconds
}

export interface Provenance {
  readonly resources: readonly Resource[]
  /** The record of the assessment, once it was found to be the one that was signed. */
  readonly record?: JsonObject
}

const MOST_RESOURCES = 4
const LIMITS = {
  headers: { accept: 'application/json, */*;q=0.1' },
  maxBytes: 262_144,
  timeoutMs: 1_500,
} as const

/** Fetches the cited documents that are evidence; others, such as translations, are not looked at. */
export async function provenanceOf(
  credential: JsonObject,
  deps: Pick<Ground, 'fetch' | 'clock'>,
): Promise<Provenance> {
  const evidence = new Set(objectsOf(credential.evidence).map(({ id }) => id))
  const cited = objectsOf(credential.relatedResource)
    .filter(({ id }) => evidence.has(id))
    .slice(0, MOST_RESOURCES)
  const fetched = await Promise.all(cited.map((resource) => fetchResource(resource, deps)))
  const record = fetched.find((resource) => resource.record)?.record
  const resources = fetched.map(({ id, outcome, checkedAt }) => ({ id, outcome, checkedAt }))
  return { resources, ...(record ? { record } : {}) }
}

async function fetchResource(
  resource: JsonObject,
  { fetch, clock }: Pick<Ground, 'fetch' | 'clock'>,
): Promise<Resource & { readonly record?: JsonObject }> {
  const found = { id: textOf(resource.id) ?? '', checkedAt: clock() }
  try {
    const { status, body } = await fetch(found.id, LIMITS)
    if (status !== 200) return { ...found, outcome: 'undetermined' }
    const fits = resourceFits(body, resource)
    if (fits === undefined) return { ...found, outcome: 'undetermined' }
    if (!fits) return { ...found, outcome: 'failed' }
    return { ...found, outcome: 'passed', ...readRecord(body) }
  } catch {
    return { ...found, outcome: 'undetermined' } // refused or out of reach: nothing is known
  }
}

function readRecord(body: Uint8Array): { readonly record?: JsonObject } {
  try {
    const [record] = objectsOf(JSON.parse(new TextDecoder().decode(body)))
    return record ? { record } : {}
  } catch {
    return {}
  }
}
