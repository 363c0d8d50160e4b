/**
 * Serves the built pages: files with a hash in their name for ever, everything else as an HTML page,
 * of which there are two: the verify pages, and all others.
 *
 * @module
 */

import { existsSync } from 'node:fs'
import { extname, resolve } from 'node:path'
import express, { type Request, type RequestHandler, type Response, Router } from 'express'
import type { PageReaders } from '../platform/http/no-such-route.ts'
import { httpProblems } from '../platform/http/problems.ts'
import { allowOtherHosts } from '../platform/http/security.ts'
import { Problem } from '../platform/problem.ts'

const YEAR = '365d'

/** The worker of the verify pages: a worker is bound by the policy of its own script. */
const CHECKING_WORKER = /^\/assets\/checking-worker-[\w-]+\.js$/

/** Folder the pages are built into. */
export const PAGES_FOLDER = resolve(import.meta.dirname, '../dist/web')

/** The pages that verify, which are built for themselves. */
const VERIFY_PAGES = /^\/(verify|v\/[^/]+)\/?$/

/** Pages at addresses where the interface takes other methods alone. */
const BESIDE_OPERATIONS = [/^\/profiles\/?$/, /^\/rankings\/[^/]+\/contest\/?$/]

/** For whom a page stands where an operation is documented that is not `GET`. */
export function pageBesideOperation(path: string): PageReaders | undefined {
  if (VERIFY_PAGES.test(path)) return 'all' // the worker that keeps it for later takes anything
  return BESIDE_OPERATIONS.some((pattern) => pattern.test(path)) ? 'browsers' : undefined
}

/**
 * @param folder - the built pages; when it is not there, every page answers with how to build them
 */
export function pages(folder: string = PAGES_FOLDER): Router {
  const router = Router()
  if (!existsSync(resolve(folder, 'index.html'))) {
    return router.get(/.*/, notBuilt)
  }
  router.use(CHECKING_WORKER, allowOtherHosts)
  router.use(compressedFiles(folder))
  router.use(
    '/assets',
    express.static(resolve(folder, 'assets'), {
      immutable: true,
      maxAge: YEAR,
    }),
    noSuchFile,
  )
  router.use(express.static(folder, { index: false, redirect: false, maxAge: 0 }))
  const verifyPage = resolve(folder, 'verify.html')
  router.get(VERIFY_PAGES, allowOtherHosts, (request, response, next) => {
    sendPage(verifyPage, { request, response, next })
  })
  router.get(/.*/, (request, response, next) => {
    if (request.path.startsWith('/api/')) return next()
    sendPage(resolve(folder, 'index.html'), { request, response, next })
  })
  return router
}

/** @throws {Problem} `no-such-route` */
const noSuchFile: RequestHandler = () => {
  throw new Problem(httpProblems.noSuchRoute)
}

interface Exchange {
  readonly request: Request
  readonly response: Response
  readonly next: () => void
}

function sendPage(file: string, { request, response, next }: Exchange): void {
  if (!request.accepts('html')) {
    next()
    return
  }
  response.set('cache-control', 'no-cache').vary('accept-encoding')
  if (wantsBrotli(request)) {
    response.set('content-encoding', 'br').type('html').sendFile(`${file}.br`)
  } else response.sendFile(file)
}

const wantsBrotli = (request: Request): boolean => request.acceptsEncodings('br') === 'br'

/** Text files that the build compressed. */
const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
}

/** Sends a text file as the build compressed it, to browsers that read that. */
function compressedFiles(folder: string): RequestHandler {
  return (request, response, next) => {
    const type = TYPES[extname(request.path)]
    if (!type || !['GET', 'HEAD'].includes(request.method)) return next()
    response.vary('accept-encoding')
    if (!wantsBrotli(request)) return next()
    const immutable = request.path.startsWith('/assets/')
    response.set('content-encoding', 'br').type(type)
    response.sendFile(
      `${request.path.slice(1)}.br`,
      { root: folder, immutable, maxAge: immutable ? YEAR : 0, dotfiles: 'ignore' },
      (error) => {
        if (!error || response.headersSent) return
        response.removeHeader('content-encoding')
        response.removeHeader('cache-control')
        next()
      },
    )
  }
}

const notBuilt: RequestHandler = (request, response, next) => {
  if (request.path.startsWith('/api/') || !request.accepts('html')) return next()
  response
    .status(503)
    .type('text/plain')
    .send('The pages are not built yet: run "npm run build", or start with "npm start".\n')
}
