import { type Static, Type } from 'typebox'
import { exchangeBody } from './exchange.ts'
import type { Operation } from './operation.ts'
import { policyReference } from './policy.ts'

export const requestBody = Type.Object(
  {
    /** DCQL (OpenID4VP 1.0 §6); any badge when absent. */
    query: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    /** What each credential must meet beyond being genuine. */
    policy: Type.Optional(policyReference),
    /** Shown to the person who is asked. */
    purpose: Type.String({ minLength: 1, maxLength: 500 }),
    /** Where the person's browser goes afterwards; the result then needs the `response_code` it brings. */
    redirectUri: Type.Optional(Type.String({ pattern: '^https?://[^\\s#]+$', maxLength: 2048 })),
    /** How the signed request says who asks (OpenID4VP 1.0 §5.9.3); by DID unless said. */
    clientIdPrefix: Type.Optional(
      Type.Union([
        Type.Literal('decentralized_identifier'),
        Type.Literal('x509_hash'),
        Type.Literal('x509_san_dns'),
      ]),
    ),
    /** `direct_post.jwt`: encrypted to a key of this request. */
    responseMode: Type.Optional(
      Type.Union([Type.Literal('direct_post'), Type.Literal('direct_post.jwt')]),
    ),
  },
  { additionalProperties: false },
)

export const requestStatusQuery = Type.Object(
  { response_code: Type.Optional(Type.String({ maxLength: 128 })) },
  { additionalProperties: false },
)

/** What a wallet sends to fetch a request; members we do not use are let through (RFC 6749 §3.1). */
export const requestObjectBody = Type.Object({
  wallet_nonce: Type.Optional(Type.String({ maxLength: 512 })),
})

/** What a wallet answers; members we do not use are let through. */
export const walletAnswer = Type.Object({
  vp_token: Type.Optional(Type.String({ minLength: 2 })),
  /** Both of the others, encrypted (`direct_post.jwt`). */
  response: Type.Optional(Type.String({ minLength: 2 })),
  state: Type.Optional(Type.String({ maxLength: 512 })),
})

const time = Type.String({ format: 'date-time' })

const links = Type.Object(
  {
    id: Type.String(),
    /** Signed, fetched by the wallet: it learns who asks. */
    requestUri: Type.String(),
    requestUriByValue: Type.String(),
    /** Tells wallets by which protocols they may answer (VC-API). */
    interactionUrl: Type.String(),
    /** SVG of `requestUri`. */
    qr: Type.String(),
    expiresAt: time,
  },
  { additionalProperties: false },
)

const state = Type.Union([
  Type.Literal('open'),
  Type.Literal('fetched'),
  Type.Literal('answered'),
  Type.Literal('expired'),
])

const requestList = Type.Object(
  {
    requests: Type.Array(
      Type.Object(
        {
          id: Type.String(),
          state,
          purpose: Type.String(),
          createdAt: time,
          expiresAt: time,
          /** Name of the stored policy that what is shown must meet. */
          policy: Type.Optional(Type.String()),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
)
export type RequestList = Static<typeof requestList>

const status = Type.Object(
  {
    id: Type.String(),
    state,
    purpose: Type.String(),
    expiresAt: time,
    /** While it waits for an answer. */
    requestUri: Type.Optional(Type.String()),
    /** SVG of `requestUri`. */
    qr: Type.Optional(Type.String()),
    result: Type.Optional(
      Type.Object({
        verified: Type.Boolean(),
        /** All of it is genuine and bound, and it is what was asked for. */
        satisfied: Type.Boolean(),
        presentations: Type.Array(Type.Unknown()),
      }),
    ),
  },
  { additionalProperties: false },
)

export type RequestView = Static<typeof status>

const problem = { description: 'A problem document', type: 'application/problem+json' }
const jwt = {
  description: 'The signed request',
  type: 'application/oauth-authz-req+jwt',
  schema: Type.String(),
}
const formType = 'application/x-www-form-urlencoded'
const objectPath = '/api/openid4vp/requests/{handle}'

/** Part of the verifier's operations. */
export const presentationRequestOperations: readonly Operation[] = [
  {
    method: 'post',
    path: '/presentation-requests',
    tag: 'verifier',
    summary: 'Asks a person for a presentation, in any OpenID4VP 1.0 wallet',
    access: 'scope:presentations:request',
    body: requestBody,
    idempotent: true,
    responses: {
      201: { description: 'Links and a code for the person', schema: links },
      400: problem,
      401: problem,
      403: problem,
      404: problem,
      422: problem,
      503: problem,
    },
  },
  {
    method: 'get',
    path: '/presentation-requests',
    tag: 'verifier',
    summary: 'What the organisation asked for in the last day, newest first',
    access: 'scope:presentations:request',
    responses: {
      200: { description: 'The requests', schema: requestList },
      401: problem,
      403: problem,
      503: problem,
    },
  },
  {
    method: 'get',
    path: '/presentation-requests/{id}',
    tag: 'verifier',
    summary: 'Whether the person answered, and with what',
    description: 'What was presented is removed after a day.',
    access: 'scope:presentations:request',
    query: requestStatusQuery,
    responses: {
      200: { description: 'State and result', schema: status },
      401: problem,
      403: problem,
      404: problem,
      503: problem,
    },
  },
  {
    method: 'get',
    path: '/verifier/did.json',
    tag: 'verifier',
    summary: 'The DID document under which presentations are asked for',
    access: 'public',
    responses: {
      200: { description: 'The document', type: 'application/did+ld+json', schema: Type.Unknown() },
      404: problem,
    },
  },
  {
    method: 'get',
    path: objectPath,
    tag: 'verifier',
    summary: 'The signed request, for a wallet (OpenID4VP 1.0 §5.10)',
    access: 'public',
    responses: { 200: jwt, 410: problem },
  },
  {
    method: 'post',
    path: objectPath,
    tag: 'verifier',
    summary: 'The signed request, bound to the nonce of the wallet',
    access: 'public',
    body: requestObjectBody,
    bodyType: formType,
    responses: { 200: jwt, 400: problem, 410: problem },
  },
  {
    method: 'get',
    path: '/api/openid4vp/interactions/{handle}',
    tag: 'verifier',
    summary: 'Ways for a wallet to answer a request (VC-API interaction URL, `iuv=1`)',
    access: 'public',
    responses: {
      200: {
        description: '`OID4VP`, and `vcapi` where a wallet that speaks it can answer',
        schema: Type.Object({ protocols: Type.Record(Type.String(), Type.String()) }),
      },
      410: problem,
    },
  },
  {
    method: 'post',
    path: '/api/openid4vp/exchanges/{handle}',
    tag: 'verifier',
    summary: 'Takes one step of an exchange (VC-API): asks, then takes the presentation, once',
    access: 'public',
    body: exchangeBody,
    responses: {
      200: {
        description: 'What the wallet has to show; then where the browser goes next, if anywhere',
        schema: Type.Object({
          verifiablePresentationRequest: Type.Optional(Type.Unknown()),
          redirectUrl: Type.Optional(Type.String()),
        }),
      },
      400: problem,
      404: problem,
      410: problem,
    },
  },
  {
    method: 'post',
    path: '/api/openid4vp/responses/{handle}',
    tag: 'verifier',
    summary: 'Takes the answer of a wallet (`direct_post`), once',
    access: 'public',
    body: walletAnswer,
    bodyType: formType,
    responses: {
      200: {
        description: 'Taken; where the person’s browser goes next, if anywhere',
        schema: Type.Object({ redirect_uri: Type.Optional(Type.String()) }),
      },
      400: problem,
      410: problem,
    },
  },
]
