import { type Request, type RequestHandler, type Response, Router } from 'express'
import { isoTime } from '../platform/clock.ts'
import { learnerOf } from '../platform/http/actor.ts'
import { jsonBody } from '../platform/http/json-body.ts'
import { parser } from '../platform/http/validate.ts'
import { languageQuery, passcodeBody, shareBody, sheetQuery } from '../schemas/wallet-messages.ts'
import { backupRoutes } from './backup/routes.ts'
import { keepToProfile, letIn } from './delegates/routes.ts'
import { bakedPng, bakedSvg, sheetPdf, sheetPng, sheetSvg } from './drawings.ts'
import { historyRoutes } from './history/routes.ts'
import { profileRoutes } from './profiles/routes.ts'
import { languageOf, receiveRoutes } from './receive/routes.ts'
import { presentationRoutes } from './requests/routes.ts'
import { opened, openWith, type UnlockerEdge, unlockerRoutes } from './vault/routes.ts'
import { credentialView, detailView, shareView } from './views.ts'
import type { Owned, Wallet } from './wallet.ts'
import { workRoutes } from './works/routes.ts'

const parseShare = parser(shareBody)
const parsePasscode = parser(passcodeBody)
const parseLanguage = parser(languageQuery, 'query')
const parseSheet = parser(sheetQuery, 'query')

const SHEET_WIDTH = 2480 // pixels: A4 at 210 dots per inch

export interface WalletEdge extends UnlockerEdge {
  /** From `platform/http/idempotency.ts`. */
  readonly idempotency: RequestHandler
}

/** `/api/wallet…` for its owner, `/api/shares/{id}` for whoever has a link. */
export function walletRoutes(wallet: Wallet, edge: WalletEdge): Router {
  const router = Router()
  const ofDelegates = edge.rateLimit('wallet-delegate', { points: 300, duration: 60 })
  router.use('/api/wallet', letIn(ofDelegates), (_request, response, next) => {
    response.set('cache-control', 'no-store')
    next()
  })
  router.use('/api/wallet', openWith(wallet), keepToProfile)
  unlockerRoutes(router, wallet, edge)
  backupRoutes(router, edge)
  credentialRoutes(router)
  receiveRoutes(router, edge)
  pictureRoutes(router)
  shareRoutes(router, edge)
  openShareRoutes(router, wallet, edge)
  presentationRoutes(router)
  historyRoutes(router)
  workRoutes(router, edge)
  profileRoutes(router, edge)
  return router
}

const owned = (request: Request, response: Response): Owned => ({
  personId: learnerOf(response).personId,
  id: String(request.params.id),
})

function credentialRoutes(router: Router) {
  router.get('/api/wallet/credentials', async (request, response) => {
    const language = languageOf(request, response, parseLanguage(request.query).lang)
    const credentials = await opened(response).list(learnerOf(response).personId)
    response.json({ credentials: credentials.map((one) => credentialView(one, language)) })
  })

  router.get('/api/wallet/credentials/:id', async (request, response) => {
    const language = languageOf(request, response, parseLanguage(request.query).lang)
    response.json(
      detailView(await opened(response).detail(owned(request, response), language), language),
    )
  })

  router.delete('/api/wallet/credentials/:id', async (request, response) => {
    await opened(response).remove(owned(request, response))
    response.status(204).end()
  })
}

function pictureRoutes(router: Router) {
  const path = '/api/wallet/credentials/:id'
  const answer = (response: Response, type: string, content: Uint8Array | string) =>
    response.type(type).send(typeof content === 'string' ? content : Buffer.from(content))

  router.get(`${path}/download`, async (request, response) => {
    const { document } = await opened(response).find(owned(request, response))
    const compact = typeof document === 'string'
    response.attachment(compact ? 'credential.jwt' : 'credential.json')
    answer(
      response,
      compact ? 'application/vc+jwt' : 'application/json',
      compact ? document : JSON.stringify(document, null, 2),
    )
  })

  router.get(`${path}/badge.png`, async (request, response) => {
    const found = await opened(response).find(owned(request, response))
    answer(response, 'image/png', bakedPng(found, languageOf(request, response)))
  })

  router.get(`${path}/badge.svg`, async (request, response) => {
    const found = await opened(response).find(owned(request, response))
    answer(response, 'image/svg+xml', bakedSvg(found, languageOf(request, response)))
  })

  router.get(`${path}/sheet.svg`, async (request, response) => {
    const { found, wish } = await sheetFor(request, response)
    answer(response, 'image/svg+xml', sheetSvg(found, wish))
  })

  router.get(`${path}/sheet.png`, async (request, response) => {
    const { found, wish, width } = await sheetFor(request, response)
    answer(response, 'image/png', sheetPng(found, wish, width))
  })

  router.get(`${path}/sheet.pdf`, async (request, response) => {
    const { found, wish } = await sheetFor(request, response)
    answer(response, 'application/pdf', sheetPdf(found, wish))
  })

  const sheetFor = async (request: Request, response: Response) => {
    const { lang, share, width = SHEET_WIDTH, theme } = parseSheet(request.query)
    const mine = owned(request, response)
    const found = await opened(response).find(mine)
    const shares = share === undefined ? [] : await opened(response).shares(mine)
    const verifyUrl = shares.find(({ shareId }) => shareId === share)?.url
    const wish = {
      language: languageOf(request, response, lang),
      ...(theme && { theme }),
      ...(verifyUrl !== undefined && { verifyUrl }),
    }
    return { found, wish, width: Math.min(Number(width), 4960) }
  }
}

function shareRoutes(router: Router, { idempotency }: WalletEdge) {
  router.get('/api/wallet/credentials/:id/shares', async (request, response) => {
    const shares = await opened(response).shares(owned(request, response))
    response.json({ shares: shares.map(shareView) })
  })

  router.post(
    '/api/wallet/credentials/:id/shares',
    jsonBody({ limit: '4kb' }),
    idempotency,
    async (request, response) => {
      const wish = parseShare(request.body)
      response
        .status(201)
        .json(shareView(await opened(response).share(owned(request, response), wish)))
    },
  )

  router.delete('/api/wallet/shares/:shareId', async (request, response) => {
    await opened(response).endShare(learnerOf(response).personId, String(request.params.shareId))
    response.status(204).end()
  })

  router.get('/api/wallet/shares/:shareId/accesses', async (request, response) => {
    const { personId } = learnerOf(response)
    const log = await opened(response).shareAccesses(personId, String(request.params.shareId))
    response.json({ accesses: log.map(({ outcome, at }) => ({ outcome, at: isoTime(at) })) })
  })
}

/** For whoever has a link. */
function openShareRoutes(router: Router, wallet: Wallet, { rateLimit }: WalletEdge) {
  const limit = rateLimit('share', { points: 120, duration: 60 })
  const open = async (request: Request, response: Response, passcode?: string) => {
    const { expiresAt, ...shared } = await wallet.openShare(
      String(request.params.shareId),
      passcode,
    )
    response.set('cache-control', 'no-store')
    response.json({ ...shared, expiresAt: isoTime(expiresAt) })
  }
  router.get('/api/shares/:shareId', limit, (request, response) => open(request, response))
  router.post('/api/shares/:shareId/open', limit, jsonBody({ limit: '1kb' }), (request, response) =>
    open(request, response, parsePasscode(request.body).passcode),
  )
}
