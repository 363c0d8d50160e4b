/**
 * Quotas of API clients.
 *
 * @module
 */

import Type from 'typebox'
import { answer } from './accounts-answers.ts'
import type { Operation } from './operation.ts'

const closed = { additionalProperties: false } as const

const requestsPerMinute = Type.Integer({ minimum: 1, maximum: 1_000_000 })
const credentialsPerDay = Type.Integer({ minimum: 1, maximum: 1_000_000_000 })

/** Limits of an API client; one that is absent is as for all clients. */
export const ClientQuotas = Type.Object(
  {
    requestsPerMinute: Type.Optional(requestsPerMinute),
    /** Credentials checked in a day. */
    credentialsPerDay: Type.Optional(credentialsPerDay),
  },
  closed,
)

/** What a client has used of its quotas. */
export const QuotaUsages = Type.Object(
  {
    clientId: Type.String(),
    quotas: Type.Array(
      Type.Object(
        {
          name: Type.Union([
            Type.Literal('requests-per-minute'),
            Type.Literal('credentials-per-day'),
          ]),
          /** Absent where nothing is limited, and so nothing counted. */
          limit: Type.Optional(Type.Integer()),
          /** Seconds. */
          window: Type.Integer(),
          used: Type.Integer(),
          remaining: Type.Optional(Type.Integer()),
          /** Seconds until the window ends; it begins with the first use. */
          resetsIn: Type.Integer(),
        },
        closed,
      ),
    ),
  },
  closed,
)

/** Part of the operations of accounts. */
export const quotaOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/quotas',
    tag: 'accounts',
    summary: 'What I, an API client, have used of my quotas.',
    description:
      'Requests count for a minute, credentials checked for a day. When one is used up the answer is 429 with `RateLimit`, `RateLimit-Policy` and `Retry-After`, and a problem whose `violated-policies` names the quota.',
    access: 'client',
    responses: answer('Each quota.', QuotaUsages),
  },
  {
    method: 'get',
    path: '/api/clients/{id}/quotas',
    tag: 'accounts',
    summary: 'What an API client has used of its quotas, for the operator.',
    access: 'scope:admin',
    responses: answer('Each quota.', QuotaUsages),
  },
  {
    method: 'put',
    path: '/api/clients/{id}/quotas',
    tag: 'accounts',
    summary: 'Gives an API client limits of its own; one that is left out is as for all clients.',
    access: 'scope:admin',
    body: ClientQuotas,
    responses: answer('What it has used, under the new limits.', QuotaUsages),
  },
]
