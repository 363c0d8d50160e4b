import express, { type Request, type RequestHandler, type Response, Router } from 'express'
import type { Ground } from '../../platform/ground.ts'
import { jsonBody } from '../../platform/http/json-body.ts'
import { oauthError } from '../../platform/http/oauth-error.ts'
import type { RateLimiter } from '../../platform/http/rate-limit.ts'
import { openToEveryOrigin } from '../../platform/http/security.ts'
import type { Offers } from '../offers/offers.ts'
import type { Access } from './access-tokens.ts'
import type { ClientRequest } from './client.ts'
import type { Handed, Issuance } from './issuance.ts'
import { badgeTypeMetadata } from './metadata.ts'

/** OpenID4VCI 1.0, for any wallet. */
export function openid4vciRoutes(
  issuance: Issuance,
  offers: Pick<Offers, 'byReference'>,
  edge: Pick<Ground, 'config' | 'log'> & { readonly rateLimit: RateLimiter },
): Router {
  const { config, log } = edge
  const router = Router()
  const clientRequest = (request: Request): ClientRequest => ({
    url: `${config.publicUrl}${request.originalUrl}`,
    headers: headersOf(request),
    body: (request.body ?? {}) as Record<string, unknown>,
  })
  const noStore = { 'cache-control': 'no-store' }
  router.use('/openid4vci', openToEveryOrigin)

  router.get(
    '/.well-known/openid-credential-issuer',
    openToEveryOrigin,
    async (request, response) => {
      response.set({ 'cache-control': 'public, max-age=300', vary: 'accept' })
      const signed = request.accepts(['application/json', 'application/jwt']) === 'application/jwt'
      if (!signed) return response.json(issuance.issuerMetadata)
      return response.type('application/jwt').send(await issuance.signedMetadata())
    },
  )

  router.get('/.well-known/oauth-authorization-server', openToEveryOrigin, (_request, response) => {
    response.set('cache-control', 'public, max-age=300').json(issuance.authorizationServerMetadata)
  })

  router.get('/openid4vci/types/open-badge', (_request, response) => {
    response.set('cache-control', 'public, max-age=300').json(badgeTypeMetadata(config.publicUrl))
  })

  router.get('/openid4vci/offers/:reference', async (request, response) => {
    response.set(noStore).json(await offers.byReference(request.params.reference))
  })

  router.post(
    '/openid4vci/token',
    express.urlencoded({ extended: false, limit: '8kb' }),
    async (request, response) => {
      response.set(noStore).json(await issuance.token(clientRequest(request)))
    },
  )

  router.post(
    '/openid4vci/par',
    edge.rateLimit('par', { points: 120, duration: 60 }),
    express.urlencoded({ extended: false, limit: '16kb' }),
    async (request, response) => {
      response
        .status(201)
        .set(noStore)
        .json(await issuance.push(clientRequest(request)))
    },
  )

  router.post('/openid4vci/nonce', async (_request, response) => {
    response.set(noStore).json(await issuance.nonce())
  })

  resourceRoutes(router, issuance, clientRequest)

  router.use('/openid4vci', oauthError({ log }))
  return router
}

/** What an access token gives access to. */
function resourceRoutes(
  router: Router,
  issuance: Issuance,
  accessBy: (request: Request) => Access,
): void {
  const json = jsonBody({ limit: '64kb' })
  const guarded =
    (
      answer: (access: Access, body: unknown, response: Response) => Promise<void>,
    ): RequestHandler =>
    async (request, response) => {
      response.set('www-authenticate', 'Bearer, DPoP') // of a refusal (RFC 6750 §3, RFC 9449 §7.1)
      response.set('cache-control', 'no-store')
      await answer(accessBy(request), request.body, response)
    }
  const send = (response: Response, { status, body }: Handed) => {
    response.removeHeader('www-authenticate')
    response.status(status).json(body)
  }
  router.post(
    '/openid4vci/credential',
    json,
    guarded(async (access, body, response) => {
      send(response, await issuance.credential(access, body))
    }),
  )
  router.post(
    '/openid4vci/deferred',
    json,
    guarded(async (access, body, response) => {
      send(response, await issuance.deferred(access, body))
    }),
  )
  router.post(
    '/openid4vci/notification',
    json,
    guarded(async (access, body, response) => {
      await issuance.notify(access, body)
      response.removeHeader('www-authenticate')
      response.status(204).end()
    }),
  )
}

function headersOf(request: Request): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, String(value))
  }
  return headers
}
