/**
 * Reads the skills out of an Open Badges 3.0 credential that was verified.
 *
 * @module
 */

type Json = { readonly [member: string]: unknown }

/** A skill the credential speaks of. */
export interface Claims {
  readonly skillId: string
  /** Level reached, 0 to 3; absent when the credential states none. */
  readonly level?: number
}

const MAX_CLAIMS = 500

const objects = (value: unknown): readonly Json[] =>
  (Array.isArray(value) ? value : [value]).filter(
    (one): one is Json => typeof one === 'object' && one !== null && !Array.isArray(one),
  )

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined

/**
 * Skills by the achievement's alignments, with the level of the result that is tied to them.
 *
 * A result speaks of a skill when its result description is aligned with it; its level is that of
 * the rubric criterion level achieved (Open Badges 3.0 §B.1.20).
 */
export function claimsOf(credential: Json): readonly Claims[] {
  const [subject] = objects(credential.credentialSubject)
  const [achievement] = objects(subject?.achievement)
  if (!subject || !achievement) return []
  const levels = levelsOf(subject, achievement)
  const aligned = objects(achievement.alignment).flatMap(({ targetUrl }) => text(targetUrl) ?? [])
  const skillIds = [...new Set([...aligned, ...levels.keys()])].slice(0, MAX_CLAIMS)
  return skillIds.map((skillId) => {
    const level = levels.get(skillId)
    return level === undefined ? { skillId } : { skillId, level }
  })
}

function levelsOf(subject: Json, achievement: Json): ReadonlyMap<string, number> {
  const results = new Map(
    objects(subject.result).flatMap((result) => {
      const description = text(result.resultDescription)
      return description === undefined ? [] : [[description, result] as const]
    }),
  )
  const levels = new Map<string, number>()
  for (const description of objects(achievement.resultDescription)) {
    const result = results.get(text(description.id) ?? '')
    const level = levelReached(description, text(result?.achievedLevel))
    if (level === undefined) continue
    for (const { targetUrl } of objects(description.alignment)) {
      const skillId = text(targetUrl)
      if (skillId !== undefined) levels.set(skillId, Math.max(level, levels.get(skillId) ?? 0))
    }
  }
  return levels
}

function levelReached(description: Json, achieved: string | undefined): number | undefined {
  if (achieved === undefined) return undefined
  const reached = objects(description.rubricCriterionLevel).find(({ id }) => id === achieved)
  const level = Number(text(reached?.level))
  return Number.isInteger(level) && level >= 0 && level <= 3 ? level : undefined
}

/** Where the status of the credential stands: list and index. */
export function statusOf(credential: Json): string | undefined {
  const [status] = objects(credential.credentialStatus)
  const list = text(status?.statusListCredential)
  const index = text(status?.statusListIndex)
  return list !== undefined && index !== undefined ? `${list}#${index}` : undefined
}
