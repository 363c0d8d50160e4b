/**
 * Reads what a wallet asks for: which forms of a certificate, and where the answer goes.
 *
 * @see RFC 6749 §4.1.1, RFC 7636 §4.3, OpenID4VCI 1.0 §5.1
 * @module
 */

import { Problem } from '../../platform/problem.ts'
import type { PushedRequest } from '../../schemas/issuer-authorization.ts'
import { CONFIGURATIONS, SCOPES } from '../openid4vci/metadata.ts'
import { issuerProblems } from '../problems.ts'
import type { Asked } from './store.ts'

/**
 * The request, as far as it can be told from itself.
 *
 * @throws {Problem} `invalid-authorization-request`, `invalid-scope`, `invalid-authorization-details`
 */
export function readPushed(request: PushedRequest): Asked {
  if ('request' in request || 'request_uri' in request) {
    throw refused('request objects are not taken; push the parameters themselves')
  }
  refuseOddAddress(request.redirect_uri)
  const detailed = configurationsOf(request.authorization_details)
  const configurations = [...new Set([...detailed, ...scoped(request.scope)])]
  if (configurations.length === 0) throw new Problem(issuerProblems.invalidScope)
  return {
    redirectUri: request.redirect_uri,
    codeChallenge: request.code_challenge,
    configurations,
    detailed: detailed.length > 0,
    ...(request.state !== undefined && { state: request.state }),
  }
}

const refused = (detail: string): Problem =>
  new Problem(issuerProblems.invalidAuthorizationRequest, { detail })

/** Schemes that run or show what stands in the address instead of leading somewhere. */
const NOT_LEADING = new Set(['javascript:', 'data:', 'blob:', 'file:', 'vbscript:', 'about:'])

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * Web addresses over TLS, addresses on the person's own machine, and schemes that apps claim.
 *
 * @see RFC 8252 §7
 */
function refuseOddAddress(text: string): void {
  const url = URL.parse(text)
  if (!url || text.includes('#'))
    throw refused('redirect_uri must be an address without a fragment')
  if (url.username || url.password) throw refused('redirect_uri must not hold a password')
  const open = url.protocol === 'http:' && !LOOPBACK.has(url.hostname)
  if (open || NOT_LEADING.has(url.protocol)) {
    throw refused('redirect_uri must be https, on this device, or of a scheme that an app claims')
  }
}

/** Scopes that are not ours are left out (RFC 6749 §3.3). */
const scoped = (scope = ''): readonly string[] =>
  scope.split(' ').flatMap((name) => (Object.hasOwn(SCOPES, name) ? [SCOPES[name] ?? ''] : []))

/** Configurations named in `authorization_details` (RFC 9396 §2, OpenID4VCI 1.0 §5.1.1). */
function configurationsOf(text: string | undefined): readonly string[] {
  if (text === undefined) return []
  const details = parsed(text)
  if (!Array.isArray(details) || details.length === 0) throw new Problem(oddDetails)
  return details.map((entry: unknown) => {
    if (!isObject(entry) || entry.type !== 'openid_credential') throw new Problem(oddDetails)
    const { credential_configuration_id: id } = entry
    if (typeof id === 'string' && Object.hasOwn(CONFIGURATIONS, id)) return id
    throw new Problem(oddDetails, { detail: 'it names a form that is not offered here' })
  })
}

const oddDetails = issuerProblems.invalidAuthorizationDetails

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new Problem(oddDetails, { detail: 'authorization_details is not JSON', cause })
  }
}
