/**
 * Awards and offers, as the interface description tells them.
 *
 * @module
 */

import { Type } from 'typebox'
import {
  awardBody,
  awardsQuery,
  awardView,
  claimOfferBody,
  claimView,
  offerBody,
  offerView,
  reasonBody,
} from './issuer-messages.ts'
import type { Operation, OperationResponse } from './operation.ts'

const closed = { additionalProperties: false } as const

const problem: OperationResponse = {
  description: 'A problem document',
  type: 'application/problem+json',
}

const answer = (
  description: string,
  schema: NonNullable<OperationResponse['schema']>,
): Operation['responses'] => ({ 200: { description, schema }, 400: problem, 404: problem })

const awardOperations: readonly Operation[] = [
  {
    method: 'post',
    path: '/awards',
    tag: 'issuer',
    summary: 'Awards somebody a certificate of a template.',
    description: 'A recipient with a mailbox is written to. The link works for half a year.',
    access: 'scope:awards:write',
    body: awardBody,
    idempotent: true,
    responses: {
      201: {
        description: 'Where the recipient gets it.',
        schema: Type.Object(
          { id: Type.String(), claimUrl: Type.String(), offerUri: Type.String() },
          closed,
        ),
      },
      400: problem,
      404: problem,
      422: problem,
    },
  },
  {
    method: 'post',
    path: '/awards/batch',
    tag: 'issuer',
    summary: 'Makes all awards of a file, or none.',
    description: 'NDJSON, or CSV (`text/csv`) with a head line. Faults name line and column.',
    access: 'scope:awards:write',
    body: Type.String(),
    bodyType: 'application/x-ndjson',
    idempotent: true,
    responses: {
      201: { description: 'One line for each.', type: 'application/x-ndjson' },
      422: problem,
    },
  },
  {
    method: 'get',
    path: '/api/awards',
    tag: 'issuer',
    summary: 'My awards, newest first.',
    access: 'person',
    responses: {
      200: {
        description: 'The awards.',
        schema: Type.Object({ awards: Type.Array(awardView) }, closed),
      },
    },
  },
  {
    method: 'get',
    path: '/api/awards/{id}',
    tag: 'issuer',
    summary: 'One of my awards.',
    access: 'person',
    responses: answer('The award.', awardView),
  },
  {
    method: 'post',
    path: '/api/awards/{id}/contest',
    tag: 'issuer',
    summary: 'Contests the revocation of an award.',
    access: 'person',
    body: reasonBody,
    responses: {
      201: {
        description: 'The case, answered within thirty days.',
        schema: Type.Object({ caseId: Type.String(), dueAt: Type.String() }, closed),
      },
      404: problem,
      409: problem,
    },
  },
  {
    method: 'get',
    path: '/api/issuer/awards',
    tag: 'issuer',
    summary: 'The awards of the organisation, newest first.',
    access: 'role:issuer-operator',
    query: awardsQuery,
    responses: {
      200: {
        description: '`next` is the `before` of the next page.',
        schema: Type.Object(
          { awards: Type.Array(awardView), next: Type.Optional(Type.String()) },
          closed,
        ),
      },
    },
  },
  {
    method: 'post',
    path: '/api/issuer/awards/{id}/revocation',
    tag: 'issuer',
    summary: 'Revokes an award with all its forms.',
    access: 'role:issuer-operator',
    body: reasonBody,
    responses: answer('The award, revoked.', awardView),
  },
]

const offered = (description: string): Operation['responses'] => ({
  201: { description, schema: offerView },
  400: problem,
  404: problem,
  409: problem,
})

const offerOperations: readonly Operation[] = [
  {
    method: 'post',
    path: '/offers',
    tag: 'issuer',
    summary: 'Offers an award to a wallet.',
    description: 'For its owner, or the client that made it (scope `offers:write`).',
    access: 'scope:offers:write',
    body: offerBody,
    idempotent: true,
    responses: offered('For a link and for a QR.'),
  },
  {
    method: 'get',
    path: '/api/claims/{secret}',
    tag: 'issuer',
    summary: 'What waits behind the link of a mail.',
    access: 'public',
    responses: answer('The certificate that can be collected.', claimView),
  },
  {
    method: 'post',
    path: '/api/claims/{secret}/offer',
    tag: 'issuer',
    summary: 'Offers it to a wallet, without an account.',
    access: 'public',
    body: claimOfferBody,
    responses: offered('For a link and for a QR.'),
  },
  {
    method: 'post',
    path: '/api/claims/{secret}/file',
    tag: 'issuer',
    summary: 'The certificate as a file, without wallet and account.',
    description:
      'It names its recipient by mailbox and is bound to no key. Signed once; the same again until the link ends.',
    access: 'public',
    responses: {
      ...answer('The certificate.', Type.Record(Type.String(), Type.Unknown())),
      409: problem,
    },
  },
  {
    method: 'post',
    path: '/api/claims/{secret}/attachment',
    tag: 'issuer',
    summary: 'Puts it into my account.',
    access: 'person',
    responses: {
      ...answer('Mine now.', Type.Object({ awardId: Type.String() }, closed)),
      409: problem,
    },
  },
]

export const issuerAwardOperations: readonly Operation[] = [...awardOperations, ...offerOperations]
