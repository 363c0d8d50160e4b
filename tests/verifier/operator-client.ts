/** A server of the whole, asked as the client of its demonstration or as nobody. */

import type { TestServer } from '../support/server.ts'

export interface Answer {
  readonly status: number
  readonly body: Readonly<Record<string, unknown>>
}

export interface Ask {
  readonly body?: object
  /** The access token; the demonstration client's own unless said, none when empty. */
  readonly as?: string
}

export type Call = (method: string, path: string, ask?: Ask) => Promise<Answer>

export async function operatorClient({ origin }: Pick<TestServer, 'origin'>): Promise<Call> {
  const answer = await fetch(`${origin}/oauth/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa('demo-operator:demo-operator-secret')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  })
  const { access_token: own } = (await answer.json()) as { access_token: string }
  return async (method, path, { body, as = own } = {}) => {
    const response = await fetch(origin + path, {
      method,
      headers: {
        ...(as === '' ? {} : { authorization: `Bearer ${as}` }),
        'content-type': 'application/json',
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    const said = await response.text()
    const read = said === '' ? {} : (JSON.parse(said) as Answer['body'])
    return { status: response.status, body: read }
  }
}
