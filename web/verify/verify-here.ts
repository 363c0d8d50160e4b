/**
 * The verdict, made in the reader's browser by the code that the server runs; in the worker, without words
 * that the page has (`worded.ts`).
 *
 * @module
 */

import type { Verification as Verified } from '../../credentials/browser.ts'
import { get } from '../api/client.ts'
import type { Language } from '../i18n/languages.ts'
import { isObject, type JsonObject, listOf } from '../verdict/json.ts'
import type { Found } from '../verdict/read-input.ts'
import type { Check, Trust, Verification } from '../verdict/verification.ts'
import { bundle, clock, outside } from './device.ts'
import { type Door, verifierDoor } from './door.ts'

const deps = { clock, fetch: outside.fetch }

/** One verdict for each credential; for a presentation without any, its own. */
export async function verifyHere(
  found: Extract<Found, { kind: 'credential' | 'presentation' }>,
  language: string,
): Promise<readonly Verification[]> {
  const door = await verifierDoor()
  const options = { language: language as Language }
  if (found.kind === 'credential') {
    const verified = await door.verifyCredential(found.value, options, deps)
    return [{ ...(await withBeside(verified, door, language)), source: found.value }]
  }
  const { credentials, ...whole } = await door.verifyPresentation(found.value, options, deps)
  if (credentials.length === 0) return [{ ...whole, verified: false }]
  const sources = sourcesIn(found.value, credentials.length)
  return Promise.all(
    credentials.map(async (verified, index) => {
      const source = sources[index]
      return { ...(await withBeside(verified, door, language)), ...(source && { source }) }
    }),
  )
}

/** The certificates as they stand in a presentation that is JSON; none of another. */
function sourcesIn(
  presentation: JsonObject | string,
  count: number,
): readonly (JsonObject | string | undefined)[] {
  if (typeof presentation === 'string') return []
  const inside = listOf(presentation.verifiableCredential)
  if (inside.length !== count) return []
  return inside.map((one) => (isObject(one) || typeof one === 'string' ? one : undefined))
}

/** Adds what the registries say of the issuer, and the cited record of the assessment. */
async function withBeside(verified: Verified, door: Door, language: string): Promise<Verification> {
  const { credential, issuer } = verified
  const [trust, provenance] =
    credential && issuer !== undefined
      ? await Promise.all([trustOf(issuer, language), door.provenanceOf(credential, deps)])
      : []
  const finding = door.resourcesFinding(provenance)
  const resources: Check = { name: 'resources', ...finding, checkedAt: clock() }
  const outcome = finding.outcome === 'failed' ? 'failed' : verified.outcome
  return {
    ...verified,
    outcome,
    verified: outcome === 'passed',
    ...dated([...verified.checks, resources]),
    ...(trust && { trust }),
    ...(provenance && { provenance }),
  }
}

/** A check that rests on what the device keeps was made when that was read. */
function dated(checks: readonly Check[]): Pick<Verification, 'checks' | 'knownAt'> {
  const times = checks.map(({ source }) => (source ? outside.readAt(source) : undefined))
  const known = times.filter((time) => time !== undefined).map((time) => Math.floor(time / 1000))
  return {
    checks: checks.map((check, index) => {
      const time = times[index]
      return time === undefined ? check : { ...check, checkedAt: Math.floor(time / 1000) }
    }),
    ...(known.length > 0 && { knownAt: Math.min(...known) }),
  }
}

const asked = new Map<string, Promise<Trust>>()

/** Only the identifier of the issuer is sent. */
function trustOf(issuer: string, language: string): Promise<Trust> {
  const key = `${language} ${issuer}`
  const known = asked.get(key)
  if (known !== undefined) return known
  const answer = get<Trust>(`/api/trust?issuer=${encodeURIComponent(issuer)}`)
  const trust = answer.catch((): Promise<Trust> => {
    asked.delete(key)
    return keptTrust(issuer)
  })
  asked.set(key, trust)
  return trust
}

/** Who is in the bundle was registered then; of who is not, nothing is known. */
async function keptTrust(issuer: string): Promise<Trust> {
  const kept = await bundle()
  const entry = kept?.issuers.find(({ did }) => did === issuer)
  if (!kept || !entry) return { status: 'registry-not-reachable', message: '' }
  const keptAt = Math.floor(kept.issuedAt / 1000)
  return { status: 'registered', name: entry.name, keptAt, message: '' }
}
