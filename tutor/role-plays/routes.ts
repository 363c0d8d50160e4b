import { type Response, Router } from 'express'
import { isoTime } from '../../platform/clock.ts'
import { actorOf, personOf, requirePerson } from '../../platform/http/actor.ts'
import { jsonBody } from '../../platform/http/json-body.ts'
import { parser } from '../../platform/http/validate.ts'
import { ThingSaid } from '../../schemas/tutor-dialogue.ts'
import { NewRolePlay, RolePlayQuery } from '../../schemas/tutor-role-plays.ts'
import type { TutorGround } from '../deps.ts'
import { streamed } from '../dialogue/routes.ts'
import { beginRolePlay, giveFeedback, ownRolePlay, sayToPartner } from './role-play.ts'
import { listRolePlays, rolePlayView } from './views.ts'

const parseQuery = parser(RolePlayQuery, '/query')
const parseNew = parser(NewRolePlay)
const parseSaid = parser(ThingSaid)

type Place = { id: string }

/** `/api/role-plays…` */
export function rolePlayRoutes(ground: TutorGround): Router {
  const router = Router()
  const own = (response: Response, { id }: Place) => ({ id, personId: personOf(response).personId })

  router.get('/api/role-plays', async (request, response) => {
    const { lang = 'en' } = parseQuery(request.query)
    const actor = actorOf(response)
    const personId = actor.kind === 'person' ? actor.personId : undefined
    response.json(await listRolePlays(ground, { language: lang, personId }))
  })

  router.post(
    '/api/role-plays',
    requirePerson,
    jsonBody({ limit: '1kb' }),
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
    jsonBody({ limit: '160kb' }),
    async (request, response) => {
      const said = { ...own(response, request.params), ...parseSaid(request.body) }
      await streamed(response, async (listener, send) => {
        const { at, ...message } = await sayToPartner(ground, said, listener)
        const after = await rolePlayView(ground, await ownRolePlay(ground, said))
        const { ended, mode, notice, budget } = after
        send('done', { message: { ...message, at: isoTime(at) }, ended, mode, notice, budget })
      })
    },
  )

  router.post<Place>('/api/role-plays/:id/feedback', requirePerson, async (request, response) => {
    const rolePlay = await giveFeedback(ground, own(response, request.params))
    response.json(await rolePlayView(ground, rolePlay))
  })
  return router
}
