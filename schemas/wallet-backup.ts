import { type Static, Type } from 'typebox'
import type { Operation } from './operation.ts'

const closed = { additionalProperties: false }

export const exportBody = Type.Object(
  { passphrase: Type.String({ minLength: 12, maxLength: 1024 }) },
  closed,
)

/** The first line of the file, readable by anyone. Nothing in it says whose wallet it is. */
export const exportManifest = Type.Object(
  {
    format: Type.Literal('brevet-wallet-export'),
    /** 2 where there are several profiles: whoever knows none must not throw them together. */
    version: Type.Union([Type.Literal(1), Type.Literal(2)]),
    id: Type.String({ minLength: 1, maxLength: 64 }),
    createdAt: Type.String({ format: 'date-time' }),
    madeBy: Type.String({ maxLength: 2048 }),
    /** How many of each are sealed below. */
    holders: Type.Integer({ minimum: 0 }),
    credentials: Type.Integer({ minimum: 0 }),
    presentations: Type.Integer({ minimum: 0 }),
    kdf: Type.Object(
      {
        name: Type.Literal('scrypt'),
        n: Type.Union([Type.Literal(65_536), Type.Literal(131_072)]),
        r: Type.Literal(8),
        p: Type.Union([Type.Literal(1), Type.Literal(2)]),
        salt: Type.String({ pattern: '^[A-Za-z0-9_-]{22}$' }),
      },
      closed,
    ),
    cipher: Type.Literal('A256GCM'),
    documentation: Type.String({ maxLength: 2048 }),
  },
  closed,
)
export type ExportManifest = Static<typeof exportManifest>

/** The first line of what is sent to be restored; the file follows. */
export const restoreHead = Type.Object(
  { passphrase: Type.String({ minLength: 1, maxLength: 1024 }) },
  closed,
)

export const backupState = Type.Object(
  {
    /** When the wallet was last taken away as a whole file. */
    exportedAt: Type.Optional(Type.String({ format: 'date-time' })),
    /** Credentials that came since and are in no file. */
    newCredentials: Type.Integer({ minimum: 0 }),
    /** It is time: something has been in no file for a week, or only I can open the wallet. */
    due: Type.Boolean(),
  },
  closed,
)

export const restoreReport = Type.Object(
  {
    profiles: Type.Integer(),
    holders: Type.Integer(),
    /** Now in the wallet, those that were there before included. */
    credentials: Type.Integer(),
    presentations: Type.Integer(),
    /** Not what their issuer signed, so not kept. */
    refused: Type.Array(
      Type.Object({ title: Type.Optional(Type.String()), reason: Type.String() }, closed),
    ),
  },
  closed,
)
export type RestoreReport = Static<typeof restoreReport>

const problem = { description: 'A problem document', type: 'application/problem+json' }
const file = 'application/x-ndjson'

export const backupOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/wallet/backup',
    tag: 'wallet',
    access: 'person',
    summary: 'Whether it is time to take my wallet away as a file',
    responses: {
      200: { description: 'When it was, and what is new', schema: backupState },
      401: problem,
    },
  },
  {
    method: 'post',
    path: '/api/wallet/export',
    tag: 'wallet',
    access: 'person',
    summary: 'My whole wallet as one file, sealed under a passphrase of mine',
    description:
      'Profiles, keys, credentials with their last known status, what I showed to whom, and the contexts needed to read them. The format is in docs/wallet-export.md.',
    body: exportBody,
    responses: {
      200: { description: 'The file', type: file },
      400: problem,
      401: problem,
      423: problem,
    },
  },
  {
    method: 'post',
    path: '/api/wallet/restore',
    tag: 'wallet',
    access: 'person',
    summary: 'Takes in a wallet that was exported here or on another Brevet',
    description:
      'The body is a line `{"passphrase": "…"}` and then the file. All of it is taken in, or nothing. Every credential is verified again.',
    body: Type.String(),
    bodyType: file,
    responses: {
      200: { description: 'What is in the wallet now', schema: restoreReport },
      400: problem,
      401: problem,
      409: problem,
      413: problem,
      422: problem,
      423: problem,
    },
  },
]
