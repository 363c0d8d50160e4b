/**
 * Registries in one JSON file, as the Digital Credentials Consortium publishes them: a map from DID to
 * name, place and address.
 *
 * @module
 * @see https://github.com/digitalcredentials/community-registry
 */

import { isDid, type ListedIssuer, type Listing, ListingRefused, shownName } from './listing.ts'

const MOST_ISSUERS = 50_000

/** @throws {ListingRefused} */
export function readDidMap(text: string): Listing {
  const registry = membersOf(membersOf(parse(text), 'the file').registry, '/registry')
  const listed = Object.entries(registry)
  if (listed.length > MOST_ISSUERS) {
    throw new ListingRefused(`/registry has ${listed.length} entries; ${MOST_ISSUERS} are taken`)
  }
  return { issuers: listed.map(([did, entry]) => issuerOf(did, entry)) }
}

function issuerOf(did: string, entry: unknown): ListedIssuer {
  if (!isDid(did)) throw new ListingRefused(`/registry/${did.slice(0, 80)} is not a DID`)
  const name = shownName(membersOf(entry, `/registry/${did}`).name)
  if (name === undefined) throw new ListingRefused(`/registry/${did}/name is missing`)
  return { did, name }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new ListingRefused('the file is not JSON', { cause: error })
  }
}

function membersOf(value: unknown, where: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ListingRefused(`${where} is not an object`)
  }
  return value as Readonly<Record<string, unknown>>
}
