/**
 * What the browser may do with our answers.
 *
 * @module
 */

import type { Request, RequestHandler, Response } from 'express'
import helmet from 'helmet'
import type { Config } from '../config.ts'

/** Nothing from elsewhere, no inline script or style, no frame around us, Trusted Types. */
const DIRECTIVES = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  fontSrc: ["'self'"],
  imgSrc: ["'self'", 'data:', 'blob:'],
  connectSrc: ["'self'"],
  mediaSrc: ["'self'", 'blob:'],
  workerSrc: ["'self'"],
  manifestSrc: ["'self'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
  requireTrustedTypesFor: ["'script'"],
}

const TWO_YEARS = 63_072_000 // seconds

/**
 * The headers of every answer.
 *
 * HSTS only where the public address is https: elsewhere it would lock a developer out of localhost.
 */
export function securityHeaders({ publicUrl }: Pick<Config, 'publicUrl'>): RequestHandler[] {
  const https = publicUrl.startsWith('https:')
  return [
    helmet({
      contentSecurityPolicy: { useDefaults: false, directives: DIRECTIVES },
      strictTransportSecurity: https && { maxAge: TWO_YEARS, includeSubDomains: false },
      referrerPolicy: { policy: 'no-referrer' },
      xFrameOptions: { action: 'deny' },
    }),
    (_request, response, next) => {
      response.set('permissions-policy', 'camera=(self), microphone=(), geolocation=(), payment=()')
      next()
    },
  ]
}

/** The same headers, found once, names and values in turn: they do not depend on the request. */
export function fixedSecurityHeaders(config: Pick<Config, 'publicUrl'>): readonly string[] {
  const headers = new Map<string, string>()
  const recorder = {
    set: (name: string, value: string) => headers.set(name, value),
    setHeader: (name: string, value: string) => headers.set(name, value),
    removeHeader: (name: string) => headers.delete(name),
  }
  for (const handler of securityHeaders(config)) {
    void handler({} as Request, recorder as unknown as Response, () => undefined)
  }
  return [...headers].flat()
}

/** For pages that decode dense codes with WebAssembly: the same policy, and compiling it allowed. */
export const allowWebAssembly: RequestHandler = helmet.contentSecurityPolicy({
  useDefaults: false,
  directives: { ...DIRECTIVES, scriptSrc: ["'self'", "'wasm-unsafe-eval'"] },
})

/** For the pages that verify by themselves: they ask issuers for keys and lists of withdrawn certificates. */
export const allowOtherHosts: RequestHandler = helmet.contentSecurityPolicy({
  useDefaults: false,
  directives: { ...DIRECTIVES, connectSrc: ["'self'", 'https:'] },
})

/** For what signed documents cite and verifiers in other people's pages read: open to every origin. */
export const openToEveryOrigin: RequestHandler = (_request, response, next) => {
  response.set({
    'access-control-allow-origin': '*',
    'access-control-expose-headers': 'etag, content-type',
    'cross-origin-resource-policy': 'cross-origin',
  })
  next()
}
