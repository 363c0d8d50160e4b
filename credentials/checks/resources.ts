/**
 * Related resources: what a credential cites together with a digest.
 *
 * @module
 * @see Verifiable Credentials Data Model 2.0 §5.3
 */

import { publishedDigests } from '../../schemas/contexts/published.ts'
import { type Digest, digestFits, readDigests } from '../digests.ts'
import { equalBytes } from '../encoding/bytes.ts'
import { CredentialFault } from '../fault.ts'
import { isObject, isUrl, listOf, step, textOf } from '../json.ts'
import type { JsonObject, Workshop } from '../types.ts'
import { type FormFault, formFault } from './form-fault.ts'

function itemDetail(item: unknown, seen: Set<string>): string | undefined {
  if (!isObject(item) || !isUrl(item.id)) return 'must be an object whose id is a URL'
  if (seen.has(item.id)) return 'is named twice'
  seen.add(item.id)
  if (item.digestSRI === undefined && item.digestMultibase === undefined) {
    return 'must have a digest'
  }
  return readDigests(item) ? undefined : 'has a digest of unknown form'
}

/** Documents whose bytes we know are compared without asking for them. */
function isAnother(item: JsonObject): boolean {
  const known = publishedDigests.get(textOf(item.id) ?? '')
  const differs = ({ algorithm, bytes }: Digest): boolean => {
    const right = known?.[algorithm]
    return right !== undefined && !equalBytes(right, bytes)
  }
  return known !== undefined && (readDigests(item) ?? []).some((group) => group.every(differs))
}

export function* resourceFaults(document: JsonObject): Generator<FormFault> {
  const seen = new Set<string>()
  for (const [at, item] of listOf(document.relatedResource).entries()) {
    const pointer = step('/relatedResource', at)
    const detail = itemDetail(item, seen)
    if (detail !== undefined) yield formFault(pointer, detail)
    else if (isAnother(item as JsonObject)) yield another(pointer)
  }
}

const another = (pointer: string): FormFault =>
  formFault(pointer, 'has the digest of another document', 'resource-mismatch')

/** Resources that are asked for before signing. */
const MOST = 8
const LIMITS = { maxBytes: 1_048_576, timeoutMs: 1_500 } as const

/**
 * Refuses to sign that a resource has a digest which it has not; what does not answer is believed.
 *
 * @throws {CredentialFault} `resource-mismatch`, naming the resource
 */
export async function refuseOtherResources(
  document: JsonObject,
  workshop: Pick<Workshop, 'fetch' | 'primitives'>,
): Promise<void> {
  const items = listOf(document.relatedResource).slice(0, MOST)
  await Promise.all(
    items.map(async (item, at) => {
      const id = isObject(item) ? textOf(item.id) : undefined
      if (!isObject(item) || id === undefined || !/^https?:/.test(id)) return
      const body = await bodyOf(id, workshop)
      if (body && digestFits(body, item, workshop.primitives) === false) {
        throw new CredentialFault(another(step('/relatedResource', at)))
      }
    }),
  )
}

async function bodyOf(
  url: string,
  { fetch }: Pick<Workshop, 'fetch'>,
): Promise<Uint8Array | undefined> {
  if (publishedDigests.has(url)) return undefined // compared already
  try {
    const { status, body } = await fetch(url, LIMITS)
    return status === 200 ? body : undefined
  } catch {
    return undefined // refused or out of reach
  }
}
