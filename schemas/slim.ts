/**
 * The slim form of a certificate.
 *
 * @module
 */

import { Type } from 'typebox'
import type { Operation } from './operation.ts'

export const slimBody = Type.Object(
  { verifiableCredential: Type.Union([Type.Record(Type.String(), Type.Unknown()), Type.String()]) },
  { additionalProperties: false },
)

const problem = { description: 'A problem document', type: 'application/problem+json' }

export const slimOperations: readonly Operation[] = [
  {
    method: 'post',
    path: '/credentials/slim',
    tag: 'issuer',
    summary:
      'Signs a slim form of a certificate of ours, small enough for a code that is checked offline',
    description:
      'Who, what, the level of each skill, dates and the same status entry; at most a version-21 code. Whoever has the whole may ask. Nothing is stored.',
    access: 'public',
    body: slimBody,
    responses: {
      201: {
        description: 'The slim credential, the text of its code, and the code as SVG',
        schema: Type.Object({
          verifiableCredential: Type.Unknown(),
          code: Type.String(),
          qr: Type.String(),
        }),
      },
      400: problem,
      422: problem,
    },
  },
]
