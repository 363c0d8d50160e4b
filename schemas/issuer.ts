/**
 * What `issuer` serves: VC-API, awards, offers, status lists, what certificates cite.
 *
 * @module
 */

import { Type } from 'typebox'
import { exchangeOperations } from './exchange.ts'
import { authorizationOperations } from './issuer-authorization.ts'
import { issuerAwardOperations } from './issuer-awards.ts'
import {
  instanceView,
  issueBody,
  languageQuery,
  statusBody,
  templateBody,
  templateView,
} from './issuer-messages.ts'
import { issuerProtocolOperations } from './issuer-oid4vci.ts'
import type { Operation, OperationResponse } from './operation.ts'

export * from './issuer-messages.ts'

const closed = { additionalProperties: false } as const

const problem: OperationResponse = {
  description: 'A problem document',
  type: 'application/problem+json',
}

const answer = (
  description: string,
  schema: NonNullable<OperationResponse['schema']>,
): Operation['responses'] => ({ 200: { description, schema }, 400: problem, 404: problem })

const issueOperation = (path: string, summary: string): Operation => ({
  method: 'post',
  path,
  tag: 'issuer',
  summary,
  description:
    'The issuer must be the DID of the instance. Achievements and assessments of this academy are refused.',
  access: 'scope:credentials:issue',
  body: issueBody,
  idempotent: true,
  responses: {
    201: {
      description: 'Signed; a compact format as a text, or enveloped.',
      schema: Type.Object({ verifiableCredential: Type.Unknown() }, closed),
    },
    400: problem,
    403: problem,
    404: problem,
    422: problem,
  },
})

const batchOperation = (path: string, summary: string): Operation => ({
  method: 'post',
  path,
  tag: 'issuer',
  summary,
  description:
    'NDJSON in, NDJSON out, in order. Each line is a body of `issue`; each answer has the number of its `line` and ' +
    '`verifiableCredential`, or `problem` where the line was refused, which refuses no other. At most 1,000 lines and ' +
    '4 MiB. Streamed as it is signed; with an `Idempotency-Key` answered whole, and again to whoever repeats it.',
  access: 'scope:credentials:issue',
  body: issueBody,
  bodyType: 'application/x-ndjson',
  responses: {
    200: {
      description: 'A line for each line.',
      type: 'application/x-ndjson',
      schema: Type.Object(
        {
          line: Type.Integer({ minimum: 1 }),
          verifiableCredential: Type.Optional(Type.Unknown()),
          problem: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
        },
        closed,
      ),
    },
    400: problem,
    403: problem,
    404: problem,
    413: problem,
    415: problem,
  },
})

const instanceOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/issuers/{instance}',
    tag: 'issuer',
    summary: 'An issuer instance: its DID and how it signs.',
    access: 'public',
    responses: answer('The instance.', instanceView),
  },
  issueOperation('/issuers/{instance}/credentials/issue', 'Signs a credential (VC-API).'),
  issueOperation('/credentials/issue', 'Signs a credential by the instance `default` (VC-API).'),
  batchOperation('/issuers/{instance}/credentials/issue/batch', 'Signs many credentials.'),
  batchOperation('/credentials/issue/batch', 'Signs many credentials by the instance `default`.'),
  {
    method: 'post',
    path: '/credentials/status',
    tag: 'issuer',
    summary: 'Revokes, suspends or reinstates a credential (VC-API).',
    description: 'Revoking one form of an award revokes the award with all its forms.',
    access: 'scope:credentials:status',
    body: statusBody,
    idempotent: true,
    responses: {
      200: {
        description: 'Seen by every verifier within a minute.',
        schema: Type.Object({ credentialId: Type.String() }, closed),
      },
      400: problem,
      404: problem,
      409: problem,
      422: problem,
    },
  },
]

const cited = (path: string, summary: string, type?: string): Operation => ({
  method: 'get',
  path,
  tag: 'issuer',
  summary,
  access: 'public',
  query: languageQuery,
  responses: {
    200: { description: 'Never changes once a certificate cites it.', ...(type ? { type } : {}) },
    404: problem,
  },
})

const citedOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/status-lists/{id}',
    tag: 'issuer',
    summary: 'A signed status list (Bitstring Status List 1.0).',
    access: 'public',
    responses: {
      200: { description: 'Valid for a minute; `ETag` tells whether it changed.' },
      404: problem,
    },
  },
  cited(
    '/status-lists/{id}/token',
    'The same list as a token (Token Status List).',
    'application/statuslist+jwt',
  ),
  cited('/achievements/{slug}/{version}', 'What a certificate is for, in a language.'),
  cited('/achievements/{slug}/{version}/criteria', 'What it takes, as a page.', 'text/html'),
  cited('/achievements/{slug}/{version}/badge.png', 'The badge.', 'image/png'),
]

const templateOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/templates',
    tag: 'issuer',
    summary: 'What the client awards.',
    access: 'scope:awards:write',
    responses: {
      200: {
        description: 'The newest version of each.',
        schema: Type.Object({ templates: Type.Array(templateView) }, closed),
      },
    },
  },
  {
    method: 'put',
    path: '/api/templates/{template}',
    tag: 'issuer',
    summary: 'Keeps a template; each change makes a new version.',
    access: 'scope:awards:write',
    body: templateBody,
    responses: { ...answer('The template.', templateView), 409: problem, 422: problem },
  },
]

export const issuerOperations: readonly Operation[] = [
  ...instanceOperations,
  ...citedOperations,
  ...templateOperations,
  ...issuerAwardOperations,
  ...issuerProtocolOperations,
  ...authorizationOperations,
  ...exchangeOperations,
]
