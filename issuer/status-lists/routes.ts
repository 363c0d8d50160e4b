import { createHash } from 'node:crypto'
import { Router } from 'express'
import { Problem } from '../../platform/problem.ts'
import { issuerProblems } from '../problems.ts'
import { type StatusLists, TTL } from './status-lists.ts'

/** Status lists, for anybody who verifies. */
export function statusListRoutes(statusLists: Pick<StatusLists, 'publish'>): Router {
  const router = Router()
  router.get('/status-lists/:id', async (request, response) => {
    const signed = await statusLists.publish(request.params.id)
    if (signed === undefined) throw new Problem(issuerProblems.unknownStatusList)
    const digest = createHash('sha256').update(signed).digest('base64url').slice(0, 22)
    response
      .set('etag', `"${digest}"`)
      .set('cache-control', `public, max-age=${TTL}`)
      .set('access-control-allow-origin', '*')
      .type('application/json')
      .send(signed)
  })
  return router
}
