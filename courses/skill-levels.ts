import type { Course } from './content.ts'

/** What an assessment found, as far as it says something about skills. */
export interface SkillEvidence {
  readonly items: readonly { readonly itemId: string; readonly correct: boolean }[]
  /** Mean over the markers, 0 to 3, per criterion of each task. */
  readonly criteria: readonly {
    readonly taskId: string
    readonly criterion: string
    readonly mean: number
  }[]
}

export interface ReachedLevel {
  readonly code: string
  readonly level: 0 | 1 | 2 | 3
}

/**
 * The level reached in every skill the course certifies.
 *
 * Work that was marked decides: the mean of its criteria, rounded, one level less where under half of
 * the questions on the skill were right. Questions alone show no more than level 2 (three quarters
 * right; half right is level 1): level 3 takes work that somebody saw.
 */
export function skillLevels(course: Course, evidence: SkillEvidence): readonly ReachedLevel[] {
  return course.skills.map((code) => {
    const marks = marksOn(course, evidence, code)
    const share = shareRight(course, evidence, code)
    return { code, level: marks.length > 0 ? fromMarks(marks, share) : fromShare(share) }
  })
}

function marksOn(course: Course, { criteria }: SkillEvidence, code: string): readonly number[] {
  const tasks = course.moduleList.flatMap((module) => module.tasks)
  return criteria.flatMap(({ taskId, criterion, mean }) => {
    const found = tasks.find(({ id }) => id === taskId)?.criteria.find(({ id }) => id === criterion)
    return found?.skills.includes(code) ? [mean] : []
  })
}

/** Share of the questions on the skill that were right; `undefined` when none was asked. */
function shareRight(course: Course, { items }: SkillEvidence, code: string): number | undefined {
  const onSkill = new Set(
    course.moduleList
      .flatMap((module) => module.items)
      .filter(({ skills }) => skills.includes(code))
      .map(({ id }) => id),
  )
  const asked = items.filter(({ itemId }) => onSkill.has(itemId))
  return asked.length > 0 ? asked.filter(({ correct }) => correct).length / asked.length : undefined
}

function fromMarks(marks: readonly number[], share: number | undefined): ReachedLevel['level'] {
  const mean = marks.reduce((sum, mark) => sum + mark, 0) / marks.length
  const level = Math.round(mean) - (share !== undefined && share < 0.5 ? 1 : 0)
  return Math.min(3, Math.max(0, level)) as ReachedLevel['level']
}

function fromShare(share: number | undefined): ReachedLevel['level'] {
  if (share === undefined || share < 0.5) return 0
  return share >= 0.75 ? 2 : 1
}
