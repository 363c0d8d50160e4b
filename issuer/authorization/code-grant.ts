/**
 * Redeeming a code, and a refresh token: what makes a wallet's permission to fetch.
 *
 * @see RFC 6749 §4.1.3, §6; RFC 7636 §4.6; RFC 9449 §5, §10; RFC 9700 §4.14 (rotation)
 * @module
 */

import { PkceCodeChallengeMethod } from '@openid4vc/oauth2'
import type { UnixSeconds } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import { newSecret, secretHash } from '../../platform/id.ts'
import { Problem } from '../../platform/problem.ts'
import type { Protocol } from '../openid4vci/protocol.ts'
import { issuerProblems } from '../problems.ts'
import { type Asked, authorizationStore, type StoredAuthorization } from './store.ts'

/** Who redeems, as the token request shows it. */
export interface Redeemer {
  readonly clientId: string | undefined
  /** Thumbprint of the key that the wallet has shown. */
  readonly dpopKey: string | undefined
}

export interface CodeGrant extends Redeemer {
  readonly code: string
  readonly redirectUri: string | undefined
  readonly codeVerifier: string | undefined
  readonly request: { readonly method: 'POST'; readonly url: string; readonly headers: Headers }
}

/** What a code or refresh token permits, not yet taken. */
export interface Permission {
  readonly authorizationId: string
  readonly awardId: string
  readonly asked: Asked
  /** For a wallet whose tokens are bound to a key: nobody else could use it (RFC 9700 §2.2.2). */
  readonly refreshToken: string | undefined
  /** Uses the code or token up; `false` when somebody else was first. */
  take(tx: Db): Promise<boolean>
}

type Deps = Pick<Ground, 'db' | 'clock' | 'random'> & {
  readonly protocol: Pick<Protocol, 'authorizationServer' | 'metadata'>
}

const REFRESH_SECONDS: UnixSeconds = 30 * 24 * 3600
/** How long a redeemed code is remembered, so that a replay is known for one. */
const REMEMBERED: UnixSeconds = 24 * 3600

/**
 * What a code permits the client that it was made for, at its address and with its key.
 *
 * Bindings are checked before anything is taken: whoever stole a code cannot use it up. A code that was
 * redeemed before has leaked, so every token that came of it ends.
 *
 * @throws {Problem} `invalid-grant`, `invalid-dpop-proof`
 */
export async function permissionOfCode(grant: CodeGrant, deps: Deps): Promise<Permission> {
  const { db, clock } = deps
  const store = authorizationStore(db)
  const found = await store.byCode(secretHash(grant.code))
  if (!found?.awardId) throw refused('there is no such code')
  if (found.state === 'redeemed') await store.revoke(found.id)
  if (found.state !== 'granted') throw usedBefore()
  if (found.expiresAt <= clock()) throw refused('the code has expired')
  refuseOthers(found, grant)
  if (grant.redirectUri !== found.asked.redirectUri) throw refused('redirect_uri is another one')
  await checkVerifier(grant, found.asked, deps)
  const { id, awardId, asked } = found
  const refreshToken = grant.dpopKey && newRefreshToken(id, deps)
  const refreshHash = refreshToken && secretHash(refreshToken)
  const expiresAt = clock() + (refreshToken ? REFRESH_SECONDS : REMEMBERED)
  const take = (tx: Db) => authorizationStore(tx).redeem(id, { refreshHash, expiresAt })
  return { authorizationId: id, awardId, asked, refreshToken, take }
}

/**
 * What a refresh token permits; taking it puts a new one in its place.
 *
 * @throws {Problem} `invalid-grant`, `invalid-dpop-proof`
 */
export async function permissionOfRefresh(
  grant: Redeemer & { readonly refreshToken: string },
  deps: Deps,
): Promise<Permission> {
  const { db, clock } = deps
  const [id = ''] = grant.refreshToken.split('.')
  const found = await authorizationStore(db).byId(id)
  if (found?.state !== 'redeemed' || !found.awardId || found.expiresAt <= clock()) {
    throw refused('there is no such refresh token')
  }
  refuseOthers(found, grant)
  const { awardId, asked } = found
  const refreshToken = newRefreshToken(id, deps)
  const tokens = { from: secretHash(grant.refreshToken), to: secretHash(refreshToken) }
  const expiresAt = clock() + REFRESH_SECONDS
  const take = (tx: Db) => authorizationStore(tx).rotate(id, { ...tokens, expiresAt })
  return { authorizationId: id, awardId, asked, refreshToken, take }
}

/** Somebody else had it first: it has leaked, so all that came of it ends. Throws `invalid-grant`. */
export async function endLeaked(db: Db, { authorizationId }: Permission): Promise<never> {
  await authorizationStore(db).revoke(authorizationId)
  throw usedBefore()
}

/** Its first part says whose it is, so that one that was replaced is known for it. */
const newRefreshToken = (id: string, { random }: Pick<Deps, 'random'>): string =>
  `${id}.${newSecret(random)}`

function refuseOthers({ clientId, asked }: StoredAuthorization, by: Redeemer): void {
  if (by.clientId !== clientId) throw refused('it was given to another client')
  if (asked.dpopKey !== undefined && asked.dpopKey !== by.dpopKey) {
    throw new Problem(issuerProblems.invalidDpopProof, { detail: 'it is bound to another key' })
  }
}

const VERIFIER = /^[\w.~-]{43,128}$/

/** The library's refusal would tell the verifier to the log, so it is not kept. */
async function checkVerifier(
  { code, codeVerifier = '', request }: CodeGrant,
  { codeChallenge }: Asked,
  { protocol: { authorizationServer, metadata } }: Deps,
): Promise<void> {
  const [authorizationServerMetadata] = metadata.authorizationServers
  if (!VERIFIER.test(codeVerifier) || !authorizationServerMetadata) {
    throw refused('code_verifier is missing or has another form')
  }
  const question = {
    grant: { grantType: 'authorization_code', code },
    accessTokenRequest: { grant_type: 'authorization_code', code },
    expectedCode: code,
    request,
    authorizationServerMetadata,
    pkce: { codeVerifier, codeChallenge, codeChallengeMethod: PkceCodeChallengeMethod.S256 },
  } as const
  const fits = await authorizationServer.verifyAuthorizationCodeAccessTokenRequest(question).then(
    () => true,
    () => false,
  )
  if (!fits) throw refused('code_verifier does not fit the challenge')
}

const usedBefore = (): Problem => refused('it was used before; what came of it has ended')

const refused = (detail: string): Problem => new Problem(issuerProblems.invalidGrant, { detail })
