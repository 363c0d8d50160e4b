import type { ProblemType } from '../platform/problem.ts'

export const coursesProblems = {
  unknownCourse: { slug: 'unknown-course', status: 404, title: 'There is no such course' },
  unknownModule: {
    slug: 'unknown-module',
    status: 404,
    title: 'The course has no such module',
  },
  unknownItem: { slug: 'unknown-item', status: 404, title: 'There is no such item here' },
  unknownTask: { slug: 'unknown-task', status: 404, title: 'The course has no such task' },
  unknownFigure: { slug: 'unknown-figure', status: 404, title: 'The course has no such figure' },
  unknownPractice: {
    slug: 'unknown-practice',
    status: 404,
    title: 'There is no such practice session of this person',
  },
  answerForm: {
    slug: 'answer-form',
    status: 400,
    title: 'The answer does not fit the kind of the item',
  },
} satisfies Record<string, ProblemType>
