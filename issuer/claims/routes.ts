import { Router } from 'express'
import { isoTime } from '../../platform/clock.ts'
import { personOf, requirePerson } from '../../platform/http/actor.ts'
import { jsonBody } from '../../platform/http/json-body.ts'
import { parser } from '../../platform/http/validate.ts'
import { claimOfferBody } from '../../schemas/issuer.ts'
import { offerView } from '../offers/routes.ts'
import type { Collecting } from './collecting.ts'

const parseOffer = parser(claimOfferBody)

/** What the page behind `/claim/{secret}` talks to. */
export function claimRoutes(collecting: Collecting): Router {
  const router = Router()
  const noStore = { 'cache-control': 'no-store' }

  router.get('/api/claims/:secret', async (request, response) => {
    const { awardedAt, ...rest } = await collecting.look(request.params.secret)
    response.set(noStore).json({ ...rest, awardedAt: isoTime(awardedAt) })
  })

  router.post(
    '/api/claims/:secret/offer',
    jsonBody({ limit: '4kb' }),
    async (request, response) => {
      const { txCode = false } = parseOffer(request.body ?? {})
      const offer = await collecting.offer(String(request.params.secret), { txCode })
      response.status(201).set(noStore).json(offerView(offer))
    },
  )

  router.post('/api/claims/:secret/file', async (request, response) => {
    const file = await collecting.file(request.params.secret)
    response.set(noStore).attachment('credential.json').json(file)
  })

  router.post('/api/claims/:secret/attachment', requirePerson, async (request, response) => {
    const secret = String(request.params.secret)
    const awardId = await collecting.attach(secret, personOf(response).personId)
    response.set(noStore).json({ awardId })
  })
  return router
}
