/**
 * What the verifier found, on the wire.
 *
 * @module
 */

import { Type } from 'typebox'

const outcome = Type.Union([
  Type.Literal('passed'),
  Type.Literal('failed'),
  Type.Literal('undetermined'),
])

const check = Type.Object(
  {
    name: Type.String(),
    outcome: Type.Union([outcome, Type.Literal('not-applicable')]),
    reason: Type.Optional(Type.String()),
    message: Type.Optional(Type.String()),
    detail: Type.Optional(Type.String()),
    source: Type.Optional(Type.String()),
    checkedAt: Type.String({ format: 'date-time' }),
  },
  { $id: 'Check' },
)

/** What a policy found; `id` and `version` are those of a stored one. */
const policyResult = Type.Object({
  id: Type.Optional(Type.String()),
  version: Type.Optional(Type.Integer()),
  outcome,
  rules: Type.Array(Type.Object({ rule: Type.String(), outcome, message: Type.String() })),
})

/** Whether an issuer is known, and by whom. */
export const trustAnswer = Type.Object({
  status: Type.Union([
    Type.Literal('registered'),
    Type.Literal('not-registered'),
    Type.Literal('registry-not-reachable'),
  ]),
  issuer: Type.String(),
  name: Type.Optional(Type.String()),
  frameworks: Type.Array(Type.String()),
  sources: Type.Array(Type.String()),
  message: Type.String(),
  checkedAt: Type.String({ format: 'date-time' }),
})

const problemDetail = Type.Object({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  detail: Type.Optional(Type.String()),
})

const reportMembers = {
  verified: Type.Boolean(),
  outcome,
  checks: Type.Array(check),
  format: Type.String(),
  credential: Type.Optional(Type.Unknown()),
  id: Type.Optional(Type.String()),
  issuer: Type.Optional(Type.String()),
  subject: Type.Optional(Type.String()),
  trust: Type.Optional(trustAnswer),
  provenance: Type.Optional(Type.Unknown()),
  policy: Type.Optional(policyResult),
  problemDetails: Type.Optional(Type.Array(problemDetail)),
}

/** The verdict on one credential, as it is answered. */
export const credentialReport = Type.Object(reportMembers, { $id: 'CredentialReport' })

/** The report, or what was wrong with the line; nothing more is read after a line that is too long. */
export const batchAnswer = Type.Union(
  [
    Type.Object({ line: Type.Integer(), ...reportMembers }),
    Type.Object({
      line: Type.Integer(),
      problem: Type.Object({
        type: Type.String(),
        title: Type.String(),
        detail: Type.Optional(Type.String()),
        'violated-policies': Type.Optional(Type.Array(Type.String())),
      }),
    }),
  ],
  { $id: 'BatchAnswer' },
)

export const presentationReport = Type.Object({
  verified: Type.Boolean(),
  outcome,
  checks: Type.Array(check),
  format: Type.String(),
  holder: Type.Optional(Type.String()),
  credentials: Type.Array(credentialReport),
  problemDetails: Type.Optional(Type.Array(problemDetail)),
})
