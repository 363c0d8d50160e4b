/**
 * Redeeming a code, and a refresh token: what lets a platform into a wallet for some minutes.
 *
 * @see RFC 6749 §4.1.3, §6; RFC 7636 §4.6; RFC 9700 §4.14 (rotation)
 * @module
 */

import { createHash } from 'node:crypto'
import type { Audit } from '../../audit/index.ts'
import type { UnixSeconds } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Ground } from '../../platform/ground.ts'
import type { WalletScope } from '../../platform/http/actor.ts'
import { newSecret, secretHash } from '../../platform/id.ts'
import { Problem } from '../../platform/problem.ts'
import type { AccessTokens } from '../clients/access-token.ts'
import type { Client } from '../clients/client.ts'
import { TOKEN_SECONDS } from '../clients/clients.ts'
import { accountsProblems } from '../problems.ts'
import { type Grant, isLive } from './grant.ts'
import { grantReader, grantStore } from './store.ts'

export interface GrantTokens {
  readonly token: string
  readonly refreshToken: string
  /** Seconds. */
  readonly expiresIn: number
  readonly scopes: readonly WalletScope[]
}

export interface CodeGrant {
  readonly code: string
  readonly redirectUri: string | undefined
  readonly codeVerifier: string | undefined
}

type Deps = Pick<Ground, 'clock' | 'random'> & {
  readonly db: Db
  readonly audit: Pick<Audit, 'record'>
  readonly tokens: AccessTokens
}

/** A platform that does not come back loses what it was given. */
const UNUSED_SECONDS: UnixSeconds = 90 * 24 * 3600

/**
 * What a code permits the client that it was made for.
 *
 * Checked before anything is taken: whoever stole a code cannot use it up. A replay ends what came of it.
 *
 * @throws {Problem} `invalid-grant`
 */
export async function redeem(
  { clientId, tenantId }: Client,
  { code, redirectUri, codeVerifier = '' }: CodeGrant,
  deps: Deps,
): Promise<GrantTokens> {
  const { db, clock, audit } = deps
  const found = await grantReader(db).byCode(secretHash(code))
  if (!found || found.clientId !== clientId) throw refused('there is no such code')
  if (found.state !== 'answered') return endLeaked(deps, found)
  if (found.expiresAt <= clock()) throw refused('the code has expired')
  if (redirectUri !== found.asked.redirectUri) throw refused('redirect_uri is another one')
  if (!fits(codeVerifier, found.asked.codeChallenge)) {
    throw refused('code_verifier does not fit the challenge')
  }
  const refreshToken = newRefreshToken(found.id, deps)
  const expiresAt = clock() + UNUSED_SECONDS
  const taken = await db.transaction(async (tx) => {
    const store = grantStore(tx)
    if (!(await store.redeem(found.id, secretHash(refreshToken), expiresAt))) return false
    await store.endOthers(found)
    const facts = { clientId, scopes: [...found.scopes] }
    await audit.record(tx, { tenantId, kind: 'grant.given', subjectId: found.id, facts })
    return true
  })
  return taken ? tokensOf(deps, found, refreshToken) : endLeaked(deps, found)
}

/** Puts a new refresh token in the place of this. @throws {Problem} `invalid-grant` */
export async function refresh(
  { clientId }: Client,
  refreshToken: string,
  deps: Deps,
): Promise<GrantTokens> {
  const { db, clock } = deps
  const [id = ''] = refreshToken.split('.')
  const found = await grantReader(db).byId(id)
  if (!isLive(found, clock()) || found.clientId !== clientId) {
    throw refused('there is no such refresh token')
  }
  const next = newRefreshToken(id, deps)
  const expiresAt = clock() + UNUSED_SECONDS
  const tokens = { from: secretHash(refreshToken), to: secretHash(next), expiresAt }
  if (!(await grantStore(db).rotate(id, tokens))) return endLeaked(deps, found)
  return tokensOf(deps, found, next)
}

function tokensOf(
  { clock, random, tokens }: Deps,
  { id: grantId, clientId, scopes }: Grant,
  refreshToken: string,
): GrantTokens {
  const issuedAt = clock()
  const expiresAt = issuedAt + TOKEN_SECONDS
  const id = newSecret(random, 12)
  const token = tokens.sign({ clientId, grantId, scopes, issuedAt, expiresAt, id })
  return { token, refreshToken, expiresIn: TOKEN_SECONDS, scopes }
}

/** Somebody else had it first: it has leaked, so all that came of it ends. */
async function endLeaked({ db }: Deps, { id }: Grant): Promise<never> {
  await grantStore(db).revoke(id)
  throw refused('it was used before; what came of it has ended')
}

/** Its first part says whose it is, so that one that was replaced is known for it. */
const newRefreshToken = (id: string, { random }: Pick<Deps, 'random'>): string =>
  `${id}.${newSecret(random)}`

const VERIFIER = /^[\w.~-]{43,128}$/

/** S256 (RFC 7636 §4.6). */
const fits = (verifier: string, challenge: string): boolean =>
  VERIFIER.test(verifier) && createHash('sha256').update(verifier).digest('base64url') === challenge

const refused = (detail: string): Problem => new Problem(accountsProblems.invalidGrant, { detail })
