import { type Response, Router } from 'express'
import { personOf, requireRole } from '../../platform/http/actor.ts'
import { isLanguage } from '../../platform/i18n.ts'
import { Problem } from '../../platform/problem.ts'
import type { TutorGround } from '../deps.ts'
import { tutorProblems } from '../problems.ts'
import { CSV_TABLES, qualityReport, reportAsCsv } from './report.ts'

/** `/api/quality…`: how questions, model and pass rates do. */
export function qualityRoutes(ground: TutorGround): Router {
  const router = Router()
  const reportFor = (response: Response, course: string) => {
    const { tenantId, language } = personOf(response)
    const wanted = { course, tenantId, language: isLanguage(language) ? language : 'en' } as const
    return qualityReport(ground, wanted)
  }

  router.get<{ course: string }>(
    '/api/quality/:course',
    requireRole('reviewer'),
    async (request, response) => {
      response.json(await reportFor(response, request.params.course))
    },
  )

  router.get<{ course: string; table: string }>(
    '/api/quality/:course/:table.csv',
    requireRole('reviewer'),
    async (request, response) => {
      const { course } = request.params
      const table = CSV_TABLES.find((name) => name === request.params.table)
      if (!table) throw new Problem(tutorProblems.unknownReport)
      const report = await reportFor(response, course)
      response
        .type('text/csv; charset=utf-8')
        .attachment(`${course}-${table}.csv`)
        .send(reportAsCsv(report, table))
    },
  )
  return router
}
