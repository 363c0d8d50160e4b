/**
 * How it was assessed: the documents a credential cites with a digest, fetched and compared.
 *
 * @see Verifiable Credentials Data Model 2.0 §5.3
 * @module
 */

import { digestFits } from './digests.ts'
import { parseStrict } from './encoding/strict-json.ts'
import { isObject, listOf, textOf } from './json.ts'
import type { CredentialDeps, JsonObject, Primitives, UnixSeconds } from './types.ts'

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

/** The check of the cited documents; one that is out of reach alone changes no verdict. */
export interface ResourcesFinding {
  readonly outcome: 'passed' | 'failed' | 'not-applicable'
  readonly reason?: 'resource-changed' | 'resource-unreachable' | 'not-present' | 'not-reached'
  readonly source?: string
}

type Tools = Pick<CredentialDeps, 'fetch' | 'clock'> & {
  readonly primitives: Pick<Primitives, 'sha256' | 'sha384' | 'sha512'>
}

const MOST_RESOURCES = 4
const LIMITS = {
  headers: { accept: 'application/json, */*;q=0.1' },
  maxBytes: 262_144,
  timeoutMs: 1_500,
} as const

/** Fetches the cited documents that are evidence; others, such as translations, are not looked at. */
export async function citedBy(credential: JsonObject, tools: Tools): Promise<Provenance> {
  const evidence = new Set(objectsOf(credential.evidence).map(({ id }) => id))
  const cited = objectsOf(credential.relatedResource)
    .filter(({ id }) => evidence.has(id))
    .slice(0, MOST_RESOURCES)
  const fetched = await Promise.all(cited.map((resource) => fetchResource(resource, tools)))
  const record = fetched.find((resource) => resource.record)?.record
  const resources = fetched.map(({ id, outcome, checkedAt }) => ({ id, outcome, checkedAt }))
  return { resources, ...(record ? { record } : {}) }
}

const objectsOf = (value: unknown): readonly JsonObject[] => listOf(value).filter(isObject)

async function fetchResource(
  resource: JsonObject,
  { fetch, clock, primitives }: Tools,
): Promise<Resource & { readonly record?: JsonObject }> {
  const found = { id: textOf(resource.id) ?? '', checkedAt: clock() }
  try {
    const { status, body } = await fetch(found.id, LIMITS)
    if (status !== 200) return { ...found, outcome: 'undetermined' }
    const fits = digestFits(body, resource, primitives)
    if (fits === undefined) return { ...found, outcome: 'undetermined' }
    if (!fits) return { ...found, outcome: 'failed' }
    return { ...found, outcome: 'passed', ...readRecord(body) }
  } catch {
    return { ...found, outcome: 'undetermined' } // refused or out of reach: nothing is known
  }
}

function readRecord(body: Uint8Array): { readonly record?: JsonObject } {
  const parsed = parseStrict(new TextDecoder().decode(body))
  return parsed.ok && isObject(parsed.value) ? { record: parsed.value } : {}
}

/** `undefined` stands for: not looked at, since something before it failed. */
export function findingOf(provenance: Provenance | undefined): ResourcesFinding {
  if (!provenance) return { outcome: 'not-applicable', reason: 'not-reached' }
  const { resources } = provenance
  const changed = resources.find(({ outcome }) => outcome === 'failed')
  if (changed) return { outcome: 'failed', reason: 'resource-changed', source: changed.id }
  const missing = resources.find(({ outcome }) => outcome === 'undetermined')
  if (missing) {
    return { outcome: 'not-applicable', reason: 'resource-unreachable', source: missing.id }
  }
  const [first] = resources
  return first
    ? { outcome: 'passed', source: first.id }
    : { outcome: 'not-applicable', reason: 'not-present' }
}
