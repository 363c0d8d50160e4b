import { type RequestHandler, Router } from 'express'
import type { Db } from '../../platform/db/database.ts'
import { personOf, requirePerson } from '../../platform/http/actor.ts'
import { jsonBody } from '../../platform/http/json-body.ts'
import { parser } from '../../platform/http/validate.ts'
import { ConsentGiven } from '../../schemas/accounts.ts'
import { recordId } from '../record-id.ts'
import type { Consent } from './consent.ts'
import type { Consents } from './consents.ts'

const parseConsent = parser(ConsentGiven)

/** `/api/me/consents…` */
export function consentRoutes(
  consents: Consents,
  { db, idempotent }: { readonly db: Db; readonly idempotent: RequestHandler },
): Router {
  const router = Router()
  router.get('/api/me/consents', requirePerson, async (_request, response) => {
    const mine = await consents.ofPerson(personOf(response).personId)
    response.json({ consents: mine.map(view) })
  })
  const json = jsonBody({ limit: '4kb' })
  router.post('/api/me/consents', requirePerson, json, idempotent, async (request, response) => {
    const { personId } = personOf(response)
    const wanted = parseConsent(request.body)
    const given = await db.transaction((tx) => consents.give(tx, { ...wanted, personId }))
    response.status(201).json(view(given))
  })
  router.delete('/api/me/consents/:id', requirePerson, async (request, response) => {
    const { personId } = personOf(response)
    await db.transaction((tx) => consents.withdraw(tx, recordId(request.params.id), personId))
    response.status(204).end()
  })
  return router
}

const view = ({ personId: _, ...consent }: Consent) => consent
