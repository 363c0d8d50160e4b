/**
 * What the process itself answers.
 *
 * @module
 */

import Type, { type Static } from 'typebox'
import type { Operation } from './operation.ts'

const tag = 'operations'

/** Typed by the person who wants to be erased, so that a stray click is not enough. */
export const EraseBody = Type.Object(
  { confirm: Type.Literal('erase') },
  { additionalProperties: false },
)

const count = Type.Integer({ minimum: 0 })

/** What was removed of a person, for the person. */
export const erasureReport = Type.Object(
  {
    /** On the chain of decisions under this name, with `digest`. */
    id: Type.String(),
    erasedAt: Type.String({ format: 'date-time' }),
    /** Rows touched, by part of Brevet. */
    erased: Type.Record(Type.String(), count),
    /** Rows removed, and rows blanked; rows that hang on them go too. */
    tables: Type.Array(
      Type.Object(
        { table: Type.String(), removed: count, changed: count },
        { additionalProperties: false },
      ),
    ),
    /** What stays, without anything that says whose it was. */
    kept: Type.Array(
      Type.Object(
        {
          table: Type.String(),
          why: Type.Union([
            Type.Literal('chain-of-decisions'),
            Type.Literal('status-of-certificates'),
            Type.Literal('record-that-certificates-cite'),
          ]),
        },
        { additionalProperties: false },
      ),
    ),
    /** SHA-256 (base64url) over the rest as canonical JSON (RFC 8785). */
    digest: Type.String(),
  },
  { additionalProperties: false },
)
export type ErasureReport = Static<typeof erasureReport>

export const serverOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/healthz',
    tag,
    summary: 'Alive.',
    access: 'public',
    responses: { 200: { description: 'The process answers.' } },
  },
  {
    method: 'get',
    path: '/readyz',
    tag,
    summary: 'Ready: database, keys and jobs work.',
    access: 'public',
    responses: { 200: { description: 'Ready.' }, 503: { description: 'Not ready, and why.' } },
  },
  {
    method: 'get',
    path: '/metrics',
    tag,
    summary: 'Measurements for Prometheus.',
    access: 'public',
    responses: { 200: { description: 'Measurements.', type: 'text/plain' } },
  },
  {
    method: 'get',
    path: '/openapi.json',
    tag,
    summary: 'This interface as an OpenAPI 3.1 document.',
    access: 'public',
    responses: { 200: { description: 'The document.' } },
  },
  {
    method: 'get',
    path: '/docs',
    tag,
    summary: 'This interface for people.',
    access: 'public',
    responses: { 200: { description: 'A page.', type: 'text/html' } },
  },
  {
    method: 'get',
    path: '/problems',
    tag,
    summary: 'Every problem an answer can name.',
    access: 'public',
    responses: { 200: { description: 'The catalogue.' } },
  },
  {
    method: 'get',
    path: '/problems/{slug}',
    tag,
    summary: 'What a problem means.',
    access: 'public',
    responses: { 200: { description: 'The problem.' }, 404: { description: 'No such problem.' } },
  },
  {
    method: 'get',
    path: '/api/me/export',
    tag,
    summary: 'Everything kept about the person who asks.',
    access: 'person',
    responses: { 200: { description: 'One section for each part of Brevet.' } },
  },
  {
    method: 'delete',
    path: '/api/me',
    tag,
    summary: 'Erases the person who asks, for good.',
    access: 'person',
    body: EraseBody,
    responses: { 200: { description: 'What was removed, table by table.', schema: erasureReport } },
  },
]
