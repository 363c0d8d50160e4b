/**
 * OpenID4VCI 1.0, and the documents that say who we are, as the interface description tells them.
 *
 * @module
 */

import { type Static, Type } from 'typebox'
import type { Operation, OperationResponse } from './operation.ts'

const closed = { additionalProperties: false } as const

const oauthError: OperationResponse = {
  description: 'An OAuth error',
  schema: Type.Object({ error: Type.String(), error_description: Type.Optional(Type.String()) }),
}

const problem: OperationResponse = {
  description: 'A problem document',
  type: 'application/problem+json',
}

const document = (description: string): OperationResponse => ({
  description,
  schema: Type.Record(Type.String(), Type.Unknown()),
})

/** RFC 6749 with the pre-authorized code of OpenID4VCI 1.0 §6.1. */
const tokenRequest = Type.Union([
  Type.Object({
    grant_type: Type.Literal('urn:ietf:params:oauth:grant-type:pre-authorized_code'),
    'pre-authorized_code': Type.String(),
    tx_code: Type.Optional(Type.String()),
  }),
  Type.Object({
    grant_type: Type.Literal('authorization_code'),
    client_id: Type.String(),
    code: Type.String(),
    redirect_uri: Type.String(),
    code_verifier: Type.String(),
  }),
  Type.Object({
    grant_type: Type.Literal('refresh_token'),
    client_id: Type.String(),
    refresh_token: Type.String(),
  }),
])

const proofs = Type.Union([
  Type.Object({ jwt: Type.Array(Type.String(), { minItems: 1, maxItems: 5 }) }),
  Type.Object({ di_vp: Type.Array(Type.Unknown(), { minItems: 1, maxItems: 5 }) }),
  Type.Object({ attestation: Type.Array(Type.String(), { minItems: 1, maxItems: 1 }) }),
])

const credentialRequest = Type.Object({
  credential_configuration_id: Type.Optional(Type.String()),
  /** Where the token was given with `authorization_details`. */
  credential_identifier: Type.Optional(Type.String()),
  proofs,
})

const deferredRequest = Type.Object({ transaction_id: Type.String() })

/** OpenID4VCI 1.0 §11.1; members we do not use are let through. */
export const notificationBody = Type.Object({
  notification_id: Type.String({ minLength: 1, maxLength: 512 }),
  event: Type.Union([
    Type.Literal('credential_accepted'),
    Type.Literal('credential_failure'),
    Type.Literal('credential_deleted'),
  ]),
  event_description: Type.Optional(Type.String({ maxLength: 2000 })),
})

export type NotificationRequest = Static<typeof notificationBody>

const wellKnown = (path: string, summary: string): Operation => ({
  method: 'get',
  path,
  tag: 'issuer',
  summary,
  access: 'public',
  responses: { 200: document('The document.') },
})

const didDocument = (path: string, summary: string): Operation => ({
  ...wellKnown(path, summary),
  responses: {
    200: { description: 'With past keys and their end.', type: 'application/did+ld+json' },
    404: problem,
  },
})

export const issuerProtocolOperations: readonly Operation[] = [
  didDocument('/.well-known/did.json', 'The DID document of the course issuer.'),
  didDocument('/issuers/{instance}/did.json', 'The DID document of an instance.'),
  didDocument('/tenants/{tenant}/did.json', 'The DID document of an organisation that awards.'),
  wellKnown('/.well-known/jwks.json', 'Our public keys as a JWK set.'),
  {
    ...wellKnown('/.well-known/trust-anchor.pem', 'The certificate that ours are signed by.'),
    responses: { 200: { description: 'PEM.', type: 'application/pem-certificate-chain' } },
  },
  wellKnown('/openid4vci/types/open-badge', 'What the SD-JWT form is (SD-JWT VC).'),
  wellKnown('/.well-known/did-configuration.json', 'Ties the course DID to this address.'),
  wellKnown('/.well-known/openid-credential-issuer', 'What a wallet can get here (OpenID4VCI).'),
  wellKnown('/.well-known/oauth-authorization-server', 'Where a wallet gets its token (RFC 8414).'),
  {
    method: 'get',
    path: '/openid4vci/offers/{reference}',
    tag: 'issuer',
    summary: 'An offer that was given by reference.',
    access: 'public',
    responses: { 200: document('The offer; it can be read until it expires.'), 404: problem },
  },
  {
    method: 'post',
    path: '/openid4vci/token',
    tag: 'issuer',
    summary: 'Redeems a code, once.',
    description:
      'Five wrong transaction codes lock the offer. A code of the authorization code flow that comes twice ends every token of it. Refresh tokens are given to wallets that bind their tokens to a key (RFC 9449), and change with each use.',
    access: 'public',
    body: tokenRequest,
    bodyType: 'application/x-www-form-urlencoded',
    responses: {
      200: {
        description: 'An access token.',
        schema: Type.Object(
          {
            access_token: Type.String(),
            token_type: Type.Union([Type.Literal('Bearer'), Type.Literal('DPoP')]),
            expires_in: Type.Integer(),
            refresh_token: Type.Optional(Type.String()),
            authorization_details: Type.Optional(Type.Array(Type.Unknown())),
          },
          closed,
        ),
      },
      400: oauthError,
    },
  },
  {
    method: 'post',
    path: '/openid4vci/nonce',
    tag: 'issuer',
    summary: 'A nonce for the proof of the holder’s key.',
    access: 'public',
    responses: {
      200: { description: 'The nonce.', schema: Type.Object({ c_nonce: Type.String() }, closed) },
    },
  },
  {
    method: 'post',
    path: '/openid4vci/credential',
    tag: 'issuer',
    summary: 'Signs the certificate for the key that the proof shows.',
    description: 'With the access token as bearer token.',
    access: 'public',
    body: credentialRequest,
    responses: {
      200: document('`credentials`, one for each key, and a `notification_id`.'),
      202: document('Signed later: `transaction_id`, and `interval` in seconds.'),
      400: oauthError,
      401: oauthError,
    },
  },
  {
    method: 'post',
    path: '/openid4vci/deferred',
    tag: 'issuer',
    summary: 'Collects certificates whose time had not come.',
    description: 'With the access token under which they were asked for.',
    access: 'public',
    body: deferredRequest,
    responses: {
      200: document('`credentials`.'),
      202: document('Not yet: `transaction_id` and `interval`.'),
      400: oauthError,
      401: oauthError,
    },
  },
  {
    method: 'post',
    path: '/openid4vci/notification',
    tag: 'issuer',
    summary: 'Hears what became of certificates in the wallet.',
    description: 'The same told twice is told once.',
    access: 'public',
    body: notificationBody,
    responses: { 204: { description: 'Heard.' }, 400: oauthError, 401: oauthError },
  },
]
