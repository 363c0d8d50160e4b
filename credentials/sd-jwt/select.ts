/**
 * Which disclosures show the claims that were asked for.
 *
 * @see OpenID4VP 1.0 §7 (claims path pointer), RFC 9901 §6
 * @module
 */

import { isObject } from '../json.ts'
import { digestOf, type Hash, readDisclosure } from './disclosures.ts'

/** Names of members, positions of elements, `null` for every element. */
export type ClaimPath = readonly (string | number | null)[]

type Place = readonly (string | number)[]

/** Disclosures by digest, and where those that were met belong. */
interface Search {
  readonly texts: ReadonlyMap<string, string>
  readonly places: Map<string, Place>
}

/** Those on the way to a claim asked for, and those inside it. */
export function disclosuresFor(
  asked: readonly ClaimPath[],
  { payload, texts, hash }: { payload: unknown; texts: readonly string[]; hash: Hash },
): readonly string[] {
  const byDigest = new Map(texts.map((text) => [digestOf(text, hash), text]))
  const search: Search = { texts: byDigest, places: new Map() }
  walk(payload, [], search)
  return texts.filter((text) => {
    const place = search.places.get(text)
    return place !== undefined && asked.some((path) => onOneWay(place, path))
  })
}

/** One leads to the other. */
const onOneWay = (place: Place, path: ClaimPath): boolean =>
  path
    .slice(0, place.length)
    .every((step, at) => (step === null ? typeof place[at] === 'number' : step === place[at]))

function walk(value: unknown, place: Place, search: Search): void {
  if (Array.isArray(value)) {
    for (const [at, item] of value.entries()) walkElement(item, [...place, at], search)
  } else if (isObject(value)) {
    const { _sd: digests, ...plain } = value
    for (const [name, item] of Object.entries(plain)) walk(item, [...place, name], search)
    for (const digest of Array.isArray(digests) ? digests : []) follow(digest, place, search)
  }
}

function walkElement(item: unknown, place: Place, search: Search): void {
  if (isObject(item) && '...' in item) follow(item['...'], place, search)
  else walk(item, place, search)
}

/** @param place - of the element, or of the object that the claim is a member of */
function follow(digest: unknown, place: Place, search: Search): void {
  const text = search.texts.get(String(digest))
  if (text === undefined || search.places.has(text)) return
  const { name, value } = readDisclosure(text)
  const here = name === undefined ? place : [...place, name]
  search.places.set(text, here)
  walk(value, here, search)
}
