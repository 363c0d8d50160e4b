/**
 * From a presentation to what it proves: challenge used up, presentation verified, skills read.
 *
 * @module
 */

import type { Ground } from '../../platform/ground.ts'
import type { Actor } from '../../platform/http/actor.ts'
import type { Language } from '../../platform/i18n.ts'
import { Problem } from '../../platform/problem.ts'
import type { Verifier } from '../../verifier/index.ts'
import type { Challenge } from '../challenges/challenge.ts'
import { type Challenges, domainOf } from '../challenges/challenges.ts'
import { matchingProblems } from '../problems.ts'
import { type SkillFindings, type SkillRules, skillsOf } from './verified-skills.ts'

export interface PresentedBy {
  readonly presentation: unknown
  /** Who hands it in: the learner, or the employer it was made for. */
  readonly actor: Actor
  readonly language: Language
}

export interface Presented {
  readonly challenge: Challenge
  readonly findings: SkillFindings
}

type Deps = Pick<Ground, 'config'> &
  SkillRules & {
    readonly challenges: Challenges
    readonly verifier: Pick<Verifier, 'verifyPresentation'>
  }

/**
 * Verifies a presentation against the challenge that it signs.
 *
 * The presentation itself must hold; a credential in it that does not only earns nothing.
 *
 * @throws {Problem} `unknown-challenge`, `presentation-not-verified`
 */
export async function readPresentation(
  deps: Deps,
  { presentation, actor, language }: PresentedBy,
): Promise<Presented> {
  const signed = challengeOf(presentation)
  if (signed === undefined) throw new Problem(matchingProblems.unknownChallenge)
  const challenge = await deps.challenges.take(signed)
  if (!answers(challenge, actor)) throw new Problem(matchingProblems.unknownChallenge)
  const verified = await deps.verifier.verifyPresentation(presentation, {
    challenge: signed,
    domain: domainOf(deps.config),
    language,
    requireHolderBinding: true,
  })
  const { holder, checks, credentials } = verified
  const fault = checks.find(({ outcome }) => outcome === 'failed' || outcome === 'undetermined')
  if (fault || holder === undefined) {
    throw new Problem(matchingProblems.presentationNotVerified, {
      detail: `${fault?.name ?? 'holder'}: ${fault?.message ?? fault?.reason ?? 'is missing'}`,
    })
  }
  return { challenge, findings: await skillsOf(deps, credentials, holder) }
}

/** A presentation made for one is of no use to another: an employer named, a person who asked. */
function answers({ personId, employer }: Challenge, actor: Actor): boolean {
  if (actor.kind === 'person') return personId === undefined || personId === actor.personId
  if (actor.kind === 'nobody') return false
  return employer === '' ? personId === undefined : employer === actor.tenantId
}

/** The challenge in the first proof, or the nonce of a `vp+jwt`; read before anything is verified. */
function challengeOf(presentation: unknown): string | undefined {
  if (typeof presentation === 'string') return textMember(payloadOf(presentation), 'nonce')
  const proof = member(presentation, 'proof')
  return textMember(Array.isArray(proof) ? proof[0] : proof, 'challenge')
}

function payloadOf(compact: string): unknown {
  try {
    return JSON.parse(Buffer.from(compact.split('.')[1] ?? '', 'base64url').toString())
  } catch {
    return undefined
  }
}

const member = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined

function textMember(value: unknown, name: string): string | undefined {
  const found = member(value, name)
  return typeof found === 'string' ? found : undefined
}
