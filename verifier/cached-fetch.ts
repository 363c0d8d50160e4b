/**
 * Documents of others, kept for a short while: status lists, DID documents, records.
 *
 * @module
 */

import type { Clock, UnixSeconds } from '../platform/clock.ts'
import type { Fetched, FetchOptions, GuardedFetch } from '../platform/fetch.ts'

/** Seconds after which a change elsewhere is seen here, whatever the other side allows. */
const LONGEST = 60

const MOST_BYTES = 32 * 1024 * 1024

interface Kept {
  readonly answer: Fetched
  readonly until: UnixSeconds
}

/**
 * Wraps the way out. Good answers to plain GETs are kept as long as they allow, at most a minute and
 * 32 MiB in all; who asks while somebody else asks the same waits for the same answer.
 *
 * Failures are not kept: the next verification tries again.
 */
export function cachedFetch(fetch: GuardedFetch, clock: Clock): GuardedFetch {
  const kept = new Map<string, Kept>()
  const underWay = new Map<string, Promise<Fetched>>()
  let bytes = 0

  const drop = (key: string): void => {
    bytes -= kept.get(key)?.answer.body.length ?? 0
    kept.delete(key)
  }

  const keep = (key: string, answer: Fetched): void => {
    drop(key)
    const lifetime = lifetimeOf(answer)
    if (answer.status !== 200 || lifetime < 0) return
    kept.set(key, { answer, until: clock() + lifetime })
    bytes += answer.body.length
    for (const oldest of kept.keys()) {
      if (bytes <= MOST_BYTES) break
      drop(oldest)
    }
  }

  /** Asks again only for what changed, where the other side names its versions (RFC 9110 §13.1.2). */
  const ask = async (key: string, url: string, options: FetchOptions): Promise<Fetched> => {
    const old = kept.get(key)?.answer
    const { etag } = old?.headers ?? {}
    const headers = { ...options.headers, ...(etag && { 'if-none-match': etag }) }
    try {
      const answer = await fetch(url, { ...options, headers })
      const same = old && answer.status === 304
      const current = same ? { ...old, headers: { ...old.headers, ...answer.headers } } : answer
      keep(key, current)
      return current
    } finally {
      underWay.delete(key)
    }
  }

  return (url, options = {}) => {
    if ((options.method ?? 'GET') !== 'GET' || options.body !== undefined) {
      return fetch(url, options)
    }
    const key = JSON.stringify([url, options.headers?.accept, options.maxBytes])
    const known = kept.get(key)
    if (known && known.until > clock()) return Promise.resolve(known.answer)
    const asked = underWay.get(key) ?? ask(key, url, options)
    underWay.set(key, asked)
    return asked
  }
}

/** Seconds an answer may be used unasked (RFC 9111 §5.2.2), at most {@link LONGEST}; below 0: not to be kept. */
function lifetimeOf({ headers }: Fetched): number {
  const { 'cache-control': control = '' } = headers
  if (/\bno-store\b/i.test(control)) return -1
  if (/\b(no-cache|private)\b/i.test(control)) return 0
  const seconds = (name: string) => new RegExp(`\\b${name}=(\\d{1,9})\\b`, 'i').exec(control)?.[1]
  const maxAge = seconds('s-maxage') ?? seconds('max-age')
  const age = Number(headers.age) || 0
  return maxAge === undefined ? LONGEST : Math.max(0, Math.min(LONGEST, Number(maxAge) - age))
}
