import express, { type Request, type RequestHandler, type Response, type Router } from 'express'
import { learnerOf, personOf } from '../../platform/http/actor.ts'
import { jsonBody } from '../../platform/http/json-body.ts'
import type { RateLimiter } from '../../platform/http/rate-limit.ts'
import { parser } from '../../platform/http/validate.ts'
import { isLanguage, type Language, negotiateLanguage } from '../../platform/i18n.ts'
import {
  importBody,
  receiveBody,
  signInAnswerBody,
  signInBody,
} from '../../schemas/wallet-receiving.ts'
import { credentialFromFile, type Found } from '../import.ts'
import { opened } from '../vault/routes.ts'
import { credentialView } from '../views.ts'

const parseReceive = parser(receiveBody)
const parseSignIn = parser(signInBody)
const parseSignInAnswer = parser(signInAnswerBody)
const parseImport = parser(importBody)

const FILES = ['image/png', 'image/svg+xml', 'application/pdf']

/** The language asked for, else the person's, else the browser's. */
export function languageOf(request: Request, response: Response, asked?: Language): Language {
  const { language } = learnerOf(response)
  if (asked) return asked
  return isLanguage(language) ? language : negotiateLanguage(request.get('accept-language'))
}

interface ReceiveEdge {
  readonly rateLimit: RateLimiter
  readonly idempotency: RequestHandler
}

/** How credentials come into a wallet: by an offer, from a file, from an address. */
export function receiveRoutes(router: Router, { rateLimit, idempotency }: ReceiveEdge): void {
  const incoming = rateLimit('wallet-receive', { points: 60, duration: 60 })

  router.post(
    '/api/wallet/receive',
    incoming,
    jsonBody({ limit: '32kb' }),
    idempotency,
    async (request, response) => {
      const language = languageOf(request, response)
      const { personId } = learnerOf(response)
      const wish = { ...parseReceive(request.body), language }
      const credentials = await opened(response).receive(personId, wish)
      const views = credentials.map((one) => credentialView(one, language))
      response.status(201).json({ credentials: views })
    },
  )

  router.post(
    '/api/wallet/receive/sign-in',
    incoming,
    jsonBody({ limit: '32kb' }),
    async (request, response) => {
      const { offerUri } = parseSignIn(request.body)
      const start = await opened(response).beginReceiving(personOf(response).personId, offerUri)
      response.status(201).json(start)
    },
  )

  router.post(
    '/api/wallet/receive/sign-in/answer',
    incoming,
    jsonBody({ limit: '16kb' }),
    async (request, response) => {
      const language = languageOf(request, response)
      const { personId } = personOf(response)
      const back = { answer: parseSignInAnswer(request.body), language }
      const credentials = await opened(response).endReceiving(personId, back)
      const views = credentials.map((one) => credentialView(one, language))
      response.status(201).json({ credentials: views })
    },
  )

  router.post(
    '/api/wallet/credentials',
    incoming,
    express.raw({ type: FILES, limit: '5mb' }),
    jsonBody({ limit: '1mb' }),
    async (request, response) => {
      const language = languageOf(request, response)
      const { personId } = learnerOf(response)
      const wish = { ...broughtIn(request), language }
      const credential = await opened(response).importCredential(personId, wish)
      response.status(201).json(credentialView(credential, language))
    },
  )
}

function broughtIn(request: Request): Found {
  const body: unknown = request.body
  if (!Buffer.isBuffer(body)) {
    const wish = parseImport(body)
    return 'url' in wish ? wish : { document: wish.credential }
  }
  return { document: credentialFromFile(new Uint8Array(body), String(request.is(FILES))) }
}
