import express, { type Request, type RequestHandler, Router } from 'express'
import { isoTime } from '../../platform/clock.ts'
import {
  actorOf,
  personOf,
  requirePerson,
  requireRole,
  requireScope,
} from '../../platform/http/actor.ts'
import { jsonBody } from '../../platform/http/json-body.ts'
import { parser } from '../../platform/http/validate.ts'
import { isLanguage } from '../../platform/i18n.ts'
import { type AwardView, awardBody, awardsQuery, reasonBody } from '../../schemas/issuer.ts'
import { callerOf } from '../caller.ts'
import { provenanceOf } from './award.ts'
import type { AwardInfo, Awards } from './awards.ts'
import { PAGE } from './awards.ts'
import { readBatch } from './batch.ts'

const parseAward = parser(awardBody)
const parseReason = parser(reasonBody)
const parseQuery = parser(awardsQuery, 'query')

/** Awards: made by foreign platforms, seen by their owners, revoked by operators. */
export function awardRoutes(awards: Awards, idempotent: RequestHandler): Router {
  const router = Router()
  router.use(clientAwards(awards, idempotent), ownAwards(awards), operatedAwards(awards))
  return router
}

function clientAwards(awards: Awards, idempotent: RequestHandler): Router {
  const router = Router()
  const write = requireScope('awards:write')

  router.post(
    '/awards',
    write,
    jsonBody({ limit: '64kb' }),
    idempotent,
    async (request, response) => {
      const input = parseAward(request.body)
      const { award, claimUrl, offer } = await awards.create(callerOf(actorOf(response)), input)
      response.status(201).json({ id: award.id, claimUrl, offerUri: offer.offerUri })
    },
  )

  router.post(
    '/awards/batch',
    write,
    express.text({
      limit: '8mb',
      type: ['application/x-ndjson', 'application/ndjson', 'text/csv'],
    }),
    idempotent,
    async (request, response) => {
      const lines = readBatch(textOf(request), request.is('text/csv') ? 'csv' : 'ndjson')
      const made = await awards.createAll(callerOf(actorOf(response)), lines)
      const answers = made.map(({ line, award, claimUrl }) => ({ line, id: award.id, claimUrl }))
      response
        .status(201)
        .type('application/x-ndjson')
        .send(answers.map((answer) => `${JSON.stringify(answer)}\n`).join(''))
    },
  )
  return router
}

const textOf = (request: Request): string => (typeof request.body === 'string' ? request.body : '')

function ownAwards(awards: Awards): Router {
  const router = Router()

  router.get('/api/awards', requirePerson, async (_request, response) => {
    const own = await awards.of(personOf(response).personId)
    response.json({ awards: own.map(view) })
  })

  router.get('/api/awards/:id', requirePerson, async (request, response) => {
    const own = await awards.own(personOf(response).personId, String(request.params.id))
    response.json(view(own))
  })

  router.post(
    '/api/awards/:id/contest',
    requirePerson,
    jsonBody({ limit: '32kb' }),
    async (request, response) => {
      const { reason } = parseReason(request.body)
      const { personId, language } = personOf(response)
      const { caseId, dueAt } = await awards.contest(personId, String(request.params.id), {
        reason,
        language: isLanguage(language) ? language : 'en',
      })
      response.status(201).json({ caseId, dueAt: isoTime(dueAt) })
    },
  )
  return router
}

function operatedAwards(awards: Awards): Router {
  const router = Router()
  const operator = requireRole('issuer-operator')

  router.get('/api/issuer/awards', operator, async (request, response) => {
    const { before } = parseQuery(request.query)
    const page = await awards.ofTenant(personOf(response).tenantId, before)
    const next = page.length === PAGE ? page.at(-1)?.award.id : undefined
    response.json({ awards: page.map(view), ...(next === undefined ? {} : { next }) })
  })

  router.post(
    '/api/issuer/awards/:id/revocation',
    operator,
    jsonBody({ limit: '32kb' }),
    async (request, response) => {
      const { reason } = parseReason(request.body)
      const by = callerOf(actorOf(response))
      response.json(view(await awards.revoke(by, String(request.params.id), reason)))
    },
  )
  return router
}

function view({ award, achievement, forms, reason }: AwardInfo): AwardView {
  return {
    id: award.id,
    kind: award.kind,
    provenance: provenanceOf(award),
    achievement: { ...achievement, version: award.achievement.version },
    language: award.language,
    state: award.state,
    awardedAt: isoTime(award.awardedAt),
    ...(award.validUntil === undefined ? {} : { validUntil: isoTime(award.validUntil) }),
    ...(award.assessmentId === undefined ? {} : { assessmentId: award.assessmentId }),
    ...(award.revokedAt === undefined ? {} : { revokedAt: isoTime(award.revokedAt) }),
    ...(reason === undefined ? {} : { reason }),
    credentials: forms.map(({ credentialId, form, state, issuedAt }) => ({
      id: credentialId ?? '',
      form,
      state,
      issuedAt: isoTime(issuedAt),
    })),
  }
}
