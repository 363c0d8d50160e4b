import type { Courses } from '../courses/index.ts'
import type { Skills } from '../skills/index.ts'

/** Tells which course grants a skill, by the skill's URI. */
export function courseForSkill(
  courses: Courses,
  skills: Skills,
): (skillId: string) => string | undefined {
  const granting = new Map<string, string>()
  for (const slug of courses.slugs()) {
    for (const code of courses.skillCodes(slug)) {
      if (!granting.has(code)) granting.set(code, slug)
    }
  }
  return (skillId) => granting.get(skills.byUri(skillId)?.code ?? '')
}
