import { lookup } from 'node:dns/promises'
import type { RequestListener } from 'node:http'
import type { Duplex } from 'node:stream'
import {
  type Fetched,
  FetchFailed,
  type FetchOptions,
  FetchRefused,
  type GuardedFetch,
} from '../fetch.ts'
import { type Exchange, type ExchangeAnswer, exchange } from './exchange.ts'
import { ownOrigin } from './own-origin.ts'
import {
  checkedAddresses,
  checkedUrl,
  isOwn,
  pinned,
  type ResolveHost,
  type RuleConfig,
  redirectOf,
} from './rules.ts'

/** The way out, and the way back in for our own origin. */
export interface OwnedFetch extends GuardedFetch {
  /** Whoever composes the app sets what answers for `config.publicUrl`. */
  answerOwnOrigin(app: RequestListener): void
}

export interface FetchDeps {
  readonly config: RuleConfig
  /** All addresses of a host; the system's resolver unless said. */
  readonly lookup?: ResolveHost
  /** A further authority for certificates, PEM. */
  readonly ca?: string
}

const MAX_BYTES = 1024 * 1024
const TIMEOUT = 5000 // milliseconds
const MAX_REDIRECTS = 3

const systemLookup: ResolveHost = (hostname) => lookup(hostname, { all: true })

/**
 * Makes the one way out.
 *
 * A request goes to public addresses over https alone. Every address of the host is checked and the
 * connection goes to one that was, redirects stay on the host and are checked again, and size and
 * time are limited over the whole. Exceptions are our own origin, answered in process, and in
 * development the pairs of `FETCH_ALLOW`.
 */
export function createGuardedFetch(deps: FetchDeps): OwnedFetch {
  let connectToOwn: (() => Duplex) | undefined

  const step = async (hop: Hop): Promise<ExchangeAnswer> => {
    if (!isOwn(hop.url, deps.config)) {
      const addresses = await checkedAddresses(hop.url, deps.config, deps.lookup ?? systemLookup)
      hop.signal.throwIfAborted()
      // An agent of its own: no connection is kept, and no proxy of the environment is used.
      const connection = {
        agent: false,
        lookup: pinned(addresses),
        ...(deps.ca && { ca: deps.ca }),
      }
      return exchange({ ...hop, connection })
    }
    const connect = connectToOwn
    if (!connect) throw new FetchFailed('our own origin does not answer yet')
    return exchange({ ...hop, plain: true, connection: { createConnection: () => connect() } })
  }

  const guardedFetch: GuardedFetch = async (text, options = {}) => {
    const url = checkedUrl(text, deps.config)
    const { timeoutMs = TIMEOUT } = options
    const deadline = AbortSignal.timeout(timeoutMs)
    return inTime(follow(firstHop(url, options, deadline), deps.config, step), deadline)
  }
  return Object.assign(guardedFetch, {
    answerOwnOrigin: (app: RequestListener) => {
      connectToOwn = ownOrigin(app, deps.config.publicUrl.startsWith('https:'))
    },
  })
}

type Hop = Omit<Exchange, 'connection' | 'plain'>

const firstHop = (url: URL, options: FetchOptions, signal: AbortSignal): Hop => ({
  url,
  method: options.method ?? 'GET',
  headers: options.headers ?? {},
  body: options.body === undefined ? undefined : new Uint8Array(Buffer.from(options.body)),
  maxBytes: options.maxBytes ?? MAX_BYTES,
  signal,
})

async function follow(
  first: Hop,
  config: RuleConfig,
  step: (hop: Hop) => Promise<ExchangeAnswer>,
): Promise<Fetched> {
  let hop = first
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
    const answer = await step(hop)
    const { status, headers } = answer
    const next = redirectOf(hop.url, { status, location: headers.location })
    if (!next) return { ...answer, url: hop.url.href }
    hop = { ...hop, ...methodAfter(hop, status), url: checkedUrl(next.href, config) }
  }
  throw new FetchRefused(`more than ${MAX_REDIRECTS} redirects are not followed`)
}

/** A POST that is answered by "see there" is asked there with GET (RFC 9110 §15.4). */
function methodAfter(hop: Hop, status: number): Pick<Hop, 'method' | 'body' | 'headers'> {
  if (hop.method !== 'POST' || status === 307 || status === 308) return hop
  const headers = Object.entries(hop.headers).filter(([name]) => !/^content-/i.test(name))
  return { method: 'GET', body: undefined, headers: Object.fromEntries(headers) }
}

/** The resolver cannot be interrupted, so the whole is raced against the deadline. */
async function inTime<T>(work: Promise<T>, deadline: AbortSignal): Promise<T> {
  const late = Promise.withResolvers<never>()
  const onAbort = () => late.reject(new FetchFailed('no complete answer came in time'))
  deadline.addEventListener('abort', onAbort, { once: true })
  try {
    return await Promise.race([work, late.promise])
  } finally {
    deadline.removeEventListener('abort', onAbort)
  }
}
