import { createHash } from 'node:crypto'
import { type Response, Router } from 'express'
import { Problem } from '../../platform/problem.ts'
import { issuerProblems } from '../problems.ts'
import { type StatusLists, TTL } from './status-lists.ts'

/** Status lists, for anybody who verifies. */
export function statusListRoutes(
  statusLists: Pick<StatusLists, 'publish' | 'publishToken'>,
): Router {
  const router = Router()
  const send = (response: Response, signed: string | undefined, type: string): void => {
    if (signed === undefined) throw new Problem(issuerProblems.unknownStatusList)
    response
      .set('cache-control', `public, max-age=${TTL}`)
      .set('access-control-allow-origin', '*')
      .type(type)
      .send(signed)
  }

  router.get('/status-lists/:id', async (request, response) => {
    const signed = await statusLists.publish(request.params.id)
    const digest = createHash('sha256')
      .update(signed ?? '')
      .digest('base64url')
    response.set('etag', `"${digest.slice(0, 22)}"`)
    send(response, signed, 'application/json')
  })

  router.get('/status-lists/:id/token', async (request, response) => {
    const signed = await statusLists.publishToken(request.params.id)
    send(response, signed, 'application/statuslist+jwt')
  })
  return router
}
