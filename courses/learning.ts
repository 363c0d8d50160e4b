import type { Ground } from '../platform/ground.ts'
import type { Language } from '../platform/i18n.ts'
import { Problem } from '../platform/problem.ts'
import type {
  CourseSummary,
  CourseView,
  Feedback,
  ItemAnswer,
  ModuleProgress,
  ModuleView,
  Part,
  PracticeSession,
} from '../schemas/courses.ts'
import type { Skills } from '../skills/index.ts'
import type { Course } from './content.ts'
import { type FindCourse, type ModulePlace, moduleOf } from './library.ts'
import { answerPractice, startPractice } from './practice.ts'
import { coursesProblems } from './problems.ts'
import {
  moduleProgress,
  type Progress,
  partsOf,
  type SkillMastery,
  skillMastery,
} from './progress.ts'
import { coursesStore } from './store.ts'
import { courseSummary, courseView, moduleView, type Reader } from './views.ts'

/** Who reads, in which language; `personId` when somebody is signed in. */
export interface Asking {
  readonly language: Language
  readonly personId?: string | undefined
}

/** A signed-in learner. */
export interface Learner extends Asking {
  readonly personId: string
}

/** What learners have done in the courses. An unknown slug is the `Problem` `unknown-course`. */
export interface Learning {
  list(asking: Asking): Promise<readonly CourseSummary[]>
  view(slug: string, asking: Asking): Promise<CourseView>
  /**
   * A module with its lesson.
   *
   * @throws {Problem} `unknown-module`
   */
  module(place: ModulePlace, asking: Asking): Promise<ModuleView>
  /** Enrols once; enrolling again changes nothing. */
  enrol(slug: string, learner: Learner): Promise<CourseView>
  /** @throws {Problem} `unknown-module`; a part that the module does not have is the same */
  markDone(place: ModulePlace, part: Part, personId: string): Promise<ModuleProgress>
  /** Practice answers per skill of the course, the newest answer to each item counting. */
  mastery(slug: string, personId: string): Promise<readonly SkillMastery[]>
  /** Draws a practice session; its keys stay here. */
  startPractice(place: ModulePlace, learner: Learner): Promise<PracticeSession>
  /**
   * Answers an item of a session; only the first answer counts.
   *
   * @throws {Problem} `unknown-practice`, `unknown-item`, `answer-form`
   */
  answerPractice(
    practiceId: string,
    personId: string,
    given: { readonly itemId: string; readonly answer: ItemAnswer },
  ): Promise<Feedback>
}

interface Deps extends Pick<Ground, 'db' | 'clock' | 'random'> {
  readonly skills: Skills
}

export function createLearning(courses: readonly Course[], find: FindCourse, deps: Deps): Learning {
  const view = async (slug: string, asking: Asking): Promise<CourseView> =>
    courseView(find(slug), await readerOf(deps, find(slug), asking), deps.skills)
  return {
    list: async (asking) => {
      const readers = courses.map((course) => readerOf(deps, course, asking))
      return (await Promise.all(readers)).flatMap((reader, at) => {
        const course = courses[at]
        return course ? [courseSummary(course, reader)] : []
      })
    },
    view,
    module: async ({ course: slug, module: id }, asking) => {
      const course = find(slug)
      const module = moduleOf(course, id)
      const reader = await readerOf(deps, course, asking)
      return moduleView(course, module, { reader, skills: deps.skills })
    },
    enrol: async (slug, learner) => {
      const at = { personId: learner.personId, course: find(slug).slug }
      await coursesStore(deps.db).enrol(at, find(slug).version, deps.clock())
      return view(slug, learner)
    },
    ...practising(find, deps),
  }
}

type Practising = Pick<Learning, 'markDone' | 'mastery' | 'startPractice' | 'answerPractice'>

function practising(find: FindCourse, deps: Deps): Practising {
  return {
    markDone: async (place, part, personId) => {
      const course = find(place.course)
      const module = moduleOf(course, place.module)
      if (!partsOf(module).includes(part)) {
        throw new Problem(coursesProblems.unknownModule, { detail: `the module has no ${part}` })
      }
      await coursesStore(deps.db).markDone({ ...place, personId }, part, deps.clock())
      return moduleProgress(module, await progressOf(deps, course, personId))
    },
    mastery: async (slug, personId) =>
      skillMastery(find(slug), await progressOf(deps, find(slug), personId)),
    startPractice: async (place, learner) => {
      const course = find(place.course)
      return startPractice(deps, { course, module: moduleOf(course, place.module) }, learner)
    },
    answerPractice: async (practiceId, personId, given) => {
      const practice = await coursesStore(deps.db).practice(practiceId, personId)
      if (!practice) throw new Problem(coursesProblems.unknownPractice)
      return answerPractice(deps, { course: find(practice.course), practice }, given)
    },
  }
}

async function progressOf(
  { db }: Pick<Deps, 'db'>,
  { slug }: Course,
  personId: string,
): Promise<Progress> {
  const store = coursesStore(db)
  const at = { personId, course: slug }
  return { done: await store.doneParts(at), answered: await store.answered(at) }
}

async function readerOf(deps: Deps, course: Course, asking: Asking): Promise<Reader> {
  const { language, personId } = asking
  if (personId === undefined) return { language }
  const enrolments = await coursesStore(deps.db).enrolments(personId)
  const mine = enrolments.find((enrolment) => enrolment.course === course.slug)
  const progress = await progressOf(deps, course, personId)
  return { language, enrolledAt: mine?.enrolledAt, progress }
}
