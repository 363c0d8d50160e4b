/**
 * What a platform does to be let into the wallet of a learner, over HTTP.
 *
 * @module
 */

import { createHash, randomBytes } from 'node:crypto'

export const REDIRECT_URI = 'https://jobs.example/back?from=brevet'

export interface PlatformClient {
  readonly clientId: string
  readonly clientSecret: string
}

export interface OAuthAnswer {
  readonly status: number
  readonly headers: Headers
  readonly body: {
    readonly [member in 'access_token' | 'refresh_token' | 'request_uri' | 'scope']: string
  } & { readonly token_type: string; readonly error?: string }
}

/** A form with the secret in the header. */
export async function oauth(
  url: string,
  { clientId, clientSecret }: PlatformClient,
  form: Readonly<Record<string, string>>,
): Promise<OAuthAnswer> {
  const pair = Buffer.from(`${clientId}:${clientSecret}`).toString('base64')
  const response = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Basic ${pair}` },
    body: new URLSearchParams(form),
  })
  const body = (await response.json()) as OAuthAnswer['body']
  return { status: response.status, headers: response.headers, body }
}

export interface Question {
  readonly handle: string
  readonly requestUri: string
  readonly codeVerifier: string
}

/** @param more - members beside those that a good request has, or instead */
export async function ask(
  origin: string,
  client: PlatformClient,
  more: Readonly<Record<string, string>> = {},
): Promise<Question> {
  const codeVerifier = randomBytes(32).toString('base64url')
  const { status, body } = await oauth(`${origin}/oauth/par`, client, {
    response_type: 'code',
    redirect_uri: REDIRECT_URI,
    scope: 'wallet:read wallet:receive wallet:share',
    state: 's-1',
    code_challenge: createHash('sha256').update(codeVerifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...more,
  })
  if (status !== 201) throw new Error(`${status} ${JSON.stringify(body)}`)
  const { request_uri: requestUri } = body
  return { handle: requestUri.split(':').at(-1) ?? '', requestUri, codeVerifier }
}

/** The learner agrees. @returns where their browser goes */
export async function agree(
  origin: string,
  cookie: string,
  {
    handle,
    ...body
  }: { readonly handle: string; readonly scopes: readonly string[] } & {
    readonly profileId?: string
  },
): Promise<URL> {
  const response = await fetch(`${origin}/api/grant-requests/${handle}/approval`, {
    method: 'POST',
    headers: { cookie, origin, 'content-type': 'application/json' },
    body: JSON.stringify({ profileId: 'first', ...body }),
  })
  const { redirectUri, ...fault } = (await response.json()) as { redirectUri?: string }
  if (redirectUri === undefined) throw new Error(`${response.status} ${JSON.stringify(fault)}`)
  return new URL(redirectUri)
}

export const redeem = (
  origin: string,
  client: PlatformClient,
  { code, codeVerifier }: { readonly code: string; readonly codeVerifier: string },
): Promise<OAuthAnswer> =>
  oauth(`${origin}/oauth/token`, client, {
    grant_type: 'authorization_code',
    code,
    code_verifier: codeVerifier,
    redirect_uri: REDIRECT_URI,
  })

/** The whole way. @returns the tokens */
export async function letIn(
  origin: string,
  client: PlatformClient,
  by: {
    readonly cookie: string
    readonly scopes: readonly string[]
    readonly profileId?: string
  },
): Promise<{ readonly accessToken: string; readonly refreshToken: string }> {
  const { handle, codeVerifier } = await ask(origin, client)
  const { cookie, ...wish } = by
  const back = await agree(origin, cookie, { handle, ...wish })
  const code = back.searchParams.get('code') ?? ''
  const { status, body } = await redeem(origin, client, { code, codeVerifier })
  if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`)
  return { accessToken: body.access_token, refreshToken: body.refresh_token }
}
