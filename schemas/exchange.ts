/**
 * VC-API interactions and exchanges, as wallets of the Digital Credentials Consortium use them.
 *
 * @module
 */

import { Type } from 'typebox'
import type { Operation, OperationResponse } from './operation.ts'

/** Nothing at first; then what was asked for. Members we do not use are let through. */
export const exchangeBody = Type.Object({
  verifiablePresentation: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
})

const problem: OperationResponse = {
  description: 'A problem document',
  type: 'application/problem+json',
}

/** Part of the issuer's operations. */
export const exchangeOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/interactions/{reference}',
    tag: 'issuer',
    summary: 'Ways for a wallet to get what an offer offers (VC-API interaction URL, `iuv=1`).',
    access: 'public',
    responses: {
      200: {
        description: '`OID4VCI`, and `vcapi` where a key is all that is wanted.',
        schema: Type.Object({ protocols: Type.Record(Type.String(), Type.String()) }),
      },
      404: problem,
    },
  },
  {
    method: 'post',
    path: '/exchanges/{reference}',
    tag: 'issuer',
    summary:
      'Takes one step of an exchange (VC-API): asks for a DID, then hands the certificate over.',
    access: 'public',
    body: exchangeBody,
    responses: {
      200: {
        description: 'What the wallet has to show, or the certificate in a presentation.',
        schema: Type.Object({
          verifiablePresentationRequest: Type.Optional(Type.Unknown()),
          verifiablePresentation: Type.Optional(Type.Unknown()),
        }),
      },
      400: problem,
      404: problem,
      409: problem,
    },
  },
]
