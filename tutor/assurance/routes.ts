import { type Response, Router } from 'express'
import { personOf, requireRole } from '../../platform/http/actor.ts'
import { jsonBody } from '../../platform/http/json-body.ts'
import { parser } from '../../platform/http/validate.ts'
import { AssuranceToGive, AttemptQuery } from '../../schemas/tutor-assurance.ts'
import type { TutorGround } from '../deps.ts'
import type { Reviewer } from '../reviews/store.ts'
import { assure, attemptByCode } from './assurance.ts'
import { attemptView } from './views.ts'

const parseAssurance = parser(AssuranceToGive)
const parseQuery = parser(AttemptQuery, '/query')

/** `/api/attempts` and `/api/assessments/{id}/assurance`: who did the work. */
export function assuranceRoutes(ground: TutorGround): Router {
  const router = Router()
  const witnesses = requireRole('reviewer', 'issuer-operator')
  const witnessOf = (response: Response): Reviewer => {
    const { personId, tenantId } = personOf(response)
    return { personId, tenantId }
  }

  router.get('/api/attempts', witnesses, async (request, response) => {
    const { code } = parseQuery(request.query)
    const attempt = await attemptByCode(ground.db, witnessOf(response), code)
    response.json(await attemptView(ground, attempt))
  })

  router.put<{ id: string }>(
    '/api/assessments/:id/assurance',
    witnesses,
    jsonBody({ limit: '8kb' }),
    async (request, response) => {
      const given = { assessmentId: request.params.id, ...parseAssurance(request.body) }
      const attempt = await assure(ground, witnessOf(response), given)
      response.json(await attemptView(ground, attempt))
    },
  )
  return router
}
