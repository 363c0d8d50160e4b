import { type Response, Router } from 'express'
import { personOf, requireRole } from '../../platform/http/actor.ts'
import { jsonBody } from '../../platform/http/json-body.ts'
import { parser } from '../../platform/http/validate.ts'
import { MarksToGive } from '../../schemas/tutor-reviews.ts'
import { replay } from '../assessments/replay.ts'
import type { TutorGround } from '../deps.ts'
import { markReview } from './marking.ts'
import { queueFor, reviewView } from './queue.ts'
import type { Reviewer } from './store.ts'

const parseMarks = parser(MarksToGive)

/** `/api/reviews…` and replay: the human side of grading. */
export function reviewRoutes(ground: TutorGround): Router {
  const router = Router()
  const reviewers = requireRole('reviewer')
  const reviewerOf = (response: Response): Reviewer => {
    const { personId, tenantId } = personOf(response)
    return { personId, tenantId }
  }

  router.get('/api/reviews', reviewers, async (_request, response) => {
    response.json(await queueFor(ground, reviewerOf(response)))
  })

  router.get<{ id: string }>('/api/reviews/:id', reviewers, async (request, response) => {
    response.json(await reviewView(ground, reviewerOf(response), request.params.id))
  })

  router.post<{ id: string }>(
    '/api/reviews/:id/marks',
    reviewers,
    jsonBody({ limit: '64kb' }),
    async (request, response) => {
      const { criteria } = parseMarks(request.body)
      const reviewer = reviewerOf(response)
      const { id } = request.params
      await markReview(ground, reviewer, { id, marks: criteria })
      response.json(await reviewView(ground, reviewer, id))
    },
  )

  router.get<{ id: string }>(
    '/api/assessments/:id/replay',
    reviewers,
    async (request, response) => {
      const { tenantId } = personOf(response)
      response.json(await replay(ground, { assessmentId: request.params.id, tenantId }))
    },
  )
  return router
}
