import type { Router } from 'express'
import { isoTime } from '../../platform/clock.ts'
import { personOf } from '../../platform/http/actor.ts'
import { parser } from '../../platform/http/validate.ts'
import { historyQuery } from '../../schemas/wallet-history.ts'
import { opened } from '../vault/routes.ts'

const parseQuery = parser(historyQuery, 'query')

/** What happened in the wallet, for its owner. */
export function historyRoutes(router: Router): void {
  router.get('/api/wallet/history', async (request, response) => {
    const { kind } = parseQuery(request.query)
    const all = await opened(response).history(personOf(response).personId)
    const entries = all
      .filter((entry) => kind === undefined || entry.kind === kind)
      .map(({ at, ...entry }) => ({ ...entry, at: isoTime(at) }))
    response.json({ entries })
  })
}
