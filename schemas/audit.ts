import { type Static, Type } from 'typebox'
import type { Operation } from './operation.ts'

const caseState = Type.Union([
  Type.Literal('open'),
  Type.Literal('decided'),
  Type.Literal('withdrawn'),
])

const caseOutcome = Type.Union([Type.Literal('upheld'), Type.Literal('rejected')])

export const casesQuery = Type.Object(
  { state: Type.Optional(caseState) },
  { additionalProperties: false },
)

/** How a handler answers a contested decision. */
export const caseDecisionBody = Type.Object(
  {
    outcome: caseOutcome,
    /** What is done about it. */
    remedy: Type.String({ minLength: 1, maxLength: 4000 }),
    explanation: Type.String({ minLength: 1, maxLength: 8000 }),
  },
  { additionalProperties: false },
)

/** A contested decision, for whoever contests it and whoever answers. */
export const caseView = Type.Object(
  {
    id: Type.String(),
    subjectKind: Type.Union([
      Type.Literal('grade'),
      Type.Literal('revocation'),
      Type.Literal('ranking'),
      Type.Literal('override'),
      Type.Literal('report'),
    ]),
    subjectId: Type.String(),
    state: caseState,
    language: Type.String(),
    reason: Type.String(),
    openedAt: Type.String({ format: 'date-time' }),
    dueAt: Type.String({ format: 'date-time' }),
    /** Where to answer somebody without an account; for those who handle cases. */
    contact: Type.Optional(Type.String()),
    /** What came with it, e.g. the verdict that is reported. */
    attachment: Type.Optional(Type.Unknown()),
    /** Whether whoever asks may answer it. */
    mayHandle: Type.Boolean(),
    decidedAt: Type.Optional(Type.String({ format: 'date-time' })),
    outcome: Type.Optional(caseOutcome),
    remedy: Type.Optional(Type.String()),
    explanation: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
)
export type CaseView = Static<typeof caseView>

const problem = { description: 'A problem document', type: 'application/problem+json' }

export const auditOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/cases',
    tag: 'audit',
    summary: 'Contested decisions: mine, and those I am to handle',
    access: 'person',
    query: casesQuery,
    responses: {
      200: {
        description: 'The cases',
        schema: Type.Object(
          { mine: Type.Array(caseView), toHandle: Type.Array(caseView) },
          { additionalProperties: false },
        ),
      },
      401: problem,
    },
  },
  {
    method: 'get',
    path: '/api/cases/{id}',
    tag: 'audit',
    summary: 'One contested decision',
    access: 'person',
    responses: { 200: { description: 'The case', schema: caseView }, 401: problem, 404: problem },
  },
  {
    method: 'post',
    path: '/api/cases/{id}/decision',
    tag: 'audit',
    summary: 'Answers a contested decision',
    description: 'Not by whoever made the decision, nor by whoever contests it.',
    access: 'role:reviewer',
    body: caseDecisionBody,
    responses: {
      200: { description: 'The case, answered', schema: caseView },
      400: problem,
      403: problem,
      404: problem,
      409: problem,
    },
  },
]
