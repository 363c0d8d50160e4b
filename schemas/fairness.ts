/**
 * Messages of the fairness of rankings: what people tell of themselves, audits, the model card.
 *
 * @module
 */

import Type, { type Static } from 'typebox'
import type { Operation } from './operation.ts'

const closed = { additionalProperties: false } as const

/** Every member is voluntary; one at least, else there is nothing to keep. */
export const DemographicsBody = Type.Object(
  {
    gender: Type.Optional(
      Type.Union([Type.Literal('woman'), Type.Literal('man'), Type.Literal('other')]),
    ),
    age: Type.Optional(
      Type.Union([
        Type.Literal('under-25'),
        Type.Literal('25-39'),
        Type.Literal('40-54'),
        Type.Literal('55-and-over'),
      ]),
    ),
  },
  { ...closed, minProperties: 1 },
)

/** A day that there is may still be refused: `2026-02-31` is no day. */
const Day = Type.String({ format: 'date' })

export const AuditQuery = Type.Object(
  {
    from: Type.Optional(Day),
    to: Type.Optional(Day),
    format: Type.Optional(Type.Union([Type.Literal('json'), Type.Literal('csv')])),
  },
  closed,
)

const Share = Type.Number({ minimum: 0, maximum: 1 })

const AuditView = Type.Object({
  people: Type.Integer(),
  median: Type.Number(),
  groups: Type.Array(
    Type.Object({
      dimension: Type.String(),
      category: Type.String(),
      people: Type.Optional(Type.Integer()),
      rate: Type.Optional(Share),
      impactRatio: Type.Optional(Type.Number({ minimum: 0 })),
      suppressed: Type.Boolean(),
      tooFew: Type.Boolean(),
      alert: Type.Boolean(),
    }),
  ),
  alerts: Type.Integer(),
})

export type DemographicsTold = Static<typeof DemographicsBody>
export type FairnessAudit = Static<typeof AuditView>

const tag = 'matching'

export const fairnessOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/me/demographics',
    tag,
    summary: 'What one told of oneself for audits of the ranking.',
    access: 'person',
    responses: { 200: { description: 'What was told, or null.' } },
  },
  {
    method: 'put',
    path: '/api/me/demographics',
    tag,
    summary: 'Tells something of oneself, for audits alone; the ranking never reads it.',
    description: 'It is kept with the consent `fairness-audit`; withdrawing that removes it.',
    access: 'person',
    body: DemographicsBody,
    responses: { 204: { description: 'Kept.' } },
  },
  {
    method: 'delete',
    path: '/api/me/demographics',
    tag,
    summary: 'Takes it back.',
    access: 'person',
    responses: { 204: { description: 'Gone.' } },
  },
  {
    method: 'get',
    path: '/api/fairness/audit',
    tag,
    summary: 'Scoring rates and impact ratios of the rankings of a time.',
    description:
      'By gender, age and both, of those who told. Groups under ten people are not shown; a ratio below .80 is an alert.',
    access: 'role:issuer-operator',
    query: AuditQuery,
    responses: { 200: { description: 'The groups; CSV where asked for.', schema: AuditView } },
  },
  {
    method: 'get',
    path: '/api/ranking-model',
    tag,
    summary: 'The model card of the ranking: formula, evidence policy, what was measured.',
    access: 'public',
    responses: { 200: { description: 'The card.' } },
  },
]
