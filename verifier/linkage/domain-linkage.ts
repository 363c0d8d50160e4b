/**
 * Whether the address an issuer names as its own says the same of the issuer.
 *
 * @see DIF Well Known DID Configuration §"DID Configuration Resource Verification" (JWT form)
 * @module
 */

import type { DidResolution } from '../../credentials/index.ts'
import {
  type JwtClaims,
  JwtRefused,
  jwkOfMultikey,
  type PublicJwk,
  readJwt,
  verifyJws,
} from '../../keys/index.ts'
import type { Clock, UnixSeconds } from '../../platform/clock.ts'
import type { GuardedFetch } from '../../platform/fetch.ts'

/** `not-checked`: there are statements for the issuer, in a form that is not read here. */
export type LinkageStatus = 'linked' | 'not-linked' | 'not-reachable' | 'not-checked'

export interface DomainLinkage {
  readonly status: LinkageStatus
  readonly did: string
  /** e.g. `https://academy.example` */
  readonly origin: string
  /** Why, where it is not linked. */
  readonly detail?: string
  /** The document that was asked. */
  readonly source: string
  readonly checkedAt: UnixSeconds
}

export interface LinkageDeps {
  readonly clock: Clock
  readonly fetch: GuardedFetch
  readonly resolve: (did: string) => Promise<DidResolution>
}

const LIMITS = { maxBytes: 262_144, timeoutMs: 5_000 } as const
const MOST_STATEMENTS = 50
/** Seconds that clocks may differ. */
const TOLERANCE = 60

type Found = Pick<DomainLinkage, 'status' | 'detail'>

/** @param origin - scheme, host and port, without a path */
export async function domainLinkage(
  { did, origin }: { readonly did: string; readonly origin: string },
  deps: LinkageDeps,
): Promise<DomainLinkage> {
  const source = `${origin}/.well-known/did-configuration.json`
  const found = await look(source, { did, origin }, deps)
  return { ...found, did, origin, source, checkedAt: deps.clock() }
}

interface Link {
  readonly did: string
  readonly origin: string
}

async function look(source: string, link: Link, deps: LinkageDeps): Promise<Found> {
  const read = await statementsAt(source, deps.fetch)
  if ('status' in read) return read
  const faults: string[] = []
  for (const statement of read.statements) {
    const fault = await faultOf(statement, link, deps)
    if (fault === undefined) return { status: 'linked' }
    faults.push(fault)
  }
  return unlinked(faults)
}

/** What is not known goes before what is not so. */
function unlinked(faults: readonly string[]): Found {
  if (faults.includes(UNREACHED)) return { status: 'not-reachable', detail: UNREACHED }
  const why = faults.findLast((fault) => fault !== OTHER && fault !== UNREAD)
  if (why !== undefined) return { status: 'not-linked', detail: why }
  if (faults.includes(UNREAD)) return { status: 'not-checked', detail: UNREAD }
  return { status: 'not-linked', detail: 'no statement names this issuer' }
}

async function statementsAt(
  source: string,
  fetch: GuardedFetch,
): Promise<Found | { readonly statements: readonly unknown[] }> {
  try {
    const { status, body } = await fetch(source, LIMITS)
    if (status === 404 || status === 410) {
      return { status: 'not-linked', detail: `${source} answered ${status}` }
    }
    if (status !== 200) return { status: 'not-reachable', detail: `${source} answered ${status}` }
    const { linked_dids: statements } = membersOf(JSON.parse(new TextDecoder().decode(body)))
    if (Array.isArray(statements)) return { statements: statements.slice(0, MOST_STATEMENTS) }
    return { status: 'not-linked', detail: 'linked_dids is not a list' }
  } catch (error) {
    if (error instanceof SyntaxError) return { status: 'not-linked', detail: 'it is not JSON' }
    return { status: 'not-reachable', detail: error instanceof Error ? error.message : source }
  }
}

/** The statement is about somebody else. */
const OTHER = 'names another issuer'

/** It names the issuer in a form that is not read here. */
const UNREAD = 'the statement is not a JWT'

/** The keys that would tell are not there to be asked. */
const UNREACHED = 'the DID document of the issuer could not be read'

/** Why a statement does not tie the issuer to the address; `undefined` when it does. */
async function faultOf(
  statement: unknown,
  link: Link,
  { clock, resolve }: LinkageDeps,
): Promise<string | undefined> {
  if (typeof statement !== 'string') {
    return JSON.stringify(statement).includes(JSON.stringify(link.did)) ? UNREAD : OTHER
  }
  const fault = wordsFault(statement, link, clock())
  if (fault !== undefined) return fault
  const { didDocument, error } = await resolve(link.did)
  if (error === 'notFound') return UNREACHED
  const key = keyOf(statement, link.did, didDocument)
  if (!key) return 'it names no key that the issuer signs statements with'
  return (await verifyJws(statement, key)) ? undefined : 'the signature is not of the issuer'
}

/** What is wrong with what it says, whoever signed it. */
function wordsFault(
  statement: string,
  { did, origin }: Link,
  now: UnixSeconds,
): string | undefined {
  const claims = claimsOf(statement)
  if (!claims) return 'a statement is not a JWT'
  if (claims.iss !== did) return OTHER
  if (claims.sub !== did) return 'sub is not the issuer'
  const said = linkOf(claims)
  if (said.id !== did) return 'credentialSubject/id is not the issuer'
  if (said.origin !== origin) return 'credentialSubject/origin is another address'
  const { nbf, exp } = claims
  if (typeof exp !== 'number' || exp + TOLERANCE < now) return 'the statement is over'
  if (typeof nbf === 'number' && nbf - TOLERANCE > now) return 'the statement does not hold yet'
  return undefined
}

function claimsOf(statement: string): JwtClaims | undefined {
  try {
    return readJwt(statement)
  } catch (error) {
    if (error instanceof JwtRefused) return undefined
    throw error
  }
}

function linkOf({ vc }: JwtClaims): { readonly id?: unknown; readonly origin?: unknown } {
  const { type, credentialSubject } = (vc ?? {}) as Readonly<Record<string, unknown>>
  const isLinkage = Array.isArray(type) && type.includes('DomainLinkageCredential')
  return isLinkage && typeof credentialSubject === 'object' ? { ...credentialSubject } : {}
}

/** The key that the header names, if the DID's document has it for assertions. */
function keyOf(
  statement: string,
  did: string,
  didDocument: DidResolution['didDocument'],
): PublicJwk | undefined {
  const { kid } = headerOf(statement)
  if (typeof kid !== 'string') return undefined
  const name = kid.startsWith('#') ? `${did}${kid}` : kid
  if (!listOf(didDocument?.assertionMethod).includes(name)) return undefined
  const methods = listOf(didDocument?.verificationMethod).map(membersOf)
  const { publicKeyJwk, publicKeyMultibase } = methods.find(({ id }) => id === name) ?? {}
  if (publicKeyJwk) return publicKeyJwk as PublicJwk
  return typeof publicKeyMultibase === 'string' ? jwkOfMultikey(publicKeyMultibase) : undefined
}

function headerOf(statement: string): Readonly<Record<string, unknown>> {
  try {
    const [header = ''] = statement.split('.')
    return membersOf(JSON.parse(Buffer.from(header, 'base64url').toString()))
  } catch {
    return {}
  }
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

const membersOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {}
