import { json, type Response, Router } from 'express'
import { isoTime } from '../../platform/clock.ts'
import { personOf, requirePerson } from '../../platform/http/actor.ts'
import { parser } from '../../platform/http/validate.ts'
import { ThingSaid } from '../../schemas/tutor-dialogue.ts'
import { NewRolePlay, RolePlayQuery } from '../../schemas/tutor-role-plays.ts'
import type { TutorGround } from '../deps.ts'
import { streamed } from '../dialogue/routes.ts'
import {
  beginRolePlay,
  giveFeedback,
  ownRolePlay,
  rolePlayView,
  sayToPartner,
} from './role-play.ts'
import { scenario, scenarioIds } from './scenario.ts'

const parseQuery = parser(RolePlayQuery, '/query')
const parseNew = parser(NewRolePlay)
const parseSaid = parser(ThingSaid)

type Place = { id: string }

/** `/api/role-plays…` */
export function rolePlayRoutes(ground: TutorGround): Router {
  const router = Router()
  const own = (response: Response, { id }: Place) => ({ id, personId: personOf(response).personId })

  router.get('/api/role-plays', (request, response) => {
    const { lang = 'en' } = parseQuery(request.query)
    const scenarios = scenarioIds().flatMap((id) => scenario(id, lang) ?? [])
    response.json({
      scenarios: scenarios.map(({ id, title, partner, situation, goal }) => ({
        ...{ id, title, partner, situation, goal },
      })),
    })
  })

  router.post(
    '/api/role-plays',
    requirePerson,
    json({ limit: '1kb' }),
    async (request, response) => {
      const rolePlay = await beginRolePlay(ground, personOf(response), parseNew(request.body))
      response.status(201).json(await rolePlayView(ground, rolePlay))
    },
  )

  router.get<Place>('/api/role-plays/:id', requirePerson, async (request, response) => {
    const rolePlay = await ownRolePlay(ground, own(response, request.params))
    response.json(await rolePlayView(ground, rolePlay))
  })

  router.post<Place>(
    '/api/role-plays/:id/messages',
    requirePerson,
    json({ limit: '160kb' }),
    async (request, response) => {
      const said = { ...own(response, request.params), ...parseSaid(request.body) }
      await streamed(response, async (listener, send) => {
        const { message, ended } = await sayToPartner(ground, said, listener)
        send('done', { message: { ...message, at: isoTime(message.at) }, ended })
      })
    },
  )

  router.post<Place>('/api/role-plays/:id/feedback', requirePerson, async (request, response) => {
    const rolePlay = await giveFeedback(ground, own(response, request.params))
    response.json(await rolePlayView(ground, rolePlay))
  })
  return router
}
