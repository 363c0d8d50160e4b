import express, { Router } from 'express'
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

  router.post(
    ['/issuers/:instance/credentials/issue', '/credentials/issue'],
    requireScope('credentials:issue'),
    express.json({ limit: '1mb' }),
    async (request, response) => {
      const { credential, options = {} } = parseIssue(request.body)
      const verifiableCredential = await instances.issue({
        instanceId: String(request.params.instance ?? 'default'),
        by: callerOf(actorOf(response)),
        credential,
        options,
      })
      response.status(201).json({ verifiableCredential })
    },
  )
  return router
}
