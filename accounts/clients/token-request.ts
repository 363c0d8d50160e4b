import type { Static } from 'typebox'
import { Problem } from '../../platform/problem.ts'
import type { TokenRequest } from '../../schemas/accounts.ts'
import { accountsProblems } from '../problems.ts'
import type { ClientCredentials } from './client.ts'

/**
 * Which client asks, with which secret: in the header or in the body, not in both.
 *
 * @param authorization - header, where the client shows its secret there (`client_secret_basic`)
 * @throws {Problem} `invalid-client` when no credentials can be read; `invalid-token-request` when they come in
 *   two ways
 * @see RFC 6749 §2.3.1
 */
export function clientCredentials(
  authorization: string | undefined,
  body: Pick<Static<typeof TokenRequest>, 'client_id' | 'client_secret'>,
): ClientCredentials {
  const { client_id: clientId, client_secret: clientSecret } = body
  if (authorization === undefined) {
    if (clientId === undefined || clientSecret === undefined) {
      throw new Problem(accountsProblems.invalidClient, {
        detail: 'the client did not say who it is',
      })
    }
    return visible({ clientId, clientSecret })
  }
  const credentials = basicCredentials(authorization)
  if (clientSecret !== undefined) {
    throw new Problem(accountsProblems.invalidTokenRequest, {
      detail: 'the client shows its secret in two ways',
    })
  }
  if (clientId !== undefined && clientId !== credentials.clientId) {
    throw new Problem(accountsProblems.invalidTokenRequest, {
      detail: 'client_id is not the one in the Authorization header',
    })
  }
  return credentials
}

/** Id and secret are form-encoded before they are joined (RFC 6749 §2.3.1). */
function basicCredentials(authorization: string): ClientCredentials {
  const unreadable = () =>
    new Problem(accountsProblems.invalidClient, { detail: 'Basic credentials are wanted' })
  const [, encoded] = /^basic +([A-Za-z0-9+/_=-]+) *$/i.exec(authorization) ?? []
  if (encoded === undefined) throw unreadable()
  const pair = Buffer.from(encoded, 'base64').toString()
  const colon = pair.indexOf(':')
  const clientId = formDecoded(pair.slice(0, Math.max(colon, 0)))
  const clientSecret = formDecoded(pair.slice(colon + 1))
  if (colon < 1 || clientId === undefined || clientSecret === undefined) throw unreadable()
  return visible({ clientId, clientSecret })
}

/** Visible ASCII alone (RFC 6749 appendix A.1, A.2). */
function visible(credentials: ClientCredentials): ClientCredentials {
  if (Object.values(credentials).every((text) => /^[\x20-\x7e]*$/.test(text))) return credentials
  throw new Problem(accountsProblems.invalidClient, { detail: 'ids and secrets are ASCII' })
}

function formDecoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return undefined // a percent sign that encodes nothing
  }
}
