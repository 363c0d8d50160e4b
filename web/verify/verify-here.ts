/**
 * The verdict, made in the reader's browser by the code that the server runs.
 *
 * @module
 */

import type { Verification as Verified } from '../../credentials/browser.ts'
import { get } from '../api/client.ts'
import type { Texts } from '../i18n/use-texts.ts'
import type { Found } from '../verdict/read-input.ts'
import type { Check, Trust, Verification } from '../verdict/verification.ts'
import { createPageFetch } from './page-fetch.ts'

type Door = typeof import('../../credentials/browser.ts')

const deps = {
  clock: () => Math.floor(Date.now() / 1000),
  fetch: createPageFetch({
    origin: window.location.origin,
    ask: (...request) => window.fetch(...request),
    now: Date.now,
  }),
}

/** Loaded when something is to be checked, or just before. */
export const verifierDoor = (): Promise<Door> => import('../../credentials/browser.ts')

/** One verdict for each credential; for a presentation without any, its own. */
export async function verifyHere(
  found: Extract<Found, { kind: 'credential' | 'presentation' }>,
  texts: Texts,
): Promise<readonly Verification[]> {
  const door = await verifierDoor()
  const options = { language: texts.language }
  if (found.kind === 'credential') {
    return [await withBeside(await door.verifyCredential(found.value, options, deps), door, texts)]
  }
  const { credentials, ...whole } = await door.verifyPresentation(found.value, options, deps)
  if (credentials.length === 0) return [{ ...whole, verified: false }]
  return Promise.all(credentials.map((verified) => withBeside(verified, door, texts)))
}

/** Adds what the registries say of the issuer, and the cited record of the assessment. */
async function withBeside(verified: Verified, door: Door, texts: Texts): Promise<Verification> {
  const { credential, issuer } = verified
  const [trust, provenance] =
    credential && issuer !== undefined
      ? await Promise.all([trustOf(issuer, texts), door.provenanceOf(credential, deps)])
      : []
  const finding = door.resourcesFinding(provenance)
  const resources: Check = {
    name: 'resources',
    ...finding,
    message: texts.t(`resources.${finding.reason ?? 'passed'}`),
    checkedAt: deps.clock(),
  }
  const outcome = finding.outcome === 'failed' ? 'failed' : verified.outcome
  return {
    ...verified,
    outcome,
    verified: outcome === 'passed',
    checks: [...verified.checks, resources],
    ...(trust && { trust }),
    ...(provenance && { provenance }),
  }
}

const asked = new Map<string, Promise<Trust>>()

/** Only the identifier of the issuer is sent. */
function trustOf(issuer: string, { t, language }: Texts): Promise<Trust> {
  const key = `${language} ${issuer}`
  const known = asked.get(key)
  if (known !== undefined) return known
  const answer = get<Trust>(`/api/trust?issuer=${encodeURIComponent(issuer)}`)
  const trust = answer.catch((): Trust => {
    asked.delete(key)
    return { status: 'registry-not-reachable', message: t('trust.notReachable') }
  })
  asked.set(key, trust)
  return trust
}
