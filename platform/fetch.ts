/**
 * The one way out: every request to another host passes here.
 *
 * @module
 */

export interface FetchOptions {
  readonly method?: 'GET' | 'POST' | 'HEAD'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
  /** Bytes of the answer that are read at the most; 1 MiB unless said. */
  readonly maxBytes?: number
  /** Milliseconds until the whole answer is there; 5,000 unless said. */
  readonly timeoutMs?: number
}

export interface Fetched {
  readonly status: number
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
  /** The URL that answered, after redirects on the same host. */
  readonly url: string
}

/**
 * Fetches from another host.
 *
 * @throws {FetchRefused} when a rule forbids the request (scheme, private address, redirect off host)
 * @throws {FetchFailed} when no complete answer came (refused, reset, too slow, too large)
 */
export type GuardedFetch = (url: string, options?: FetchOptions) => Promise<Fetched>

/** A rule forbids the request; trying again does not help. */
export class FetchRefused extends Error {
  override readonly name = 'FetchRefused'
}

/** No complete answer came; trying again may help. */
export class FetchFailed extends Error {
  override readonly name = 'FetchFailed'
}
