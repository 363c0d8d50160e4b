import { type RequestHandler, Router } from 'express'
import { actorOf, requireScope } from '../../platform/http/actor.ts'
import { jsonBody } from '../../platform/http/json-body.ts'
import { parser } from '../../platform/http/validate.ts'
import { statusBody } from '../../schemas/issuer.ts'
import { callerOf } from '../caller.ts'
import type { StatusRequests } from './status-requests.ts'

const parseStatus = parser(statusBody)

/** VC-API status updates. */
export function statusChangeRoutes(
  statusRequests: StatusRequests,
  idempotent: RequestHandler,
): Router {
  const router = Router()
  router.post(
    '/credentials/status',
    requireScope('credentials:status'),
    jsonBody({ limit: '32kb' }),
    idempotent,
    async (request, response) => {
      const { credentialId, credentialStatus, reason } = parseStatus(request.body)
      await statusRequests.request({
        credentialId,
        by: callerOf(actorOf(response)),
        changes: [credentialStatus]
          .flat()
          .map(({ statusPurpose, status }) => ({ purpose: statusPurpose, status })),
        reason: reason ?? '',
      })
      response.json({ credentialId })
    },
  )
  return router
}
