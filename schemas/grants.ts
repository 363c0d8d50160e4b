/**
 * A learner lets a platform into their wallet: the authorization code flow of OAuth, asked by a client that
 * shows its secret.
 *
 * @see RFC 6749 §4.1, RFC 9126 (PAR), RFC 7636 (PKCE), RFC 9207 (`iss`)
 * @module
 */

import { type Static, Type } from 'typebox'
import { answer, done } from './accounts-answers.ts'
import type { Operation, OperationResponse } from './operation.ts'
import { WALLET_SCOPES } from './wallet-scopes.ts'

const closed = { additionalProperties: false } as const

const scopes = Type.Array(Type.Enum([...WALLET_SCOPES]), {
  minItems: 1,
  maxItems: WALLET_SCOPES.length,
  uniqueItems: true,
})
const time = Type.String({ format: 'date-time' })

/** RFC 9126 §2.1; members we do not use are let through (RFC 6749 §3.1). */
export const grantRequestBody = Type.Object({
  response_type: Type.Literal('code'),
  client_id: Type.Optional(Type.String({ maxLength: 200 })),
  client_secret: Type.Optional(Type.String({ maxLength: 200 })),
  redirect_uri: Type.String({ minLength: 1, maxLength: 2048 }),
  code_challenge: Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' }),
  code_challenge_method: Type.Literal('S256'),
  scope: Type.String({ minLength: 1, maxLength: 200 }),
  state: Type.Optional(Type.String({ maxLength: 512 })),
  /** What for, in words that the learner reads. */
  purpose: Type.Optional(Type.String({ minLength: 1, maxLength: 200, pattern: '^[^\\p{C}]+$' })),
})
export type GrantRequest = Static<typeof grantRequestBody>

export const grantAuthorizeQuery = Type.Object({
  client_id: Type.String({ maxLength: 200 }),
  request_uri: Type.String({ maxLength: 512 }),
})

/** What the learner who is asked reads. */
export const grantRequestView = Type.Object(
  {
    organisation: Type.String(),
    /** Name of the client, as the organisation gave it. */
    client: Type.String(),
    /** Host that the browser goes back to. */
    returnsTo: Type.String(),
    purpose: Type.Optional(Type.String()),
    scopes,
  },
  closed,
)
export type GrantRequestView = Static<typeof grantRequestView>

export const grantApprovalBody = Type.Object(
  {
    /** All that was asked, or less. */
    scopes,
    /** The one profile that the platform sees. */
    profileId: Type.String({ minLength: 1, maxLength: 64 }),
  },
  closed,
)

export const grantRedirect = Type.Object({ redirectUri: Type.String() }, closed)

export const grantsView = Type.Object(
  {
    grants: Type.Array(
      Type.Object(
        {
          id: Type.String(),
          organisation: Type.String(),
          client: Type.String(),
          purpose: Type.Optional(Type.String()),
          scopes,
          profileId: Type.String(),
          givenAt: time,
          /** To the hour; absent before the first time. */
          usedAt: Type.Optional(time),
          /** Unless it is used before. */
          endsAt: time,
        },
        closed,
      ),
    ),
  },
  closed,
)
export type GrantsView = Static<typeof grantsView>

const oauthError: OperationResponse = {
  description: 'An OAuth error',
  schema: Type.Object({ error: Type.String(), error_description: Type.Optional(Type.String()) }),
}
const problem = { description: 'A problem document', type: 'application/problem+json' }
const asked = '/api/grant-requests/{request}'

export const grantOperations: readonly Operation[] = [
  {
    method: 'post',
    path: '/oauth/par',
    tag: 'accounts',
    summary: 'Asks to be let into the wallet of a learner (RFC 9126).',
    description:
      'The client shows its secret as at `/oauth/token`, and an S256 challenge. Its learner is then sent to `/oauth/authorize`.',
    access: 'public',
    body: grantRequestBody,
    bodyType: 'application/x-www-form-urlencoded',
    responses: {
      201: {
        description: 'Under which name the learner is asked, for ten minutes.',
        schema: Type.Object({ request_uri: Type.String(), expires_in: Type.Integer() }, closed),
      },
      400: oauthError,
      401: oauthError,
    },
  },
  {
    method: 'get',
    path: '/oauth/authorize',
    tag: 'accounts',
    summary: 'Sends the learner’s browser to the page that asks.',
    access: 'public',
    query: grantAuthorizeQuery,
    responses: { 303: { description: 'To `/grants/{request}`.' }, 400: problem },
  },
  {
    method: 'get',
    path: '/.well-known/oauth-authorization-server/oauth',
    tag: 'accounts',
    summary: 'Where platforms find these endpoints (RFC 8414).',
    access: 'public',
    responses: { 200: { description: 'Metadata', schema: Type.Object({ issuer: Type.String() }) } },
  },
  {
    method: 'get',
    path: asked,
    tag: 'accounts',
    summary: 'Which platform wants what of me.',
    access: 'person',
    responses: { ...answer('What is asked.', grantRequestView), 404: problem },
  },
  {
    method: 'post',
    path: `${asked}/approval`,
    tag: 'accounts',
    summary: 'Lets the platform in, once.',
    access: 'person',
    body: grantApprovalBody,
    responses: {
      ...answer('Where my browser goes next: with a code.', grantRedirect),
      404: problem,
    },
  },
  {
    method: 'post',
    path: `${asked}/refusal`,
    tag: 'accounts',
    summary: 'Sends the platform away.',
    access: 'person',
    responses: {
      ...answer('Where my browser goes next: with `access_denied`.', grantRedirect),
      404: problem,
    },
  },
  {
    method: 'get',
    path: '/api/me/grants',
    tag: 'accounts',
    summary: 'The platforms that I let into my wallet.',
    access: 'person',
    responses: answer('Newest first.', grantsView),
  },
  {
    method: 'delete',
    path: '/api/me/grants/{id}',
    tag: 'accounts',
    summary: 'Shuts a platform out at once.',
    access: 'person',
    responses: { ...done, 404: problem },
  },
]
