import { type RequestHandler, type Response, Router } from 'express'
import { receiptPdf } from '../../documents/index.ts'
import { isoTime } from '../../platform/clock.ts'
import { actorOf, requireScope, tenantOf } from '../../platform/http/actor.ts'
import { strictBody } from '../../platform/http/json-body.ts'
import { jsonText } from '../../platform/http/json-text.ts'
import type { Quotas } from '../../platform/http/quotas.ts'
import type { RateLimiter } from '../../platform/http/rate-limit.ts'
import { parser } from '../../platform/http/validate.ts'
import { type Language, negotiateLanguage } from '../../platform/i18n.ts'
import { Problem } from '../../platform/problem.ts'
import {
  type ReceiptLine,
  receiptBody,
  receiptPath,
  receiptPdfBody,
  receiptsQuery,
  reportBody,
} from '../../schemas/receipt.ts'
import { credentialAnswer } from '../answer.ts'
import type { Verifier } from '../interface.ts'
import { verifierProblems } from '../problems.ts'
import { questionOf } from '../question-of.ts'
import type { OpenReceipt, ReceiptFile } from './file.ts'

const parseReceiptRequest = parser(receiptBody)
const parsePdfRequest = parser(receiptPdfBody)
const parsePath = parser(receiptPath, 'path')
const parseQuery = parser(receiptsQuery, 'query')
const parseReport = parser(reportBody)

interface ReceiptEdge {
  readonly guard: RequestHandler
  readonly rateLimit: RateLimiter
  readonly quotas: Pick<Quotas, 'take'>
  readonly publicUrl: string
  readonly idempotent: RequestHandler
}

/** Receipts: made for everybody, filed for organisations; and reports of what went wrong. */
export function receiptRoutes(verifier: Verifier, edge: ReceiptEdge): Router {
  const router = Router()
  makingRoutes(router, verifier, edge)
  filingRoutes(router, verifier)
  const reporting = edge.rateLimit('verify-report', { points: 5, duration: 3600 })
  router.post(
    '/api/verify-reports',
    reporting,
    jsonText,
    edge.idempotent,
    async (request, response) => {
      const report = parseReport(strictBody(request.body))
      const actor = actorOf(response)
      const id = await verifier.reportProblem({
        ...report,
        language: negotiateLanguage(request.get('accept-language')),
        ...(actor.kind === 'person' && { personId: actor.personId }),
      })
      response.status(201).json({ id })
    },
  )
  return router
}

function makingRoutes(
  router: Router,
  verifier: Verifier,
  { guard, quotas, publicUrl, idempotent }: ReceiptEdge,
): void {
  router.post('/api/receipts', guard, jsonText, idempotent, async (request, response) => {
    const wish = parseReceiptRequest(strictBody(request.body))
    const { verifiableCredential, options, keep = false } = wish
    if (keep) requireScope('verify:batch')(request, response, () => undefined)
    const question = questionOf(options, {
      actor: actorOf(response),
      languages: request.get('accept-language'),
    })
    await quotas.take(response, 1)
    const { receipt, report } = await verifier.issueReceipt(verifiableCredential, question)
    const id = keep ? await fileOf(verifier).add(tenantOf(response), receipt) : undefined
    const wire = { publicUrl, returnCredential: false }
    response.status(201).json({
      receipt,
      report: credentialAnswer(report, wire),
      ...(id !== undefined && { id }),
    })
  })

  router.post('/api/receipts/pdf', guard, jsonText, async (request, response) => {
    const { receipt } = parsePdfRequest(strictBody(request.body))
    const types: readonly unknown[] = Array.isArray(receipt.type) ? receipt.type : []
    const { verified } = await verifier.verifyCredential(receipt, { checks: ['proof'] })
    if (!verified || !types.includes('VerificationReceipt')) {
      throw new Problem(verifierProblems.notAReceipt)
    }
    sendPdf(response, receipt, negotiateLanguage(request.get('accept-language')))
  })
}

function filingRoutes(router: Router, verifier: Verifier): void {
  const scope = requireScope('verify:batch')
  const noStore = { 'cache-control': 'no-store' }

  router.get('/api/receipts', scope, async (request, response) => {
    const { before } = parseQuery(request.query)
    const { receipts, ...rest } = await fileOf(verifier).page(tenantOf(response), before)
    response.set(noStore).json({ receipts: receipts.map(lineOf), ...rest })
  })

  router.get('/api/receipts/:id', scope, async (request, response) => {
    const { id } = parsePath(request.params)
    const found = await fileOf(verifier).byId(tenantOf(response), id)
    response.set(noStore).json({ ...lineOf(found), receipt: found.receipt })
  })

  router.get('/api/receipts/:id/pdf', scope, async (request, response) => {
    const { id } = parsePath(request.params)
    const { receipt } = await fileOf(verifier).byId(tenantOf(response), id)
    sendPdf(response, receipt, negotiateLanguage(request.get('accept-language')))
  })

  router.delete('/api/receipts/:id', scope, async (request, response) => {
    const { id } = parsePath(request.params)
    await fileOf(verifier).remove(tenantOf(response), id)
    response.status(204).end()
  })
}

/** @throws {Problem} `receipts-unavailable` */
function fileOf({ receiptFile }: Verifier): ReceiptFile {
  if (!receiptFile) throw new Problem(verifierProblems.receiptsUnavailable)
  return receiptFile
}

function sendPdf(
  response: Response,
  receipt: Readonly<Record<string, unknown>>,
  language: Language,
): void {
  response
    .set({
      'cache-control': 'no-store',
      'content-disposition': 'attachment; filename="receipt.pdf"',
    })
    .type('application/pdf')
    .send(Buffer.from(receiptPdf(receipt, language)))
}

/** We wrote it ourselves (`receipt.ts`), so its members are where they should be. */
function lineOf({ id, createdAt, receipt }: OpenReceipt): ReceiptLine {
  const subject = receipt.credentialSubject as Readonly<Record<string, string | undefined>>
  const { outcome, id: credentialId, credentialIssuer, registryName } = subject
  return {
    id,
    outcome: outcome as ReceiptLine['outcome'],
    createdAt: isoTime(createdAt),
    ...(credentialId !== undefined && { credentialId }),
    ...(credentialIssuer !== undefined && { issuer: credentialIssuer }),
    ...(registryName !== undefined && { issuerName: registryName }),
  }
}
