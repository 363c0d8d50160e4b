import type { ModuleProgress, NextStep, Part } from '../schemas/courses.ts'
import { PARTS } from '../schemas/courses.ts'
import type { Course, CourseModule } from './content.ts'
import type { AnsweredItem } from './store.ts'

/** What a learner has done in a course. */
export interface Progress {
  readonly done: readonly { readonly module: string; readonly part: string }[]
  readonly answered: readonly AnsweredItem[]
}

/** Share of a skill's practice questions answered rightly, the newest answer counting. */
export interface SkillMastery {
  readonly code: string
  readonly answered: number
  readonly correct: number
}

/** The parts a module has. */
export const partsOf = (module: CourseModule): readonly Part[] =>
  PARTS.filter(
    (part) =>
      (part !== 'example' || module.example > 0) &&
      (part !== 'dialogue' || module.dialogue.length > 0),
  )

export function moduleProgress(module: CourseModule, progress: Progress): ModuleProgress {
  const answered = progress.answered.filter((answer) => answer.module === module.id)
  return {
    done: partsOf(module).filter((part) =>
      progress.done.some((each) => each.module === module.id && each.part === part),
    ),
    practice: {
      answered: answered.length,
      correct: answered.filter(({ correct }) => correct).length,
    },
  }
}

/** The first part not done, in the order of the course; the assessment when all is done. */
export function nextStep(course: Course, progress: Progress): NextStep {
  for (const module of course.moduleList) {
    const { done } = moduleProgress(module, progress)
    const part = partsOf(module).find((each) => !done.includes(each))
    if (part) return { module: module.id, part }
  }
  return { part: 'assessment' }
}

/** Mastery of every skill of the course, as far as practice shows it. */
export function skillMastery(course: Course, progress: Progress): readonly SkillMastery[] {
  const skillsOf = new Map(
    course.moduleList.flatMap(({ items }) => items.map(({ id, skills }) => [id, skills])),
  )
  return course.skills.map((code) => {
    const on = progress.answered.filter(({ item }) => skillsOf.get(item)?.includes(code))
    return { code, answered: on.length, correct: on.filter(({ correct }) => correct).length }
  })
}
