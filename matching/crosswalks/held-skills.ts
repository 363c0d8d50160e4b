/**
 * The skills that a person holds for a ranking: those that were shown, and what published crosswalks
 * say that they are in the framework of the jobs.
 *
 * Everything that weighs verified skills goes through here, by its version of the formula: rankings and
 * their replay, shortlists, what would raise a score.
 *
 * @module
 */

import { type EvidencePolicy, type MappingMatch, weightOf } from '../evidence/policy.ts'
import type { Refusal, VerifiedSkill } from '../profiles/verified-skills.ts'
import type { Basis } from '../ranking/basis.ts'
import { isVerified } from '../ranking/scored-skill.ts'
import type { Counterpart } from './crosswalks.ts'

/** How a skill of another framework came to count. */
export interface Mapping {
  /** The skill that the credential shows. */
  readonly from: string
  readonly match: MappingMatch
  /** Name and version of the crosswalk. */
  readonly crosswalk: string
}

export interface HeldSkill extends VerifiedSkill {
  readonly mapping?: Mapping
  /** What the crosswalk calls it; of a mapped skill, what it calls the one that was shown too. */
  readonly name?: string
  readonly fromName?: string
  /** Its counterparts count in its stead. */
  readonly stoodFor?: true
}

/**
 * Skills in the order of their ids. Of the ways to a skill the best counts, once: one that verifies it
 * before one that does not, then by level, by weight, shown directly before mapped.
 *
 * relatedMatch never counts, and nothing is mapped over two crosswalks: closeness is not transitive.
 *
 * @see https://www.w3.org/TR/skos-reference/#L4138 (mapping properties, closeMatch)
 */
export function heldSkills(skills: readonly VerifiedSkill[], basis: Basis): readonly HeldSkill[] {
  const { policy, crosswalks } = basis
  const mapped = skills.flatMap((skill) =>
    counterpartsOf(policy, crosswalks.of(skill.skillId)).map((one) => mappedSkill(skill, one)),
  )
  if (mapped.length === 0) return skills
  const sources = new Map(mapped.map(({ mapping, fromName }) => [mapping.from, fromName]))
  const shown = skills.map((skill): HeldSkill => {
    if (!sources.has(skill.skillId)) return skill
    const name = sources.get(skill.skillId)
    return { ...skill, stoodFor: true, ...(name !== undefined && { name }) }
  })
  const best = new Map<string, HeldSkill>()
  for (const skill of [...shown, ...mapped].sort(byWorth(basis))) {
    if (!best.has(skill.skillId)) best.set(skill.skillId, skill)
  }
  return [...best.values()].sort((a, b) => (a.skillId < b.skillId ? -1 : 1))
}

type Counting = Counterpart & { readonly match: MappingMatch }

/** Of the ties to one counterpart that the policy counts, the one that counts the most. */
function counterpartsOf(
  { crosswalks: weights }: EvidencePolicy,
  ties: readonly Counterpart[],
): readonly Counting[] {
  if (!weights) return []
  const best = new Map<string, Counting>()
  for (const tie of ties) {
    if (tie.match === 'relatedMatch') continue
    const counting = { ...tie, match: tie.match }
    const before = best.get(tie.skillId)
    if (!before || weights[before.match] < weights[tie.match]) best.set(tie.skillId, counting)
  }
  return [...best.values()]
}

function mappedSkill(
  shown: VerifiedSkill,
  { skillId, match, crosswalk, label, fromLabel }: Counting,
): HeldSkill & { readonly mapping: Mapping } {
  return {
    ...shown,
    skillId,
    mapping: { from: shown.skillId, match, crosswalk },
    ...(label !== undefined && { name: label }),
    ...(fromLabel !== undefined && { fromName: fromLabel }),
  }
}

const byWorth =
  ({ policy, at }: Basis) =>
  (a: HeldSkill, b: HeldSkill): number =>
    Number(isVerified(b)) - Number(isVerified(a)) ||
    (b.level ?? 0) - (a.level ?? 0) ||
    weightOf(policy, b, at).weight - weightOf(policy, a, at).weight ||
    Number(a.mapping !== undefined) - Number(b.mapping !== undefined) ||
    (nameOf(a) < nameOf(b) ? -1 : 1)

const nameOf = ({ credentialId, mapping }: HeldSkill): string =>
  [mapping?.from, mapping?.crosswalk, credentialId].join(' ')

/** Skills of known frameworks that no crosswalk brings to the jobs'. */
export const unmapped = (
  skills: readonly VerifiedSkill[],
  { policy, crosswalks }: Basis,
): readonly Refusal[] =>
  skills
    .filter(
      ({ skillId }) =>
        crosswalks.isForeign(skillId) &&
        counterpartsOf(policy, crosswalks.of(skillId)).length === 0,
    )
    .map(({ credentialId, skillId }) => ({ credentialId, skillId, reason: 'no-crosswalk' }))
