/**
 * What an employer asks of a credential beyond its being genuine.
 *
 * @module
 */

import type { JsonObject, Provenance } from '../../credentials/index.ts'
import type { UnixSeconds } from '../../platform/clock.ts'
import type { Language } from '../../platform/i18n.ts'
import type { PolicyRules } from '../../schemas/policy.ts'
import { awardedAt, type SkillClaim, skillsOf } from '../claims.ts'
import type { LinkageStatus } from '../linkage/domain-linkage.ts'
import type { Trust } from '../registry/registry.ts'
import { texts } from '../texts.ts'

export type RuleName = keyof PolicyRules

/** What one rule found. `undetermined`: what it asks for could not be read. */
export interface RuleFinding {
  readonly rule: RuleName
  readonly outcome: 'passed' | 'failed' | 'undetermined'
  readonly message: string
}

export interface PolicyResult {
  /** Name of a stored policy. */
  readonly id?: string
  readonly version?: number
  readonly outcome: 'passed' | 'failed' | 'undetermined'
  readonly rules: readonly RuleFinding[]
}

/** What a policy looks at: a credential whose proof stands, and what was found beside it. */
export interface PolicyEvidence {
  readonly credential: JsonObject
  readonly issuer: string
  readonly trust: Trust
  /** Absent where the policy does not ask. */
  readonly linkage?: LinkageStatus | undefined
  readonly provenance: Provenance
  readonly now: UnixSeconds
}

type Verdict = RuleFinding['outcome']

const asVerdict = (right: boolean): Verdict => (right ? 'passed' : 'failed')

const DAY = 86_400 // seconds

/** How sure one is who took the assessment, rising. */
const ASSURANCE: readonly unknown[] = ['self-asserted', 'identity-verified', 'proctored']

/** Finds nothing where the policy does not ask. */
type Rule = (rules: PolicyRules, evidence: PolicyEvidence) => Verdict | undefined

const RULES: Readonly<Record<RuleName, Rule>> = {
  issuers: ({ issuers }, { issuer }) => issuers && asVerdict(issuers.includes(issuer)),
  registered: ({ registered = false }, { trust }) => {
    if (registered === false) return undefined
    if (trust.status === 'registry-not-reachable') return 'undetermined'
    const fits = registered === true || trust.frameworks.includes(registered.framework)
    return asVerdict(trust.status === 'registered' && fits)
  },
  domainLinked: ({ domainLinked = false }, { linkage }) => {
    if (!domainLinked) return undefined
    return linkage === 'linked' || linkage === 'not-linked'
      ? asVerdict(linkage === 'linked')
      : 'undetermined'
  },
  skills: ({ skills }, { credential }) => {
    const shown = new Map(skillsOf(credential).map((skill) => [skill.id, skill]))
    return skills && asVerdict(skills.every(({ id, level }) => reaches(shown.get(id), level)))
  },
  assurance: ({ assurance }, { provenance: { record } }) => {
    if (assurance === undefined) return undefined
    if (!record) return 'undetermined'
    const reached = ASSURANCE.indexOf(record.assurance)
    return asVerdict(reached >= ASSURANCE.indexOf(assurance))
  },
  humanReviewed: ({ humanReviewed = false }, { provenance: { record } }) => {
    if (!humanReviewed) return undefined
    return record ? asVerdict(record.humanReviewed === true) : 'undetermined'
  },
  maximumAgeDays: ({ maximumAgeDays }, { credential, now }) => {
    if (maximumAgeDays === undefined) return undefined
    const awarded = awardedAt(credential)
    return asVerdict(awarded !== undefined && now - awarded <= maximumAgeDays * DAY)
  },
}

const reaches = (shown: SkillClaim | undefined, level = 0): boolean =>
  shown !== undefined && (shown.level ?? 0) >= level

/** Applies every rule; the worst finding is the outcome. */
export function applyPolicy(
  rules: PolicyRules,
  evidence: PolicyEvidence,
  language: Language,
): PolicyResult {
  const names = Object.keys(RULES) as RuleName[]
  const findings = names.flatMap((rule): readonly RuleFinding[] => {
    const outcome = RULES[rule](rules, evidence)
    if (outcome === undefined) return []
    const key = outcome === 'passed' ? `policy.${rule}` : `policy.${rule}.${outcome}`
    return [{ rule, outcome, message: texts(language, key) }]
  })
  return { outcome: worstOf(findings.map(({ outcome }) => outcome)), rules: findings }
}

/** Failed beats undetermined beats passed. */
export function worstOf(outcomes: readonly Verdict[]): Verdict {
  if (outcomes.includes('failed')) return 'failed'
  return outcomes.includes('undetermined') ? 'undetermined' : 'passed'
}
