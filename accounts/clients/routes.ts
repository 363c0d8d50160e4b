import express, { type RequestHandler, Router } from 'express'
import type { Ground } from '../../platform/ground.ts'
import { personOf, requireRole } from '../../platform/http/actor.ts'
import { oauthError } from '../../platform/http/oauth-error.ts'
import { parser } from '../../platform/http/validate.ts'
import { NewClient, TokenRequest } from '../../schemas/accounts.ts'
import type { Accounts } from '../accounts.ts'
import { recordId } from '../record-id.ts'
import { parseTokenRequest } from './token-request.ts'

const parseBody = parser(TokenRequest)
const parseClient = parser(NewClient)

/** `/oauth/token` (RFC 6749 §4.4) and `/api/clients…`. */
export function clientRoutes(
  { clients }: Accounts,
  edge: Pick<Ground, 'log'> & {
    readonly tries: RequestHandler
    readonly idempotent: RequestHandler
  },
): Router {
  const router = Router()
  const form = express.urlencoded({ extended: false, limit: '4kb' })
  router.post('/oauth/token', edge.tries, form, async (request, response) => {
    const authorization = request.get('authorization')
    const wanted = parseTokenRequest(authorization, parseBody(request.body ?? {}))
    const { token, expiresIn, scopes } = await clients.grant(wanted.credentials, wanted.scope)
    response.set('cache-control', 'no-store').json({
      access_token: token,
      token_type: 'Bearer',
      expires_in: expiresIn,
      scope: scopes.join(' '),
    })
  })
  router.use('/oauth/token', oauthError(edge))

  const admin = requireRole('admin')
  router.get('/api/clients', admin, async (_request, response) => {
    const mine = await clients.list(personOf(response).tenantId)
    response.json({ clients: mine.map(({ tenantId: _, ...client }) => client) })
  })
  const json = express.json({ limit: '8kb' })
  router.post('/api/clients', admin, json, edge.idempotent, async (request, response) => {
    const { tenantId } = personOf(response)
    const made = await clients.create({ ...parseClient(request.body), tenantId })
    response.status(201).set('cache-control', 'no-store').json(made)
  })
  router.delete('/api/clients/:id', admin, async (request, response) => {
    await clients.disable(personOf(response).tenantId, recordId(request.params.id))
    response.status(204).end()
  })
  return router
}
