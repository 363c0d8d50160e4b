/**
 * Registries as trust anchors of OpenID Federation: the anchor says who its subordinates are and signs
 * a statement about each.
 *
 * @module
 * @see OpenID Federation 1.0 §3 (entity statements), §8.1 (fetch), §8.2 (list), §9 (entity configuration)
 */

import { type JwtClaims, JwtRefused, type KeySet, readJwt, verifyJwt } from '../../../keys/index.ts'
import type { UnixSeconds } from '../../../platform/clock.ts'
import type { GuardedFetch } from '../../../platform/fetch.ts'
import { isDid, type ListedIssuer, type Listing, ListingRefused, shownName } from './listing.ts'

export interface FederationReading {
  /** The anchor's entity identifier, an https address. */
  readonly anchor: string
  /** JSON of the keys (JWK set) that are trusted for it; those of the first reading unless given. */
  readonly trusted?: string | undefined
  readonly now: UnixSeconds
}

const TYPE = 'entity-statement+jwt'
const MOST_SUBORDINATES = 2000
const AT_ONCE = 8
const LIMITS = { maxBytes: 1_048_576, timeoutMs: 10_000 } as const

/**
 * Reads the anchor's configuration, its list, and its statement about each subordinate.
 *
 * A subordinate named by a DID is that issuer; one named by an https address is the did:web of it.
 *
 * @throws {ListingRefused} for what was answered
 * @throws {FetchFailed | FetchRefused} where nothing was
 */
export async function readFederation(
  { anchor, trusted, now }: FederationReading,
  fetch: GuardedFetch,
): Promise<Listing> {
  const configuration = await readText(configurationUrl(anchor), fetch)
  const own = await verify(configuration, trusted ?? keysIn(configuration), {
    issuer: anchor,
    subject: anchor,
    now,
  })
  const keys = jwksOf(own)
  const { organization_name, federation_list_endpoint, federation_fetch_endpoint } =
    federationEntity(own)
  const subordinates = parseList(await readText(endpoint(federation_list_endpoint, 'list'), fetch))
  const fetchFrom = endpoint(federation_fetch_endpoint, 'fetch')
  const issuers = await inTurns(subordinates, async (subject) => {
    const url = new URL(fetchFrom)
    url.searchParams.set('sub', subject)
    const statement = await readText(url.href, fetch)
    const said = await verify(statement, keys, { issuer: anchor, subject, now })
    return issuerOf(subject, federationEntity(said).organization_name)
  })
  const name = shownName(organization_name)
  return { issuers, keys, ...(name === undefined ? {} : { name }) }
}

const configurationUrl = (anchor: string): string =>
  `${anchor.replace(/\/$/, '')}/.well-known/openid-federation`

interface Expected {
  readonly issuer: string
  readonly subject: string
  readonly now: UnixSeconds
}

async function verify(statement: string, keys: string, expected: Expected): Promise<JwtClaims> {
  try {
    return await verifyJwt(statement, JSON.parse(keys) as KeySet, { type: TYPE, ...expected })
  } catch (error) {
    if (!(error instanceof JwtRefused)) throw error
    throw new ListingRefused(`the statement about ${expected.subject}: ${error.message}`, {
      reason: 'untrusted',
      cause: error,
    })
  }
}

/** What it says of its own keys: trusted at the first reading only, held to ever after. */
function keysIn(statement: string): string {
  try {
    return jwksOf(readJwt(statement))
  } catch (error) {
    if (!(error instanceof JwtRefused)) throw error
    throw new ListingRefused(`the entity configuration is ${error.message}`, { cause: error })
  }
}

function jwksOf({ jwks }: JwtClaims): string {
  const keys = objectOf(jwks).keys
  if (!Array.isArray(keys) || keys.length === 0) {
    throw new ListingRefused('the entity configuration names no keys (/jwks)')
  }
  return JSON.stringify({ keys })
}

const federationEntity = ({ metadata }: JwtClaims): Readonly<Record<string, unknown>> =>
  objectOf(objectOf(metadata).federation_entity)

const objectOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}

function endpoint(value: unknown, name: string): string {
  const member = `/metadata/federation_entity/federation_${name}_endpoint`
  if (typeof value !== 'string' || !URL.canParse(value)) {
    throw new ListingRefused(`the anchor has no ${member}`)
  }
  return value
}

function parseList(text: string): readonly string[] {
  let list: unknown
  try {
    list = JSON.parse(text)
  } catch {
    list = undefined
  }
  if (!Array.isArray(list) || !list.every((entry) => typeof entry === 'string')) {
    throw new ListingRefused('the list of subordinates is not a JSON array of texts')
  }
  if (list.length > MOST_SUBORDINATES) {
    throw new ListingRefused(`${list.length} subordinates; ${MOST_SUBORDINATES} are taken`)
  }
  return [...new Set(list)]
}

function issuerOf(subject: string, organisation: unknown): ListedIssuer {
  const did = isDid(subject) ? subject : didWebOf(subject)
  if (did === undefined) {
    throw new ListingRefused(`${subject.slice(0, 80)} is neither a DID nor an https address`)
  }
  return { did, name: shownName(organisation) ?? subject }
}

/** The did:web that lies at an https address. */
function didWebOf(address: string): string | undefined {
  if (!/^https:\/\//.test(address) || !URL.canParse(address)) return undefined
  const { host, pathname, search, hash } = new URL(address)
  if (search !== '' || hash !== '') return undefined
  const path = pathname.split('/').filter(Boolean)
  return ['did:web', encodeURIComponent(host), ...path].join(':')
}

async function readText(url: string, fetch: GuardedFetch): Promise<string> {
  const { status, body } = await fetch(url, LIMITS)
  if (status !== 200) throw new ListingRefused(`${url} answered ${status}`, { reason: 'no-list' })
  return new TextDecoder().decode(body).trim()
}

/** Works on all, a few at a time, in order. */
async function inTurns<In, Out>(
  all: readonly In[],
  work: (one: In) => Promise<Out>,
): Promise<readonly Out[]> {
  const done: Out[] = []
  for (let at = 0; at < all.length; at += AT_ONCE) {
    done.push(...(await Promise.all(all.slice(at, at + AT_ONCE).map(work))))
  }
  return done
}
