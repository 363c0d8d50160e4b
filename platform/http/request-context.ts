/**
 * Each request gets an id, and one line in the log that names nobody.
 *
 * @module
 */

import type { ServerResponse } from 'node:http'
import type { Request, RequestHandler, Response } from 'express'
import type { Ground } from '../ground.ts'
import { newId } from '../id.ts'

const routes = new WeakMap<Request, string>()

/** What a finished request is told by: the route's pattern, never the path, which may name a person. */
export interface RequestSummary {
  readonly method: string
  /** E.g. `/awards/{id}`; `unmatched` when no route took it. */
  readonly route: string
  readonly status: number
  readonly ms: number
  /** The caller went away before the answer was complete. */
  readonly aborted: boolean
}

/**
 * First middleware: sets `x-request-id`, and hears of the end of the request.
 *
 * An id sent by the caller is not taken over: it could carry anything into the log.
 *
 * @param onEnd - further ears, e.g. the metrics
 */
export function requestContext(
  { log, clock, random }: Pick<Ground, 'log' | 'clock' | 'random'>,
  onEnd: (summary: RequestSummary) => void = () => {},
): RequestHandler {
  return (request, response, next) => {
    const requestId = newId(random, clock())
    response.set('x-request-id', requestId)
    watchRoute(request)
    const { method } = request
    const route = () => routes.get(request) ?? 'unmatched'
    hearEnd(response, { requestId, method, route, log, onEnd })
    next()
  }
}

interface Heard {
  readonly requestId: string
  readonly method: string
  /** Asked at the end. */
  readonly route: () => string
  readonly log: Ground['log']
  readonly onEnd: (summary: RequestSummary) => void
}

/** One line in the log, and a summary, once the answer is complete or nobody waits for it any more. */
export function hearEnd(
  response: ServerResponse,
  { requestId, method, route, log, onEnd }: Heard,
): void {
  const begun = performance.now()
  response.once('close', () => {
    const summary = {
      method,
      route: route(),
      status: response.statusCode,
      ms: Math.round((performance.now() - begun) * 10) / 10,
      aborted: !response.writableFinished,
    }
    log.info({ requestId, ...summary }, 'request')
    onEnd(summary)
  })
}

export const requestIdOf = (response: Response): string | undefined => {
  const id = response.getHeader('x-request-id')
  return id === undefined ? undefined : String(id)
}

/** Express forgets where a router was mounted once it fails, so the pattern is noted on the way in. */
function watchRoute(request: Request): void {
  let current: unknown
  Object.defineProperty(request, 'route', {
    configurable: true,
    enumerable: true,
    get: () => current,
    set: (route: unknown) => {
      current = route
      routes.set(request, `${request.baseUrl}${patternOf(route)}` || '/')
    },
  })
}

function patternOf(route: unknown): string {
  const path = typeof route === 'object' && route !== null && 'path' in route ? route.path : ''
  return String(path).replace(/[:*](\w+)/g, '{$1}')
}
