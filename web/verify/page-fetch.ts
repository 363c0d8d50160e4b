/**
 * The way out of a page that verifies by itself: keys, lists of withdrawn certificates, cited records.
 *
 * @module
 */

import type { Fetch, Fetched } from '../../credentials/browser.ts'

/** Milliseconds for which an answer is used again: many certificates of one issuer ask for the same. */
const FRESH = 60_000
const TIMEOUT = 5_000 // milliseconds
const MOST_BYTES = 1_048_576

/** What this page is and where it can ask. */
export interface Surroundings {
  readonly origin: string
  readonly ask: typeof fetch
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/**
 * Asks the other site itself, without cookies, referrer or redirects. A site that does not let other
 * pages read it, and every address that is not public https, is asked through our relay, which passes
 * on DID documents and status lists alone and refuses private addresses.
 */
export function createPageFetch({ origin, ask, now }: Surroundings): Fetch {
  const kept = new Map<string, { readonly at: number; readonly answer: Promise<Fetched> }>()
  return (url, options = {}) => {
    const known = kept.get(url)
    if (known && known.at + FRESH > now()) return known.answer
    const answer = reach(url, { origin, ask, ...LIMITS, ...options })
    kept.set(url, { at: now(), answer })
    answer.catch(() => kept.delete(url)) // tried again by the next one
    return answer
  }
}

const LIMITS = { headers: {}, maxBytes: MOST_BYTES, timeoutMs: TIMEOUT } as const

interface Asking extends Omit<Surroundings, 'now'> {
  readonly headers: Readonly<Record<string, string>>
  readonly maxBytes: number
  readonly timeoutMs: number
}

async function reach(url: string, asking: Asking): Promise<Fetched> {
  const target = new URL(url)
  const own = new URL(asking.origin)
  // did:web speaks of https; a development server answers for itself over http
  if (target.host === own.host) return get(new URL(target.pathname + target.search, own), asking)
  if (!isPublic(target)) return throughRelay(url, asking)
  try {
    return await get(target, asking)
  } catch (error) {
    if (error instanceof RangeError) throw error
    return throughRelay(url, asking)
  }
}

const throughRelay = async (url: string, asking: Asking): Promise<Fetched> => {
  const relay = new URL(`/api/relay?url=${encodeURIComponent(url)}`, asking.origin)
  return { ...(await get(relay, asking)), url }
}

/** Names that only a network of one's own knows, and addresses, are not asked from a reader's device. */
export const isPublic = ({ protocol, hostname }: URL): boolean =>
  protocol === 'https:' &&
  hostname.includes('.') &&
  !/^[\d.]+$|^\[|\.(local|localhost|internal|lan|home|intranet|corp|home\.arpa)\.?$/i.test(hostname)

async function get(url: URL, { ask, headers, maxBytes, timeoutMs }: Asking): Promise<Fetched> {
  const response = await ask(url, {
    headers: { ...headers },
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
  })
  const body = await limited(response, maxBytes)
  const answered = Object.fromEntries(response.headers)
  return { status: response.status, headers: answered, body, url: url.href }
}

/** @throws {RangeError} when the answer is larger */
async function limited(response: Response, maxBytes: number): Promise<Uint8Array> {
  const parts: Uint8Array<ArrayBuffer>[] = []
  let size = 0
  const reader = response.body?.getReader()
  for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
    size += next.value.length
    if (size > maxBytes) {
      await reader?.cancel()
      throw new RangeError(`larger than ${maxBytes} bytes`)
    }
    parts.push(next.value)
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer())
}
