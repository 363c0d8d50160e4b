/**
 * Messages of `tutor/` about who did the work.
 *
 * @module
 */

import Type, { type Static } from 'typebox'
import { Key } from './course-content.ts'
import type { Operation } from './operation.ts'
import {
  AssessmentState,
  Assurance,
  AssuranceView,
  Id,
  LanguageCode,
  Time,
} from './tutor-messages.ts'

const closed = { additionalProperties: false } as const

/** A code of an attempt, as a learner shows it: `8A3F-91C2`; case, spaces and the hyphen do not matter. */
export const AttemptQuery = Type.Object(
  { code: Type.String({ minLength: 1, maxLength: 20 }) },
  closed,
)

export const AssuranceToGive = Type.Object(
  {
    /** `self-asserted` takes back what was noted. */
    assurance: Assurance,
    /** What was seen, e.g. which kind of document, never its number; or why it is taken back. */
    statement: Type.String({ minLength: 1, maxLength: 2_000 }),
  },
  closed,
)

export const AttemptToAssure = Type.Object(
  {
    id: Id,
    code: Type.String(),
    /** To be compared with a document. */
    learner: Type.Object({ name: Type.String(), email: Type.String() }, closed),
    course: Key,
    courseTitle: Type.String(),
    language: LanguageCode,
    state: AssessmentState,
    startedAt: Time,
    assurance: Assurance,
    notes: AssuranceView.properties.notes,
  },
  closed,
)

export type AttemptToAssure = Static<typeof AttemptToAssure>

const problem = (description: string) => ({ description, type: 'application/problem+json' })
const access = 'role:reviewer|issuer-operator'
const refused = {
  400: problem('the request does not have the expected form'),
  401: problem('not signed in'),
  403: problem('needs the role reviewer or issuer-operator'),
}

export const assuranceOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/attempts',
    tag: 'tutor',
    summary: 'Gives the undecided attempt whose code a learner shows.',
    access,
    query: AttemptQuery,
    responses: {
      200: { description: 'the attempt and whose it is', schema: AttemptToAssure },
      ...refused,
      404: problem('no undecided attempt of another person has this code'),
    },
  },
  {
    method: 'put',
    path: '/api/assessments/{id}/assurance',
    tag: 'tutor',
    summary: 'Notes how sure it is that the learner did the work, before the decision.',
    description: 'Whoever notes it does not mark the works of the attempt, which are marked blind.',
    access,
    body: AssuranceToGive,
    responses: {
      200: { description: 'the attempt with what is noted', schema: AttemptToAssure },
      ...refused,
      404: problem('no such attempt of another person'),
      409: problem('decided already, or nothing to take back'),
    },
  },
]
