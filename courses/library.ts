import type { Language } from '../platform/i18n.ts'
import { Problem } from '../platform/problem.ts'
import type { PassRule } from '../schemas/course-content.ts'
import type { Feedback, ItemAnswer, ShownItem } from '../schemas/courses.ts'
import type { Skills } from '../skills/index.ts'
import { type AchievementTexts, achievementTexts } from './achievement.ts'
import { type Course, type CourseModule, contentLanguage } from './content.ts'
import { type Dialogue, dialogueOf } from './dialogue.ts'
import { figureSvg } from './figures.ts'
import { drawForm, type Form, type FormDraw, type ItemRef, wordedItem } from './form.ts'
import { gradeItem } from './grading.ts'
import { coursesProblems } from './problems.ts'
import { showItem } from './show-item.ts'
import { type ReachedLevel, type SkillEvidence, skillLevels } from './skill-levels.ts'
import { type Task, type TaskForMarking, taskForMarking, tasksOf } from './task.ts'

/** A place in a course. */
export interface ModulePlace {
  readonly course: string
  readonly module: string
}

/**
 * What the courses contain. Methods that take a slug throw the `Problem` `unknown-course` when there is
 * no such course, unless they say otherwise.
 */
export interface CourseLibrary {
  /** Slugs, in order. */
  slugs(): readonly string[]
  has(slug: string): boolean
  version(slug: string): string
  title(slug: string, language: Language): string
  /** SHA-256 of the content: forms drawn under one digest are the same. */
  digest(slug: string): string
  passRule(slug: string): PassRule
  /** The language in which the course is given to a reader of `language`. */
  contentLanguage(slug: string, language: Language): Language
  /** Skills the certificate states. */
  skillCodes(slug: string): readonly string[]
  /** The objective items of an assessment, without keys; the same draw gives the same form. */
  drawForm(slug: string, draw: FormDraw): Form
  /**
   * One item of a draw, e.g. in another language.
   *
   * @throws {Problem} `unknown-item`
   */
  showItem(slug: string, ref: ItemRef): ShownItem
  /** @throws {Problem} `unknown-item`, or `answer-form` when the answer does not fit the kind */
  gradeItem(slug: string, ref: ItemRef, answer: ItemAnswer): Feedback
  /** Skills an item is about. */
  itemSkills(slug: string, itemId: string): readonly string[]
  /** The performance tasks in the order of the modules, as learners get them. */
  tasks(slug: string, language: Language): readonly Task[]
  /**
   * A task with notes and exemplars, for markers only.
   *
   * @throws {Problem} `unknown-task`
   */
  taskForMarking(slug: string, taskId: string, language: Language): TaskForMarking
  /** The level reached per skill. */
  skillLevels(slug: string, evidence: SkillEvidence): readonly ReachedLevel[]
  /** The tutor dialogue of a module; `undefined` when the module is unknown or has none. */
  dialogue(place: ModulePlace, language: Language): Dialogue | undefined
  /** What a credential says of the course; `undefined` when there is no such course or version. */
  achievement(slug: string, version: string, language: Language): AchievementTexts | undefined
  /**
   * A figure of a lesson as SVG.
   *
   * @throws {Problem} `unknown-figure`
   */
  figure(slug: string, name: string, language: Language): string
}

export type FindCourse = (slug: string) => Course

export const courseFinder =
  (courses: readonly Course[]): FindCourse =>
  (slug) => {
    const course = courses.find((each) => each.slug === slug)
    if (course) return course
    throw new Problem(coursesProblems.unknownCourse, { detail: `no course ${slug}` })
  }

/** @throws {Problem} `unknown-module` */
export function moduleOf(course: Course, id: string): CourseModule {
  const module = course.moduleList.find((each) => each.id === id)
  if (module) return module
  throw new Problem(coursesProblems.unknownModule, { detail: `no module ${id}` })
}

export function createLibrary(
  courses: readonly Course[],
  find: FindCourse,
  skills: Skills,
): CourseLibrary {
  return {
    slugs: () => courses.map(({ slug }) => slug),
    has: (slug) => courses.some((course) => course.slug === slug),
    version: (slug) => find(slug).version,
    title: (slug, language) => find(slug).texts[language].title,
    digest: (slug) => find(slug).digest,
    passRule: (slug) => find(slug).passRule,
    contentLanguage: (slug, language) => contentLanguage(find(slug), language),
    skillCodes: (slug) => find(slug).skills,
    drawForm: (slug, draw) => drawForm(find(slug), draw),
    showItem: (slug, ref) => showItem(wordedItem(find(slug), ref)),
    gradeItem: (slug, ref, answer) => gradeItem(wordedItem(find(slug), ref), answer),
    itemSkills: (slug, itemId) =>
      find(slug)
        .moduleList.flatMap(({ items }) => items)
        .find(({ id }) => id === itemId)?.skills ?? [],
    tasks: (slug, language) => tasksOf(find(slug), language),
    taskForMarking: (slug, taskId, language) => taskForMarking(find(slug), taskId, language),
    skillLevels: (slug, evidence) => skillLevels(find(slug), evidence),
    dialogue: ({ course, module }, language) => dialogueOf(find(course), module, language),
    achievement: (slug, version, language) => {
      const course = courses.find((each) => each.slug === slug && each.version === version)
      return course && achievementTexts(course, language, skills)
    },
    figure: (slug, name, language) => {
      const svg = figureSvg(find(slug), name, language)
      if (svg === undefined) throw new Problem(coursesProblems.unknownFigure)
      return svg
    },
  }
}
