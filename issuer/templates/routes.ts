import { Router } from 'express'
import { actorOf, requireScope } from '../../platform/http/actor.ts'
import { jsonBody } from '../../platform/http/json-body.ts'
import { parser } from '../../platform/http/validate.ts'
import { templateBody, templatePath } from '../../schemas/issuer.ts'
import { achievementUrl } from '../achievements/achievement.ts'
import { callerOf } from '../caller.ts'
import { tenantDid } from '../signers.ts'
import { achievementOf, type Template } from './template.ts'
import type { Templates } from './templates.ts'

const parsePath = parser(templatePath, 'path')
const parseBody = parser(templateBody)

/** What a client awards. */
export function templateRoutes(templates: Templates, publicUrl: string): Router {
  const router = Router()
  const view = (template: Template) => ({
    template: template.slug,
    version: template.version,
    issuer: tenantDid(publicUrl, template.tenantId),
    achievement: achievementUrl(publicUrl, achievementOf(template)),
    content: template.content,
  })

  router.get('/api/templates', requireScope('awards:write'), async (_request, response) => {
    const own = await templates.of(callerOf(actorOf(response)))
    response.json({ templates: own.map(view) })
  })

  router.put(
    '/api/templates/:template',
    requireScope('awards:write'),
    jsonBody({ limit: '64kb' }),
    async (request, response) => {
      const { template } = parsePath(request.params)
      const content = parseBody(request.body)
      response.json(view(await templates.put(callerOf(actorOf(response)), template, content)))
    },
  )
  return router
}
