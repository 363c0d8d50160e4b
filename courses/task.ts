import { createHash } from 'node:crypto'
import type { Language } from '../platform/i18n.ts'
import { Problem } from '../platform/problem.ts'
import type { Level, PerformanceTask } from '../schemas/course-content.ts'
import type { TaskTexts } from '../schemas/course-texts.ts'
import { type Course, contentLanguage } from './content.ts'
import { coursesProblems } from './problems.ts'

/** A performance task as the learner gets it. Texts are Markdown. */
export interface Task {
  readonly id: string
  readonly module: string
  readonly language: Language
  readonly title: string
  readonly prompt: string
  readonly minutes: number
  readonly words: { readonly min: number; readonly max: number }
  readonly materials: readonly {
    readonly id: string
    readonly title: string
    readonly text: string
  }[]
  readonly hints: readonly string[]
  readonly criteria: readonly TaskCriterion[]
}

export interface TaskCriterion {
  readonly id: string
  readonly name: string
  readonly critical: boolean
  readonly skills: readonly string[]
  /** What can be seen at levels 0, 1, 2, 3. */
  readonly anchors: readonly string[]
}

/** The same with what only markers, human or not, may see. */
export interface TaskForMarking extends Task {
  readonly rubric: {
    /** `<course>/<task>@<version>`, e.g. `ai-foundations/t2b@1`. */
    readonly version: string
    /** SHA-256 of criteria, notes and exemplars in this language, hex. */
    readonly digest: string
  }
  readonly markerNotes: string
  readonly exemplars: readonly TaskExemplar[]
}

export interface TaskExemplar {
  readonly id: string
  readonly answer: string
  readonly marks: readonly {
    readonly criterion: string
    readonly level: Level
    readonly reason: string
  }[]
}

interface Found {
  readonly module: string
  readonly structure: PerformanceTask
  readonly texts: TaskTexts
  readonly language: Language
}

/** All tasks of the course, in the order of its modules. */
export const tasksOf = (course: Course, language: Language): readonly Task[] =>
  course.moduleList.flatMap((module) =>
    module.tasks.map(({ id }) => taskFrom(find(course, id, language))),
  )

/** @throws {Problem} `unknown-task` */
export function taskForMarking(course: Course, taskId: string, language: Language): TaskForMarking {
  const found = find(course, taskId, language)
  const { structure, texts } = found
  const task = taskFrom(found)
  const exemplars = structure.exemplars.map(({ id, marks }) => ({
    id,
    answer: texts.exemplars[id]?.answer ?? '',
    marks: Object.entries(marks).map(([criterion, level]) => ({
      criterion,
      level,
      reason: texts.exemplars[id]?.reasons[criterion] ?? '',
    })),
  }))
  const marked = { criteria: task.criteria, markerNotes: texts.markerNotes, exemplars }
  return {
    ...task,
    markerNotes: texts.markerNotes,
    exemplars,
    rubric: {
      version: `${course.slug}/${taskId}@${structure.rubricVersion}`,
      digest: createHash('sha256').update(JSON.stringify(marked)).digest('hex'),
    },
  }
}

function find(course: Course, taskId: string, wanted: Language): Found {
  const language = contentLanguage(course, wanted)
  for (const module of course.moduleList) {
    const structure = module.tasks.find(({ id }) => id === taskId)
    const texts = module.words.get(language)?.tasks[taskId]
    if (structure && texts) return { module: module.id, structure, texts, language }
  }
  throw new Problem(coursesProblems.unknownTask, { detail: `no task ${taskId}` })
}

function taskFrom({ module, structure, texts, language }: Found): Task {
  const { id, minutes, words } = structure
  return {
    ...{ id, module, language, minutes, words },
    title: texts.title,
    prompt: texts.prompt,
    hints: texts.hints,
    materials: structure.materials.flatMap((key) => {
      const material = texts.materials[key]
      return material ? [{ id: key, ...material }] : []
    }),
    criteria: structure.criteria.map((criterion) => ({
      ...criterion,
      name: texts.criteria[criterion.id]?.name ?? '',
      anchors: texts.criteria[criterion.id]?.anchors ?? [],
    })),
  }
}
