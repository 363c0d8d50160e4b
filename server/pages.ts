/**
 * Serves the built pages: files with a hash in their name for ever, everything else as the one HTML page.
 *
 * @module
 */

import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import express, { type RequestHandler, Router } from 'express'

const YEAR = '365d'

/** Folder the pages are built into. */
export const PAGES_FOLDER = resolve(import.meta.dirname, '../dist/web')

/**
 * @param folder - the built pages; when it is not there, every page answers with how to build them
 */
export function pages(folder: string = PAGES_FOLDER): Router {
  const router = Router()
  if (!existsSync(resolve(folder, 'index.html'))) {
    return router.get(/.*/, notBuilt)
  }
  router.use(
    '/assets',
    express.static(resolve(folder, 'assets'), {
      immutable: true,
      maxAge: YEAR,
      fallthrough: false,
    }),
  )
  router.use(express.static(folder, { index: false, maxAge: 0 }))
  router.get(/.*/, (request, response, next) => {
    if (request.path.startsWith('/api/') || !request.accepts('html')) return next()
    response.set('cache-control', 'no-cache').sendFile(resolve(folder, 'index.html'))
  })
  return router
}

const notBuilt: RequestHandler = (request, response, next) => {
  if (request.path.startsWith('/api/') || !request.accepts('html')) return next()
  response
    .status(503)
    .type('text/plain')
    .send('The pages are not built yet: run "npm run build", or start with "npm start".\n')
}
