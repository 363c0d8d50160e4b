import express, { type RequestHandler, Router } from 'express'
import type { Static } from 'typebox'
import type { Ground } from '../../platform/ground.ts'
import { personOf, requireRole } from '../../platform/http/actor.ts'
import { jsonBody } from '../../platform/http/json-body.ts'
import { oauthError } from '../../platform/http/oauth-error.ts'
import { parser } from '../../platform/http/validate.ts'
import { Problem } from '../../platform/problem.ts'
import { NewClient, TokenRequest } from '../../schemas/accounts.ts'
import type { Accounts } from '../accounts.ts'
import type { GrantTokens } from '../grants/redeem.ts'
import { accountsProblems } from '../problems.ts'
import { recordId } from '../record-id.ts'
import type { ClientCredentials } from './client.ts'
import type { Grant } from './clients.ts'
import { clientCredentials } from './token-request.ts'

const parseBody = parser(TokenRequest)
const parseClient = parser(NewClient)

/** `/oauth/token` (RFC 6749 §4.1.3, §4.4, §6) and `/api/clients…`. */
export function clientRoutes(
  { clients, grants }: Accounts,
  edge: Pick<Ground, 'log'> & {
    readonly tries: RequestHandler
    readonly idempotent: RequestHandler
  },
): Router {
  const router = Router()
  const tokenFor = async (
    wish: Static<typeof TokenRequest>,
    credentials: ClientCredentials,
  ): Promise<Grant | GrantTokens> => {
    if (wish.grant_type === 'client_credentials') return clients.grant(credentials, wish.scope)
    if (!['authorization_code', 'refresh_token'].includes(wish.grant_type)) {
      throw new Problem(accountsProblems.unsupportedGrantType)
    }
    const client = await clients.authenticate(credentials)
    if (wish.grant_type === 'refresh_token') {
      return grants.refresh(client, wish.refresh_token ?? '')
    }
    const { code = '', redirect_uri: redirectUri, code_verifier: codeVerifier } = wish
    return grants.redeem(client, { code, redirectUri, codeVerifier })
  }
  const form = express.urlencoded({ extended: false, limit: '4kb' })
  router.post('/oauth/token', edge.tries, form, async (request, response) => {
    const wish = parseBody(request.body ?? {})
    const given = await tokenFor(wish, clientCredentials(request.get('authorization'), wish))
    response.set('cache-control', 'no-store').json({
      access_token: given.token,
      token_type: 'Bearer',
      expires_in: given.expiresIn,
      scope: given.scopes.join(' '),
      ...('refreshToken' in given && { refresh_token: given.refreshToken }),
    })
  })
  router.use('/oauth/token', oauthError(edge))

  const admin = requireRole('admin')
  router.get('/api/clients', admin, async (_request, response) => {
    const mine = await clients.list(personOf(response).tenantId)
    response.json({ clients: mine.map(({ tenantId: _, ...client }) => client) })
  })
  const json = jsonBody({ limit: '8kb' })
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
