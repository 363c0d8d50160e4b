import type { Language } from '../../platform/i18n.ts'

/** A course that may be taken here, with URIs of the skills that it certifies. */
export interface OfferedCourse {
  readonly slug: string
  readonly skillIds: readonly string[]
  readonly titleIn: (language: Language) => string
}

/** Names the course that grants a skill, when one does; of several, the first. */
export function courseForSkill(
  courses: readonly OfferedCourse[],
): (skillId: string) => string | undefined {
  const granting = new Map<string, string>()
  for (const { slug, skillIds } of courses) {
    for (const skillId of skillIds) if (!granting.has(skillId)) granting.set(skillId, slug)
  }
  return (skillId) => granting.get(skillId)
}
