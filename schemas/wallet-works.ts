import { type Static, Type } from 'typebox'
import type { Operation } from './operation.ts'

const closed = { additionalProperties: false }

/** A file as it is shown: small, and never run or drawn by a page, only saved. */
const workFile = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 200 }),
    mediaType: Type.String({ pattern: '^[\\w.+-]{1,60}/[\\w.+-]{1,80}$' }),
    /** base64url; 256 KiB of it at the most. */
    content: Type.String({ minLength: 1, maxLength: 349_526, pattern: '^[A-Za-z0-9_-]+$' }),
  },
  closed,
)

const work = {
  title: Type.String({ minLength: 1, maxLength: 200 }),
  note: Type.Optional(Type.String({ minLength: 1, maxLength: 1000 })),
  /** Where it can be seen. */
  url: Type.Optional(Type.String({ pattern: '^https://[^\\s"<>]+$', maxLength: 2048 })),
  file: Type.Optional(workFile),
}

/** A link, a file, or both. */
export const workBody = Type.Object(work, closed)
export type WorkSample = Static<typeof workBody>

export const walletWork = Type.Object(
  { id: Type.String(), createdAt: Type.String({ format: 'date-time' }), ...work },
  closed,
)
export type WalletWork = Static<typeof walletWork>

/** What a link opens where works go with the certificate: they are the holder's word, and signed by nobody. */
export const sharedWithWorks = Type.Object(
  { verifiableCredential: Type.Unknown(), selfAsserted: Type.Array(workBody) },
  closed,
)
export type SharedWithWorks = Static<typeof sharedWithWorks>

const problem = { description: 'A problem document', type: 'application/problem+json' }
const notMine = { 401: problem, 404: problem, 423: problem }
const works = '/api/wallet/credentials/{id}/works'

export const workOperations: readonly Operation[] = [
  {
    method: 'get',
    path: works,
    tag: 'wallet',
    access: 'person',
    summary: 'Works of mine that I put beside a credential',
    responses: {
      200: {
        description: 'The works',
        schema: Type.Object({ works: Type.Array(walletWork) }, closed),
      },
      ...notMine,
    },
  },
  {
    method: 'post',
    path: works,
    tag: 'wallet',
    access: 'person',
    summary: 'Puts a work of mine beside a credential: a link or a small file',
    description:
      'It is my own claim and no part of the credential; a link shows it where I say so.',
    body: workBody,
    idempotent: true,
    responses: {
      201: { description: 'It is there', schema: walletWork },
      400: problem,
      409: problem,
      413: problem,
      422: problem,
      ...notMine,
    },
  },
  {
    method: 'delete',
    path: '/api/wallet/works/{workId}',
    tag: 'wallet',
    access: 'person',
    summary: 'Removes a work; links that show it go on showing it until they end',
    responses: { 204: { description: 'It is gone' }, ...notMine },
  },
]
