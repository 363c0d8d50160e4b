import { type RequestHandler, Router } from 'express'
import type { Keys } from '../keys/index.ts'
import type { Ground } from '../platform/ground.ts'
import type { RateLimiter } from '../platform/http/rate-limit.ts'
import { achievementRoutes } from './achievements/routes.ts'
import { authorizationRoutes } from './authorization/routes.ts'
import { awardRoutes } from './awards/routes.ts'
import { claimRoutes } from './claims/routes.ts'
import { didRoutes } from './dids/routes.ts'
import { exchangeRoutes } from './exchanges/routes.ts'
import { instanceRoutes } from './instances/routes.ts'
import { statusChangeRoutes } from './issued/routes.ts'
import type { Issuer } from './issuer.ts'
import { offerRoutes } from './offers/routes.ts'
import { openid4vciRoutes } from './openid4vci/routes.ts'
import { slimRoutes } from './slim/routes.ts'
import { statusListRoutes } from './status-lists/routes.ts'
import { templateRoutes } from './templates/routes.ts'

export type IssuerEdge = Pick<Ground, 'config' | 'log' | 'clock'> & {
  readonly keys: Pick<Keys, 'didDocument' | 'jwks' | 'certificates'>
  /** Answers a repeated POST with the answer of the first; nothing is repeated without it. */
  readonly idempotent?: RequestHandler
  /** Nothing is counted without it. */
  readonly rateLimit?: RateLimiter
}

const passOn: RequestHandler = (_request, _response, next) => next()

/** All endpoints of the issuer. */
export function issuerRoutes(issuer: Issuer, edge: IssuerEdge): Router {
  const { config, idempotent = passOn, rateLimit = () => passOn } = edge
  const router = Router()
  router.use(
    didRoutes({ ...edge, signers: issuer.signers }),
    achievementRoutes(issuer.achievements, config.publicUrl),
    statusListRoutes(issuer.statusLists),
    authorizationRoutes(issuer.authorizations),
    exchangeRoutes(issuer.exchanges),
    openid4vciRoutes(issuer.issuance, issuer.offers, { ...edge, rateLimit }),
    instanceRoutes(issuer.instances, { publicUrl: config.publicUrl, idempotent }),
    statusChangeRoutes(issuer.statusRequests, idempotent),
    slimRoutes(issuer.slim, rateLimit),
    templateRoutes(issuer.templates, config.publicUrl),
    awardRoutes(issuer.awards, idempotent),
    offerRoutes(issuer.awardOffers, idempotent),
    claimRoutes(issuer.collecting),
  )
  return router
}
