/**
 * Every request of the wallet's API, with the ids of somebody's things in all places where an id can stand.
 *
 * @module
 */

import { PROFILE_HEADER } from '../../schemas/wallet-profile-names.ts'

/** What a learner has, by id. */
export interface Things {
  readonly credential: string
  readonly share: string
  readonly work: string
  readonly profile: string
  /** State of a sign-in at an issuer that was begun. */
  readonly state: string
  /** A request that was read, and is not answered. */
  readonly ticket: string
}

export interface MatrixRequest {
  readonly path: string
  readonly json?: unknown
  readonly headers?: Readonly<Record<string, string>>
  /** How it is answered for what is not the caller's, where that is not 404. */
  readonly refused?: number
}

/** @param theirs - the things asked for; @param own - those of whoever asks */
export type Row = (theirs: Things, own: Things) => readonly MatrixRequest[]

const WORK = { title: 'Another gate', url: 'https://works.example/gate' }
const PASSPHRASE = 'seven calm storks over Rabat'

const beside =
  (rest: string, json?: unknown): Row =>
  ({ credential }) => [
    { path: `/api/wallet/credentials/${credential}${rest}`, ...(json !== undefined && { json }) },
  ]

/** The list of one profile: named in a header, it is somebody's too. */
const inProfile =
  (path: string, json?: unknown): Row =>
  ({ profile }) => [
    {
      path: `/api/wallet/${path}`,
      headers: { [PROFILE_HEADER]: profile },
      ...(json !== undefined && { json }),
    },
  ]

const presented = (credentialIds: readonly string[]) => ({
  path: '/api/wallet/presentations',
  json: { credentialIds, challenge: 'c', domain: 'https://jobs.example' },
})

/** By operation; in the order in which an owner can do all of them. */
export const ROWS: Readonly<Record<string, Row>> = {
  'GET /api/wallet/credentials': inProfile('credentials'),
  'GET /api/wallet/presentations': inProfile('presentations'),
  'GET /api/wallet/history': inProfile('history'),
  'GET /api/wallet/profiles': inProfile('profiles'),
  'GET /api/wallet/unlockers': inProfile('unlockers'),
  'GET /api/wallet/backup': inProfile('backup'),
  'GET /api/wallet/credentials/{id}': beside(''),
  'GET /api/wallet/credentials/{id}/download': beside('/download'),
  'GET /api/wallet/credentials/{id}/badge.png': beside('/badge.png'),
  'GET /api/wallet/credentials/{id}/badge.svg': beside('/badge.svg'),
  'GET /api/wallet/credentials/{id}/sheet.svg': beside('/sheet.svg'),
  'GET /api/wallet/credentials/{id}/sheet.png': beside('/sheet.png?width=300'),
  'GET /api/wallet/credentials/{id}/sheet.pdf': beside('/sheet.pdf'),
  'GET /api/wallet/credentials/{id}/shares': beside('/shares'),
  'POST /api/wallet/credentials/{id}/shares': ({ credential, work }, own) => [
    { path: `/api/wallet/credentials/${credential}/shares`, json: { days: 1, works: [work] } },
    { path: `/api/wallet/credentials/${own.credential}/shares`, json: { days: 1, works: [work] } },
  ],
  'GET /api/wallet/credentials/{id}/works': beside('/works'),
  'POST /api/wallet/credentials/{id}/works': beside('/works', WORK),
  'GET /api/wallet/shares/{shareId}/accesses': ({ share }) => [
    { path: `/api/wallet/shares/${share}/accesses` },
  ],
  'GET /api/wallet/profiles/{profileId}': ({ profile }) => [
    { path: `/api/wallet/profiles/${profile}` },
  ],
  'PATCH /api/wallet/profiles/{profileId}': ({ profile }) => [
    { path: `/api/wallet/profiles/${profile}`, json: { name: 'School' } },
  ],
  'POST /api/wallet/presentations': ({ credential }, own) => [
    presented([credential]),
    presented([own.credential, credential]),
  ],
  'POST /api/wallet/requests': ({ ticket }) => [
    { path: '/api/wallet/requests', json: { ticket }, refused: 400 },
  ],
  'POST /api/wallet/requests/draft': ({ ticket, credential }, own) => [
    {
      path: '/api/wallet/requests/draft',
      json: { ticket: own.ticket, choices: { badge: credential } },
      refused: 422,
    },
    {
      path: '/api/wallet/requests/draft',
      json: { ticket, choices: { badge: own.credential } },
      refused: 400,
    },
  ],
  'POST /api/wallet/requests/answer': ({ ticket, credential }, own) => [
    {
      path: '/api/wallet/requests/answer',
      json: { ticket: own.ticket, choices: { badge: credential } },
      refused: 422,
    },
    {
      path: '/api/wallet/requests/answer',
      json: { ticket, choices: { badge: own.credential } },
      refused: 400,
    },
  ],
  'POST /api/wallet/receive/sign-in/answer': ({ state }) => [
    { path: '/api/wallet/receive/sign-in/answer', json: { state, error: 'access_denied' } },
  ],
  'POST /api/wallet/credentials': inProfile('credentials', { credential: {} }),
  'POST /api/wallet/receive': inProfile('receive', { offerUri: 'openid-credential-offer://?' }),
  'POST /api/wallet/receive/sign-in': inProfile('receive/sign-in', {
    offerUri: 'openid-credential-offer://?',
  }),
  'POST /api/wallet/profiles': inProfile('profiles', { name: 'Third' }),
  'POST /api/wallet/unlockers': inProfile('unlockers', {
    kind: 'passphrase',
    passphrase: PASSPHRASE,
  }),
  'POST /api/wallet/unlock': inProfile('unlock', { kind: 'passphrase', passphrase: PASSPHRASE }),
  'POST /api/wallet/lock': inProfile('lock', {}),
  'POST /api/wallet/export': inProfile('export', { passphrase: PASSPHRASE }),
  'POST /api/wallet/restore': inProfile('restore', {}),
  'DELETE /api/wallet/unlockers': inProfile('unlockers?kind=passphrase'),
  'POST /api/wallet/unlockers/rotation': inProfile('unlockers/rotation', { ways: [] }),
  'PUT /api/wallet/credentials/{id}/profile': ({ credential, profile }, own) => [
    { path: `/api/wallet/credentials/${credential}/profile`, json: { profileId: own.profile } },
    { path: `/api/wallet/credentials/${own.credential}/profile`, json: { profileId: profile } },
  ],
  'DELETE /api/wallet/works/{workId}': ({ work }) => [{ path: `/api/wallet/works/${work}` }],
  'DELETE /api/wallet/shares/{shareId}': ({ share }) => [{ path: `/api/wallet/shares/${share}` }],
  'DELETE /api/wallet/credentials/{id}': beside(''),
  'DELETE /api/wallet/profiles/{profileId}': ({ profile }) => [
    { path: `/api/wallet/profiles/${profile}?credentials=0` },
  ],
}
