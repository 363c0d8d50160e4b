/**
 * What a presentation proves: skills of credentials that passed, by issuers registered for the
 * framework, about the holder. Everything else earns nothing, and the reason is kept.
 *
 * @module
 */

import type { Skills } from '../../skills/index.ts'
import {
  type CredentialReport,
  skillsOf as claimsOf,
  type SkillClaim,
  type TrustStatus,
} from '../../verifier/index.ts'
import { frameworkOf } from '../crosswalks/frameworks.ts'
import { type Evidence, evidenceOf } from '../evidence/evidence.ts'

/** A skill that counts. */
export interface VerifiedSkill {
  readonly skillId: string
  /** 1 to 3; absent when the credential states none. */
  readonly level?: number
  readonly credentialId: string
  /** Where the credential's status stands; absent when it has none. */
  readonly status?: string
  /** Absent in profiles that were given before it was read. */
  readonly evidence?: Evidence
}

export type RefusalReason =
  | 'credential-not-verified'
  | 'credential-undetermined'
  | 'holder-is-not-subject'
  | 'issuer-not-registered'
  | 'registry-not-reachable'
  | 'framework-unknown'
  | 'no-crosswalk'
  | 'level-not-reached'
  | 'not-an-open-badge'

/** A credential, or a skill of it, that earns nothing. */
export interface Refusal {
  readonly credentialId?: string
  readonly skillId?: string
  readonly reason: RefusalReason
}

export interface SkillFindings {
  readonly skills: readonly VerifiedSkill[]
  readonly notCredited: readonly Refusal[]
}

/** Whether an issuer is registered for a skill framework. */
export type TrustOf = (issuer: string, framework: string) => Promise<TrustStatus>

/** One credential of a presentation, as the verifier found it. */
export type PresentedCredential = Pick<
  CredentialReport,
  'outcome' | 'credential' | 'id' | 'issuer' | 'subject' | 'provenance'
>

export interface SkillRules {
  readonly skills: Skills
  readonly trustOf: TrustOf
}

/** @param holder - DID that signed the presentation */
export async function skillsOf(
  rules: SkillRules,
  presented: readonly PresentedCredential[],
  holder: string,
): Promise<SkillFindings> {
  const all = await Promise.all(presented.map((one) => findingsOf(rules, one, holder)))
  return {
    skills: strongest(all.flatMap(({ skills }) => skills)),
    notCredited: all.flatMap(({ notCredited }) => notCredited),
  }
}

async function findingsOf(
  rules: SkillRules,
  presented: PresentedCredential,
  holder: string,
): Promise<SkillFindings> {
  const { credential, id, issuer } = presented
  const refused = refusalOf(presented, holder)
  if (refused || !credential || id === undefined || issuer === undefined) {
    const reason = refused ?? 'not-an-open-badge'
    return { skills: [], notCredited: [{ ...(id !== undefined && { credentialId: id }), reason }] }
  }
  const status = statusOf(credential)
  const evidence = evidenceOf(presented, issuer)
  const found: VerifiedSkill[] = []
  const notCredited: Refusal[] = []
  for (const claim of claimsOf(credential)) {
    const reason = await claimRefusal(rules, claim, issuer)
    const { id: skillId, level } = claim
    if (reason) notCredited.push({ credentialId: id, skillId, reason })
    else {
      found.push({
        skillId: canonicalId(rules.skills, skillId),
        credentialId: id,
        ...(level !== undefined && { level }),
        ...(status !== undefined && { status }),
        evidence,
      })
    }
  }
  return { skills: found, notCredited }
}

function refusalOf(presented: PresentedCredential, holder: string): RefusalReason | undefined {
  const { subject } = presented
  if (subject !== undefined && subject !== holder) return 'holder-is-not-subject'
  if (presented.outcome === 'failed') return 'credential-not-verified'
  if (presented.outcome === 'undetermined') return 'credential-undetermined'
  if (subject === undefined || !isOnlyAbout(presented, holder)) return 'holder-is-not-subject'
  return undefined
}

/** Of a credential about several, nobody can tell whose a skill is. */
function isOnlyAbout({ credential }: PresentedCredential, holder: string): boolean {
  const subjects: unknown = credential?.credentialSubject
  if (!Array.isArray(subjects)) return true
  return subjects.every((subject) => Reflect.get(Object(subject), 'id') === holder)
}

async function claimRefusal(
  { skills, trustOf }: SkillRules,
  { id: skillId, level }: SkillClaim,
  issuer: string,
): Promise<RefusalReason | undefined> {
  if (level === 0) return 'level-not-reached'
  const framework = frameworkOf(skills, skillId)
  if (framework === undefined) return 'framework-unknown'
  const answer = await trustOf(issuer, framework)
  if (answer === 'registered') return undefined
  return answer === 'not-registered' ? 'issuer-not-registered' : 'registry-not-reachable'
}

/** Where the credential's status stands: list and index. */
function statusOf({ credentialStatus }: NonNullable<PresentedCredential['credential']>) {
  const status: unknown = Array.isArray(credentialStatus) ? credentialStatus[0] : credentialStatus
  if (typeof status !== 'object' || status === null) return undefined
  const { statusListCredential: list, statusListIndex: index } = { ...status } as Partial<
    Record<string, unknown>
  >
  return typeof list === 'string' && typeof index === 'string' ? `${list}#${index}` : undefined
}

const canonicalId = (skills: Skills, skillId: string): string =>
  skills.byUri(skillId)?.uri ?? skillId

/**
 * Where several credentials show a skill, the one with the highest level counts; then the one whose
 * assessment is the stronger, the later one, the first by id.
 */
function strongest(found: readonly VerifiedSkill[]): readonly VerifiedSkill[] {
  const best = new Map<string, VerifiedSkill>()
  for (const skill of [...found].sort(byStrength)) {
    if (!best.has(skill.skillId)) best.set(skill.skillId, skill)
  }
  return [...best.values()].sort((a, b) => (a.skillId < b.skillId ? -1 : 1))
}

const byStrength = (a: VerifiedSkill, b: VerifiedSkill): number =>
  (b.level ?? 0) - (a.level ?? 0) ||
  assuredness(b) - assuredness(a) ||
  (b.evidence?.awardedAt ?? 0) - (a.evidence?.awardedAt ?? 0) ||
  (a.credentialId < b.credentialId ? -1 : 1)

const STEPS = ['self-asserted', 'identity-verified', 'proctored'] as const

/** Orders only; what it weighs is the policy's. */
const assuredness = ({ evidence }: VerifiedSkill): number =>
  evidence?.assurance === undefined
    ? 0
    : 2 * (STEPS.indexOf(evidence.assurance) + 1) + (evidence.humanReviewed ? 1 : 0)
