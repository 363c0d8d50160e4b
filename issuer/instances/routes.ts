import express, { type Request, type RequestHandler, Router } from 'express'
import { actorOf, requireScope } from '../../platform/http/actor.ts'
import { parser } from '../../platform/http/validate.ts'
import { issueBody } from '../../schemas/issuer.ts'
import { callerOf } from '../caller.ts'
import type { Instances } from './instances.ts'

const parseIssue = parser(issueBody)

/** VC-API issuing. */
export function instanceRoutes(instances: Instances): Router {
  const router = Router()

  router.get('/issuers/:instance', async (request, response) => {
    const info = await instances.info(request.params.instance)
    response.set('cache-control', 'no-cache').json(info)
  })

  const permitted = requireScope('credentials:issue')
  const json = express.json({ limit: '1mb' })
  const issue =
    (instanceOf: (request: Request) => string): RequestHandler =>
    async (request, response) => {
      const { credential, options = {} } = parseIssue(request.body)
      const verifiableCredential = await instances.issue({
        instanceId: instanceOf(request),
        by: callerOf(actorOf(response)),
        credential,
        options,
      })
      response.status(201).json({ verifiableCredential })
    }

  router.post(
    '/issuers/:instance/credentials/issue',
    permitted,
    json,
    issue(({ params }) => String(params.instance)),
  )
  router.post(
    '/credentials/issue',
    permitted,
    json,
    issue(() => 'default'),
  )
  return router
}
