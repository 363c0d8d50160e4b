import { Router } from 'express'
import { isoTime } from '../platform/clock.ts'
import { type PersonActor, personOf, requirePerson, requireRole } from '../platform/http/actor.ts'
import { jsonBody } from '../platform/http/json-body.ts'
import { parser } from '../platform/http/validate.ts'
import { type CaseView, caseDecisionBody, casesQuery } from '../schemas/audit.ts'
import type { Audit } from './audit.ts'
import type { Case } from './cases/case.ts'

const parseQuery = parser(casesQuery, 'query')
const parseDecision = parser(caseDecisionBody)

/** `/api/cases…`: contested decisions, for whoever contests and whoever answers. */
export function auditRoutes(audit: Audit): Router {
  const router = Router()

  router.get('/api/cases', requirePerson, async (request, response) => {
    const { state = 'open' } = parseQuery(request.query)
    const person = personOf(response)
    const mine = await audit.casesOf(person.personId)
    const toHandle = isHandler(person) ? await audit.casesToHandle(person.tenantId, state) : []
    response.json({
      mine: mine.map((found) => view(found, person)),
      toHandle: toHandle.map((found) => view(found, person)),
    })
  })

  router.get('/api/cases/:id', requirePerson, async (request, response) => {
    const person = personOf(response)
    const found = await audit.caseFor(String(request.params.id), {
      ...person,
      handler: isHandler(person),
    })
    response.json(view(found, person))
  })

  router.post(
    '/api/cases/:id/decision',
    requireRole('reviewer'),
    jsonBody({ limit: '32kb' }),
    async (request, response) => {
      const person = personOf(response)
      const decision = parseDecision(request.body)
      const caseId = String(request.params.id)
      const { tenantId, personId: handlerId } = person
      const decided = await audit.answerCase({ ...decision, caseId, handlerId, tenantId })
      response.json(view(decided, person))
    },
  )
  return router
}

const isHandler = ({ roles }: PersonActor): boolean => roles.has('reviewer') || roles.has('admin')

function view(found: Case, person: PersonActor): CaseView {
  const mayHandle =
    isHandler(person) &&
    found.state === 'open' &&
    found.tenantId === person.tenantId &&
    found.decidedBy !== person.personId &&
    found.personId !== person.personId
  return {
    id: found.id,
    subjectKind: found.subjectKind,
    subjectId: found.subjectId,
    state: found.state,
    language: found.language,
    reason: found.reason,
    openedAt: isoTime(found.openedAt),
    dueAt: isoTime(found.dueAt),
    mayHandle,
    ...(isHandler(person) && found.contact !== undefined && { contact: found.contact }),
    ...(found.attachment !== undefined && { attachment: JSON.parse(found.attachment) }),
    ...(found.decidedAt === undefined ? {} : { decidedAt: isoTime(found.decidedAt) }),
    ...(found.outcome === undefined ? {} : { outcome: found.outcome }),
    ...(found.remedy === undefined ? {} : { remedy: found.remedy }),
    ...(found.explanation === undefined ? {} : { explanation: found.explanation }),
  }
}
