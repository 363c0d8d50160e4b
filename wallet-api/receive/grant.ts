/**
 * Permission to fetch a credential, as token endpoints give and renew it.
 *
 * @see RFC 6749 §5.1, §6; RFC 9449 §5
 * @module
 */

import type { IssuerMetadataResult } from '@openid4vc/openid4vci'
import type { UnixSeconds } from '../../platform/clock.ts'
import { Problem } from '../../platform/problem.ts'
import { walletProblems } from '../problems.ts'
import { type ClientGround, oauthClient } from './clients.ts'
import { boundTo, byKey, type DpopKey, type ServerMetadata } from './dpop.ts'

/** Permission to fetch the credential, as the issuer gave it. */
export interface Grant {
  readonly accessToken: string
  readonly expiresAt: UnixSeconds
  /** The issuer is still preparing the credential, under this name. */
  readonly transactionId?: string
  /** Issuer identifier of the authorization server that gave it. */
  readonly server?: string
  /** Key that it is bound to, and the refresh token too. */
  readonly dpopKey?: DpopKey
  readonly refreshToken?: string
  /** Somebody else is sending the refresh token. */
  readonly renewingUntil?: UnixSeconds
}

const TOKEN_LIFETIME = 300 // seconds, where the issuer names none

/** The authorization server that an offer names, else the issuer's first. */
export const serverNamed = (
  named: string | undefined,
  { authorizationServers: servers }: IssuerMetadataResult,
): ServerMetadata | undefined =>
  named === undefined ? servers[0] : servers.find(({ issuer }) => issuer === named)

interface TokenAnswer {
  readonly access_token: string
  readonly token_type: string
  readonly expires_in?: number | undefined
  readonly refresh_token?: string | undefined
}

interface Given {
  readonly now: UnixSeconds
  readonly server: ServerMetadata | undefined
  /** The key that the server was shown. */
  readonly key: DpopKey | undefined
}

/** Permission, from the answer of a token endpoint. @throws {Problem} `issuer-unreachable` */
export function grantOf(answer: TokenAnswer, { now, server, key }: Given): Grant {
  const dpopKey = boundTo(answer.token_type, key)
  const { refresh_token: refreshToken } = answer
  return {
    accessToken: answer.access_token,
    expiresAt: now + (answer.expires_in ?? TOKEN_LIFETIME),
    ...(server && { server: server.issuer }),
    ...(dpopKey && { dpopKey }),
    ...(refreshToken !== undefined && { refreshToken }),
  }
}

interface Renewing {
  readonly ground: ClientGround
  readonly clientId: string | undefined
}

/** By the refresh token, shown with the key that it is bound to. @throws {Problem} `issuer-unreachable` */
export async function renew(
  { server: issuer, refreshToken = '', dpopKey: key, transactionId }: Grant,
  metadata: IssuerMetadataResult,
  { ground, clientId }: Renewing,
): Promise<Grant> {
  const server = metadata.authorizationServers.find((one) => one.issuer === issuer)
  if (!server) throw new Problem(walletProblems.signInMixedUp)
  const client = oauthClient(clientId, ground, key)
  const { accessTokenResponse: answer } = await client.retrieveRefreshTokenAccessToken({
    authorizationServerMetadata: server,
    refreshToken,
    resource: metadata.credentialIssuer.credential_issuer,
    ...byKey(key),
  })
  const next = grantOf(
    { refresh_token: refreshToken, ...answer },
    { now: ground.clock(), server, key },
  )
  return { ...next, ...(transactionId !== undefined && { transactionId }) }
}
