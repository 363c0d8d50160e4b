/**
 * What an address takes, by the description of the interface.
 *
 * @module
 */

import type { RequestHandler, Response } from 'express'
import { Problem } from '../problem.ts'
import { httpProblems } from './problems.ts'

/** What is known of an endpoint: `schemas/operation.ts` has the whole. */
export interface KnownRoute {
  readonly method: string
  /** OpenAPI form, e.g. `/status-lists/{id}`. */
  readonly path: string
}

/** The methods that an address takes; none where nothing is known of it. */
type MethodsAt = (path: string) => ReadonlySet<string>

const NONE: ReadonlySet<string> = new Set()

interface Pattern {
  readonly pattern: RegExp
  readonly methods: readonly string[]
}

const segmentsOf = (path: string): number => path.split('/').length
const withoutEnd = (path: string): string => (path.endsWith('/') ? path.slice(0, -1) : path)

/** Made once: an address is compared with those of as many parts alone. */
function methodsOf(routes: readonly KnownRoute[]): MethodsAt {
  const byPath = Map.groupBy(routes, ({ path }) => path)
  const patterns = [...byPath].map(([path, found]): Pattern & { readonly parts: number } => ({
    parts: segmentsOf(path),
    pattern: patternOf(path),
    methods: found.map(({ method }) => method.toUpperCase()),
  }))
  const byParts = Map.groupBy(patterns, ({ parts }) => parts)
  return (requested) => {
    const path = withoutEnd(requested)
    const found = byParts.get(segmentsOf(path))?.filter(({ pattern }) => pattern.test(path)) ?? []
    if (found.length === 0) return NONE
    const methods = found.flatMap((one) => one.methods)
    return new Set(methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])))
  }
}

/** @throws {Problem} `method-not-allowed`, with `allow` */
function refuse(response: Response, methods: ReadonlySet<string>): never {
  const allow = [...methods].join(', ')
  response.set('allow', allow)
  throw new Problem(httpProblems.methodNotAllowed, { detail: `it takes ${allow}` })
}

/** Who is shown a page: all but those that take no HTML, or those alone that like it better than JSON. */
export type PageReaders = 'all' | 'browsers'

const LIKED: Readonly<Record<PageReaders, readonly string[]>> = {
  all: ['html', 'json'],
  browsers: ['json', 'html'],
}

/**
 * Before all routes: refuses a method that an address does not take, whoever asks, so that neither a page nor a
 * guard of the routes below it answers in its place.
 *
 * @param pageAt - for whom there is a page
 * @throws {Problem} `method-not-allowed`, with `allow`
 */
export function refuseOtherMethods(
  routes: readonly KnownRoute[],
  pageAt: (path: string) => PageReaders | undefined,
): RequestHandler {
  const methodsAt = methodsOf(routes)
  return (request, response, next) => {
    const { method, path } = request
    const methods = methodsAt(path)
    const taken = methods.size === 0 || methods.has(method) || method === 'OPTIONS'
    const readers = method === 'GET' || method === 'HEAD' ? pageAt(path) : undefined
    if (taken || (readers && request.accepts([...LIKED[readers]]) === 'html')) next()
    else refuse(response, methods)
  }
}

/**
 * After all routes: tells a wrong address from a wrong method.
 *
 * @throws {Problem} `method-not-allowed`, with `allow`, when the address takes other methods
 * @throws {Problem} `no-such-route` otherwise
 */
export function noSuchRoute(routes: readonly KnownRoute[]): RequestHandler {
  const methodsAt = methodsOf(routes)
  return (request, response) => {
    const methods = methodsAt(request.path)
    if (methods.size === 0) throw new Problem(httpProblems.noSuchRoute)
    refuse(response, methods)
  }
}

const patternOf = (path: string): RegExp =>
  new RegExp(
    `^${path
      .split(/\{[^}]+\}/)
      .map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('[^/]+')}$`,
  )
