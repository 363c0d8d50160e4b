/**
 * A client of Brevet for platforms, its types generated from the OpenAPI document.
 *
 * @example
 * ```ts
 * const brevet = createBrevet({ origin: 'https://brevet.example', clientId, clientSecret })
 * const { data, error } = await brevet.POST('/credentials/verify', { body: { verifiableCredential } })
 * for await (const answer of brevet.verifyBatch(lines, { policy: 'junior' })) console.log(answer.line)
 * ```
 * @module
 */

import createClient, { type Client, type Middleware } from 'openapi-fetch'
import type { components, operations, paths } from './api.ts'

export type { components, operations, paths } from './api.ts'

export type BatchLine =
  operations['postCredentialsVerifyBatch']['requestBody']['content']['application/x-ndjson']
export type BatchOptions = NonNullable<
  operations['postCredentialsVerifyBatch']['parameters']['query']
>
export type BatchAnswer =
  operations['postCredentialsVerifyBatch']['responses'][200]['content']['application/x-ndjson']
export type ProblemDocument = components['schemas']['Problem']

export interface BrevetOptions {
  /** E.g. `https://brevet.example`. */
  readonly origin: string
  /** An API client; without one only what is open to all can be asked. */
  readonly clientId?: string
  readonly clientSecret?: string
  readonly fetch?: typeof globalThis.fetch
}

/** Every endpoint by its path (`GET`, `POST`, …, see openapi-fetch), and what streams. */
export interface Brevet extends Client<paths> {
  /**
   * Verifies many credentials in one request; answers come in order, while lines are still sent. Lines are taken
   * from where they come as fast as the connection takes them; leaving the loop ends the request.
   *
   * @throws {BrevetError} when the whole is refused; a line that is refused has its `problem` instead
   */
  verifyBatch(
    lines: Iterable<BatchLine> | AsyncIterable<BatchLine>,
    options?: BatchOptions & { readonly signal?: AbortSignal },
  ): AsyncGenerator<BatchAnswer, void, undefined>
}

/** What the server refused. */
export class BrevetError extends Error {
  override readonly name = 'BrevetError'
  readonly status: number
  readonly problem: Partial<ProblemDocument>

  constructor(status: number, problem: Partial<ProblemDocument>) {
    super(problem.detail ?? problem.title ?? `the server answered ${status}`)
    this.status = status
    this.problem = problem
  }
}

export function createBrevet(options: BrevetOptions): Brevet {
  const { fetch = globalThis.fetch } = options
  const origin = options.origin.replace(/\/+$/, '')
  const client = createClient<paths>({ baseUrl: origin, fetch })
  const bearer = tokens({ ...options, origin, fetch })
  client.use(signedIn(bearer))
  return Object.assign(client, {
    verifyBatch: (
      lines: Iterable<BatchLine> | AsyncIterable<BatchLine>,
      how: BatchOptions & { readonly signal?: AbortSignal } = {},
    ) => verifyBatch({ origin, fetch, bearer }, lines, how),
  })
}

/** Gives the header of a caller; `undefined` for one without credentials. */
interface Bearer {
  header(): Promise<string | undefined>
  /** The token was refused; the next request gets another. */
  forget(): void
}

/** Seconds before its end when a token is not used any more. */
const EARLY = 30

function tokens({
  origin,
  clientId,
  clientSecret,
  fetch,
}: BrevetOptions & { readonly fetch: typeof globalThis.fetch }): Bearer {
  let asked: Promise<{ readonly header: string; readonly until: number }> | undefined
  const ask = async () => {
    const credentials = [clientId, clientSecret].map((part) => encodeURIComponent(part ?? ''))
    const response = await fetch(`${origin}/oauth/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(credentials.join(':'))}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    })
    if (!response.ok) throw await refusal(response)
    const { access_token: token, expires_in: seconds } = (await response.json()) as {
      readonly access_token: string
      readonly expires_in: number
    }
    return { header: `Bearer ${token}`, until: performance.now() + (seconds - EARLY) * 1000 }
  }
  const forget = () => {
    asked = undefined
  }
  return {
    header: async () => {
      if (clientId === undefined) return undefined
      if (asked && (await asked).until <= performance.now()) forget()
      asked ??= ask()
      asked.catch(forget)
      return (await asked).header
    },
    forget,
  }
}

const signedIn = (bearer: Bearer): Middleware => ({
  onRequest: async ({ request }) => {
    const header = await bearer.header()
    if (header !== undefined) request.headers.set('authorization', header)
    return request
  },
  onResponse: ({ response }) => {
    if (response.status === 401) bearer.forget()
    return response
  },
})

interface Connection {
  readonly origin: string
  readonly fetch: typeof globalThis.fetch
  readonly bearer: Bearer
}

async function* verifyBatch(
  { origin, fetch, bearer }: Connection,
  lines: Iterable<BatchLine> | AsyncIterable<BatchLine>,
  { signal, ...query }: BatchOptions & { readonly signal?: AbortSignal },
): AsyncGenerator<BatchAnswer, void, undefined> {
  const url = new URL('/credentials/verify/batch', origin)
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
  const header = await bearer.header()
  // Whoever leaves in the middle ends the request too: its lines would be sent for ever.
  const left = new AbortController()
  const until = signal ? AbortSignal.any([left.signal, signal]) : left.signal
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-ndjson',
      ...(header !== undefined && { authorization: header }),
    },
    body: bytesOf(lines, until),
    duplex: 'half',
    signal: until,
  } as RequestInit)
  if (response.status === 401) bearer.forget()
  try {
    if (!response.ok || !response.body) throw await refusal(response)
    for await (const line of linesOf(response.body)) yield JSON.parse(line) as BatchAnswer
  } finally {
    left.abort()
  }
}

/** A line is read from its source when the connection takes one. */
function bytesOf(
  lines: Iterable<BatchLine> | AsyncIterable<BatchLine>,
  until: AbortSignal,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  const source =
    Symbol.asyncIterator in lines ? lines[Symbol.asyncIterator]() : lines[Symbol.iterator]()
  const letGo = async (): Promise<void> => {
    await source.return?.()
  }
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        if (until.aborted) {
          await letGo()
          controller.close()
          return
        }
        const { done, value } = await source.next()
        if (done) controller.close()
        else controller.enqueue(encoder.encode(`${JSON.stringify(value)}\n`))
      },
      cancel: letGo,
    },
    { highWaterMark: 1 },
  )
}

async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder()
  const reader = body.getReader()
  let rest = ''
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      const parts = `${rest}${decoder.decode(read.value, { stream: true })}`.split('\n')
      rest = parts.pop() ?? ''
      yield* parts.filter(Boolean)
    }
    if (rest !== '') yield rest
  } finally {
    await reader.cancel()
  }
}

async function refusal(response: Response): Promise<BrevetError> {
  const text = await response.text()
  try {
    return new BrevetError(response.status, JSON.parse(text) as Partial<ProblemDocument>)
  } catch {
    return new BrevetError(response.status, {})
  }
}
