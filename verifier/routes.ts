import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type Request, type RequestHandler, type Response, Router } from 'express'
import type { Config } from '../platform/config.ts'
import { type Actor, actorOf, NOBODY, requireScope } from '../platform/http/actor.ts'
import { jsonBody, strictBody } from '../platform/http/json-body.ts'
import { jsonText } from '../platform/http/json-text.ts'
import { httpProblems } from '../platform/http/problems.ts'
import type { JsonAnswer, QuickRoute } from '../platform/http/quick-lane.ts'
import type { Quotas } from '../platform/http/quotas.ts'
import type { Guard, RateLimiter } from '../platform/http/rate-limit.ts'
import { sendJson } from '../platform/http/send-json.ts'
import { parser } from '../platform/http/validate.ts'
import { Problem } from '../platform/problem.ts'
import { policyBody, policyPath } from '../schemas/policy.ts'
import {
  batchQuery,
  deriveBody,
  type VerifyRequestOptions,
  verifyCredentialBody,
  verifyPresentationBody,
} from '../schemas/verifier.ts'
import { credentialAnswer, policyView, presentationAnswer } from './answer.ts'
import { didFromPath, refusal, resolutionAnswer, resolutionTypes } from './identifiers.ts'
import type { Verifier } from './interface.ts'
import { verifyPageRoutes } from './pages/routes.ts'
import { verifierProblems } from './problems.ts'
import { type Asking, questionOf, tenantOfCaller } from './question-of.ts'
import { receiptRoutes } from './receipts/routes.ts'
import { EVERYBODY } from './registry/registry.ts'
import { registryRoutes } from './registry/routes.ts'
import { credentialsIn, onlyCredential, readBody } from './request.ts'
import { requestRoutes } from './requests/routes.ts'
import { verifyLines } from './verify-lines.ts'
import { watchRoutes } from './watches/routes.ts'

const parseCredentialRequest = parser(verifyCredentialBody)
const parsePresentationRequest = parser(verifyPresentationBody)
const parseDerivation = parser(deriveBody)
const parseBatchQuery = parser(batchQuery, 'query')
const parsePolicy = parser(policyBody)
const parsePolicyPath = parser(policyPath, 'path')

const NDJSON = ['application/x-ndjson', 'application/ndjson', 'application/jsonl']

export interface VerifierEdge {
  readonly config: Pick<Config, 'publicUrl'>
  readonly rateLimit: RateLimiter
  readonly quotas: Quotas
  /** Answers a repeated POST with the answer of the first. */
  readonly idempotent: RequestHandler
}

/** Checking: open to all, larger quotas for clients with `verify:batch`. */
export function verifierRoutes(verifier: Verifier, edge: VerifierEdge): Router {
  const router = Router()
  const guard = guardOf(edge.rateLimit)
  checkingRoutes(router, verifier, { ...edge, guard })
  derivingRoute(router, verifier, guard)
  const { idempotent } = edge
  const { publicUrl } = edge.config
  router.use(receiptRoutes(verifier, { ...edge, guard, publicUrl }))
  batchRoute(router, verifier, edge)
  policyRoutes(router, verifier)
  router.use(verifyPageRoutes(verifier, edge.rateLimit))
  router.use(requestRoutes(verifier, { guard, publicUrl, idempotent }))

  router.use(registryRoutes(verifier, { guard, idempotent }))
  router.use(watchRoutes(verifier, edge))

  identifierRoute(router, verifier, guard)

  router.get('/api/trust/issuers', async (_request, response) => {
    const issuers = await verifier.registry.issuers(tenantOfCaller(actorOf(response)))
    response.json({
      issuers: issuers.map(({ tenantId, did, name, frameworks, source }) => ({
        own: tenantId !== EVERYBODY,
        did,
        name,
        frameworks,
        source,
      })),
    })
  })
  return router
}

/** DID resolution; the caller chooses between the result and the document alone. */
function identifierRoute(router: Router, verifier: Verifier, guard: RequestHandler): void {
  router.get(['/1.0/identifiers', '/1.0/identifiers/:did'], guard, async (request, response) => {
    const segment = request.originalUrl.split('?')[0]?.split('/')[3] ?? ''
    const liked = request.accepts([...resolutionTypes])
    const { accept } = request.query
    const odd = accept !== undefined && !/^[\x20-\x7e]+$/.test(String(accept))
    const { status, type, body } = odd
      ? refusal('invalidOptions', 'accept')
      : resolutionAnswer(await verifier.resolve(didFromPath(segment)), liked || undefined)
    response
      .status(status)
      .set('content-type', type)
      .send(Buffer.from(JSON.stringify(body)))
  })
}

const wireOf =
  ({ publicUrl }: VerifierEdge['config']) =>
  ({ returnCredential = true }: VerifyRequestOptions = {}) => ({ publicUrl, returnCredential })

/** What stands beside the text of a question. */
interface Beside {
  /** Counts what the question says it is. */
  readonly take?: () => Promise<void>
  /** The UTF-8 that the text was read from. */
  readonly octets?: Uint8Array | undefined
}

/** `POST /credentials/verify`, once its body was read as text. */
function answerVerification(verifier: Verifier, config: VerifierEdge['config']) {
  const wire = wireOf(config)
  return async (
    text: unknown,
    asking: Asking,
    { take, octets }: Beside = {},
  ): Promise<JsonAnswer> => {
    const read = readBody(text, octets)
    const { verifiableCredential, options } = read
      ? parseCredentialRequest(read.body)
      : { verifiableCredential: text as string, options: undefined }
    const question = questionOf(options, asking)
    await take?.()
    const report = await verifier.verifyCredential(verifiableCredential, question)
    const status = report.verified ? 200 : 400
    const same = report.credential !== undefined && report.credential === verifiableCredential
    const json = same && octets ? onlyCredential(octets, read?.body) : undefined
    if (!json) return { status, body: credentialAnswer(report, wire(options)) }
    const rest = credentialAnswer(report, wire({ returnCredential: false }))
    return { status, body: rest, last: { name: 'credential', json } }
  }
}

/** The routes that a short way in front of Express takes too; what is counted is counted once for both. */
export const verifierQuickRoutes = (
  verifier: Verifier,
  { config, rateLimit }: Pick<VerifierEdge, 'config' | 'rateLimit'>,
): readonly QuickRoute[] => {
  const answer = answerVerification(verifier, config)
  return [
    {
      path: '/credentials/verify',
      guard: guardOf(rateLimit),
      answer: ({ text, octets, acceptLanguage: languages }) =>
        answer(text, { actor: NOBODY, languages }, { octets }),
    },
  ]
}

const guardOf = (rateLimit: RateLimiter): Guard =>
  rateLimit('verify', {
    points: pointsOf,
    duration: 60,
  })

/** A client's requests are counted by its quota already; a person with the scope has none. */
const pointsOf = ({ kind, scopes }: Actor): number | undefined => {
  if (!scopes.has('verify:batch')) return 120
  return kind === 'client' ? undefined : 6000
}

function checkingRoutes(
  router: Router,
  verifier: Verifier,
  { config, guard, quotas }: VerifierEdge & { readonly guard: RequestHandler },
): void {
  const wire = wireOf(config)
  const answer = answerVerification(verifier, config)
  router.post('/credentials/verify', guard, jsonText, async (request, response) => {
    const { status, body } = await answer(request.body, askingOf(request, response), {
      take: () => quotas.take(response, 1),
    })
    sendJson(response, status, body)
  })

  router.post('/presentations/verify', guard, jsonText, async (request, response) => {
    const read = readBody(request.body)
    const { verifiablePresentation, options } = read
      ? parsePresentationRequest(read.body)
      : { verifiablePresentation: request.body as string, options: undefined }
    const question = questionOf(options, askingOf(request, response))
    const open = credentialsIn(verifiablePresentation)
    await quotas.take(response, open)
    const report = await verifier.verifyPresentation(verifiablePresentation, question)
    await quotas.take(response, Math.max(0, report.credentials.length - open))
    response.status(report.verified ? 200 : 400).json(presentationAnswer(report, wire(options)))
  })
}

function derivingRoute(router: Router, verifier: Verifier, guard: RequestHandler): void {
  router.post('/credentials/derive', guard, jsonText, async (request, response) => {
    const { verifiableCredential: credential, options } = parseDerivation(strictBody(request.body))
    const { selectivePointers } = options
    const derived = await verifier.derive({ credential, selectivePointers })
    response.status(201).json({ verifiableCredential: derived })
  })
}

/** Lines in, lines out, as they come; a line that is no request is answered in its place. */
function batchRoute(router: Router, verifier: Verifier, edge: VerifierEdge): void {
  const { config, rateLimit, quotas } = edge
  const guard = rateLimit('verify-batch', { points: 30, duration: 60 })
  const scope = requireScope('verify:batch')
  router.post('/credentials/verify/batch', scope, guard, async (request, response) => {
    if (!request.is(NDJSON)) throw new Problem(httpProblems.unsupportedBody)
    const defaults = parseBatchQuery(request.query)
    const question = questionOf(defaults, askingOf(request, response))
    await verifier.policies.find(question.policy, question.tenantId)
    const allowance = await quotas.allowance(response)
    const lines = request.iterator({ destroyOnReturn: false })
    const batch = { verifier, question, allowance, publicUrl: config.publicUrl }
    response.status(200).type('application/x-ndjson').set('cache-control', 'no-store')
    try {
      const answers = verifyLines(lines, batch)
      await pipeline(Readable.from(answers, { highWaterMark: 1 }), response)
    } finally {
      await allowance.close()
      endUpload(request)
    }
  })
}

const TO_READ = 2000 // milliseconds that are left to read the last answer

/** Whoever goes on sending after the last answer, past a line that is too many, is cut off. */
function endUpload(request: Request): void {
  if (request.complete || request.destroyed) return
  const cut = setTimeout(() => request.destroy(), TO_READ)
  request.once('close', () => clearTimeout(cut))
}

function policyRoutes(router: Router, verifier: Verifier): void {
  const scope = requireScope('verify:batch')

  router.get('/api/policies', scope, async (_request, response) => {
    const policies = await verifier.policies.list(tenantOfCaller(actorOf(response)) ?? '')
    response.json({ policies: policies.map(policyView) })
  })

  router.get('/api/policies/:id', scope, async (request, response) => {
    const { id } = parsePolicyPath(request.params)
    const versions = await verifier.policies.list(tenantOfCaller(actorOf(response)) ?? '', id)
    if (versions.length === 0) throw new Problem(verifierProblems.unknownPolicy)
    response.json({ policies: versions.map(policyView) })
  })

  router.put('/api/policies/:id', scope, jsonBody({ limit: '64kb' }), async (request, response) => {
    const { id } = parsePolicyPath(request.params)
    const { name, rules } = parsePolicy(request.body)
    const tenantId = tenantOfCaller(actorOf(response)) ?? ''
    response.json(policyView(await verifier.policies.put({ tenantId, id, name, rules })))
  })
}

const askingOf = (request: Request, response: Response): Asking => ({
  actor: actorOf(response),
  languages: request.get('accept-language'),
})
