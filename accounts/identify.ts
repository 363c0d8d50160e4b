import type { Actor, Delegate, PersonActor } from '../platform/http/actor.ts'
import type { Clients } from './clients/clients.ts'
import type { Grants } from './grants/grants.ts'
import type { Organisations } from './organisations/organisations.ts'
import { scopesOfRoles } from './scopes.ts'
import { mayHoldSession, type SignIn } from './sign-in/auth.ts'
import { type RequestOrigin, refuseCrossSite } from './sign-in/cross-site.ts'

/** The parts of a request that tell who asks. */
export interface Credentials extends RequestOrigin {
  readonly authorization: string | undefined
  readonly cookie: string | undefined
}

export interface Identified {
  readonly actor: Actor
  /** A platform that a learner let into their wallet; it is nobody elsewhere. */
  readonly delegate?: Delegate
  /** `set-cookie` values to send back: a session prolonged, or an ended one removed. */
  readonly cookies: readonly string[]
}

interface Deps {
  readonly clients: Pick<Clients, 'actorOf'>
  readonly grants: Pick<Grants, 'delegateOf'>
  readonly organisations: Pick<Organisations, 'workplace'>
  readonly signIn: Pick<SignIn, 'session'>
  /** Origins of our own pages. */
  readonly origins: readonly string[]
}

const NOBODY: Identified = { actor: { kind: 'nobody', scopes: new Set() }, cookies: [] }

/**
 * Finds out who asks: a machine by its bearer token, else a person by the session cookie.
 *
 * A bearer token that is none of ours belongs to another protocol (a wallet's, OpenID4VCI 1.0 §8) and
 * leaves the caller nobody here.
 *
 * @throws {Problem} `invalid-access-token`, or `cross-site-request` when a session is used from elsewhere
 */
export async function identify(deps: Deps, credentials: Credentials): Promise<Identified> {
  const { authorization, cookie } = credentials
  if (authorization !== undefined) {
    const [, token] = /^bearer +(\S+) *$/i.exec(authorization) ?? []
    const delegate = token === undefined ? undefined : await deps.grants.delegateOf(token)
    if (delegate) return { ...NOBODY, delegate }
    const client = token === undefined ? undefined : await deps.clients.actorOf(token)
    return client ? { actor: client, cookies: [] } : NOBODY
  }
  if (!mayHoldSession(cookie)) return NOBODY
  const { session, cookies } = await deps.signIn.session(cookie)
  if (!session) return { ...NOBODY, cookies }
  refuseCrossSite(credentials, deps.origins)
  const { id: personId, email, name, language } = session.person
  const place = await deps.organisations.workplace(personId, session.organisationId)
  const roles = new Set(place.roles)
  const scopes = scopesOfRoles(roles, place.id)
  const actor: PersonActor = {
    kind: 'person',
    ...{ personId, email, name, language },
    ...{ tenantId: place.id, roles, scopes },
  }
  return { actor, cookies }
}
