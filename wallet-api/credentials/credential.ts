/**
 * What a wallet knows about a credential.
 *
 * @module
 */

import type { JsonObject, Verification } from '../../credentials/index.ts'
import { overallLevel, type SkillFact, sheetFacts } from '../../documents/index.ts'
import type { UnixSeconds } from '../../platform/clock.ts'

/** A credential as it travels: an object, or a compact text. */
export type Document = JsonObject | string

export type Source = 'openid4vci' | 'import'

/** How a credential stands, as far as is known without asking anybody. */
export type State =
  | 'valid'
  | 'expired'
  | 'not-yet-valid'
  | 'revoked'
  | 'suspended'
  | 'invalid'
  | 'unchecked'

/** What a list shows; kept sealed. */
export interface Summary {
  readonly title?: string
  readonly description?: string
  readonly issuer: { readonly id: string; readonly name?: string }
  readonly subject?: string
  readonly recipient?: string
  readonly achievementId: string
  readonly credentialId: string
  readonly level: number
  readonly skills: readonly SkillFact[]
  readonly issued?: UnixSeconds
  readonly expires?: UnixSeconds
  readonly format: string
  readonly source: Source
  /** What the issuer's list said when it was last asked. */
  readonly status: 'good' | 'revoked' | 'suspended' | 'invalid' | 'unknown'
  readonly checkedAt: UnixSeconds
}

/** What is sealed as the document: the form that travels, and the claims as they were signed. */
export interface Kept {
  readonly document: Document
  readonly credential: JsonObject
}

export interface WalletCredential extends Summary {
  readonly id: string
  /** In which it is kept. */
  readonly profileId: string
  readonly state: State
  readonly receivedAt: UnixSeconds
}

/** Checks that must hold for a credential to be kept: it is what its issuer signed. */
const GENUINE = ['form', 'contexts', 'proof', 'key', 'purpose']

/** Expired and revoked credentials may be kept, forged ones may not. */
export function isGenuine({ checks, credential }: Verification): boolean {
  const passed = (name: string): boolean =>
    checks.some((check) => check.name === name && check.outcome === 'passed')
  return credential !== undefined && GENUINE.every(passed)
}

export function summaryOf(verification: Verification, source: Source): Summary {
  const { credential, issuer = '', subject, format } = verification
  const facts = sheetFacts(credential)
  const { title, description, recipient, issued, expires } = facts
  return {
    issuer: { id: issuer, ...(facts.issuer !== undefined && { name: facts.issuer }) },
    achievementId: facts.achievementId,
    credentialId: facts.credentialId,
    level: overallLevel(facts.skills),
    skills: facts.skills,
    format,
    source,
    status: statusOf(verification),
    checkedAt: verification.checks[0]?.checkedAt ?? 0,
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    ...(recipient !== undefined && { recipient }),
    ...(subject !== undefined && { subject }),
    ...(issued !== undefined && { issued }),
    ...(expires !== undefined && { expires }),
  }
}

/** What a verification says beyond the dates, which change by themselves. */
export function statusOf({ checks }: Verification): Summary['status'] {
  const others = checks.filter(({ name }) => name !== 'period' && name !== 'holder')
  const status = checks.find(({ name }) => name === 'status')
  if (status?.reason === 'revoked' || status?.reason === 'suspended') return status.reason
  if (others.some(({ outcome }) => outcome === 'failed')) return 'invalid'
  return status?.outcome === 'undetermined' ? 'unknown' : 'good'
}

/** How it stands now: the dates by our clock, the rest as last heard. */
export function stateOf({ status, issued, expires }: Summary, now: UnixSeconds): State {
  if (status === 'revoked' || status === 'suspended' || status === 'invalid') return status
  if (expires !== undefined && expires <= now) return 'expired'
  if (issued !== undefined && issued > now) return 'not-yet-valid'
  return status === 'unknown' ? 'unchecked' : 'valid'
}
