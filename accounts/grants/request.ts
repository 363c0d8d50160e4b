import type { WalletScope } from '../../platform/http/actor.ts'
import { Problem } from '../../platform/problem.ts'
import type { GrantRequest } from '../../schemas/grants.ts'
import { WALLET_SCOPES } from '../../schemas/wallet-scopes.ts'
import { accountsProblems } from '../problems.ts'
import type { Asked } from './grant.ts'

/**
 * What a platform asks for, as far as it can be told from the request itself.
 *
 * @throws {Problem} `invalid-grant-request`, `invalid-scope`
 * @see RFC 6749 §4.1.1, RFC 9126 §2.1
 */
export function readGrantRequest(request: GrantRequest): {
  readonly scopes: readonly WalletScope[]
  readonly asked: Asked
} {
  if ('request' in request || 'request_uri' in request) {
    throw refused('request objects are not taken; push the parameters themselves')
  }
  const { redirect_uri: redirectUri, code_challenge: codeChallenge, state, purpose } = request
  refuseOddAddress(redirectUri)
  const scopes = request.scope.split(' ').map(scopeOf)
  return {
    scopes: [...new Set(scopes)],
    asked: {
      redirectUri,
      codeChallenge,
      ...(state !== undefined && { state }),
      ...(purpose !== undefined && { purpose }),
    },
  }
}

function scopeOf(name: string): WalletScope {
  const known = WALLET_SCOPES.find((scope) => scope === name)
  if (!known) {
    const detail = `a learner can give: ${WALLET_SCOPES.join(', ')}`
    throw new Problem(accountsProblems.invalidScope, { detail })
  }
  return known
}

/** The client has shown its secret, so its address need not be known before (RFC 9126 §2.4). */
function refuseOddAddress(redirectUri: string): void {
  const url = URL.parse(redirectUri)
  const isLoopback = url?.protocol === 'http:' && LOOPBACK.has(url.hostname)
  if (!url || !(url.protocol === 'https:' || isLoopback)) {
    throw refused('redirect_uri must be an https address, or http on this machine')
  }
  if (redirectUri.includes('#')) throw refused('redirect_uri must not have a fragment')
  if (url.username !== '' || url.password !== '') throw refused('redirect_uri must not name a user')
}

const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]'])

const refused = (detail: string): Problem =>
  new Problem(accountsProblems.invalidGrantRequest, { detail })
