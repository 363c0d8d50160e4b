/**
 * The endpoint that takes authorization requests from wallets, before any browser is involved.
 *
 * @see RFC 9126
 * @module
 */

import type { Ground } from '../../platform/ground.ts'
import { parser } from '../../platform/http/validate.ts'
import { pushedBody } from '../../schemas/issuer-authorization.ts'
import { type Authorizations, REQUEST_SECONDS } from '../authorization/authorizations.ts'
import { type ClientRequest, clientOf, demandProfile, type Profile } from './client.ts'
import type { Protocol } from './protocol.ts'

const parsePushed = parser(pushedBody)

/** Beginning of the names under which pushed requests go on (RFC 9126 §2.2). */
export const REQUEST_URI = 'urn:ietf:params:oauth:request_uri:'

type Deps = Pick<Ground, 'db' | 'clock'> & {
  readonly protocol: Protocol
  readonly authorizations: Pick<Authorizations, 'push'>
  /** Demanded of every wallet. */
  readonly profile: Profile
}

/** @throws {Problem} `invalid-request`, `invalid-client`, `invalid-dpop-proof`, and what {@link Authorizations.push} throws */
export async function pushRequest(deps: Deps, request: ClientRequest): Promise<object> {
  const pushed = parsePushed(request.body)
  const wallet = await clientOf(deps, request)
  demandProfile(deps.profile, wallet)
  const { handle } = await deps.authorizations.push(pushed, wallet)
  return deps.protocol.authorizationServer.createPushedAuthorizationResponse({
    requestUri: `${REQUEST_URI}${handle}`,
    expiresInSeconds: REQUEST_SECONDS,
  }).pushedAuthorizationResponse
}
