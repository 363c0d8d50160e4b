import { type RequestHandler, Router } from 'express'
import { isoTime } from '../../platform/clock.ts'
import { requireScope, tenantOf } from '../../platform/http/actor.ts'
import { jsonBody, strictBody } from '../../platform/http/json-body.ts'
import { jsonText } from '../../platform/http/json-text.ts'
import type { Quotas } from '../../platform/http/quotas.ts'
import { parser } from '../../platform/http/validate.ts'
import { Problem } from '../../platform/problem.ts'
import { watchBody, watchChange, watchPath } from '../../schemas/watch.ts'
import type { Verifier } from '../interface.ts'
import { verifierProblems } from '../problems.ts'
import type { Watch } from './watch.ts'
import type { Watches } from './watches.ts'

const parseWatch = parser(watchBody)
const parseChange = parser(watchChange)
const parsePath = parser(watchPath, 'path')

interface WatchEdge {
  readonly idempotent: RequestHandler
  readonly quotas: Pick<Quotas, 'take'>
}

/** Watches, for clients that keep credentials. */
export function watchRoutes(
  verifier: Pick<Verifier, 'verifyCredential' | 'watches'>,
  { idempotent, quotas }: WatchEdge,
): Router {
  const router = Router()
  const scope = requireScope('verify:batch')

  router.post('/api/watches', scope, jsonText, idempotent, async (request, response) => {
    const watches = watchesOf(verifier)
    const { verifiableCredential, callbackUrl, reference } = parseWatch(strictBody(request.body))
    await quotas.take(response, 1)
    const report = await verifier.verifyCredential(verifiableCredential)
    const { watch, secret } = await watches.add({
      ...{ tenantId: tenantOf(response), callbackUrl, report },
      ...(reference === undefined ? {} : { reference }),
    })
    response.status(201).json({ ...view(watch), secret })
  })

  router.get('/api/watches', scope, async (_request, response) => {
    const watches = await watchesOf(verifier).all(tenantOf(response))
    response.json({ watches: watches.map(view) })
  })

  router.get('/api/watches/:id', scope, async (request, response) => {
    const { id } = parsePath(request.params)
    response.json(view(await watchesOf(verifier).byId(tenantOf(response), id)))
  })

  router.patch('/api/watches/:id', scope, jsonBody({ limit: '1kb' }), async (request, response) => {
    const { id } = parsePath(request.params)
    const { paused } = parseChange(request.body)
    response.json(view(await watchesOf(verifier).pause(tenantOf(response), id, paused)))
  })

  router.post('/api/watches/:id/redelivery', scope, idempotent, async (request, response) => {
    const { id } = parsePath(request.params)
    response.status(202).json(view(await watchesOf(verifier).redeliver(tenantOf(response), id)))
  })

  router.delete('/api/watches/:id', scope, async (request, response) => {
    const { id } = parsePath(request.params)
    await watchesOf(verifier).remove(tenantOf(response), id)
    response.status(204).end()
  })
  return router
}

/** @throws {Problem} `watches-unavailable` */
function watchesOf({ watches }: Pick<Verifier, 'watches'>): Watches {
  if (!watches) throw new Problem(verifierProblems.watchesUnavailable)
  return watches
}

const view = (watch: Watch) => {
  const { id, callbackUrl, reference, credentialId, issuer, status, unread, paused } = watch
  const { delivery, answer, tries } = watch
  return {
    ...{ id, callbackUrl, issuer, status, paused },
    ...(reference === undefined ? {} : { reference }),
    ...(credentialId === undefined ? {} : { credentialId }),
    statusSince: isoTime(watch.statusSince),
    readAt: isoTime(watch.readAt),
    ...(unread === undefined ? {} : { unread }),
    ...(delivery === undefined
      ? {}
      : { delivery: { state: delivery, tries, ...(answer === undefined ? {} : { answer }) } }),
  }
}
