/**
 * A short way in front of Express for the few routes that are asked most.
 *
 * The same handlers answer on both ways. What the short way leaves out is the search through all
 * routes and the general reading of bodies, which cost as much as checking a credential does. Only
 * plain requests take it: without a session, token, encoding or anything else that wants looking into.
 *
 * @module
 */

import type {
  IncomingHttpHeaders,
  IncomingMessage,
  RequestListener,
  ServerResponse,
} from 'node:http'
import type { ErrorRequestHandler, Express, Request, RequestHandler, Response } from 'express'

/** A route by its path; `POST` alone. */
export interface QuickRoute {
  readonly path: string
  /** Run after the body was read as text. */
  readonly handlers: readonly RequestHandler[]
}

export interface QuickLane {
  readonly app: Express
  readonly routes: readonly QuickRoute[]
  /** What every request goes through before its body is read. */
  readonly before: readonly RequestHandler[]
  /** Answers what a handler threw. */
  readonly onError: ErrorRequestHandler
}

const MAX_BYTES = 1_048_576 // as much as the routes themselves take

/** Headers that mean nothing to these routes. Any other request goes to Express. */
const HARMLESS: ReadonlySet<string> = new Set([
  ...['host', 'connection', 'keep-alive', 'user-agent', 'accept', 'accept-encoding'],
  ...['accept-language', 'content-type', 'content-length', 'x-forwarded-for', 'x-forwarded-proto'],
  ...[
    'x-forwarded-host',
    'x-forwarded-port',
    'x-real-ip',
    'forwarded',
    'traceparent',
    'tracestate',
  ],
  ...['sec-fetch-mode', 'sec-fetch-site', 'sec-fetch-dest', 'pragma', 'cache-control', 'priority'],
])

const JSON_TYPE = /^application\/json(?:; ?charset=utf-8)?$/i

function isPlain(headers: IncomingHttpHeaders): boolean {
  const length = headers['content-length']
  if (length === undefined || Number(length) > MAX_BYTES) return false
  if (!JSON_TYPE.test(headers['content-type'] ?? '')) return false
  for (const name of Object.keys(headers)) if (!HARMLESS.has(name)) return false
  return true
}

/** A listener that takes plain requests to the routes itself and hands all others to Express. */
export function quickLane({ app, routes, before, onError }: QuickLane): RequestListener {
  const byPath = new Map(routes.map((route) => [route.path, route]))
  return (incoming, outgoing) => {
    const route = incoming.method === 'POST' ? byPath.get(incoming.url ?? '') : undefined
    if (!route || !isPlain(incoming.headers)) {
      app(incoming, outgoing)
      return
    }
    const [request, response] = dressed(app, incoming, outgoing)
    request.baseUrl = ''
    run(before, request, response)
      .then(async () => {
        request.route = { path: route.path }
        request.body = await readText(incoming)
        await run(route.handlers, request, response)
      })
      .catch((error: unknown) => onError(error, request, response, () => undefined))
  }
}

/** With what handlers expect of requests and answers, as Express does it. */
function dressed(
  app: Express,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): [Request, Response] {
  const request = Object.setPrototypeOf(incoming, app.request) as Request
  const response = Object.setPrototypeOf(outgoing, app.response) as Response
  Object.assign(request, { res: response, originalUrl: incoming.url })
  response.req = request
  response.locals = Object.create(null) as Response['locals']
  return [request, response]
}

/** Runs handlers in their order; ends when one does not call the next. */
async function run(
  handlers: readonly RequestHandler[],
  request: Request,
  response: Response,
): Promise<void> {
  for (const handler of handlers) {
    let went = false
    let refusal: unknown
    const next = (error?: unknown): void => {
      went = true
      refusal = error
    }
    await (handler(request, response, next) as unknown)
    if (refusal !== undefined) throw refusal
    if (!went) return
  }
}

/** The body as text, without the mark that some put before it. */
function readText(incoming: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.once('error', reject)
    incoming.once('end', () => {
      const [only] = chunks
      const bytes = only && chunks.length === 1 ? only : Buffer.concat(chunks)
      const text = bytes.toString()
      resolve(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text)
    })
  })
}
