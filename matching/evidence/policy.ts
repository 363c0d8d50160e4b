/**
 * The published policy of evidence weights: what a skill counts by how, when and by whom it was shown.
 *
 * Every version stays here for good, so that a ranking made under it can be made again.
 *
 * @module
 */

import type { UnixSeconds } from '../../platform/clock.ts'
import type { Match } from '../../skills/index.ts'
import { MILLION } from '../ranking/formula.ts'
import type { ScoredSkill } from '../ranking/scored-skill.ts'
import type { Assurance, Evidence } from './evidence.ts'
import policy1 from './policy-1.json' with { type: 'json' }
import policy2 from './policy-2.json' with { type: 'json' }

/** Ties of a crosswalk that count; relatedMatch never does. */
export type MappingMatch = Exclude<Match, 'relatedMatch'>

/** All numbers are shares of the full weight. */
export interface EvidencePolicy {
  readonly id: string
  /** Day from which rankings were made under it. */
  readonly since: string
  readonly assurance: Readonly<Record<Assurance, number>>
  /** Marked, but by no person. */
  readonly notReviewed: number
  /** The credential cites no record of an assessment. */
  readonly noRecord: number
  readonly levelNotStated: number
  readonly recency: { readonly halfLifeDays: number; readonly floor: number }
  /** By DID, where an issuer weighs otherwise than the others that are registered. */
  readonly issuers: Readonly<Record<string, number>>
  readonly otherIssuers: number
  /** What a skill of another framework counts, by its tie; absent: nothing. */
  readonly crosswalks?: Readonly<Record<MappingMatch, number>>
  /** The evidence that the gain of a missing skill is worked out with. */
  readonly assumed: { readonly assurance: Assurance; readonly humanReviewed: boolean }
}

const POLICIES: readonly EvidencePolicy[] = [policy1, policy2] as EvidencePolicy[]

/** The one that rankings are made under now. */
export const EVIDENCE_POLICY: EvidencePolicy = policy2 as EvidencePolicy

export const evidencePolicies = (): readonly EvidencePolicy[] => POLICIES

export const evidencePolicy = (id: string): EvidencePolicy | undefined =>
  POLICIES.find((policy) => policy.id === id)

/** What one skill's weight is made of; their product, in millionths, is the weight. */
export interface EvidenceWeight {
  readonly assessment: number
  readonly levelStated: number
  readonly recency: number
  readonly issuer: number
  /** Of a skill that a crosswalk brought: what its tie counts. */
  readonly mapped?: number
  /** Millionths. */
  readonly weight: number
}

export interface Shown {
  readonly level?: number
  readonly evidence?: Evidence
  readonly mapping?: NonNullable<ScoredSkill['mapping']>
}

/** @param at - when the ranking is made; a replay hands in the moment of the first */
export function weightOf(policy: EvidencePolicy, shown: Shown, at: UnixSeconds): EvidenceWeight {
  const { level, evidence, mapping } = shown
  const parts = {
    assessment: assessmentWeight(policy, evidence),
    levelStated: level === undefined ? policy.levelNotStated : 1,
    recency: recencyWeight(policy, evidence?.awardedAt, at),
    issuer: issuerWeight(policy, evidence?.issuer),
  }
  const product = parts.assessment * parts.levelStated * parts.recency * parts.issuer
  if (!mapping) return { ...parts, weight: Math.round(product * MILLION) }
  const mapped = policy.crosswalks?.[mapping.match] ?? 0
  return { ...parts, mapped, weight: Math.round(product * mapped * MILLION) }
}

function assessmentWeight(policy: EvidencePolicy, evidence: Evidence | undefined): number {
  if (evidence?.assurance === undefined) return policy.noRecord
  return policy.assurance[evidence.assurance] * (evidence.humanReviewed ? 1 : policy.notReviewed)
}

const DAY = 86_400 // seconds

/** By whole days, so that two rankings of a day weigh alike; no date counts as the oldest. */
function recencyWeight(
  { recency: { halfLifeDays, floor } }: EvidencePolicy,
  awarded: UnixSeconds | undefined,
  at: UnixSeconds,
): number {
  if (awarded === undefined) return floor
  const days = Math.max(0, Math.floor((at - awarded) / DAY))
  return Math.max(floor, 0.5 ** (days / halfLifeDays))
}

const issuerWeight = (policy: EvidencePolicy, issuer: string | undefined): number =>
  (issuer !== undefined && Object.hasOwn(policy.issuers, issuer)
    ? policy.issuers[issuer]
    : undefined) ?? policy.otherIssuers

/** Millionths that a skill would weigh, shown now as the policy assumes. */
export const assumedWeight = (policy: EvidencePolicy, at: UnixSeconds): number =>
  weightOf(policy, { level: 1, evidence: { issuer: '', awardedAt: at, ...policy.assumed } }, at)
    .weight

/** What the scorer gets of verified skills: no issuer, no date, no record, but the weight of them. */
export const weighSkills = (
  policy: EvidencePolicy,
  skills: readonly (Shown & Omit<ScoredSkill, 'weight'>)[],
  at: UnixSeconds,
): readonly ScoredSkill[] =>
  skills.map((skill) => ({
    skillId: skill.skillId,
    credentialId: skill.credentialId,
    ...(skill.level !== undefined && { level: skill.level }),
    weight: weightOf(policy, skill, at).weight / MILLION,
    ...(skill.mapping && { mapping: skill.mapping }),
    ...(skill.stoodFor && { stoodFor: skill.stoodFor }),
  }))
