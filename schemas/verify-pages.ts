/**
 * What the verify pages ask while they verify by themselves.
 *
 * @module
 */

import { Type } from 'typebox'
import type { Operation } from './operation.ts'
import { trustAnswer } from './verify-report.ts'

export const trustQuery = Type.Object(
  { issuer: Type.String({ minLength: 1, maxLength: 4096 }) },
  { additionalProperties: false },
)

export const relayQuery = Type.Object(
  { url: Type.String({ pattern: '^https?://', maxLength: 2048 }) },
  { additionalProperties: false },
)

const problem = { description: 'A problem document', type: 'application/problem+json' }

export const verifyPageOperations: readonly Operation[] = [
  {
    method: 'post',
    path: '/verify',
    tag: 'verifier',
    summary: 'The verdict on an uploaded file as an HTML page, for browsers without JavaScript',
    access: 'public',
    body: Type.Object({ file: Type.String({ format: 'binary' }) }),
    bodyType: 'multipart/form-data',
    responses: {
      200: { description: 'The verdict, or why there is none', type: 'text/html' },
      413: problem,
      429: problem,
    },
  },
  {
    method: 'get',
    path: '/api/trust',
    tag: 'verifier',
    summary: 'What the registries say about one issuer',
    description:
      '“Not registered”, “registry not reachable” and “registered” are three answers. Nothing but the DID of the issuer is asked for.',
    access: 'public',
    query: trustQuery,
    responses: { 200: { description: 'What is known', schema: trustAnswer }, 400: problem },
  },
  {
    method: 'get',
    path: '/api/trust/bundle',
    tag: 'verifier',
    summary: 'What a page needs to verify without a network',
    description:
      '`content` is JSON: registered issuers, their DID documents and status lists with the time each was read. `seal` is a credential whose subject has the SHA-256 of the content.',
    access: 'public',
    responses: {
      200: {
        description: 'The bundle',
        schema: Type.Object({ content: Type.String(), seal: Type.Unknown() }),
      },
      503: problem,
    },
  },
  {
    method: 'get',
    path: '/api/relay',
    tag: 'verifier',
    summary: 'Passes a DID document or a status list on to a page that may not read it itself',
    description:
      'For pages of this origin, where the other site sends no CORS headers. Anything else that lies at the address is refused; the credential is never sent.',
    access: 'public',
    query: relayQuery,
    responses: {
      200: { description: 'The document as it lies there', type: 'application/json' },
      400: problem,
      403: problem,
      422: problem,
      502: problem,
    },
  },
]
