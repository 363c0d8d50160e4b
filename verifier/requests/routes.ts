import express, { type RequestHandler, type Response, Router } from 'express'
import { qrSvg } from '../../documents/index.ts'
import { isoTime } from '../../platform/clock.ts'
import { actorOf, requireScope } from '../../platform/http/actor.ts'
import { jsonBody } from '../../platform/http/json-body.ts'
import { inTurn } from '../../platform/http/large-bodies.ts'
import { parser } from '../../platform/http/validate.ts'
import { Problem } from '../../platform/problem.ts'
import { exchangeBody } from '../../schemas/exchange.ts'
import {
  requestBody,
  requestObjectBody,
  requestStatusQuery,
  walletAnswer,
} from '../../schemas/presentation-request.ts'
import { presentationAnswer } from '../answer.ts'
import type { Verifier } from '../interface.ts'
import { verifierProblems } from '../problems.ts'
import type { PresentationRequests, RequestResult } from './requests.ts'

const parseRequest = parser(requestBody)
const parseStatus = parser(requestStatusQuery, 'query')
const parseObjectRequest = parser(requestObjectBody)
const parseAnswer = parser(walletAnswer)
const parseExchange = parser(exchangeBody)

const form = inTurn(express.urlencoded({ extended: false, limit: '1mb' }))

interface RequestEdge {
  readonly guard: RequestHandler
  readonly publicUrl: string
  readonly idempotent: RequestHandler
}

/** Presentations: asked for by employers, given by wallets (OpenID4VP 1.0). */
export function requestRoutes(
  verifier: Verifier,
  { guard, publicUrl, idempotent }: RequestEdge,
): Router {
  const router = Router()
  employerRoutes(router, verifier, { publicUrl, idempotent })
  walletRoutes(router, verifier, guard)
  return router
}

/** @throws {Problem} `requests-unavailable` */
function requestsOf({ requests }: Verifier): PresentationRequests {
  if (!requests) throw new Problem(verifierProblems.requestsUnavailable)
  return requests
}

function employerRoutes(
  router: Router,
  verifier: Verifier,
  { publicUrl, idempotent }: Omit<RequestEdge, 'guard'>,
): void {
  const scope = requireScope('presentations:request')
  const body = jsonBody({ limit: '64kb' })

  router.post('/presentation-requests', scope, body, idempotent, async (request, response) => {
    const wish = parseRequest(request.body)
    const tenantId = tenantOf(response)
    const clientName = await verifier.organisationName(tenantId)
    const links = await requestsOf(verifier).create({ ...wish, tenantId, clientName })
    const expiresAt = isoTime(links.expiresAt)
    response.status(201).json({ ...links, expiresAt, qr: qrSvg(links.requestUri) })
  })

  router.get('/presentation-requests', scope, async (_request, response) => {
    const requests = await requestsOf(verifier).list(tenantOf(response))
    response.set('cache-control', 'no-store').json({
      requests: requests.map(({ createdAt, expiresAt, ...request }) => ({
        ...request,
        createdAt: isoTime(createdAt),
        expiresAt: isoTime(expiresAt),
      })),
    })
  })

  router.get('/presentation-requests/:id', scope, async (request, response) => {
    const { response_code: responseCode } = parseStatus(request.query)
    const asker = {
      tenantId: tenantOf(response),
      ...(responseCode !== undefined && { responseCode }),
    }
    const { expiresAt, result, ...status } = await requestsOf(verifier).status(
      String(request.params.id),
      asker,
    )
    response.set('cache-control', 'no-store').json({
      ...status,
      expiresAt: isoTime(expiresAt),
      ...(status.requestUri !== undefined && { qr: qrSvg(status.requestUri) }),
      ...(result && { result: resultView(result, publicUrl) }),
    })
  })

  router.get('/verifier/did.json', async (_request, response) => {
    const document = await verifier.didDocument()
    if (!document) throw new Problem(verifierProblems.unknownRequest)
    response.set('cache-control', 'public, max-age=60')
    response.type('application/did+ld+json').send(JSON.stringify(document))
  })
}

function resultView({ presentations, ...result }: RequestResult, publicUrl: string): object {
  return {
    ...result,
    presentations: presentations.map(({ queryId, presented, ...report }) => ({
      queryId,
      presented,
      ...presentationAnswer(report, { publicUrl, returnCredential: true }),
    })),
  }
}

/** What wallets ask for and answer; nobody signs in here. */
function walletRoutes(router: Router, verifier: Verifier, guard: RequestHandler): void {
  const path = '/api/openid4vp/requests/:handle'
  const send = async (response: Response, handle: unknown, walletNonce?: string) => {
    const jwt = await requestsOf(verifier).object(String(handle), walletNonce)
    response.set('cache-control', 'no-store')
    response.type('application/oauth-authz-req+jwt').send(jwt)
  }

  router.get(path, guard, (request, response) => send(response, request.params.handle))

  router.post(path, guard, form, (request, response) => {
    const { wallet_nonce: walletNonce } = parseObjectRequest(request.body ?? {})
    return send(response, request.params.handle, walletNonce)
  })

  exchangeRoutes(router, verifier, guard)

  router.post('/api/openid4vp/responses/:handle', guard, form, async (request, response) => {
    const { vp_token: token, state, response: encrypted } = parseAnswer(request.body)
    const handle = String(request.params.handle)
    const redirectUri = await requestsOf(verifier).answer(handle, {
      token,
      state,
      response: encrypted,
    })
    response.set('cache-control', 'no-store')
    response.json(redirectUri === undefined ? {} : { redirect_uri: redirectUri })
  })
}

/** VC-API: the link of a request, and the exchange behind it. */
function exchangeRoutes(router: Router, verifier: Verifier, guard: RequestHandler): void {
  const noStore = { 'cache-control': 'no-store' }
  router.get('/api/openid4vp/interactions/:handle', guard, async (request, response) => {
    const protocols = await requestsOf(verifier).protocols(String(request.params.handle))
    response.set(noStore).json({ protocols })
  })

  router.post(
    '/api/openid4vp/exchanges/:handle',
    guard,
    inTurn(jsonBody({ limit: '1mb' })),
    async (request, response) => {
      const { verifiablePresentation } = parseExchange(request.body ?? {})
      const handle = String(request.params.handle)
      response.set(noStore)
      if (verifiablePresentation === undefined) {
        const asked = await requestsOf(verifier).exchange(handle)
        response.json({ verifiablePresentationRequest: asked })
        return
      }
      const requests = requestsOf(verifier)
      const redirectUrl = await requests.answerExchange(handle, verifiablePresentation)
      response.json(redirectUrl === undefined ? {} : { redirectUrl })
    },
  )
}

const tenantOf = (response: Response): string => {
  const actor = actorOf(response)
  return actor.kind === 'nobody' ? '' : actor.tenantId
}
