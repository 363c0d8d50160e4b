import type { UnixSeconds } from '../platform/clock.ts'
import type { Language } from '../platform/i18n.ts'
import type { CourseSummary, CourseView, ModuleView } from '../schemas/courses.ts'
import type { Skills } from '../skills/index.ts'
import { type Course, type CourseModule, contentLanguage, fullLanguages } from './content.ts'
import { lessonMarkdown } from './figures.ts'
import { moduleProgress, nextStep, type Progress, skillMastery } from './progress.ts'

/** What is known of the reader; `undefined` members when nobody is signed in. */
export interface Reader {
  readonly language: Language
  readonly enrolledAt?: UnixSeconds | undefined
  readonly progress?: Progress | undefined
}

export function courseSummary(course: Course, { language, enrolledAt }: Reader): CourseSummary {
  const { title, description, audience, nativeReview } = course.texts[language]
  return {
    ...{ slug: course.slug, version: course.version, title, description, audience },
    minutes: course.moduleList.reduce((sum, module) => sum + minutesOf(module), 0),
    moduleCount: course.moduleList.length,
    languages: [...fullLanguages(course)],
    contentLanguage: contentLanguage(course, language),
    ...(nativeReview ? { nativeReview } : {}),
    enrolled: enrolledAt !== undefined,
  }
}

export function courseView(course: Course, reader: Reader, skills: Skills): CourseView {
  const { language, enrolledAt, progress } = reader
  const { items, requiredItems, criterionMean, criticalMinimum } = course.passRule
  const mastery = progress ? skillMastery(course, progress) : []
  return {
    ...courseSummary(course, reader),
    modules: course.moduleList.map((module) => moduleSummary(course, module, reader)),
    passRule: { items, requiredItems, criterionMean, criticalMinimum },
    ...(enrolledAt === undefined ? {} : { enrolledAt }),
    ...(enrolledAt !== undefined && progress ? { next: nextStep(course, progress) } : {}),
    mastery: mastery.map((each) => ({
      ...each,
      label: skills.byCode(each.code)?.labels[language] ?? each.code,
    })),
  }
}

export function moduleView(
  course: Course,
  module: CourseModule,
  how: { reader: Reader; skills: Skills },
): ModuleView {
  const { reader, skills } = how
  const words = module.words.get(contentLanguage(course, reader.language))
  if (!words) throw new Error(`no words of ${course.slug}/${module.id}`)
  return {
    ...moduleSummary(course, module, reader),
    course: course.slug,
    contentLanguage: contentLanguage(course, reader.language),
    lesson: lessonMarkdown(course, words, contentLanguage(course, reader.language)),
    ...(words.example ? { example: words.example } : {}),
    hasDialogue: module.dialogue.length > 0,
    skills: module.skills.flatMap((code) => {
      const skill = skills.byCode(code)
      return skill ? [{ code, uri: skill.uri, label: skill.labels[reader.language] }] : []
    }),
  }
}

function moduleSummary(
  course: Course,
  module: CourseModule,
  { language, progress }: Reader,
): CourseView['modules'][number] {
  const texts = course.texts[language]
  const { title = module.id, outcomes = [] } = texts.modules[module.id] ?? {}
  return {
    ...{ id: module.id, title, outcomes },
    minutes: minutesOf(module),
    tasks: module.tasks.map(({ id }) => ({ id, title: texts.tasks[id] ?? id })),
    ...(progress ? { progress: moduleProgress(module, progress) } : {}),
  }
}

/** Minutes for all parts of a module, its tasks included. */
export const minutesOf = ({ minutes, tasks }: CourseModule): number =>
  [...Object.values(minutes), ...tasks.map((task) => task.minutes)].reduce(
    (sum, each) => sum + each,
  )
