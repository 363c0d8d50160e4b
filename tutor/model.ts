/**
 * The only file that talks to a language model, over any OpenAI-compatible endpoint.
 *
 * The package is used for the shape of requests and streams; what can hang, lie or leak is held here:
 * endpoint and key come from our settings alone, no redirect is followed, the time of the whole answer
 * and of each silence in it is limited, its size too, and an answer that did not say it was finished
 * is no answer.
 *
 * @module
 */

import { APIConnectionError, APIError, OpenAI } from 'openai'
import type { ChatCompletionCreateParams } from 'openai/resources/chat/completions'
import { Stream } from 'openai/streaming'
import type { ModelConfig } from '../platform/config.ts'
import { type Chunk, finishedText, parseChunk, parseCompletion } from './model-answer.ts'
import { readAll, watched } from './model-body.ts'
import { ModelFailure } from './model-failure.ts'

export interface ModelMessage {
  readonly role: 'system' | 'user' | 'assistant'
  readonly content: string
}

/** How the server is asked to keep to a schema; `prompt`: by words alone. */
export type ResponseFormat =
  | { readonly mode: 'json_schema'; readonly name: string; readonly schema: object }
  | { readonly mode: 'json_object' }
  | { readonly mode: 'prompt' }

export interface ModelRequest {
  readonly messages: readonly ModelMessage[]
  readonly maxTokens: number
  /** 0 for marks; the server's own unless said. */
  readonly temperature?: number
  readonly format?: ResponseFormat
  /** Ends the request early, e.g. when the learner has gone. */
  readonly signal?: AbortSignal
}

export interface ModelReply {
  readonly text: string
  /** As the server names it: often more exact than what was asked for. */
  readonly model: string
  readonly tokens: number | undefined
}

export interface ModelLimits {
  /** Milliseconds until the whole answer is there. */
  readonly deadlineMs: number
  /** Milliseconds without a byte. */
  readonly idleMs: number
  readonly maxBytes: number
}

export interface Model {
  /** As asked for in the settings. */
  readonly name: string
  /** Who runs it, where: shown to learners. */
  readonly label: string
  /** @throws {ModelFailure} when no complete answer came */
  complete(request: ModelRequest): Promise<ModelReply>
  /**
   * Hands on each piece of text the moment it arrives.
   *
   * @throws {ModelFailure} when the answer did not come to its end; what was handed on is void
   */
  stream(request: ModelRequest, onText: (text: string) => void): Promise<ModelReply>
}

const LIMITS: ModelLimits = { deadlineMs: 90_000, idleMs: 20_000, maxBytes: 1024 * 1024 }

/** What servers differ in; learnt from their refusals. */
interface Dialect {
  tokensMember: 'max_tokens' | 'max_completion_tokens'
  temperature: boolean
}

/** What of the settings reaches the endpoint. */
type Endpoint = Omit<ModelConfig, 'region'>

export function createModel(config: Endpoint, limits: Partial<ModelLimits> = {}): Model {
  const client = new Client(config)
  const held = { ...LIMITS, ...limits }
  const dialect: Dialect = { tokensMember: 'max_tokens', temperature: true }
  const send = (request: ModelRequest, stream: boolean, read: Read) =>
    inDialect(dialect, () => {
      const body = { ...requestBody(request, config.model, dialect), stream }
      return withDeadline(held, request.signal, async (controller) => {
        const response = await open(client, body, controller.signal)
        return read(response, controller)
      })
    })
  const finish = (chunks: readonly Chunk[]): ModelReply => finishedText(chunks, config.model)
  return {
    name: config.model,
    label: config.label,
    complete: (request) =>
      send(request, false, async (response, controller) =>
        finish([parseCompletion(response, await readAll(response, held, controller))]),
      ),
    stream: (request, onText) =>
      send(request, true, async (response, controller) => {
        const isStream = response.headers.get('content-type')?.startsWith('text/event-stream')
        const chunks = isStream
          ? events(response, watched(response, held, controller), { client, controller })
          : [parseCompletion(response, await readAll(response, held, controller))]
        const seen: Chunk[] = []
        for await (const chunk of chunks) {
          seen.push(chunk)
          if (chunk.text) onText(chunk.text)
        }
        return finish(seen)
      }),
  }
}

type Read = (response: Response, controller: AbortController) => Promise<ModelReply>

/** Sends nothing but what we put there: the package also reads headers from the environment. */
class Client extends OpenAI {
  readonly #key: string

  constructor({ baseUrl, apiKey }: Endpoint) {
    super({
      baseURL: baseUrl,
      apiKey: apiKey || 'none',
      adminAPIKey: null,
      organization: null,
      project: null,
      webhookSecret: null,
      maxRetries: 0,
      logLevel: 'off',
      fetchOptions: { redirect: 'error' },
    })
    this.#key = apiKey
  }

  protected override async prepareRequest(request: { headers?: unknown }): Promise<void> {
    request.headers = new Headers({
      accept: 'application/json, text/event-stream',
      'content-type': 'application/json',
      ...(this.#key ? { authorization: `Bearer ${this.#key}` } : {}),
    })
  }
}

function requestBody(
  { messages, maxTokens, temperature, format }: ModelRequest,
  model: string,
  dialect: Dialect,
): Omit<ChatCompletionCreateParams, 'stream'> {
  return {
    model,
    messages: messages.map(({ role, content }) => ({ role, content })),
    [dialect.tokensMember]: maxTokens,
    ...(temperature !== undefined && dialect.temperature ? { temperature } : {}),
    ...responseFormat(format),
  }
}

function responseFormat(
  format: ResponseFormat | undefined,
): Pick<ChatCompletionCreateParams, 'response_format'> {
  if (!format || format.mode === 'prompt') return {}
  if (format.mode === 'json_object') return { response_format: { type: 'json_object' } }
  const { name, schema } = format
  const json_schema = { name, strict: true, schema: { ...schema } }
  return { response_format: { type: 'json_schema', json_schema } }
}

/** Servers refuse one of two names for the same limit, and some a temperature: each is learnt once. */
async function inDialect<T>(dialect: Dialect, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (failure) {
    if (!(failure instanceof ModelFailure) || !learn(dialect, failure.parameter)) throw failure
    return inDialect(dialect, work)
  }
}

function learn(dialect: Dialect, parameter: string | undefined): boolean {
  if (parameter === 'max_tokens' && dialect.tokensMember === 'max_tokens') {
    dialect.tokensMember = 'max_completion_tokens'
    return true
  }
  if (parameter === 'temperature' && dialect.temperature) {
    dialect.temperature = false
    return true
  }
  return false
}

/** The package's own time limit ends with the headers; this one holds to the last byte. */
async function withDeadline<T>(
  { deadlineMs }: ModelLimits,
  signal: AbortSignal | undefined,
  work: (controller: AbortController) => Promise<T>,
): Promise<T> {
  const controller = new AbortController()
  const { promise: ended, reject } = Promise.withResolvers<never>()
  const end = (failure: ModelFailure) => {
    reject(failure)
    controller.abort(failure)
  }
  const stopped = () => end(new ModelFailure('stopped'))
  if (signal?.aborted) throw new ModelFailure('stopped')
  signal?.addEventListener('abort', stopped)
  const timer = setTimeout(() => end(new ModelFailure('deadline')), deadlineMs)
  const working = work(controller)
  working.catch(() => {}) // after the deadline nobody waits for it any more
  try {
    return await Promise.race([working, ended])
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', stopped)
    controller.abort()
  }
}

async function open(client: Client, body: object, signal: AbortSignal): Promise<Response> {
  try {
    const params = body as ChatCompletionCreateParams
    return await client.chat.completions.create(params, { signal }).asResponse()
  } catch (error) {
    if (signal.reason instanceof ModelFailure) throw signal.reason
    throw failureOf(error)
  }
}

function failureOf(cause: unknown): ModelFailure {
  if (cause instanceof APIConnectionError) {
    const redirected = /redirect/i.test(`${cause.message} ${String(innermost(cause))}`)
    return new ModelFailure(redirected ? 'redirected' : 'unreachable', { cause })
  }
  if (!(cause instanceof APIError)) return new ModelFailure('unreachable', { cause })
  const status = Number(cause.status ?? 0)
  const detail = `status ${status}`
  const retryAfter = retryAfterOf(cause.headers)
  if (status === 429) {
    const reason = cause.code === 'insufficient_quota' ? 'quota' : 'rate-limited'
    return new ModelFailure(reason, { retryAfter, status, detail })
  }
  if (status === 408 || status === 409 || status >= 500) {
    return new ModelFailure('server-error', { retryAfter, status, detail })
  }
  return new ModelFailure('rejected', { status, detail, parameter: cause.param ?? undefined })
}

function innermost(error: unknown): unknown {
  return error instanceof Error && error.cause !== undefined ? innermost(error.cause) : error
}

/** Seconds; a date is left to our own delays. At most an hour: a server does not park our queue. */
function retryAfterOf(headers: Headers | undefined): number | undefined {
  const text = headers?.get('retry-after') ?? ''
  return /^\d{1,9}$/.test(text) ? Math.min(Number(text), 3600) : undefined
}

async function* events(
  { headers }: Response,
  body: ReadableStream<Uint8Array>,
  { client, controller }: { client: Client; controller: AbortController },
): AsyncIterable<Chunk> {
  const response = new Response(body, { headers })
  try {
    // Not the controller of the request: the package would take our reason for a quiet end.
    const own = new AbortController()
    for await (const event of Stream.fromSSEResponse<unknown>(response, own, client)) {
      yield parseChunk(event)
    }
  } catch (cause) {
    if (cause instanceof ModelFailure) throw cause
    if (controller.signal.reason instanceof ModelFailure) throw controller.signal.reason
    if (cause instanceof SyntaxError) throw new ModelFailure('malformed', { cause })
    throw cause instanceof APIError
      ? new ModelFailure('server-error', { detail: 'said within the stream', cause })
      : new ModelFailure('cut', { cause })
  }
}
