import { isoTime } from '../platform/clock.ts'
import type { Ground } from '../platform/ground.ts'
import type { PersonData } from '../platform/person-data.ts'
import type { Skills } from '../skills/index.ts'
import { readCourses } from './content.ts'
import { createLearning, type Learning } from './learning.ts'
import { type CourseLibrary, courseFinder, createLibrary } from './library.ts'
import { coursesStore } from './store.ts'

export interface CoursesDeps extends Pick<Ground, 'db' | 'clock' | 'random'> {
  readonly skills: Skills
  /** Folder of the courses; ours unless said. */
  readonly contentFolder?: string
}

/** The courses: what they contain, what learners did in them, the objective part of their assessment. */
export interface Courses extends CourseLibrary, Learning {
  readonly personData: PersonData
}

/** @throws {ContentError} when a course folder cannot be read */
export function createCourses(deps: CoursesDeps): Courses {
  const courses = readCourses(deps.contentFolder)
  const find = courseFinder(courses)
  return {
    ...createLibrary(courses, find, deps.skills),
    ...createLearning(courses, find, deps),
    personData: personData(deps),
  }
}

const personData = ({ db }: Pick<CoursesDeps, 'db'>): PersonData => ({
  section: 'courses',
  exportPerson: async (personId) => {
    const { enrolments, progress, practice } = await coursesStore(db).about(personId)
    return {
      enrolments: enrolments.map(({ enrolledAt, ...rest }) => ({
        ...rest,
        enrolledAt: isoTime(enrolledAt),
      })),
      progress: progress.map(({ doneAt, ...rest }) => ({ ...rest, doneAt: isoTime(doneAt) })),
      practice: practice.map(({ answeredAt, answer, correct, ...rest }) => ({
        ...rest,
        answer: JSON.parse(answer),
        correct: correct === 1,
        answeredAt: isoTime(answeredAt),
      })),
    }
  },
  erasePerson: (tx, personId) => coursesStore(tx).forget(personId),
})
