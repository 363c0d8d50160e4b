/**
 * Access tokens: by which grant a wallet gets one, and what it is good for.
 *
 * @see OpenID4VCI 1.0 §6, RFC 9449 §5, §7
 * @module
 */

import type { UnixSeconds } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import { newSecret, secretHash } from '../../platform/id.ts'
import { Problem } from '../../platform/problem.ts'
import {
  endLeaked,
  type Permission,
  permissionOfCode,
  permissionOfRefresh,
} from '../authorization/code-grant.ts'
import type { Offers } from '../offers/offers.ts'
import { issuerProblems } from '../problems.ts'
import { type ClientRequest, clientOf, demandProfile, type Profile, type Wallet } from './client.ts'
import { COLLECTABLE } from './deferred.ts'
import { verifyDpop } from './dpop.ts'
import { PRE_AUTHORIZED } from './metadata.ts'
import { type Protocol, refusalsAsProblems } from './protocol.ts'
import { accessTokenStore, type StoredToken } from './store.ts'

/** By what a wallet gets at a certificate. */
export interface Access {
  readonly url: string
  readonly headers: Headers
}

type Deps = Pick<Ground, 'db' | 'clock' | 'random'> & {
  readonly protocol: Protocol
  readonly offers: Pick<Offers, 'redeem'>
  /** Demanded of every wallet. */
  readonly profile: Profile
}

const TOKEN_SECONDS: UnixSeconds = 600

/**
 * Answers a token request.
 *
 * The wallet's key is proved before anything is redeemed: a proof that does not hold costs nothing.
 *
 * @throws {Problem} `invalid-token-request`, `unsupported-grant`, `invalid-client`, `invalid-dpop-proof`, `invalid-grant`,
 *   and what {@link Offers.redeem} throws
 */
export async function grantToken(deps: Deps, request: ClientRequest): Promise<object> {
  const { grant, pkceCodeVerifier } = await refusalsAsProblems(() =>
    deps.protocol.authorizationServer.parseAccessTokenRequest({
      accessTokenRequest: { ...request.body },
      request: { method: 'POST', url: request.url, headers: request.headers },
    }),
  )
  const wallet = await clientOf(deps, request)
  demandProfile(deps.profile, wallet)
  if (grant.grantType === PRE_AUTHORIZED) {
    const { awardId, readyAt } = await deps.offers.redeem(grant.preAuthorizedCode, grant.txCode)
    const token = { awardId, dpopKey: wallet.dpopKey, ...(readyAt !== undefined && { readyAt }) }
    return answerOf(await addToken(deps.db, token, deps), wallet)
  }
  const by = { clientId: wallet.clientId, dpopKey: wallet.dpopKey }
  const permission =
    grant.grantType === 'refresh_token'
      ? await permissionOfRefresh({ ...by, refreshToken: grant.refreshToken }, deps)
      : await permissionOfCode(
          {
            ...by,
            code: grant.code,
            codeVerifier: pkceCodeVerifier,
            redirectUri: textOf(request.body.redirect_uri),
            request: { method: 'POST', url: request.url, headers: request.headers },
          },
          deps,
        )
  demandProfile(permission.asked.profile ?? 'open', wallet)
  return takePermission(deps, permission, wallet)
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : undefined

/** Code and token change hands in one transaction. */
async function takePermission(deps: Deps, permission: Permission, wallet: Wallet): Promise<object> {
  const { authorizationId, awardId, asked, refreshToken } = permission
  const { configurations, readyAt } = asked
  const token = {
    ...{ awardId, authorizationId, configurations, dpopKey: wallet.dpopKey },
    ...(readyAt !== undefined && { readyAt }),
  }
  const added = await deps.db.transaction(async (tx) =>
    (await permission.take(tx)) ? addToken(tx, token, deps) : undefined,
  )
  if (!added) return endLeaked(deps.db, permission)
  return {
    ...answerOf(added, wallet),
    ...(refreshToken !== undefined && { refresh_token: refreshToken }),
    ...(asked.detailed && { authorization_details: configurations.map(detailOf) }),
  }
}

/** What a client that asked by `authorization_details` is told (OpenID4VCI 1.0 §6.2). */
const detailOf = (id: string) => ({
  type: 'openid_credential',
  credential_configuration_id: id,
  credential_identifiers: [id],
})

/** Good until what waits can be collected. */
interface AddedToken {
  readonly text: string
  readonly seconds: UnixSeconds
}

async function addToken(
  db: Db,
  token: StoredToken,
  { clock, random }: Pick<Deps, 'clock' | 'random'>,
): Promise<AddedToken> {
  const text = newSecret(random)
  const store = accessTokenStore(db)
  await store.removeExpired(clock())
  const waits = token.readyAt === undefined ? 0 : token.readyAt - clock() + COLLECTABLE
  const seconds = Math.max(TOKEN_SECONDS, waits)
  await store.add({ ...token, hash: secretHash(text), expiresAt: clock() + seconds })
  return { text, seconds }
}

const answerOf = ({ text, seconds }: AddedToken, { dpopKey }: Wallet) => ({
  access_token: text,
  token_type: dpopKey === undefined ? 'Bearer' : 'DPoP',
  expires_in: seconds,
})

/**
 * What the access token of a request is good for.
 *
 * A token that is bound to a key is good with a proof of that key alone (RFC 9449 §7.1).
 *
 * @throws {Problem} `invalid-access-token`, `invalid-dpop-proof`
 */
export async function accessOf(
  deps: Pick<Deps, 'db' | 'clock' | 'protocol'>,
  { url, headers }: Access,
): Promise<StoredToken> {
  const authorization = headers.get('authorization') ?? ''
  const [, scheme = '', text = ''] = /^(Bearer|DPoP) +([\w.~+/-]+=*)$/i.exec(authorization) ?? []
  const found = await accessTokenStore(deps.db).find(secretHash(text), deps.clock())
  const bound = found?.dpopKey !== undefined
  if (!found || bound !== (scheme.toLowerCase() === 'dpop')) {
    throw new Problem(issuerProblems.invalidAccessToken)
  }
  if (found.dpopKey !== undefined) {
    const jwt = headers.get('dpop')
    if (jwt === null) throw new Problem(issuerProblems.invalidDpopProof)
    const request = { method: 'POST', url, headers } as const
    await verifyDpop(deps, { jwt, request, token: { text, thumbprint: found.dpopKey } })
  }
  return found
}
