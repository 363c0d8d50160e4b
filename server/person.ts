/**
 * Everything about one person, shown or erased: each folder answers for its own.
 *
 * @module
 */

import { Router } from 'express'
import { isoTime } from '../platform/clock.ts'
import { personOf, requirePerson } from '../platform/http/actor.ts'
import { jsonBody } from '../platform/http/json-body.ts'
import { parser } from '../platform/http/validate.ts'
import { EraseBody } from '../schemas/server.ts'
import { type ErasureDeps, erasePerson } from './erasure.ts'

type Deps = ErasureDeps

export async function exportPerson(
  { clock, sections }: Pick<Deps, 'clock' | 'sections'>,
  personId: string,
): Promise<Record<string, unknown>> {
  const parts = await Promise.all(
    sections.map(async ({ section, exportPerson: read }) => [section, await read(personId)]),
  )
  return { exportedAt: isoTime(clock()), ...Object.fromEntries(parts) }
}

const parseErase = parser(EraseBody)

export function personRoutes(deps: Deps): Router {
  const router = Router()

  router.get('/api/me/export', requirePerson, async (_request, response) => {
    response
      .set({
        'cache-control': 'no-store',
        'content-disposition': 'attachment; filename="brevet-export.json"',
      })
      .json(await exportPerson(deps, personOf(response).personId))
  })

  router.delete('/api/me', requirePerson, jsonBody({ limit: '1kb' }), async (request, response) => {
    parseErase(request.body)
    const report = await erasePerson(deps, personOf(response).personId)
    response.set('cache-control', 'no-store').json(report)
  })
  return router
}
