import { Router } from 'express'
import { jsonBody } from '../../platform/http/json-body.ts'
import { openToEveryOrigin } from '../../platform/http/security.ts'
import { parser } from '../../platform/http/validate.ts'
import { exchangeBody } from '../../schemas/exchange.ts'
import type { Exchanges } from './exchanges.ts'

const parseExchange = parser(exchangeBody)

/** The link of an offer, and the exchange behind it (VC-API). */
export function exchangeRoutes(exchanges: Exchanges): Router {
  const router = Router()
  const noStore = { 'cache-control': 'no-store' }
  router.use(['/interactions', '/exchanges'], openToEveryOrigin)

  router.get('/interactions/:reference', async (request, response) => {
    const protocols = await exchanges.protocols(request.params.reference)
    response.set(noStore).json({ protocols })
  })

  router.post('/exchanges/:reference', jsonBody({ limit: '64kb' }), async (request, response) => {
    const { verifiablePresentation } = parseExchange(request.body ?? {})
    const reference = String(request.params.reference)
    response.set(noStore)
    if (verifiablePresentation === undefined) {
      response.json({ verifiablePresentationRequest: await exchanges.begin(reference) })
      return
    }
    const handed = await exchanges.finish(reference, verifiablePresentation)
    response.json({ verifiablePresentation: handed })
  })
  return router
}
