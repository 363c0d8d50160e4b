import { type Static, Type } from 'typebox'
import type { Operation } from './operation.ts'
import { profileHeaders } from './wallet-profiles.ts'

const closed = { additionalProperties: false }

export const HISTORY_KINDS = [
  'shown',
  'shared',
  'share-ended',
  'opened',
  'wrong-passcode',
  'received',
  'removed',
  'moved',
  'exported',
  'restored',
] as const

const kind = Type.Union(HISTORY_KINDS.map((one) => Type.Literal(one)))

export const historyQuery = Type.Object({ kind: Type.Optional(kind) }, closed)

const names = Type.Array(Type.String())

export const walletHistory = Type.Object(
  {
    entries: Type.Array(
      Type.Object(
        {
          id: Type.String(),
          kind,
          at: Type.String({ format: 'date-time' }),
          /** Of the credential. */
          title: Type.Optional(Type.String()),
          issuer: Type.Optional(Type.String()),
          source: Type.Optional(Type.Union([Type.Literal('openid4vci'), Type.Literal('import')])),
          /** For whom a link is, as its owner noted. */
          audience: Type.Optional(Type.String()),
          /** Names of what was shown; absent where it was all. */
          claims: Type.Optional(names),
          /** How many left or came back. */
          credentials: Type.Optional(
            Type.Union([
              Type.Integer(),
              Type.Array(
                Type.Object(
                  {
                    id: Type.String(),
                    title: Type.Optional(Type.String()),
                    claims: Type.Optional(names),
                  },
                  closed,
                ),
              ),
            ]),
          ),
          /** A platform that did it in my place. */
          by: Type.Optional(Type.String()),
          /** To whom it was shown. */
          domain: Type.Optional(Type.String()),
          asker: Type.Optional(Type.String()),
          purpose: Type.Optional(Type.String()),
          identified: Type.Optional(Type.Boolean()),
        },
        closed,
      ),
    ),
  },
  closed,
)
export type WalletHistory = Static<typeof walletHistory>

const problem = { description: 'A problem document', type: 'application/problem+json' }

export const historyOperations: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/wallet/history',
    tag: 'wallet',
    access: 'person',
    summary: 'What came into my wallet, what I showed to whom, and what left it, newest first',
    description: 'Of whoever opened a link nothing is kept but when.',
    query: historyQuery,
    headers: profileHeaders,
    responses: {
      200: { description: 'The newest thousand', schema: walletHistory },
      400: problem,
      401: problem,
      423: problem,
    },
  },
]
