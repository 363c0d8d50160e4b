/**
 * Related resources: what a credential cites together with a digest.
 *
 * @module
 * @see Verifiable Credentials Data Model 2.0 §5.3
 */

import { isObject, isUrl, listOf, step } from '../json.ts'
import type { JsonObject } from '../types.ts'
import type { FormFault } from './form-fault.ts'

const SRI = /^sha(256|384|512)-[A-Za-z0-9+/]+={0,2}$/
const MULTIBASE = /^(u[A-Za-z0-9_-]+|z[1-9A-HJ-NP-Za-km-z]+)$/

const fits = (value: unknown, form: RegExp): boolean =>
  value === undefined || (typeof value === 'string' && form.test(value))

function itemDetail(item: unknown, seen: Set<string>): string | undefined {
  if (!isObject(item) || !isUrl(item.id)) return 'must be an object whose id is a URL'
  if (seen.has(item.id)) return 'is named twice'
  seen.add(item.id)
  if (item.digestSRI === undefined && item.digestMultibase === undefined) {
    return 'must have a digest'
  }
  const right = fits(item.digestSRI, SRI) && fits(item.digestMultibase, MULTIBASE)
  return right ? undefined : 'has a digest of unknown form'
}

export function* resourceFaults(document: JsonObject): Generator<FormFault> {
  const seen = new Set<string>()
  for (const [at, item] of listOf(document.relatedResource).entries()) {
    const detail = itemDetail(item, seen)
    if (detail !== undefined) {
      yield { pointer: step('/relatedResource', at), rule: 'malformed', detail }
    }
  }
}
