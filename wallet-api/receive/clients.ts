/**
 * The libraries' clients, with what they ask of a wallet handed in.
 *
 * @module
 */

import { createHash } from 'node:crypto'
import {
  clientAuthenticationAnonymous,
  clientAuthenticationNone,
  Oauth2Client,
} from '@openid4vc/oauth2'
import { Openid4vciClient, setGlobalConfig } from '@openid4vc/openid4vci'
import type { Ground } from '../../platform/ground.ts'
import { Problem } from '../../platform/problem.ts'
import { walletProblems } from '../problems.ts'
import { type DpopKey, provenBy } from './dpop.ts'
import { webFetch } from './web-fetch.ts'

// Which addresses may be asked, and by which scheme, is decided by the guarded fetch alone.
setGlobalConfig({ allowInsecureUrls: true })

export type ClientGround = Pick<Ground, 'fetch' | 'clock' | 'random'>

export const credentialClient = (ground: ClientGround, key?: DpopKey): Openid4vciClient =>
  new Openid4vciClient({ callbacks: callbacks(ground, key) })

/** The wallet as the client of that name, or as nobody. */
export const oauthClient = (
  clientId: string | undefined,
  ground: ClientGround,
  key?: DpopKey,
): Oauth2Client =>
  new Oauth2Client({
    callbacks: {
      ...callbacks(ground, key),
      ...(clientId !== undefined && {
        clientAuthentication: clientAuthenticationNone({ clientId }),
      }),
    },
  })

/** Refuses what a wallet without client keys never does: the library asks for all of it. */
function callbacks({ fetch, clock, random }: ClientGround, key?: DpopKey) {
  const never = () => {
    throw new Problem(walletProblems.unsupportedOffer, { detail: 'the issuer wants encryption' })
  }
  const send = webFetch(fetch)
  return {
    fetch: send,
    hash: (data: Uint8Array, algorithm: string) =>
      new Uint8Array(createHash(algorithm.replace('-', '')).update(data).digest()),
    generateRandom: (size: number) => random(size),
    clientAuthentication: clientAuthenticationAnonymous(),
    decryptJwe: never,
    encryptJwe: never,
    signJwt: never,
    verifyJwt: () => ({ verified: false as const }),
    ...(key && provenBy(key, { fetch: send, clock })),
  }
}
