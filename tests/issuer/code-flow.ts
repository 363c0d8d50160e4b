import { createHash, randomBytes } from 'node:crypto'
import { createSigner, generateKey, type Signer } from '../../keys/index.ts'
import type { Actor } from '../../platform/http/actor.ts'
import type { Answer, Bench } from './support.ts'

type Texts = Readonly<Record<string, string | undefined>>

export const REDIRECT = 'https://wallet.example/back?from=brevet'
export const CLIENT = 'wallet.example'

/** A wallet that asks by the authorization code flow, and can be made to err. */
export interface CodeFlow {
  /** Pushes a request; members that are `undefined` are left out. */
  push(more?: Texts, headers?: Readonly<Record<string, string>>): Promise<Answer>
  /** Where the browser is sent by the authorization endpoint. */
  authorize(requestUri: string, clientId?: string): Promise<string>
  approve(handle: string, by: Actor, awardId: string): Promise<Answer>
  /** From the request to the code in the answer to the wallet. */
  code(by: Actor, awardId: string, more?: Texts): Promise<string>
  token(more?: Texts, headers?: Readonly<Record<string, string>>): Promise<Answer>
  /** Proof of the wallet's key for an endpoint (RFC 9449). */
  dpop(path: string, accessToken?: string, by?: Signer): Promise<string>
  readonly verifier: string
}

export const handleOf = (requestUri: unknown): string => String(requestUri).split(':').at(-1) ?? ''

export function openCodeFlow(bench: Bench): CodeFlow {
  const verifier = randomBytes(32).toString('base64url')
  const key = createSigner('ES256', generateKey('ES256'))
  const post = (path: string, body: Texts, headers: Readonly<Record<string, string>> = {}) =>
    bench.call('POST', path, {
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: new URLSearchParams(
        Object.entries(body).filter((entry): entry is [string, string] => entry[1] !== undefined),
      ).toString(),
    })
  const flow: CodeFlow = {
    verifier,
    push: (more = {}, headers = {}) =>
      post(
        '/openid4vci/par',
        {
          response_type: 'code',
          client_id: CLIENT,
          redirect_uri: REDIRECT,
          code_challenge: createHash('sha256').update(verifier).digest('base64url'),
          code_challenge_method: 'S256',
          state: 'a state & more',
          scope: 'openid OpenBadge_ldp_vc OpenBadge_dc_sd_jwt',
          ...more,
        },
        headers,
      ),
    authorize: async (requestUri, clientId = CLIENT) => {
      const query = new URLSearchParams({ client_id: clientId, request_uri: requestUri })
      const url = `${bench.origin}/openid4vci/authorize?${query}`
      return (await fetch(url, { redirect: 'manual' })).headers.get('location') ?? ''
    },
    approve: (handle, by, awardId) =>
      bench.call('POST', `/api/authorizations/${handle}/approval`, { as: by, json: { awardId } }),
    code: async (by, awardId, more) => {
      const { body } = await flow.push(more)
      const answer = await flow.approve(handleOf(body.request_uri), by, awardId)
      return new URL(String(answer.body.redirectUri)).searchParams.get('code') ?? ''
    },
    token: (more = {}, headers = {}) =>
      post(
        '/openid4vci/token',
        {
          grant_type: 'authorization_code',
          client_id: CLIENT,
          redirect_uri: REDIRECT,
          code_verifier: verifier,
          ...more,
        },
        headers,
      ),
    dpop: async (path, accessToken, by = key) => {
      const parts = [
        { typ: 'dpop+jwt', alg: 'ES256', jwk: by.publicJwk },
        {
          jti: randomBytes(8).toString('hex'),
          htm: 'POST',
          htu: `${bench.origin}${path}`,
          iat: bench.now(),
          ...(accessToken !== undefined && {
            ath: createHash('sha256').update(accessToken).digest('base64url'),
          }),
        },
      ]
      const input = parts.map((each) => Buffer.from(JSON.stringify(each)).toString('base64url'))
      const signature = await by.sign(Buffer.from(input.join('.')))
      return `${input.join('.')}.${Buffer.from(signature).toString('base64url')}`
    },
  }
  return flow
}
