import { type Request, Router } from 'express'
import { parseTime } from '../../platform/clock.ts'
import { personOf, requirePerson, requireRole } from '../../platform/http/actor.ts'
import { jsonBody } from '../../platform/http/json-body.ts'
import { parser } from '../../platform/http/validate.ts'
import { negotiateLanguage, type Texts } from '../../platform/i18n.ts'
import { AuditQuery, DemographicsBody } from '../../schemas/fairness.ts'
import { modelCard } from '../model-card/card.ts'
import { fairnessCsv } from './csv.ts'
import type { Fairness } from './fairness.ts'
import type { Period } from './store.ts'

const parseTold = parser(DemographicsBody)
const parseAudit = parser(AuditQuery, 'query')

const json = jsonBody({ limit: '1kb' })

export interface FairnessEdge {
  readonly fairness: Fairness
  readonly texts: Texts
  readonly clock: () => number
}

/** `/api/me/demographics`, `/api/fairness/audit`, `/api/ranking-model`. */
export function fairnessRoutes({ fairness, texts, clock }: FairnessEdge): Router {
  const router = Router()

  router.get('/api/me/demographics', requirePerson, async (_request, response) => {
    const told = await fairness.told(personOf(response).personId)
    response.set('cache-control', 'no-store').json({ told: told ?? null })
  })

  router.put('/api/me/demographics', requirePerson, json, async (request, response) => {
    await fairness.tell(personOf(response).personId, parseTold(request.body))
    response.status(204).end()
  })

  router.delete('/api/me/demographics', requirePerson, async (_request, response) => {
    await fairness.forget(personOf(response).personId)
    response.status(204).end()
  })

  router.get('/api/fairness/audit', requireRole('issuer-operator'), async (request, response) => {
    const { period, format } = auditOf(request, clock())
    const report = await fairness.audit(personOf(response).tenantId, period)
    response.set('cache-control', 'no-store')
    if (format !== 'csv') return response.json(report)
    return response.attachment('ranking-audit.csv').type('text/csv').send(fairnessCsv(report))
  })

  router.get('/api/ranking-model', (request, response) => {
    const language = negotiateLanguage(request.get('accept-language'))
    response
      .set('cache-control', 'public, max-age=300')
      .vary('accept-language')
      .json({ ...modelCard(), text: texts(language, 'full.formula') })
  })

  return router
}

const YEAR = 365 * 86_400 // seconds
const DAY = 86_400

/** Days, both included; the last year unless said. */
function auditOf(request: Request, now: number): { period: Period; format?: string } {
  const { from, to, format } = parseAudit(request.query)
  const day = (text: string | undefined) =>
    text === undefined ? undefined : parseTime(`${text}T00:00:00Z`)
  const last = day(to)
  const period = { from: day(from) ?? now - YEAR, to: last === undefined ? now + 1 : last + DAY }
  return { period, ...(format !== undefined && { format }) }
}
