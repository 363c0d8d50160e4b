import { type Static, Type } from 'typebox'
import type { Operation } from './operation.ts'
import { PROFILE_HEADER } from './wallet-profile-names.ts'

const closed = { additionalProperties: false }

/** Not blank, and nothing in it that is not seen. */
const name = Type.String({
  minLength: 1,
  maxLength: 40,
  pattern: '^[^\\p{C}]*[^\\p{C}\\s][^\\p{C}]*$',
})
const colour = Type.Union([
  Type.Literal('blue'),
  Type.Literal('green'),
  Type.Literal('amber'),
  Type.Literal('red'),
  Type.Literal('violet'),
  Type.Literal('grey'),
])

export const newProfileBody = Type.Object({ name, colour: Type.Optional(colour) }, closed)

export const profileChangeBody = Type.Object(
  {
    name: Type.Optional(name),
    colour: Type.Optional(colour),
    /** It is used where a request names none. */
    default: Type.Optional(Type.Literal(true)),
  },
  { ...closed, minProperties: 1 },
)

/** A profile in the file of a wallet. */
export const filedProfile = Type.Object({
  id: Type.String({ pattern: '^[A-Za-z0-9-]{1,64}$' }),
  name: Type.Optional(name),
  colour: Type.Optional(colour),
})
export type FiledLook = Static<typeof filedProfile>

export const profileRemovalQuery = Type.Object(
  {
    /** How many credentials go with it, as I was told. */
    credentials: Type.String({ pattern: '^(0|[1-9]\\d{0,4})$' }),
  },
  closed,
)

export const credentialMoveBody = Type.Object(
  {
    /** Where it shall be. */
    profileId: Type.String({ minLength: 1, maxLength: 64 }),
  },
  closed,
)

const members = {
  id: Type.String(),
  /** Absent before the first one has a name. */
  name: Type.Optional(Type.String()),
  colour,
  /** Used where a request names none. */
  default: Type.Boolean(),
  createdAt: Type.String({ format: 'date-time' }),
}

export const walletProfile = Type.Object(members, closed)
export type WalletProfile = Static<typeof walletProfile>

export const walletProfiles = Type.Object({ profiles: Type.Array(walletProfile) }, closed)
export type WalletProfiles = Static<typeof walletProfiles>

const count = Type.Integer({ minimum: 0 })

export const walletProfileDetail = Type.Object(
  {
    ...members,
    /** Under which it receives and shows credentials, as far as keys were made. */
    dids: Type.Array(Type.String()),
    /** What would be lost with it. */
    holds: Type.Object(
      { credentials: count, links: count, works: count, presentations: count },
      closed,
    ),
  },
  closed,
)
export type WalletProfileDetail = Static<typeof walletProfileDetail>

export const profileHeaders = Type.Object({
  [PROFILE_HEADER]: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 64,
      description: 'The profile that receives, shows, or is looked at; my default one when absent.',
    }),
  ),
})

const problem = { description: 'A problem document', type: 'application/problem+json' }
const refused = { 400: problem, 401: problem, 404: problem, 423: problem }
const one = '/api/wallet/profiles/{profileId}'
const wallet = { tag: 'wallet', access: 'person' } as const

export const profileOperations: readonly Operation[] = [
  {
    ...wallet,
    method: 'get',
    path: '/api/wallet/profiles',
    summary: 'My profiles: faces with keys, credentials and history of their own',
    responses: {
      200: { description: 'At least one', schema: walletProfiles },
      401: problem,
      423: problem,
    },
  },
  {
    ...wallet,
    method: 'post',
    path: '/api/wallet/profiles',
    summary: 'Makes a profile, ten at the most',
    description:
      'Its keys are new: nobody who sees two profiles can tell by them that they are of one person.',
    body: newProfileBody,
    idempotent: true,
    responses: {
      201: { description: 'The profile', schema: walletProfile },
      400: problem,
      401: problem,
      409: problem,
      423: problem,
    },
  },
  {
    ...wallet,
    method: 'get',
    path: one,
    summary: 'A profile, its DIDs, and what would be lost with it',
    responses: { 200: { description: 'The profile', schema: walletProfileDetail }, ...refused },
  },
  {
    ...wallet,
    method: 'patch',
    path: one,
    summary: 'Gives a profile another name or colour, or makes it the default one',
    body: profileChangeBody,
    responses: { 200: { description: 'The profile', schema: walletProfile }, ...refused },
  },
  {
    ...wallet,
    method: 'delete',
    path: one,
    summary: 'Removes a profile with all that lies in it, its keys included',
    description:
      'Confirmed by the number of credentials that are lost: where one came meanwhile, nothing is removed. The last profile stays.',
    query: profileRemovalQuery,
    responses: { 204: { description: 'It is gone' }, ...refused, 409: problem },
  },
  {
    ...wallet,
    method: 'put',
    path: '/api/wallet/credentials/{id}/profile',
    summary: 'Moves an imported credential to another profile of mine',
    description:
      'With its links and works. One that is bound to a key of mine stays where the key is.',
    body: credentialMoveBody,
    responses: { 204: { description: 'It is there' }, ...refused, 409: problem },
  },
]
