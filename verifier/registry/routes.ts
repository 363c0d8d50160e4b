import { type RequestHandler, Router } from 'express'
import { type Clock, isoTime } from '../../platform/clock.ts'
import { requireScope, tenantOf } from '../../platform/http/actor.ts'
import { jsonBody } from '../../platform/http/json-body.ts'
import { parser } from '../../platform/http/validate.ts'
import { Problem } from '../../platform/problem.ts'
import {
  issuerBody,
  issuerQuery,
  linkageQuery,
  registryBody,
  registryQuery,
} from '../../schemas/registry.ts'
import type { Verifier } from '../interface.ts'
import { verifierProblems } from '../problems.ts'
import type { RegistryImports } from './imports/imports.ts'
import { EVERYBODY } from './registry.ts'
import type { RegistryEntry } from './store.ts'

const parseIssuer = parser(issuerBody)
const parseIssuerQuery = parser(issuerQuery, 'query')
const parseRegistry = parser(registryBody)
const parseRefresh = parser(registryQuery)
const parseRegistryQuery = parser(registryQuery, 'query')
const parseLinkage = parser(linkageQuery, 'query')

type Needs = Pick<Verifier, 'registry' | 'imports' | 'linkage' | 'clock'>

/** Who is known to issue: the tenant's own list, registries elsewhere, and addresses that say so. */
export function registryRoutes(
  verifier: Needs,
  { guard, idempotent }: { readonly guard: RequestHandler; readonly idempotent: RequestHandler },
): Router {
  const router = Router()
  const scope = requireScope('verify:batch')
  const body = jsonBody({ limit: '64kb' })
  issuerRoutes(router, verifier, { before: [scope, body], idempotent })
  importRoutes(router, verifier, { before: [scope, body], idempotent })

  router.get('/api/trust/linkage', guard, async (request, response) => {
    const found = await verifier.linkage(parseLinkage(request.query))
    response.json({ ...found, checkedAt: isoTime(found.checkedAt) })
  })
  return router
}

interface Before {
  readonly before: readonly RequestHandler[]
  readonly idempotent: RequestHandler
}

function issuerRoutes(router: Router, { registry }: Needs, { before, idempotent }: Before): void {
  router.post('/api/trust/issuers', ...before, idempotent, async (request, response) => {
    const { frameworks = [], ...issuer } = parseIssuer(request.body)
    await registry.ensureIssuer({ ...issuer, frameworks, tenantId: tenantOf(response) })
    response.status(204).end()
  })

  router.delete('/api/trust/issuers', ...before, async (request, response) => {
    const { did } = parseIssuerQuery(request.query)
    const removed = await registry.removeIssuer(did, tenantOf(response))
    if (!removed) throw new Problem(verifierProblems.unknownIssuer)
    response.status(204).end()
  })
}

function importRoutes(
  router: Router,
  { imports, clock }: Needs,
  { before, idempotent }: Before,
): void {
  router.get('/api/trust/registries', ...before, async (_request, response) => {
    const registries = await importsOf(imports).all([EVERYBODY, tenantOf(response)])
    response.json({ registries: registries.map((entry) => view(entry, clock)) })
  })

  router.post('/api/trust/registries/refresh', ...before, idempotent, async (request, response) => {
    const { url } = parseRefresh(request.body)
    const read = await importsOf(imports).read(tenantOf(response), url)
    if (!read) throw new Problem(verifierProblems.unknownRegistry)
    response.json(view(read, clock))
  })

  router.post('/api/trust/registries', ...before, idempotent, async (request, response) => {
    const { url, kind, name = url, frameworks = [], keys } = parseRegistry(request.body)
    const added = await importsOf(imports).add({
      ...{ tenantId: tenantOf(response), url, kind, name, frameworks },
      ...(keys === undefined ? {} : { keys: JSON.stringify(keys) }),
    })
    response.status(202).json(view(added, clock))
  })

  router.delete('/api/trust/registries', ...before, async (request, response) => {
    const { url } = parseRegistryQuery(request.query)
    const removed = await importsOf(imports).remove(tenantOf(response), url)
    if (!removed) throw new Problem(verifierProblems.unknownRegistry)
    response.status(204).end()
  })
}

/** @throws {Problem} `registries-unavailable` */
function importsOf(imports: RegistryImports | undefined): RegistryImports {
  if (!imports) throw new Problem(verifierProblems.registriesUnavailable)
  return imports
}

function view(
  { tenantId, url, kind, name, frameworks, readAt, lifetime, failure }: RegistryEntry,
  clock: Clock,
) {
  const until = readAt === undefined ? undefined : readAt + lifetime
  const read = until === undefined || until < clock() ? 'stale' : 'current'
  return {
    ...{ url, kind, name, frameworks, own: tenantId !== EVERYBODY },
    state: readAt === undefined ? 'waiting' : read,
    ...(readAt === undefined ? {} : { readAt: isoTime(readAt) }),
    ...(until === undefined ? {} : { believedUntil: isoTime(until) }),
    ...(failure && { failure: failure.text, failureReason: failure.reason }),
  }
}
