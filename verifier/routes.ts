import express, { type Request, type Response, Router } from 'express'
import type { Config } from '../platform/config.ts'
import { actorOf } from '../platform/http/actor.ts'
import type { RateLimiter } from '../platform/http/rate-limit.ts'
import { parser } from '../platform/http/validate.ts'
import { negotiateLanguage } from '../platform/i18n.ts'
import {
  type VerifyRequestOptions,
  verifyCredentialBody,
  verifyPresentationBody,
} from '../schemas/verifier.ts'
import { credentialAnswer, presentationAnswer } from './answer.ts'
import { didFromPath, resolutionAnswer } from './identifiers.ts'
import { readBody } from './request.ts'
import type { Verifier } from './verifier.ts'

const parseCredentialRequest = parser(verifyCredentialBody)
const parsePresentationRequest = parser(verifyPresentationBody)

/** The strict reader of `credentials` wants the text, so nothing is parsed before. */
const jsonText = express.text({ type: ['json', '+json'], limit: '1mb' })

/** Checking: open to all, larger quotas for clients with `verify:batch`. */
export function verifierRoutes(
  verifier: Verifier,
  { config, rateLimit }: { config: Pick<Config, 'publicUrl'>; rateLimit: RateLimiter },
): Router {
  const router = Router()
  const guard = rateLimit('verify', {
    points: (response) => (actorOf(response).scopes.has('verify:batch') ? 6000 : 120),
    duration: 60,
  })
  const wire = ({ returnCredential = true }: VerifyRequestOptions = {}) => ({
    publicUrl: config.publicUrl,
    returnCredential,
  })

  router.post('/credentials/verify', guard, jsonText, async (request, response) => {
    const read = readBody(request.body)
    const { verifiableCredential, options } = read
      ? parseCredentialRequest(read.body)
      : { verifiableCredential: request.body as string, options: undefined }
    const question = questionOf(options, request, response)
    const report = await verifier.verifyCredential(verifiableCredential, question)
    response.status(report.verified ? 200 : 400).json(credentialAnswer(report, wire(options)))
  })

  router.post('/presentations/verify', guard, jsonText, async (request, response) => {
    const read = readBody(request.body)
    const { verifiablePresentation, options } = read
      ? parsePresentationRequest(read.body)
      : { verifiablePresentation: request.body as string, options: undefined }
    const question = questionOf(options, request, response)
    const report = await verifier.verifyPresentation(verifiablePresentation, question)
    response.status(report.verified ? 200 : 400).json(presentationAnswer(report, wire(options)))
  })

  router.get('/1.0/identifiers/:did', guard, async (request, response) => {
    const segment = request.originalUrl.split('?')[0]?.split('/').at(-1) ?? ''
    const { status, body } = resolutionAnswer(await verifier.resolve(didFromPath(segment)))
    response.status(status).json(body)
  })

  router.get('/api/trust/issuers', async (_request, response) => {
    const issuers = await verifier.registry.issuers(tenantOf(response))
    response.json({
      issuers: issuers.map(({ did, name, frameworks, source }) => ({
        did,
        name,
        frameworks,
        source,
      })),
    })
  })
  return router
}

function tenantOf(response: Response): string | undefined {
  const actor = actorOf(response)
  return actor.kind === 'nobody' ? undefined : actor.tenantId
}

/** Options of the request, in the language asked for, with the registry and policies of the caller. */
function questionOf<Options extends VerifyRequestOptions>(
  { returnCredential: _, ...options }: Options = {} as Options,
  request: Request,
  response: Response,
) {
  const tenantId = tenantOf(response)
  return {
    ...options,
    language: options.language ?? negotiateLanguage(request.get('accept-language')),
    ...(tenantId === undefined ? {} : { tenantId }),
  }
}
