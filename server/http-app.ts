/**
 * One Express app over the services that this process runs.
 *
 * @module
 */

import type { RequestListener } from 'node:http'
import express, { type Express, type RequestHandler, Router } from 'express'
import { accountsRoutes, authenticate } from '../accounts/index.ts'
import { auditRoutes } from '../audit/index.ts'
import { coursesRoutes } from '../courses/index.ts'
import { issuerRoutes } from '../issuer/index.ts'
import { matchingRoutes } from '../matching/index.ts'
import type { ServiceName } from '../platform/config.ts'
import { docsRoutes } from '../platform/http/docs-page.ts'
import { noSuchRoute, refuseOtherMethods } from '../platform/http/no-such-route.ts'
import { healthz, metricsHandler, readyz } from '../platform/http/operations.ts'
import { problemJson } from '../platform/http/problem-json.ts'
import { problemRoutes } from '../platform/http/problems-page.ts'
import { quickLane } from '../platform/http/quick-lane.ts'
import { oddPath } from '../platform/http/refusals.ts'
import { requestContext } from '../platform/http/request-context.ts'
import { securityHeaders } from '../platform/http/security.ts'
import { countUnfinished } from '../platform/http/unfinished-bodies.ts'
import { buildOpenApi } from '../schemas/openapi.ts'
import { skillsRoutes, taxonomyRoutes } from '../skills/index.ts'
import { tutorRoutes } from '../tutor/index.ts'
import { verifierQuickRoutes, verifierRoutes } from '../verifier/index.ts'
import { walletRoutes } from '../wallet-api/index.ts'
import { allOperations } from './operations.ts'
import { pageBesideOperation, pages } from './pages.ts'
import { personRoutes } from './person.ts'
import { plainVerify } from './plain-verify.ts'
import { allProblems } from './problems.ts'
import type { Services } from './services.ts'
import { VERSION } from './version.ts'

export function createHttpApp(services: Services): Express {
  const { ground, metrics, accounts } = services
  const { config, log } = ground
  const app = express()
  app.disable('x-powered-by')
  app.set('trust proxy', config.trustProxy)
  app.use(requestContext(ground, (summary) => metrics.observeRequest(summary)))
  app.use(securityHeaders(config))
  app.use(countUnfinished())
  app.use(refuseOddPath)
  app.use(refuseOtherMethods(allOperations, pageBesideOperation))
  app.use(operationsRoutes(services))
  app.use(authenticate(accounts))
  app.use(services.quotas.requests)
  for (const router of serviceRouters(services)) app.use(router)
  if (config.services.has('verifier')) {
    const { verifier, limit: rateLimit } = services
    app.use(plainVerify({ verifier, rateLimit, publicUrl: config.publicUrl }))
  }
  app.use(pages())
  app.use(noSuchRoute(allOperations))
  app.use(problemJson({ config, log }))
  return app
}

/**
 * The app with a short way for what is asked most, where the verifier runs here.
 *
 * A caller with a session or token goes through Express: who it is must be found out.
 */
export function createListener(services: Services, app: Express): RequestListener {
  const { ground, metrics, limit } = services
  const { config, log } = ground
  if (!config.services.has('verifier')) return app
  return quickLane({
    ...ground,
    app,
    routes: verifierQuickRoutes(services.verifier, { config, rateLimit: limit }),
    onEnd: (summary) => metrics.observeRequest(summary),
    onError: problemJson({ config, log }),
  })
}

function operationsRoutes({ ground, metrics, keys, matching }: Services): Router {
  const { db, config, log, jobs } = ground
  const openApi = buildOpenApi(allOperations, { publicUrl: config.publicUrl, version: VERSION })
  const checks = {
    database: () => db.ping(),
    keys: () => keys.list(),
    jobs: () => jobs.counts(),
    ...(config.services.has('matching') && { ranking: () => matching.loadJobs() }),
  }
  const router = Router()
  router.get('/healthz', healthz)
  router.get('/readyz', readyz(checks, log))
  router.get('/metrics', metricsHandler(metrics))
  router.use(docsRoutes(openApi, config))
  router.use(problemRoutes(allProblems, config.publicUrl))
  return router
}

/** The routes of the services that run here (`SERVICES`); each can run alone. */
function serviceRouters(services: Services): readonly Router[] {
  const { ground, limit, quotas, idempotency, accounts, audit, keys, sections } = services
  const { config, db, log, clock } = ground
  const edge = { config, db, log, limit, quotas, idempotency }
  const idempotent = idempotency.handler
  const routers: Readonly<Record<ServiceName, () => readonly Router[]>> = {
    accounts: () => [
      personRoutes({ ...ground, sections, audit: services.audit }),
      accountsRoutes(accounts, edge),
      auditRoutes(audit),
    ],
    courses: () => [
      coursesRoutes(services.courses),
      skillsRoutes(services.skills),
      taxonomyRoutes(services.skills, services.taxonomies, limit),
    ],
    tutor: () => [tutorRoutes(services.tutor)],
    issuer: () => [
      issuerRoutes(services.issuer, { config, log, clock, keys, idempotent, rateLimit: limit }),
    ],
    wallet: () => [
      walletRoutes(services.wallet, {
        rateLimit: limit,
        idempotency: idempotent,
        secure: config.publicUrl.startsWith('https:'),
      }),
    ],
    verifier: () => [
      verifierRoutes(services.verifier, { config, rateLimit: limit, quotas, idempotent }),
    ],
    matching: () => [matchingRoutes(services.matching, { idempotency })],
  }
  return [...config.services].flatMap((name) => routers[name]())
}

/** What no route can read; no identifier of ours holds a NUL, and PostgreSQL takes none: a 500 further on. */
const refuseOddPath: RequestHandler = ({ path, url }, _response, next) => {
  if (!url.includes('%')) return next()
  if (url.includes('%00')) throw oddPath('no-nul')
  if (!isDecodable(path)) throw oddPath('percent-encoding')
  next()
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path)
    return true
  } catch {
    return false
  }
}
