import type { RequestHandler } from 'express'
import { Problem } from '../problem.ts'
import { httpProblems } from './problems.ts'

/** What is known of an endpoint: `schemas/operation.ts` has the whole. */
export interface KnownRoute {
  readonly method: string
  /** OpenAPI form, e.g. `/status-lists/{id}`. */
  readonly path: string
}

/**
 * After all routes: tells a wrong address from a wrong method.
 *
 * @throws {Problem} `method-not-allowed`, with `allow`, when the address takes other methods
 * @throws {Problem} `no-such-route` otherwise
 */
export function noSuchRoute(routes: readonly KnownRoute[]): RequestHandler {
  const patterns = routes.map(({ method, path }) => ({
    method: method.toUpperCase(),
    pattern: patternOf(path),
  }))
  return (request, response) => {
    const methods = patterns
      .filter(({ pattern }) => pattern.test(request.path))
      .flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method]))
    if (methods.length === 0) throw new Problem(httpProblems.noSuchRoute)
    const allow = [...new Set(methods)].join(', ')
    response.set('allow', allow)
    throw new Problem(httpProblems.methodNotAllowed, { detail: `it takes ${allow}` })
  }
}

const patternOf = (path: string): RegExp =>
  new RegExp(
    `^${path
      .split(/\{[^}]+\}/)
      .map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('[^/]+')}/?$`,
  )
