import type { Router } from 'express'
import { isoTime } from '../../platform/clock.ts'
import { personOf } from '../../platform/http/actor.ts'
import { jsonBody } from '../../platform/http/json-body.ts'
import { parser } from '../../platform/http/validate.ts'
import {
  presentBody,
  requestAnswerBody,
  requestDraftBody,
  requestSourceBody,
} from '../../schemas/wallet-requests.ts'
import { opened } from '../vault/routes.ts'

const parsePresentation = parser(presentBody)
const parseSource = parser(requestSourceBody)
const parseDraft = parser(requestDraftBody)
const parseAnswer = parser(requestAnswerBody)

/** Showing credentials to those who ask, and what was shown. */
export function presentationRoutes(router: Router) {
  const withTicket = jsonBody({ limit: '1mb' })
  router.get('/api/wallet/presentations', async (_request, response) => {
    const shown = await opened(response).shown(personOf(response).personId)
    const presentations = shown.map(({ presentedAt, ...rest }) => ({
      ...rest,
      presentedAt: isoTime(presentedAt),
    }))
    response.json({ presentations })
  })

  router.post('/api/wallet/requests', withTicket, async (request, response) => {
    const source = parseSource(request.body)
    response.json(await opened(response).previewRequest(personOf(response).personId, source))
  })

  router.post('/api/wallet/requests/draft', withTicket, async (request, response) => {
    const wish = parseDraft(request.body)
    response.json({
      answers: await opened(response).draftAnswer(personOf(response).personId, wish),
    })
  })

  router.post('/api/wallet/requests/answer', withTicket, async (request, response) => {
    const answer = parseAnswer(request.body)
    const redirectUri = await opened(response).answerRequest(personOf(response).personId, answer)
    response.json(redirectUri === undefined ? {} : { redirectUri })
  })

  router.post(
    '/api/wallet/presentations',
    jsonBody({ limit: '32kb' }),
    async (request, response) => {
      const wish = parsePresentation(request.body)
      const verifiablePresentation = await opened(response).present(
        personOf(response).personId,
        wish,
      )
      response.status(201).json({ verifiablePresentation })
    },
  )
}
