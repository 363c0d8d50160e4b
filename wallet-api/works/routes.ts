import type { RequestHandler, Router } from 'express'
import { isoTime } from '../../platform/clock.ts'
import { personOf } from '../../platform/http/actor.ts'
import { jsonBody } from '../../platform/http/json-body.ts'
import { parser } from '../../platform/http/validate.ts'
import { type WalletWork, workBody } from '../../schemas/wallet-works.ts'
import { opened } from '../vault/routes.ts'
import type { Work } from './works.ts'

const parseWork = parser(workBody)

const workView = ({ createdAt, ...work }: Work): WalletWork => ({
  ...work,
  createdAt: isoTime(createdAt),
})

/** Works beside a credential, for its owner. */
export function workRoutes(
  router: Router,
  { idempotency }: { readonly idempotency: RequestHandler },
): void {
  const path = '/api/wallet/credentials/:id/works'

  router.get(path, async (request, response) => {
    const { personId } = personOf(response)
    const works = await opened(response).works({ personId, id: request.params.id })
    response.json({ works: works.map(workView) })
  })

  router.post(path, jsonBody({ limit: '512kb' }), idempotency, async (request, response) => {
    const sample = parseWork(request.body)
    const owned = { personId: personOf(response).personId, id: String(request.params.id) }
    response.status(201).json(workView(await opened(response).addWork(owned, sample)))
  })

  router.delete('/api/wallet/works/:workId', async (request, response) => {
    await opened(response).removeWork(personOf(response).personId, request.params.workId)
    response.status(204).end()
  })
}
