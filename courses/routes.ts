import { type Response, Router } from 'express'
import { actorOf, personOf, requirePerson } from '../platform/http/actor.ts'
import { jsonBody } from '../platform/http/json-body.ts'
import { parser } from '../platform/http/validate.ts'
import { isLanguage, type Language, negotiateLanguage } from '../platform/i18n.ts'
import { LanguageQuery, PracticeAnswer, ProgressUpdate } from '../schemas/courses.ts'
import type { Courses } from './courses.ts'
import type { Asking, Learner } from './learning.ts'

const HOUR = 3600 // seconds

const parseQuery = parser(LanguageQuery, '/query')
const parseProgress = parser(ProgressUpdate)
const parseAnswer = parser(PracticeAnswer)

/** Courses, modules, progress and practice. */
export function coursesRoutes(courses: Courses): Router {
  const router = Router()
  readingRoutes(router, courses)
  learningRoutes(router, courses)
  return router
}

function readingRoutes(router: Router, courses: Courses): void {
  router.get('/api/courses', async (request, response) => {
    response.json({ courses: await courses.list(askingOf(response, request.query)) })
  })

  router.get('/api/courses/:slug', async (request, response) => {
    response.json(await courses.view(request.params.slug, askingOf(response, request.query)))
  })

  router.get('/api/courses/:slug/modules/:id', async (request, response) => {
    const place = { course: request.params.slug, module: request.params.id }
    response.json(await courses.module(place, askingOf(response, request.query)))
  })

  router.get('/api/courses/:slug/figures/:name', (request, response) => {
    const name = request.params.name.replace(/\.svg$/, '')
    const svg = courses.figure(request.params.slug, name, languageOf(response, request.query))
    response.set('cache-control', `public, max-age=${HOUR}`).type('image/svg+xml').send(svg)
  })
}

type Place = { slug: string; id: string }

function learningRoutes(router: Router, courses: Courses): void {
  router.post<{ slug: string }>(
    '/api/courses/:slug/enrolment',
    requirePerson,
    async (request, response) => {
      const learner = learnerOf(response, request.query)
      response.status(201).json(await courses.enrol(request.params.slug, learner))
    },
  )

  router.put<Place>(
    '/api/courses/:slug/modules/:id/progress',
    requirePerson,
    jsonBody({ limit: '1kb' }),
    async (request, response) => {
      const { part } = parseProgress(request.body)
      const place = { course: request.params.slug, module: request.params.id }
      response.json(await courses.markDone(place, part, personOf(response).personId))
    },
  )

  router.post<Place>(
    '/api/courses/:slug/modules/:id/practice',
    requirePerson,
    async (request, response) => {
      const place = { course: request.params.slug, module: request.params.id }
      const session = await courses.startPractice(place, learnerOf(response, request.query))
      response.status(201).json(session)
    },
  )

  router.post<{ practiceId: string }>(
    '/api/practice/:practiceId/answers',
    requirePerson,
    jsonBody({ limit: '4kb' }),
    async (request, response) => {
      const given = parseAnswer(request.body)
      const { personId } = personOf(response)
      response.json(await courses.answerPractice(request.params.practiceId, personId, given))
    },
  )
}

/** The language asked, else the one of the person, else what the reader's program prefers. */
function languageOf(response: Response, query: unknown): Language {
  const { lang } = parseQuery(query)
  if (lang) return lang
  const actor = actorOf(response)
  if (actor.kind === 'person' && isLanguage(actor.language)) return actor.language
  return negotiateLanguage(response.req.headers['accept-language'])
}

function askingOf(response: Response, query: unknown): Asking {
  const actor = actorOf(response)
  const language = languageOf(response, query)
  return actor.kind === 'person' ? { language, personId: actor.personId } : { language }
}

const learnerOf = (response: Response, query: unknown): Learner => ({
  language: languageOf(response, query),
  personId: personOf(response).personId,
})
