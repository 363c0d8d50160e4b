import { type Request, type RequestHandler, type Response, Router } from 'express'
import type { Db } from '../platform/db/database.ts'
import type { Ground } from '../platform/ground.ts'
import { actorOf, personOf, requirePerson, setActor, setDelegate } from '../platform/http/actor.ts'
import type { Idempotency } from '../platform/http/idempotency.ts'
import { jsonBody } from '../platform/http/json-body.ts'
import type { Quotas } from '../platform/http/quotas.ts'
import type { RateLimiter } from '../platform/http/rate-limit.ts'
import { parser } from '../platform/http/validate.ts'
import { isLanguage, negotiateLanguage } from '../platform/i18n.ts'
import { MeChange } from '../schemas/accounts.ts'
import type { Accounts } from './accounts.ts'
import { clientRoutes } from './clients/routes.ts'
import { consentRoutes } from './consents/routes.ts'
import { grantRoutes } from './grants/routes.ts'
import { organisationRoutes } from './organisations/routes.ts'
import { quotaRoutes } from './quotas/routes.ts'
import { ownOrigins } from './sign-in/auth.ts'
import { originOf, setCookies, signInRoutes } from './sign-in/routes.ts'

/** What the routes need beside the service. */
export interface AccountsEdge extends Pick<Ground, 'config' | 'log'> {
  readonly db: Db
  readonly limit: RateLimiter
  readonly quotas: Quotas
  readonly idempotency: Pick<Idempotency, 'handler'>
}

const parseChange = parser(MeChange)
/** RFC 6750 §3: what a refused token is answered with. */
const CHALLENGE = 'Bearer realm="brevet", error="invalid_token"'
const TOKEN_BUDGET = { points: 60, duration: 60 }

/** Finds out who asks and tells every folder; before all routes. */
export const authenticate =
  (accounts: Pick<Accounts, 'identify'>): RequestHandler =>
  async (request, response, next) => {
    await identifyCaller(accounts, request, response)
    next()
  }

async function identifyCaller(
  { identify }: Pick<Accounts, 'identify'>,
  request: Request,
  response: Response,
): Promise<void> {
  const authorization = request.get('authorization')
  if (authorization !== undefined) response.set('www-authenticate', CHALLENGE)
  const { actor, delegate, cookies } = await identify({
    ...originOf(request),
    authorization,
    cookie: request.get('cookie'),
  })
  response.removeHeader('www-authenticate') // was there for the case that the token is refused
  if (cookies.length > 0) setCookies(response, cookies)
  setActor(response, actor)
  if (delegate) setDelegate(response, delegate)
}

/** `/auth/*`, `/oauth/*`, `/api/me…`, `/api/organisations…`, `/api/clients…` and the development inbox. */
export function accountsRoutes(accounts: Accounts, edge: AccountsEdge): Router {
  const { config, log, db, limit } = edge
  const { publicUrl } = config
  const idempotent = edge.idempotency.handler
  const router = Router()
  router.use(signInRoutes(accounts, { publicUrl, limit, origins: ownOrigins(config) }))
  const tries = limit('token', TOKEN_BUDGET)
  router.use(clientRoutes(accounts, { log, idempotent, tries }))
  router.use(grantRoutes(accounts, { log, config, tries }))
  router.use(quotaRoutes(accounts, edge.quotas))
  router.use(meRoutes(accounts, config))
  router.use(consentRoutes(accounts.consents, { db, idempotent }))
  router.use(organisationRoutes(accounts, idempotent))
  const { inbox } = accounts
  if (inbox) {
    router.get('/api/inbox', async (_request, response) => {
      response.set('cache-control', 'no-store').json({ mails: await inbox() })
    })
  }
  return router
}

/** `/api/me…`: who is signed in, and how. */
function meRoutes(accounts: Accounts, { production }: Ground['config']): Router {
  const router = Router()
  const { people } = accounts
  const answer = async (request: Request, response: Response): Promise<void> => {
    response
      .set({ 'cache-control': 'no-store', vary: 'accept-language, cookie' })
      .json({ ...(await me(accounts, request, response)), demonstration: !production })
  }
  router.get('/api/me', answer)
  const json = jsonBody({ limit: '4kb' })
  router.patch('/api/me', requirePerson, json, async (request, response) => {
    const { organisation, ...change } = parseChange(request.body)
    if (organisation !== undefined) {
      await accounts.switchOrganisation(request.get('cookie') ?? '', organisation)
    }
    if (Object.keys(change).length > 0) await people.change(personOf(response).personId, change)
    await identifyCaller(accounts, request, response)
    await answer(request, response)
  })
  return router
}

async function me({ organisations }: Accounts, request: Request, response: Response) {
  const actor = actorOf(response)
  const wanted = negotiateLanguage(request.get('accept-language'))
  if (actor.kind !== 'person') {
    return { person: null, roles: [], scopes: [], organisation: null, language: wanted }
  }
  const { personId: id, email, name, language } = actor
  return {
    person: { id, email, name },
    roles: [...actor.roles],
    scopes: [...actor.scopes],
    organisation: (await organisations.byId(actor.tenantId)) ?? null,
    language: isLanguage(language) ? language : wanted,
  }
}
