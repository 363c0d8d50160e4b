import { Type } from 'typebox'
import type { Operation } from './operation.ts'

const kinds = Type.Union([
  Type.Literal('server'),
  Type.Literal('passkey'),
  Type.Literal('passphrase'),
  Type.Literal('recovery'),
])

const passphrase = Type.String({ minLength: 12, maxLength: 1024 })
/** What a passkey derived (WebAuthn PRF extension): 32 bytes, base64url. */
const prf = Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' })
/** Id of a passkey, base64url. */
const passkeyName = Type.String({ pattern: '^[A-Za-z0-9_-]{1,512}$' })
const closed = { additionalProperties: false }

export const unlockerBody = Type.Union([
  Type.Object({ kind: Type.Literal('passphrase'), passphrase }, closed),
  Type.Object({ kind: Type.Literal('passkey'), name: passkeyName, secret: prf }, closed),
  Type.Object({ kind: Type.Literal('recovery') }, closed),
  Type.Object({ kind: Type.Literal('server') }, closed),
])

export const unlockBody = Type.Union([
  Type.Object(
    {
      kind: Type.Literal('passphrase'),
      passphrase: Type.String({ minLength: 1, maxLength: 1024 }),
    },
    closed,
  ),
  Type.Object({ kind: Type.Literal('passkey'), name: passkeyName, secret: prf }, closed),
  Type.Object(
    { kind: Type.Literal('recovery'), code: Type.String({ minLength: 1, maxLength: 128 }) },
    closed,
  ),
])

/** Own ways that lead to the new key; a recovery code is made anew. */
export const rotationBody = Type.Object(
  {
    ways: Type.Array(
      Type.Union([
        Type.Object({ kind: Type.Literal('passphrase'), passphrase }, closed),
        Type.Object({ kind: Type.Literal('passkey'), name: passkeyName, secret: prf }, closed),
      ]),
      { maxItems: 10 },
    ),
  },
  closed,
)

export const unlockerQuery = Type.Object(
  { kind: kinds, name: Type.Optional(Type.String({ maxLength: 512 })) },
  closed,
)

export const walletUnlockers = Type.Object(
  {
    /** Nobody has unlocked it, and the server has no way in. */
    locked: Type.Boolean(),
    /** What a passkey is asked to derive its secret from; base64url. */
    prfSalt: Type.String(),
    unlockers: Type.Array(
      Type.Object(
        { kind: kinds, name: Type.String(), createdAt: Type.String({ format: 'date-time' }) },
        closed,
      ),
    ),
  },
  closed,
)

export const recoveryCode = Type.Object(
  {
    /** Shown this once. */
    code: Type.String(),
  },
  closed,
)

const problem = { description: 'A problem document', type: 'application/problem+json' }
const wallet = { tag: 'wallet', access: 'person' } as const

export const unlockerOperations: readonly Operation[] = [
  {
    ...wallet,
    method: 'get',
    path: '/api/wallet/unlockers',
    summary: 'Ways into my wallet',
    responses: { 200: { description: 'The ways', schema: walletUnlockers }, 401: problem },
  },
  {
    ...wallet,
    method: 'post',
    path: '/api/wallet/unlockers',
    summary: 'Adds or replaces a way into my wallet, which must be open',
    description: 'A recovery code is made here and shown once.',
    body: unlockerBody,
    responses: {
      201: { description: 'The recovery code', schema: recoveryCode },
      204: { description: 'It is there' },
      400: problem,
      401: problem,
      423: problem,
    },
  },
  {
    ...wallet,
    method: 'delete',
    path: '/api/wallet/unlockers',
    summary: 'Removes a way into my wallet',
    description:
      'Without the server’s way nobody but me opens the wallet. It goes only when a recovery code is there, and the last way never goes.',
    query: unlockerQuery,
    responses: {
      204: { description: 'It is gone' },
      400: problem,
      401: problem,
      404: problem,
      409: problem,
      423: problem,
    },
  },
  {
    ...wallet,
    method: 'post',
    path: '/api/wallet/unlockers/rotation',
    summary: 'Seals my wallet under a new key, where somebody may have an old way in',
    description:
      'Of the ways to the old key none is left: the ways given lead to the new one, with a new recovery code, shown once, ' +
      'and the server’s way if it was there.',
    body: rotationBody,
    responses: {
      200: {
        description: 'The new recovery code, where there was one or the server has no way in',
        schema: Type.Partial(recoveryCode),
      },
      400: problem,
      401: problem,
      423: problem,
    },
  },
  {
    ...wallet,
    method: 'post',
    path: '/api/wallet/unlock',
    summary: 'Opens my wallet for half a day',
    description: 'The key travels in a sealed HttpOnly cookie and is kept nowhere.',
    body: unlockBody,
    responses: { 204: { description: 'It is open' }, 400: problem, 401: problem, 403: problem },
  },
  {
    ...wallet,
    method: 'post',
    path: '/api/wallet/lock',
    summary: 'Closes my wallet',
    responses: { 204: { description: 'It is closed' }, 401: problem },
  },
]
