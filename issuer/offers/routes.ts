import { type RequestHandler, Router } from 'express'
import { qrSvg } from '../../documents/index.ts'
import { isoTime, parseTime } from '../../platform/clock.ts'
import { actorOf } from '../../platform/http/actor.ts'
import { jsonBody } from '../../platform/http/json-body.ts'
import { parser } from '../../platform/http/validate.ts'
import { type OfferView, offerBody } from '../../schemas/issuer.ts'
import type { AwardOffers } from './award-offers.ts'
import type { Offer } from './offers.ts'

const parseOffer = parser(offerBody)

/** Offers of awards, for their owners and for the platform that awarded. */
export function offerRoutes(awardOffers: AwardOffers, idempotent: RequestHandler): Router {
  const router = Router()
  router.post('/offers', jsonBody({ limit: '8kb' }), idempotent, async (request, response) => {
    const { txCode = false, readyAt: text, ...wanted } = parseOffer(request.body)
    const readyAt = text === undefined ? undefined : parseTime(text)
    const offer = await awardOffers.create(actorOf(response), {
      ...wanted,
      txCode,
      ...(readyAt !== undefined && { readyAt }),
    })
    response.status(201).set('cache-control', 'no-store').json(offerView(offer))
  })
  return router
}

/** The deep link is what a wallet scans. */
export const offerView = ({
  offerUri,
  offerUriByValue,
  interactionUrl,
  txCode,
  expiresAt,
}: Offer): OfferView => ({
  offerUri,
  offerUriByValue,
  interactionUrl,
  ...(txCode === undefined ? {} : { txCode }),
  qr: qrSvg(offerUri),
  expiresAt: isoTime(expiresAt),
})
