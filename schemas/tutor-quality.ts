/**
 * Messages of `tutor/` about the quality of questions and grading.
 *
 * @module
 */

import Type, { type Static } from 'typebox'
import { Key } from './course-content.ts'
import type { Operation } from './operation.ts'

const closed = { additionalProperties: false } as const

export const QualityReport = Type.Object(
  {
    course: Key,
    courseTitle: Type.String(),
    /** Answers to a question, and marks of a model in a month, below which nothing can be told. */
    enough: Type.Object({ answers: Type.Integer(), marks: Type.Integer() }, closed),
    items: Type.Array(
      Type.Object(
        {
          itemId: Key,
          answers: Type.Integer(),
          /** Share of right answers. */
          difficulty: Type.Number(),
          /** Correlation with the rest of the form; absent where it cannot be told. */
          discrimination: Type.Optional(Type.Number()),
          warnings: Type.Array(Type.Enum(['too-easy', 'too-hard', 'does-not-tell-apart'])),
        },
        closed,
      ),
    ),
    rates: Type.Array(
      Type.Object(
        {
          group: Type.Enum(['all', 'language', 'graders']),
          name: Type.String(),
          attempts: Type.Integer(),
          passed: Type.Integer(),
          rate: Type.Number(),
          /** 95 % interval. */
          low: Type.Number(),
          high: Type.Number(),
        },
        closed,
      ),
    ),
    drift: Type.Array(
      Type.Object(
        {
          month: Type.String(),
          model: Type.String(),
          marks: Type.Integer(),
          /** Levels by which the model is kinder than people. */
          bias: Type.Number(),
          exact: Type.Number(),
          adjacent: Type.Number(),
          qwk: Type.Optional(Type.Number()),
          moved: Type.Boolean(),
        },
        closed,
      ),
    ),
  },
  closed,
)

export type QualityReport = Static<typeof QualityReport>

const problem = (description: string) => ({ description, type: 'application/problem+json' })
const refusals = {
  401: problem('not signed in'),
  403: problem('needs the role reviewer'),
  404: problem('no such course or table'),
}

export const qualityOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/quality/{course}',
    tag: 'tutor',
    summary:
      'Gives item statistics, pass rates and the drift of the model against people, of my organisation.',
    access: 'role:reviewer',
    responses: { 200: { description: 'the report', schema: QualityReport }, ...refusals },
  },
  {
    method: 'get',
    path: '/api/quality/{course}/{table}.csv',
    tag: 'tutor',
    summary: 'Gives one table of the report: items, rates or drift.',
    access: 'role:reviewer',
    responses: { 200: { description: 'the table', type: 'text/csv' }, ...refusals },
  },
]
