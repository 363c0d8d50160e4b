/**
 * What a verified credential claims, in the few terms that policies and rankings ask for.
 *
 * Only for credentials whose proof stands: read from `Verification.credential` and nowhere else.
 *
 * @module
 */

import type { JsonObject } from '../credentials/index.ts'
import { parseTime, type UnixSeconds } from '../platform/clock.ts'

/** A skill that a credential shows. */
export interface SkillClaim {
  /** URI of the skill, as the alignment has it. */
  readonly id: string
  readonly name: string
  /** Name of the framework, as the alignment has it. */
  readonly framework?: string
  /** Level reached; absent where the credential names the skill without one. */
  readonly level?: number
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Members of a value that may be one object or a list of them. */
export function objectsOf(value: unknown): readonly JsonObject[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value]
  return list.filter(isObject)
}

export const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined

/** Skills of every subject of an Open Badge: those with a result first, at the best level shown. */
export function skillsOf(credential: JsonObject): readonly SkillClaim[] {
  const best = new Map<string, SkillClaim>()
  for (const claim of objectsOf(credential.credentialSubject).flatMap(subjectSkills)) {
    const known = best.get(claim.id)
    if (!known || (claim.level ?? -1) > (known.level ?? -1)) {
      best.set(claim.id, { ...known, ...claim })
    }
  }
  return [...best.values()]
}

function subjectSkills(subject: JsonObject): readonly SkillClaim[] {
  return objectsOf(subject.achievement).flatMap((achievement) => [
    ...objectsOf(achievement.alignment).flatMap((alignment) => claimOf(alignment)),
    ...objectsOf(achievement.resultDescription).flatMap((described) => {
      const level = levelReached(described, objectsOf(subject.result))
      if (level === undefined) return []
      return objectsOf(described.alignment).flatMap((alignment) => claimOf(alignment, level))
    }),
  ])
}

function claimOf(alignment: JsonObject, level?: number): readonly SkillClaim[] {
  const id = textOf(alignment.targetUrl)
  if (id === undefined) return []
  const framework = textOf(alignment.targetFramework)
  return [
    {
      id,
      name: textOf(alignment.targetName) ?? id,
      ...(framework === undefined ? {} : { framework }),
      ...(level === undefined ? {} : { level }),
    },
  ]
}

/** The level that a result reached on the scale its description draws; `undefined` when it reached none. */
function levelReached(described: JsonObject, results: readonly JsonObject[]): number | undefined {
  const id = textOf(described.id)
  const result = results.find(({ resultDescription }) => id && resultDescription === id)
  const reached = objectsOf(described.rubricCriterionLevel).find(
    (level) => textOf(level.id) !== undefined && level.id === result?.achievedLevel,
  )
  const level = textOf(reached?.level)
  return level !== undefined && /^\d{1,2}$/.test(level) ? Number(level) : undefined
}

/** When it was awarded: the later of the dates it names, so that no early date makes it older. */
export function awardedAt(credential: JsonObject): UnixSeconds | undefined {
  const times = [credential.validFrom, credential.awardedDate, credential.issuanceDate].flatMap(
    (value) => (typeof value === 'string' ? (parseTime(value) ?? []) : []),
  )
  return times.length > 0 ? Math.max(...times) : undefined
}
