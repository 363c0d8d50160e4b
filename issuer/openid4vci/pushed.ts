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
import { type ClientRequest, clientOf } from './client.ts'
import type { Protocol } from './protocol.ts'

const parsePushed = parser(pushedBody)

/** Beginning of the names under which pushed requests go on (RFC 9126 §2.2). */
export const REQUEST_URI = 'urn:ietf:params:oauth:request_uri:'

type Deps = Pick<Ground, 'db' | 'clock'> & {
  readonly protocol: Protocol
  readonly authorizations: Pick<Authorizations, 'push'>
}

/** @throws {Problem} `invalid-request`, `invalid-dpop-proof`, and what {@link Authorizations.push} throws */
export async function pushRequest(deps: Deps, request: ClientRequest): Promise<object> {
  const pushed = parsePushed(request.body)
  const { dpopKey } = await clientOf(deps, request)
  const { handle } = await deps.authorizations.push(pushed, dpopKey)
  return deps.protocol.authorizationServer.createPushedAuthorizationResponse({
    requestUri: `${REQUEST_URI}${handle}`,
    expiresInSeconds: REQUEST_SECONDS,
  }).pushedAuthorizationResponse
}
