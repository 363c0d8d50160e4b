import { Router } from 'express'
import { isoTime } from '../../platform/clock.ts'
import { personOf, requirePerson } from '../../platform/http/actor.ts'
import { jsonBody } from '../../platform/http/json-body.ts'
import { parser } from '../../platform/http/validate.ts'
import {
  type AuthorizationView,
  approvalBody,
  authorizeQuery,
} from '../../schemas/issuer-authorization.ts'
import { REQUEST_URI } from '../openid4vci/pushed.ts'
import type { Authorizations, Consent } from './authorizations.ts'

const parseQuery = parser(authorizeQuery, 'query')
const parseApproval = parser(approvalBody)

/** The authorization endpoint, and what the page that asks the person talks to. */
export function authorizationRoutes(authorizations: Authorizations): Router {
  const router = Router()
  const path = '/api/authorizations/:request'
  const noStore = { 'cache-control': 'no-store' }

  router.get('/openid4vci/authorize', async (request, response) => {
    const { client_id: clientId, request_uri: uri } = parseQuery(request.query)
    const handle = uri.startsWith(REQUEST_URI) ? uri.slice(REQUEST_URI.length) : ''
    const known = await authorizations.isOpen(handle, clientId)
    response.set(noStore).redirect(303, `/authorize/${known ? handle : 'unknown'}`)
  })

  router.get(path, requirePerson, async (request, response) => {
    const { personId } = personOf(response)
    const consent = await authorizations.consent(String(request.params.request), personId)
    response.set(noStore).json(consentView(consent))
  })

  router.post(
    `${path}/approval`,
    requirePerson,
    jsonBody({ limit: '1kb' }),
    async (request, response) => {
      const { personId } = personOf(response)
      const { awardId } = parseApproval(request.body)
      const handle = String(request.params.request)
      const redirectUri = await authorizations.approve(handle, { personId, awardId })
      response.set(noStore).json({ redirectUri })
    },
  )

  router.post(`${path}/refusal`, requirePerson, async (request, response) => {
    const redirectUri = await authorizations.refuse(String(request.params.request))
    response.set(noStore).json({ redirectUri })
  })
  return router
}

const consentView = ({ awards, ...rest }: Consent): AuthorizationView => ({
  ...rest,
  awards: awards.map(({ award, achievement }) => ({
    id: award.id,
    name: achievement.name,
    awardedAt: isoTime(award.awardedAt),
  })),
})
