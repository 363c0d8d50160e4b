import { type Static, Type } from 'typebox'
import type { Operation } from './operation.ts'

const closed = { additionalProperties: false }

export const watchBody = Type.Object(
  {
    /** As it was received: an object, a JSON text or a compact text. It must verify. */
    verifiableCredential: Type.Unknown(),
    /** Where a change is told. */
    callbackUrl: Type.String({ pattern: '^https?://[^\\s#@]+$', maxLength: 2048 }),
    /** Of your own, told back with each change: the number of a file, say. No personal data. */
    reference: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  },
  closed,
)

export const watchChange = Type.Object({ paused: Type.Boolean() }, closed)

export const watchPath = Type.Object({ id: Type.String({ pattern: '^[\\w-]{1,64}$' }) }, closed)

const status = Type.Union([
  Type.Literal('good'),
  Type.Literal('revoked'),
  Type.Literal('suspended'),
  Type.Literal('unusable'),
])

const watchMembers = {
  id: Type.String(),
  callbackUrl: Type.String(),
  reference: Type.Optional(Type.String()),
  credentialId: Type.Optional(Type.String()),
  issuer: Type.String(),
  /** What the issuer's list said at the last reading that succeeded. */
  status,
  statusSince: Type.String({ format: 'date-time' }),
  /** Last reading that succeeded. */
  readAt: Type.String({ format: 'date-time' }),
  /** Why the last reading failed; what was known before stays. */
  unread: Type.Optional(Type.String()),
  /** Nothing is told while it is paused; its status is read all the same. */
  paused: Type.Boolean(),
  /** The last change: whether it was told, and what the callback answered. */
  delivery: Type.Optional(
    Type.Object(
      {
        /** `failed`: not taken in about a day; told again on request only. */
        state: Type.Union([
          Type.Literal('waiting'),
          Type.Literal('delivered'),
          Type.Literal('failed'),
        ]),
        tries: Type.Integer(),
        answer: Type.Optional(Type.String()),
      },
      closed,
    ),
  ),
}

const watch = Type.Object(watchMembers, closed)
export type WatchView = Static<typeof watch>
const newWatch = Type.Object(
  {
    ...watchMembers,
    /** What each message is signed with (Standard Webhooks); shown once. */
    secret: Type.String(),
  },
  closed,
)

const problem = { description: 'A problem document', type: 'application/problem+json' }
const own = { tag: 'verifier', access: 'scope:verify:batch' } as const

/** Part of the verifier's operations. */
export const watchOperations: readonly Operation[] = [
  {
    ...own,
    method: 'post',
    path: '/api/watches',
    summary: 'Watches the status of a credential, and tells an address when it changes',
    description:
      'The credential is verified and not kept: only its id, its issuer and where its status is read. The issuer’s list is read every five minutes. A change comes as `POST` with `webhook-id`, `webhook-timestamp` and `webhook-signature` (Standard Webhooks); the same message keeps its id however often it is sent, so a replay is known by it. An answer other than 2xx is tried again for about a day, and then the delivery is `failed` until it is asked for again; `410` ends the watch.',
    body: watchBody,
    idempotent: true,
    responses: {
      201: { description: 'It is watched', schema: newWatch },
      400: problem,
      401: problem,
      403: problem,
      409: problem,
      422: problem,
    },
  },
  {
    ...own,
    method: 'get',
    path: '/api/watches',
    summary: 'What is watched, newest first',
    responses: {
      200: {
        description: 'The watches',
        schema: Type.Object({ watches: Type.Array(watch) }, closed),
      },
      401: problem,
      403: problem,
    },
  },
  {
    ...own,
    method: 'get',
    path: '/api/watches/{id}',
    summary: 'One watch',
    responses: {
      200: { description: 'The watch', schema: watch },
      401: problem,
      403: problem,
      404: problem,
    },
  },
  {
    ...own,
    method: 'patch',
    path: '/api/watches/{id}',
    summary: 'Pauses a watch, or lets it go on',
    description: 'A change that came meanwhile is told when it goes on.',
    body: watchChange,
    responses: {
      200: { description: 'The watch', schema: watch },
      400: problem,
      401: problem,
      403: problem,
      404: problem,
    },
  },
  {
    ...own,
    method: 'post',
    path: '/api/watches/{id}/redelivery',
    summary: 'Tells the last change once more',
    description: 'The message keeps its `webhook-id`: whoever took it before knows it by that.',
    idempotent: true,
    responses: {
      202: { description: 'It will be told', schema: watch },
      401: problem,
      403: problem,
      404: problem,
      409: problem,
    },
  },
  {
    ...own,
    method: 'delete',
    path: '/api/watches/{id}',
    summary: 'Ends a watch',
    responses: { 204: { description: 'It is over' }, 401: problem, 403: problem, 404: problem },
  },
]
