/**
 * What can go wrong with an issuer, told so that a learner can do something about it.
 *
 * @module
 */

import { Oauth2ClientErrorResponseError } from '@openid4vc/oauth2'
import { Openid4vciRetrieveCredentialsError } from '@openid4vc/openid4vci'
import { FetchFailed, FetchRefused } from '../../platform/fetch.ts'
import { Problem } from '../../platform/problem.ts'
import { walletProblems } from '../problems.ts'

/**
 * Runs a step with an issuer and turns what it throws into a problem.
 *
 * @throws {Problem} `offer-refused` when the issuer said no, else `issuer-unreachable`
 */
export async function withIssuer<T>(step: () => Promise<T>): Promise<T> {
  try {
    return await step()
  } catch (error) {
    throw toProblem(error)
  }
}

function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  const way = causeOf(error, FetchRefused) ?? causeOf(error, FetchFailed)
  if (way) {
    return new Problem(walletProblems.issuerUnreachable, { detail: way.message, cause: error })
  }
  const code = oauthErrorOf(error)
  if (code !== undefined && REFUSALS.has(code)) {
    const detail = `the issuer answered ${code}`
    return new Problem(walletProblems.offerRefused, { detail, cause: error })
  }
  const detail = code === undefined ? 'its answer has not the expected form' : `it answered ${code}`
  return new Problem(walletProblems.issuerUnreachable, { detail, cause: error })
}

/** Errors by which an issuer refuses for good (RFC 6749 §5.2, RFC 6750 §3.1, OpenID4VCI 1.0 §8.3.1). */
const REFUSALS = new Set([
  'invalid_grant',
  'invalid_client',
  'unauthorized_client',
  'access_denied',
  'invalid_token',
  'credential_request_denied',
])

/** The error code of an OAuth error body, as far as it is a plain code. */
export function oauthErrorOf(error: unknown): string | undefined {
  const code =
    error instanceof Oauth2ClientErrorResponseError
      ? error.errorResponse.error
      : credentialErrorOf(error)
  return typeof code === 'string' && /^[\w-]{1,64}$/.test(code) ? code : undefined
}

function credentialErrorOf(error: unknown): unknown {
  if (!(error instanceof Openid4vciRetrieveCredentialsError)) return undefined
  const { credentialErrorResponseResult: result, response } = error.response
  const challenge = /\berror="([^"]*)"/.exec(response.headers.get('www-authenticate') ?? '')
  const said = result?.data?.error ?? challenge?.[1]
  return said ?? (response.status === 401 ? 'invalid_token' : undefined)
}

function causeOf<T extends Error>(
  error: unknown,
  kind: new (...args: never[]) => T,
): T | undefined {
  for (let at = error, depth = 0; at instanceof Error && depth < 8; at = at.cause, depth++) {
    if (at instanceof kind) return at
  }
  return undefined
}
