import { Router } from 'express'
import { qrSvg } from '../../documents/index.ts'
import { jsonBody } from '../../platform/http/json-body.ts'
import { inTurn } from '../../platform/http/large-bodies.ts'
import type { RateLimiter } from '../../platform/http/rate-limit.ts'
import { parser } from '../../platform/http/validate.ts'
import { slimBody } from '../../schemas/slim.ts'
import type { Slim } from './slim.ts'

const parseSlim = parser(slimBody)

/** The slim form of a certificate, for whoever has the whole. */
export function slimRoutes(
  slim: (credential: unknown) => Promise<Slim>,
  rateLimit: RateLimiter,
): Router {
  const guard = rateLimit('slim', { points: 30, duration: 60 })
  return Router().post(
    '/credentials/slim',
    guard,
    inTurn(jsonBody({ limit: '256kb' })),
    async (request, response) => {
      const { credential, code } = await slim(parseSlim(request.body).verifiableCredential)
      response
        .status(201)
        .set('cache-control', 'no-store')
        .json({ verifiableCredential: credential, code, qr: qrSvg(code) })
    },
  )
}
