import { type RequestHandler, type Response, Router } from 'express'
import { isoTime } from '../../platform/clock.ts'
import { actorOf } from '../../platform/http/actor.ts'
import type { RateLimiter } from '../../platform/http/rate-limit.ts'
import { parser } from '../../platform/http/validate.ts'
import { negotiateLanguage } from '../../platform/i18n.ts'
import { relayQuery, trustQuery } from '../../schemas/verify-pages.ts'
import type { Verifier } from '../interface.ts'
import { texts } from '../texts.ts'

const parseTrust = parser(trustQuery, 'query')
const parseRelay = parser(relayQuery, 'query')

/** What a page that verifies by itself asks for: about issuers and addresses, never with a credential. */
export function verifyPageRoutes(verifier: Verifier, rateLimit: RateLimiter): Router {
  const router = Router()
  const asking = rateLimit('verify-page', { points: 240, duration: 60 })
  const relaying = rateLimit('relay', { points: 60, duration: 60 })

  router.get('/api/trust', asking, async (request, response) => {
    const { issuer } = parseTrust(request.query)
    const trust = await verifier.registry.trustOf(issuer, ownList(response))
    const language = negotiateLanguage(request.get('accept-language'))
    response.json({
      ...trust,
      checkedAt: isoTime(trust.checkedAt),
      message: texts(language, `trust.${trust.status}`),
    })
  })

  router.get('/api/trust/bundle', asking, async (_request, response) => {
    response.set('cache-control', 'public, max-age=300').json(await verifier.trustBundle())
  })

  router.get('/api/relay', relaying, sameSite, async (request, response) => {
    const { type, text } = await verifier.relay(parseRelay(request.query).url)
    response.set('cache-control', 'private, max-age=60').type(type).send(text)
  })
  return router
}

function ownList(response: Response): { readonly tenantId?: string } {
  const actor = actorOf(response)
  return actor.kind === 'nobody' ? {} : { tenantId: actor.tenantId }
}

/** Only our own pages: a browser says so, and others have no need of it. */
const sameSite: RequestHandler = (request, response, next) => {
  const site = request.get('sec-fetch-site')
  if (site === undefined || site === 'same-origin') return next()
  response.status(403).end()
}
