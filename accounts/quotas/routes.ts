import { Router } from 'express'
import { actorOf, notAllowed, notSignedIn, requireScope } from '../../platform/http/actor.ts'
import { jsonBody } from '../../platform/http/json-body.ts'
import type { Quotas } from '../../platform/http/quotas.ts'
import { parser } from '../../platform/http/validate.ts'
import { Problem } from '../../platform/problem.ts'
import { ClientQuotas } from '../../schemas/quotas.ts'
import type { Accounts } from '../accounts.ts'
import type { Client } from '../clients/client.ts'
import { accountsProblems } from '../problems.ts'
import { recordId } from '../record-id.ts'

const parseQuotas = parser(ClientQuotas)

/** `/api/quotas` for the client itself, `/api/clients/{id}/quotas` for the operator. */
export function quotaRoutes({ clients }: Pick<Accounts, 'clients'>, quotas: Quotas): Router {
  const router = Router()
  router.get('/api/quotas', async (_request, response) => {
    const actor = actorOf(response)
    if (actor.kind === 'nobody') throw new Problem(notSignedIn)
    if (actor.kind !== 'client') throw new Problem(notAllowed, { detail: 'needs an API client' })
    response.set('cache-control', 'no-store').json(await view(quotas, actor))
  })

  const operator = requireScope('admin')
  router.get('/api/clients/:id/quotas', operator, async (request, response) => {
    const client = await clients.byId(recordId(request.params.id))
    if (!client) throw new Problem(accountsProblems.unknownClient)
    response.set('cache-control', 'no-store').json(await view(quotas, client))
  })
  const json = jsonBody({ limit: '1kb' })
  router.put('/api/clients/:id/quotas', operator, json, async (request, response) => {
    const id = recordId(request.params.id)
    const client = await clients.setQuotas(id, parseQuotas(request.body))
    response.set('cache-control', 'no-store').json(await view(quotas, client))
  })
  return router
}

async function view(quotas: Quotas, client: Pick<Client, 'clientId' | 'quotas'>): Promise<object> {
  const usages = await quotas.usage(client)
  return {
    clientId: client.clientId,
    quotas: usages.map(({ limit, used, ...usage }) => ({
      ...usage,
      ...(limit === undefined ? {} : { limit, remaining: limit - used }),
      used,
    })),
  }
}
