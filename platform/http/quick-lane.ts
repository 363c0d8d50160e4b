/**
 * A short way in front of Express for the few routes that are asked most.
 *
 * The same functions answer on both ways. What the short way leaves out is the search through all routes,
 * the general reading of bodies and the dressing of requests and answers, which cost more than checking a
 * credential does. Only plain requests take it: without a session, token, encoding or anything else that
 * wants looking into.
 *
 * @module
 */

import type {
  IncomingHttpHeaders,
  IncomingMessage,
  RequestListener,
  ServerResponse,
} from 'node:http'
import type { ErrorRequestHandler, Express, Request, Response } from 'express'
import type { Config } from '../config.ts'
import type { Ground } from '../ground.ts'
import { newId } from '../id.ts'
import { NOBODY } from './actor.ts'
import { isLarge, type Leave, largeBodies } from './large-bodies.ts'
import { type Guard, limitHeaders } from './rate-limit.ts'
import { hearEnd, type RequestSummary } from './request-context.ts'
import { fixedSecurityHeaders } from './security.ts'
import { unfinishedBodies } from './unfinished-bodies.ts'
import { createBodyText } from './utf8.ts'

/** A request whose body was read, by nobody who is known. */
export interface QuickRequest {
  readonly text: string
  /** The body as it came, where it came in one piece. */
  readonly octets?: Uint8Array | undefined
  readonly acceptLanguage: string | undefined
}

export interface JsonAnswer {
  readonly status: number
  readonly body: object
  /** A last member of a body with others, whose text is at hand: written as it was received. */
  readonly last?: RawMember | undefined
}

export interface RawMember {
  readonly name: string
  /** JSON in UTF-8. */
  readonly json: Uint8Array
}

/** A route by its path; `POST` alone. */
export interface QuickRoute {
  readonly path: string
  readonly guard: Guard
  /** What it throws is answered as Express would have it answered. */
  readonly answer: (request: QuickRequest) => Promise<JsonAnswer>
}

export interface QuickLane extends Pick<Ground, 'log' | 'clock' | 'random'> {
  readonly app: Express
  readonly config: Pick<Config, 'publicUrl'>
  readonly routes: readonly QuickRoute[]
  readonly onEnd: (summary: RequestSummary) => void
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
  for (const name in headers) if (!HARMLESS.has(name)) return false
  return true
}

/** A listener that takes plain requests to the routes itself and hands all others to Express. */
export function quickLane(lane: QuickLane): RequestListener {
  const { app } = lane
  const byPath = new Map(lane.routes.map((route) => [route.path, route]))
  const fixed = fixedSecurityHeaders(lane.config)
  return (incoming, outgoing) => {
    const route = incoming.method === 'POST' ? byPath.get(incoming.url ?? '') : undefined
    if (route && isPlain(incoming.headers)) void take({ route, incoming, outgoing, fixed }, lane)
    else app(incoming, outgoing)
  }
}

interface Taken {
  readonly route: QuickRoute
  readonly incoming: IncomingMessage
  readonly outgoing: ServerResponse
  readonly fixed: readonly string[]
}

async function take({ route, incoming, outgoing, fixed }: Taken, lane: QuickLane): Promise<void> {
  const requestId = newId(lane.random, lane.clock())
  const { log, onEnd } = lane
  let noted = 'unmatched'
  let leave: Leave | undefined
  hearEnd(outgoing, { requestId, method: 'POST', route: () => noted, log, onEnd })
  const headers = ['x-request-id', requestId, ...fixed]
  try {
    const counted = await route.guard.count?.({ actor: NOBODY, ip: addressOf(incoming, lane.app) })
    if (counted) headers.push(...limitHeaders(counted.left))
    if (counted?.refusal) throw counted.refusal
    noted = route.path
    unfinishedBodies.enter(incoming)
    const body = await readText(incoming)
    const acceptLanguage = incoming.headers['accept-language']
    leave = isLarge(incoming) ? await largeBodies.enter() : await together(body.text.length)
    send(outgoing, headers, await route.answer({ ...body, acceptLanguage }))
  } catch (error) {
    const [request, response] = dressed(lane.app, incoming, outgoing)
    for (let at = 0; at < headers.length; at += 2) {
      if (!response.headersSent) response.setHeader(headers[at] ?? '', headers[at + 1] ?? '')
    }
    void lane.onError(error, request, response, () => undefined)
  } finally {
    leave?.()
  }
}

interface Turn {
  readonly end: Promise<void>
  /** Characters of the bodies that are read in it. */
  characters: number
}

let turn: Turn | undefined

/** Characters of bodies that are read in one turn: who comes beside them waits no longer. */
const PER_TURN = 262_144

/**
 * The end of a turn of the event loop, the same for all who wait for it.
 *
 * Requests whose bodies came in one turn go on side by side, step by step, so that what each step needs is in the
 * processor's caches for all of them.
 */
async function together(characters: number): Promise<undefined> {
  while (turn && turn.characters + characters > PER_TURN) await turn.end
  turn ??= { characters: 0, end: endOfTurn() }
  turn.characters += characters
  await turn.end
}

const endOfTurn = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(() => {
      turn = undefined
      resolve()
    })
  })

/** As Express finds it: behind the proxies that are trusted. */
const addressOf = ({ socket, headers }: IncomingMessage, app: Express): string | undefined =>
  Reflect.get(app.request, 'ip', { app, socket, headers }) as string | undefined

function send(
  outgoing: ServerResponse,
  headers: string[],
  { status, body, last }: JsonAnswer,
): void {
  const text = JSON.stringify(body)
  const answer = last ? withLast(text, last) : text
  headers.push('content-type', 'application/json; charset=utf-8')
  headers.push('content-length', String(Buffer.byteLength(answer)))
  outgoing.writeHead(status, headers).end(answer)
}

/** What was received is not written anew: that costs more than all the rest of an answer. */
function withLast(text: string, { name, json }: RawMember): Uint8Array {
  const start = `${text.slice(0, -1)},${JSON.stringify(name)}:`
  const length = Buffer.byteLength(start)
  const bytes = Buffer.allocUnsafe(length + json.length + 1)
  bytes.write(start)
  bytes.set(json, length)
  bytes[bytes.length - 1] = 0x7d
  return bytes
}

/** With what handlers of errors expect of requests and answers, as Express does it. */
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

/** The body as text, without the mark that some put before it. */
function readText(incoming: IncomingMessage): Promise<Pick<QuickRequest, 'text' | 'octets'>> {
  return new Promise((resolve, reject) => {
    const body = createBodyText()
    incoming.on('data', body.take)
    incoming.once('error', reject)
    incoming.once('end', () => {
      try {
        resolve({ text: body.text(), octets: body.octets() })
      } catch (error) {
        reject(error)
      }
    })
  })
}
