/**
 * Signed receipts of verifications, and reports of what went wrong with one.
 *
 * @module
 */

import { type Static, Type } from 'typebox'
import type { Operation } from './operation.ts'
import { verifyOptions } from './verifier.ts'
import { credentialReport } from './verify-report.ts'

const closed = { additionalProperties: false }

export const receiptBody = Type.Object(
  {
    /** An object, an EnvelopedVerifiableCredential, or a compact text. */
    verifiableCredential: Type.Unknown(),
    options: Type.Optional(verifyOptions),
    /** Whether the receipt is filed for the organisation of the caller, who needs `verify:batch` for that. */
    keep: Type.Optional(Type.Boolean()),
  },
  closed,
)

export const receiptPdfBody = Type.Object(
  { receipt: Type.Record(Type.String(), Type.Unknown()) },
  closed,
)

export const receiptPath = Type.Object({ id: Type.String({ pattern: '^[\\w-]{1,64}$' }) }, closed)

export const receiptsQuery = Type.Object(
  {
    /** Receipts older than this one, to go on from the last of a page. */
    before: Type.Optional(Type.String({ pattern: '^[\\w-]{1,64}$' })),
  },
  closed,
)

const outcome = Type.Union([
  Type.Literal('passed'),
  Type.Literal('failed'),
  Type.Literal('undetermined'),
])

const receiptLine = Type.Object(
  {
    id: Type.String(),
    outcome,
    createdAt: Type.String({ format: 'date-time' }),
    /** Identifier of the credential that was checked, where it has one. */
    credentialId: Type.Optional(Type.String()),
    issuer: Type.Optional(Type.String()),
    /** As the registry had it. */
    issuerName: Type.Optional(Type.String()),
  },
  closed,
)
export type ReceiptLine = Static<typeof receiptLine>

const receiptView = Type.Object(
  { ...receiptLine.properties, receipt: Type.Record(Type.String(), Type.Unknown()) },
  closed,
)
export type ReceiptView = Static<typeof receiptView>

const receiptList = Type.Object(
  {
    receipts: Type.Array(receiptLine),
    /** Where the next page begins; absent on the last. */
    next: Type.Optional(Type.String()),
  },
  closed,
)
export type ReceiptList = Static<typeof receiptList>

export const reportBody = Type.Object(
  {
    kind: Type.Union([
      Type.Literal('wrong-verdict'),
      Type.Literal('wrong-content'),
      Type.Literal('unreadable'),
      Type.Literal('page'),
    ]),
    message: Type.String({ minLength: 1, maxLength: 4000 }),
    /** Where to answer, where an answer is wished. */
    contact: Type.Optional(Type.String({ minLength: 3, maxLength: 320 })),
    /** What was found, where the reader lets it go along. */
    result: Type.Optional(
      Type.Object(
        {
          outcome: Type.Optional(outcome),
          format: Type.Optional(Type.String({ maxLength: 64 })),
          checks: Type.Array(Type.Record(Type.String(), Type.Unknown()), { maxItems: 32 }),
        },
        closed,
      ),
    ),
    /** The certificate itself, where the reader lets it go along: never otherwise. */
    certificate: Type.Optional(Type.Unknown()),
  },
  closed,
)
export type ReportBody = Static<typeof reportBody>

const problem = { description: 'A problem document', type: 'application/problem+json' }
const pdf = { description: 'The sheet', type: 'application/pdf' }
const own = { tag: 'verifier', access: 'scope:verify:batch' } as const
const mine = { 401: problem, 403: problem }

export const receiptOperations: readonly Operation[] = [
  {
    method: 'post',
    path: '/api/receipts',
    tag: 'verifier',
    summary: 'Verifies a credential and signs what was found, for the file',
    description:
      'The receipt is a credential signed by a did:key: it names each check, its time and the digests of the documents it rests on, and can be verified later without this server. Nothing is stored, unless `keep` files the receipt (never the credential) for the organisation of the caller; an answer to an `Idempotency-Key` is kept, sealed, for a day.',
    access: 'public',
    body: receiptBody,
    idempotent: true,
    responses: {
      201: {
        description: 'The receipt, the report it was made of, and its id where it was filed',
        schema: Type.Object({
          receipt: Type.Unknown(),
          report: credentialReport,
          id: Type.Optional(Type.String()),
        }),
      },
      400: problem,
      401: problem,
      403: problem,
      404: problem,
      413: problem,
      503: problem,
    },
  },
  {
    method: 'post',
    path: '/api/receipts/pdf',
    tag: 'verifier',
    summary: 'A receipt as a sheet to file, with the signed receipt attached',
    description: 'Only of a receipt whose signature holds. Nothing is stored.',
    access: 'public',
    body: receiptPdfBody,
    responses: { 200: pdf, 400: problem, 413: problem, 422: problem },
  },
  {
    ...own,
    method: 'get',
    path: '/api/receipts',
    summary: 'Receipts filed for the organisation, newest first',
    query: receiptsQuery,
    responses: {
      200: { description: 'A page of them', schema: receiptList },
      400: problem,
      ...mine,
    },
  },
  {
    ...own,
    method: 'get',
    path: '/api/receipts/{id}',
    summary: 'One receipt that was filed',
    responses: {
      200: { description: 'The receipt', schema: receiptView },
      ...mine,
      404: problem,
    },
  },
  {
    ...own,
    method: 'get',
    path: '/api/receipts/{id}/pdf',
    summary: 'One receipt that was filed, as a sheet',
    responses: { 200: pdf, ...mine, 404: problem },
  },
  {
    ...own,
    method: 'delete',
    path: '/api/receipts/{id}',
    summary: 'Takes a receipt out of the file',
    responses: { 204: { description: 'It is gone' }, ...mine, 404: problem },
  },
  {
    method: 'post',
    path: '/api/verify-reports',
    tag: 'verifier',
    summary: 'Reports that something went wrong with a verification',
    description:
      'Opens a case that the operator answers within thirty days. The technical result and the certificate go along only where the reader lets them. At most five an hour.',
    access: 'public',
    body: reportBody,
    idempotent: true,
    responses: {
      201: { description: 'The number of the case', schema: Type.Object({ id: Type.String() }) },
      400: problem,
      413: problem,
      429: problem,
      503: problem,
    },
  },
]
