import express, { type RequestHandler, Router } from 'express'
import { isoTime } from '../../platform/clock.ts'
import type { Ground } from '../../platform/ground.ts'
import { personOf, requirePerson } from '../../platform/http/actor.ts'
import { jsonBody } from '../../platform/http/json-body.ts'
import { oauthError } from '../../platform/http/oauth-error.ts'
import { parser } from '../../platform/http/validate.ts'
import { grantApprovalBody, grantAuthorizeQuery, grantRequestBody } from '../../schemas/grants.ts'
import { WALLET_SCOPES } from '../../schemas/wallet-scopes.ts'
import type { Accounts } from '../accounts.ts'
import { clientCredentials } from '../clients/token-request.ts'
import { recordId } from '../record-id.ts'
import { type GrantInfo, grantIssuer, REQUEST_SECONDS } from './grants.ts'

const parseRequest = parser(grantRequestBody)
const parseQuery = parser(grantAuthorizeQuery, 'query')
const parseApproval = parser(grantApprovalBody)

const REQUEST_URI = 'urn:ietf:params:oauth:request_uri:'

/** Asking, answering and ending: `/oauth/par`, `/oauth/authorize`, `/api/grant-requests…`, `/api/me/grants…`. */
export function grantRoutes(
  { clients, grants }: Pick<Accounts, 'clients' | 'grants'>,
  edge: Pick<Ground, 'log' | 'config'> & { readonly tries: RequestHandler },
): Router {
  const router = Router()
  const noStore = { 'cache-control': 'no-store' }
  const form = express.urlencoded({ extended: false, limit: '8kb' })

  router.get('/.well-known/oauth-authorization-server/oauth', (_request, response) => {
    response.json(metadata(edge.config))
  })

  router.post('/oauth/par', edge.tries, form, async (request, response) => {
    const wish = parseRequest(request.body ?? {})
    const credentials = clientCredentials(request.get('authorization'), wish)
    const handle = await grants.ask(await clients.authenticate(credentials), wish)
    const answer = { request_uri: `${REQUEST_URI}${handle}`, expires_in: REQUEST_SECONDS }
    response.status(201).set(noStore).json(answer)
  })
  router.use('/oauth/par', oauthError(edge))

  router.get('/oauth/authorize', async (request, response) => {
    const { client_id: clientId, request_uri: uri } = parseQuery(request.query)
    const handle = uri.startsWith(REQUEST_URI) ? uri.slice(REQUEST_URI.length) : ''
    const known = await grants.isOpen(handle, clientId)
    response.set(noStore).redirect(303, `/grants/${known ? handle : 'unknown'}`)
  })

  const path = '/api/grant-requests/:request'
  router.get(path, requirePerson, async (request, response) => {
    response.set(noStore).json(await grants.asked(recordId(request.params.request)))
  })

  const json = jsonBody({ limit: '1kb' })
  router.post(`${path}/approval`, requirePerson, json, async (request, response) => {
    const { personId } = personOf(response)
    const approval = { ...parseApproval(request.body), personId }
    const redirectUri = await grants.approve(recordId(request.params.request), approval)
    response.set(noStore).json({ redirectUri })
  })

  router.post(`${path}/refusal`, requirePerson, async (request, response) => {
    const redirectUri = await grants.refuse(recordId(request.params.request))
    response.set(noStore).json({ redirectUri })
  })

  router.get('/api/me/grants', requirePerson, async (_request, response) => {
    const mine = await grants.ofPerson(personOf(response).personId)
    response.set(noStore).json({ grants: mine.map(grantView) })
  })

  router.delete('/api/me/grants/:id', requirePerson, async (request, response) => {
    const { personId } = personOf(response)
    await grants.end({ personId, id: recordId(request.params.id) })
    response.status(204).end()
  })
  return router
}

const grantView = ({ givenAt, usedAt, endsAt, ...grant }: GrantInfo) => ({
  ...grant,
  givenAt: isoTime(givenAt),
  ...(usedAt !== undefined && { usedAt: isoTime(usedAt) }),
  endsAt: isoTime(endsAt),
})

/** RFC 8414 §2. */
const metadata = (config: Pick<Ground['config'], 'publicUrl'>) => ({
  issuer: grantIssuer(config),
  authorization_endpoint: `${config.publicUrl}/oauth/authorize`,
  pushed_authorization_request_endpoint: `${config.publicUrl}/oauth/par`,
  require_pushed_authorization_requests: true,
  token_endpoint: `${config.publicUrl}/oauth/token`,
  token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
  response_types_supported: ['code'],
  grant_types_supported: ['authorization_code', 'refresh_token', 'client_credentials'],
  code_challenge_methods_supported: ['S256'],
  scopes_supported: [...WALLET_SCOPES],
  authorization_response_iss_parameter_supported: true,
})
