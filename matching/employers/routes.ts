import { type Request, type Response, Router } from 'express'
import { isoTime } from '../../platform/clock.ts'
import {
  actorOf,
  notSignedIn,
  personOf,
  requirePerson,
  requireScope,
} from '../../platform/http/actor.ts'
import { jsonBody } from '../../platform/http/json-body.ts'
import { parser } from '../../platform/http/validate.ts'
import { isLanguage, type Language, negotiateLanguage } from '../../platform/i18n.ts'
import { Problem } from '../../platform/problem.ts'
import {
  CandidatePath,
  IntroductionAnswer,
  IntroductionBody,
  OverrideBody,
  OverrideContest,
  ScopePath,
  StopBody,
} from '../../schemas/matching-employers.ts'
import { IdPath } from '../../schemas/matching-jobs.ts'
import type { Recruiter } from './deps.ts'
import type { Employers } from './employers.ts'

const parseJobPath = parser(IdPath, 'path')
const parseCandidatePath = parser(CandidatePath, 'path')
const parseScope = parser(ScopePath, 'path')
const parseIntroduction = parser(IntroductionBody)
const parseAnswer = parser(IntroductionAnswer)
const parseOverride = parser(OverrideBody)
const parseContest = parser(OverrideContest)
const parseStop = parser(StopBody)

const json = jsonBody({ limit: '16kb' })

export function employerRoutes(employers: Employers): Router {
  const router = Router()
  router.use(shortlistRoutes(employers))
  router.use(candidateRoutes(employers))
  router.use(learnerRoutes(employers))
  router.use(stopRoutes(employers))
  return router
}

const ranks = requireScope('rankings:read')

function shortlistRoutes(employers: Employers): Router {
  const router = Router()
  const path = '/api/employer/jobs/:id/shortlist'
  const wanted = (request: Request, response: Response) => ({
    jobId: parseJobPath(request.params).id,
    language: languageOf(request, response),
  })

  router.post(path, ranks, async (request, response) => {
    const made = await employers.shortlist(recruiterOf(response), wanted(request, response))
    response.status(201).json(made)
  })

  router.get(path, ranks, async (request, response) => {
    response.json(await employers.last(recruiterOf(response), wanted(request, response)))
  })

  router.get(`${path}/replay`, ranks, async (request, response) => {
    response.json(await employers.replay(recruiterOf(response), parseJobPath(request.params).id))
  })
  return router
}

function candidateRoutes(employers: Employers): Router {
  const router = Router()
  const path = '/api/employer/jobs/:id/candidates/:candidateId'
  const chosen = (request: Request) => {
    const { id, candidateId } = parseCandidatePath(request.params)
    return { jobId: id, candidateId }
  }

  router.post(`${path}/introduction`, ranks, json, async (request, response) => {
    const { message } = parseIntroduction(request.body ?? {})
    await employers.ask(recruiterOf(response), { ...chosen(request), message })
    response.status(204).end()
  })

  router.put(`${path}/override`, ranks, json, async (request, response) => {
    const how = parseOverride(request.body)
    await employers.override(recruiterOf(response), { ...chosen(request), ...how })
    response.status(204).end()
  })

  router.delete(`${path}/override`, ranks, async (request, response) => {
    await employers.undo(recruiterOf(response), chosen(request))
    response.status(204).end()
  })
  return router
}

function learnerRoutes(employers: Employers): Router {
  const router = Router()

  router.get('/api/me/employers', requirePerson, async (request, response) => {
    const language = languageOf(request, response)
    response.json(await employers.forLearner(personOf(response), language))
  })

  const path = '/api/me/candidacies/:id'
  router.post(`${path}/answer`, requirePerson, json, async (request, response) => {
    const { agree } = parseAnswer(request.body)
    const candidateId = parseJobPath(request.params).id
    await employers.answer(personOf(response), { candidateId, agree })
    response.status(204).end()
  })

  router.post(`${path}/contest`, requirePerson, json, async (request, response) => {
    const { reason } = parseContest(request.body)
    const candidateId = parseJobPath(request.params).id
    const { id, dueAt } = await employers.contest(personOf(response), { candidateId, reason })
    response.status(201).json({ caseId: id, dueAt: isoTime(dueAt) })
  })
  return router
}

function stopRoutes({ stops }: Employers): Router {
  const router = Router()

  router.get('/api/ranking-stops', requirePerson, async (_request, response) => {
    response.json(await stops.view(personOf(response)))
  })

  router.put('/api/ranking-stops/:scope', requirePerson, json, async (request, response) => {
    const { reason } = parseStop(request.body)
    await stops.stop(personOf(response), parseScope(request.params).scope, reason)
    response.status(204).end()
  })

  router.delete('/api/ranking-stops/:scope', requirePerson, async (request, response) => {
    await stops.resume(personOf(response), parseScope(request.params).scope)
    response.status(204).end()
  })
  return router
}

function recruiterOf(response: Response): Recruiter {
  const actor = actorOf(response)
  if (actor.kind === 'nobody') throw new Problem(notSignedIn)
  return { tenantId: actor.tenantId, by: actor.kind === 'person' ? actor.personId : actor.clientId }
}

function languageOf(request: Request, response: Response): Language {
  const actor = actorOf(response)
  const own = actor.kind === 'person' ? actor.language : undefined
  return negotiateLanguage(request.get('accept-language'), isLanguage(own) ? own : 'en')
}
