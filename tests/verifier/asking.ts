/**
 * An employer who asks, and a wallet that answers: what tests of requests need.
 *
 * @module
 */

import { equal, match } from 'node:assert/strict'
import { type JsonObject, signPresentation } from '../../credentials/index.ts'
import { type Bench, client } from './edge.ts'
import { NOW, PUBLIC_URL } from './support.ts'

export const FORM = { 'content-type': 'application/x-www-form-urlencoded' }

/** The request as a wallet reads it. */
export interface Wanted {
  readonly client_id: string
  readonly nonce: string
  readonly state: string
  readonly response_uri: string
  readonly client_metadata: { readonly client_name: string; readonly purpose: string }
  readonly aud: string
  readonly wallet_nonce?: string
  readonly exp: number
}

export interface Result {
  readonly verified: boolean
  readonly satisfied: boolean
  readonly presentations: readonly {
    readonly queryId: string
    readonly verified: boolean
    readonly holder?: string
    readonly credentials: readonly { readonly issuer?: string }[]
    readonly checks: readonly { readonly name: string; readonly reason?: string }[]
    readonly presented: unknown
  }[]
}

/** Path of an address of ours. */
export const pathOf = (url: string): string => url.replace(PUBLIC_URL, '')

export const parametersOf = (uri: unknown): Readonly<Record<string, string>> =>
  Object.fromEntries(new URL(String(uri)).searchParams)

export const decoded = (part = ''): JsonObject =>
  JSON.parse(Buffer.from(part, 'base64url').toString()) as JsonObject

export function askingOn(bench: () => Bench) {
  const acme = client('acme')
  const statusOf = (id: unknown, query = '', as = acme) =>
    bench().edge.get(`/presentation-requests/${String(id)}${query}`, { as })
  return {
    ask: (body: object = {}) => {
      const wish = { purpose: 'To apply for a job', ...body }
      return bench().edge.post('/presentation-requests', wish, { as: acme })
    },
    statusOf,
    resultOf: async (id: unknown, query = '') => (await statusOf(id, query)).body.result as Result,
    /** What a wallet does with a request by reference. */
    fetchRequest: async (requestUri: unknown): Promise<Wanted> => {
      const { request_uri: uri = '' } = parametersOf(requestUri)
      const answer = await bench().edge.post(pathOf(uri), '', { headers: FORM })
      equal(answer.status, 200)
      match(String(answer.headers.get('content-type')), /application\/oauth-authz-req\+jwt/)
      return decoded(answer.text.split('.')[1]) as unknown as Wanted
    },
    presentFor: async (wanted: Wanted, changes: object = {}) =>
      signPresentation(
        {
          credentials: [await bench().world.badge()],
          holder: bench().world.holder,
          challenge: wanted.nonce,
          domain: wanted.client_id,
          ...changes,
        },
        { clock: () => NOW, fetch: bench().world.web.fetch },
      ),
    give: (wanted: Pick<Wanted, 'response_uri' | 'state'>, token: unknown, changes: object = {}) =>
      bench().edge.post(
        pathOf(wanted.response_uri),
        new URLSearchParams({
          vp_token: typeof token === 'string' ? token : JSON.stringify(token),
          state: wanted.state,
          ...changes,
        }).toString(),
        { headers: FORM },
      ),
  }
}
