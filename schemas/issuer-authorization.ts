/**
 * The authorization code flow of OpenID4VCI 1.0: what wallets push, and what the consent page talks to.
 *
 * @module
 */

import { type Static, Type } from 'typebox'
import type { Operation, OperationResponse } from './operation.ts'

const closed = { additionalProperties: false } as const

const short = Type.Optional(Type.String({ maxLength: 512 }))

/** RFC 9126 §2.1 with RFC 7636 and OpenID4VCI 1.0 §5.1; members we do not use are let through (RFC 6749 §3.1). */
export const pushedBody = Type.Object({
  response_type: Type.Literal('code'),
  client_id: Type.String({ minLength: 1, maxLength: 512 }),
  redirect_uri: Type.String({ minLength: 1, maxLength: 2048 }),
  code_challenge: Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' }),
  code_challenge_method: Type.Literal('S256'),
  state: short,
  scope: short,
  /** JSON (RFC 9396). */
  authorization_details: Type.Optional(Type.String({ maxLength: 4096 })),
  /** From an offer. */
  issuer_state: short,
  /** Thumbprint of the key that the code is bound to (RFC 9449 §10). */
  dpop_jkt: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' })),
})

export type PushedRequest = Static<typeof pushedBody>

/** What the authorization endpoint takes: everything else was pushed before. */
export const authorizeQuery = Type.Object({
  client_id: Type.String({ maxLength: 512 }),
  request_uri: Type.String({ maxLength: 512 }),
})

export const approvalBody = Type.Object({ awardId: Type.String({ maxLength: 64 }) }, closed)

/** What the person who is asked reads. */
export const authorizationView = Type.Object(
  {
    /** What the wallet calls itself; nobody vouches for it. */
    clientId: Type.String(),
    /** Host or scheme that the browser goes back to. */
    returnsTo: Type.String(),
    /** The person's awards that may be handed over; the one of the offer, where an offer names one. */
    awards: Type.Array(
      Type.Object({ id: Type.String(), name: Type.String(), awardedAt: Type.String() }, closed),
    ),
  },
  closed,
)

export type AuthorizationView = Static<typeof authorizationView>

export const redirectView = Type.Object({ redirectUri: Type.String() }, closed)

const oauthError: OperationResponse = {
  description: 'An OAuth error',
  schema: Type.Object({ error: Type.String(), error_description: Type.Optional(Type.String()) }),
}

const problem: OperationResponse = {
  description: 'A problem document',
  type: 'application/problem+json',
}

const page = '/api/authorizations/{request}'

/** Part of the issuer's operations. */
export const authorizationOperations: readonly Operation[] = [
  {
    method: 'post',
    path: '/openid4vci/par',
    tag: 'issuer',
    summary: 'Takes what a wallet wants, before the person is asked (RFC 9126).',
    description:
      'With PKCE (S256), and a `scope` or `authorization_details` of `openid_credential`.',
    access: 'public',
    body: pushedBody,
    bodyType: 'application/x-www-form-urlencoded',
    responses: {
      201: {
        description: 'Under which name the wallet goes on, for ten minutes.',
        schema: Type.Object({ request_uri: Type.String(), expires_in: Type.Integer() }, closed),
      },
      400: oauthError,
      401: oauthError,
      429: oauthError,
    },
  },
  {
    method: 'get',
    path: '/openid4vci/authorize',
    tag: 'issuer',
    summary: 'Sends the person’s browser to the page that asks.',
    access: 'public',
    query: authorizeQuery,
    responses: { 303: { description: 'To `/authorize/{request}`.' }, 400: oauthError },
  },
  {
    method: 'get',
    path: page,
    tag: 'issuer',
    summary: 'Which wallet wants what of the signed-in person.',
    access: 'person',
    responses: {
      200: { description: 'What is asked.', schema: authorizationView },
      401: problem,
      403: problem,
      404: problem,
    },
  },
  {
    method: 'post',
    path: `${page}/approval`,
    tag: 'issuer',
    summary: 'Lets the wallet have an award, once.',
    access: 'person',
    body: approvalBody,
    responses: {
      200: { description: 'Where the browser goes next: with a code.', schema: redirectView },
      400: problem,
      401: problem,
      403: problem,
      404: problem,
      409: problem,
    },
  },
  {
    method: 'post',
    path: `${page}/refusal`,
    tag: 'issuer',
    summary: 'Sends the wallet away.',
    access: 'person',
    responses: {
      200: {
        description: 'Where the browser goes next: with `access_denied`.',
        schema: redirectView,
      },
      401: problem,
      404: problem,
    },
  },
]
