import type { GuardedFetch } from '../../platform/fetch.ts'

/** Bytes of an issuer's answer that are read at the most: metadata, tokens and credentials are small. */
const MOST_BYTES = 512 * 1024

/** Statuses whose answers have no body, which `Response` insists on (Fetch standard §2.2.3). */
const BODILESS = new Set([101, 204, 205, 304])

/** The guarded way out in the form that the OpenID4VCI library asks for. */
export function webFetch(fetch: GuardedFetch): typeof globalThis.fetch {
  return async (input, init = {}) => {
    const url = input instanceof Request ? input.url : String(input)
    const { status, headers, body } = await fetch(url, {
      method: init.method?.toUpperCase() === 'POST' ? 'POST' : 'GET',
      headers: Object.fromEntries(new Headers(init.headers)),
      maxBytes: MOST_BYTES,
      ...(typeof init.body === 'string' && { body: init.body }),
    })
    const content = BODILESS.has(status) ? null : Buffer.from(body)
    return new Response(content, { status, headers: { ...headers } })
  }
}
