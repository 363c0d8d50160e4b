/**
 * Everything about one person, shown or erased: each folder answers for its own.
 *
 * @module
 */

import express, { Router } from 'express'
import { isoTime } from '../platform/clock.ts'
import type { Ground } from '../platform/ground.ts'
import { personOf, requirePerson } from '../platform/http/actor.ts'
import { parser } from '../platform/http/validate.ts'
import type { PersonData } from '../platform/person-data.ts'
import { EraseBody } from '../schemas/server.ts'

/** Rows touched, by section. */
export type ErasureReport = Readonly<Record<string, number>>

type Deps = Pick<Ground, 'db' | 'clock'> & { readonly sections: readonly PersonData[] }

export async function exportPerson(
  { clock, sections }: Deps,
  personId: string,
): Promise<Record<string, unknown>> {
  const parts = await Promise.all(
    sections.map(async ({ section, exportPerson: read }) => [section, await read(personId)]),
  )
  return { exportedAt: isoTime(clock()), ...Object.fromEntries(parts) }
}

/** In one transaction: either nothing personal is left anywhere, or nothing has changed. */
export function erasePerson({ db, sections }: Deps, personId: string): Promise<ErasureReport> {
  return db.transaction(async (tx) => {
    const report: Record<string, number> = {}
    for (const { section, erasePerson: erase } of sections) {
      report[section] = await erase(tx, personId)
    }
    return report
  })
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

  router.delete(
    '/api/me',
    requirePerson,
    express.json({ limit: '1kb' }),
    async (request, response) => {
      parseErase(request.body)
      const erased = await erasePerson(deps, personOf(response).personId)
      response.set('cache-control', 'no-store').json({ erased })
    },
  )
  return router
}
