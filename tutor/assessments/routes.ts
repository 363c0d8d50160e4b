import { type Response, Router } from 'express'
import { isoTime } from '../../platform/clock.ts'
import { personOf, requirePerson } from '../../platform/http/actor.ts'
import { jsonBody } from '../../platform/http/json-body.ts'
import { parser } from '../../platform/http/validate.ts'
import { isLanguage } from '../../platform/i18n.ts'
import { Problem } from '../../platform/problem.ts'
import {
  AnswerToSave,
  type CaseOpened,
  ContestReason,
  NewAttempt,
  Submission,
  TextToSave,
} from '../../schemas/tutor-messages.ts'
import type { TutorGround } from '../deps.ts'
import { tutorProblems } from '../problems.ts'
import { contest } from '../reviews/appeals.ts'
import { type Own, ownAssessment, saveAnswer, saveWork, startAttempt } from './attempt.ts'
import { assessmentStore } from './store.ts'
import { submit } from './submission.ts'
import { resultOf, summaryOf, viewOf } from './views.ts'

const parseAttempt = parser(NewAttempt)
const parseAnswer = parser(AnswerToSave)
const parseText = parser(TextToSave)
const parseSubmission = parser(Submission)
const parseContest = parser(ContestReason)

/** `/api/assessments…` and the public records. */
export function assessmentRoutes(ground: TutorGround): Router {
  const router = Router()
  readingRoutes(router, ground)
  workingRoutes(router, ground)
  decidedRoutes(router, ground)
  return router
}

interface Place {
  readonly [name: string]: string
  readonly id: string
}

const own = (response: Response, { id }: { id: string }): Own => ({
  id,
  personId: personOf(response).personId,
})

function readingRoutes(router: Router, ground: TutorGround): void {
  router.get('/api/assessments', requirePerson, async (_request, response) => {
    const { personId } = personOf(response)
    const all = await assessmentStore(ground.db).ofPerson(personId)
    response.json({ assessments: all.map((each) => summaryOf(ground, each)) })
  })

  router.get<Place>('/api/assessments/:id', requirePerson, async (request, response) => {
    const assessment = await ownAssessment(ground, own(response, request.params))
    response.json(await viewOf(ground, assessment))
  })

  router.get<Place>('/api/assessments/:id/result', requirePerson, async (request, response) => {
    const assessment = await ownAssessment(ground, own(response, request.params))
    response.json(await resultOf(ground, assessment))
  })

  router.get('/assessments/:id/record.json', async (request, response) => {
    const record = await assessmentStore(ground.db).record(request.params.id)
    if (record === undefined) throw new Problem(tutorProblems.unknownAssessment)
    response
      .set('cache-control', 'public, max-age=31536000, immutable')
      .set('access-control-allow-origin', '*')
      .type('application/json')
      .send(Buffer.from(record))
  })
}

function workingRoutes(router: Router, ground: TutorGround): void {
  router.post(
    '/api/assessments',
    requirePerson,
    jsonBody({ limit: '1kb' }),
    async (request, response) => {
      const wish = parseAttempt(request.body)
      const attempt = await startAttempt(ground, personOf(response), wish)
      response.json(await viewOf(ground, attempt))
    },
  )

  router.put<Place & { itemId: string }>(
    '/api/assessments/:id/items/:itemId',
    requirePerson,
    jsonBody({ limit: '4kb' }),
    async (request, response) => {
      const { answer } = parseAnswer(request.body)
      const { itemId } = request.params
      await saveAnswer(ground, own(response, request.params), { itemId, answer })
      response.status(204).end()
    },
  )

  router.put<Place & { taskId: string }>(
    '/api/assessments/:id/tasks/:taskId',
    requirePerson,
    jsonBody({ limit: '160kb' }),
    async (request, response) => {
      const { text } = parseText(request.body)
      const { taskId } = request.params
      await saveWork(ground, own(response, request.params), { taskId, text })
      response.status(204).end()
    },
  )

  router.post<Place>(
    '/api/assessments/:id/submission',
    requirePerson,
    jsonBody({ limit: '1kb' }),
    async (request, response) => {
      parseSubmission(request.body)
      const assessment = await submit(ground, own(response, request.params))
      response.status(202).json(await resultOf(ground, assessment))
    },
  )
}

function decidedRoutes(router: Router, ground: TutorGround): void {
  router.get<Place>('/api/assessments/:id/transcript', requirePerson, async (request, response) => {
    const { id } = await ownAssessment(ground, own(response, request.params))
    const transcript = await assessmentStore(ground.db).transcript(id)
    if (!transcript) throw new Problem(tutorProblems.assessmentUndecided)
    response.json(transcript)
  })

  router.post<Place>(
    '/api/assessments/:id/contest',
    requirePerson,
    jsonBody({ limit: '48kb' }),
    async (request, response) => {
      const { personId, roles, tenantId, language: spoken } = personOf(response)
      const { reason, language = isLanguage(spoken) ? spoken : 'en' } = parseContest(request.body)
      const staff = roles.has('reviewer') || roles.has('admin')
      const opened = await contest(ground, {
        ...{ assessmentId: request.params.id, personId, reason, language },
        reviewsFor: staff ? tenantId : undefined,
      })
      const { id: caseId, state, dueAt } = opened
      const body: CaseOpened = { caseId, state, dueAt: isoTime(dueAt) }
      response.status(201).json(body)
    },
  )
}
