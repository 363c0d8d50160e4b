/**
 * Who is asking. `accounts` finds out, every folder's routes ask here.
 *
 * @module
 */

import type { RequestHandler, Response } from 'express'
import { Problem, type ProblemType } from '../problem.ts'
import type { QuotaLimits } from '../quota-config.ts'

export type Scope =
  | 'credentials:issue'
  | 'credentials:status'
  | 'awards:write'
  | 'offers:write'
  | 'jobs:write'
  | 'rankings:read'
  | 'presentations:request'
  | 'verify:batch'
  | 'admin'

export type Role = 'learner' | 'reviewer' | 'issuer-operator' | 'employer' | 'admin'

/** A machine that signed in with OAuth 2 client credentials. */
export interface ClientActor {
  readonly kind: 'client'
  readonly clientId: string
  readonly tenantId: string
  readonly scopes: ReadonlySet<Scope>
  /** Its own limits, where the operator gave it some. */
  readonly quotas?: QuotaLimits
}

/** A person with a session. Everybody signed in is a learner; further roles come from the organisation. */
export interface PersonActor {
  readonly kind: 'person'
  readonly personId: string
  readonly email: string
  readonly name: string
  readonly language: string
  /** The organisation the session works in. */
  readonly tenantId: string
  readonly roles: ReadonlySet<Role>
  readonly scopes: ReadonlySet<Scope>
}

interface NobodyActor {
  readonly kind: 'nobody'
  readonly scopes: ReadonlySet<Scope>
}

export type Actor = ClientActor | PersonActor | NobodyActor

export const NOBODY: NobodyActor = { kind: 'nobody', scopes: new Set() }

export const notSignedIn: ProblemType = {
  slug: 'not-signed-in',
  status: 401,
  title: 'This needs a signed-in caller',
}

export const notAllowed: ProblemType = {
  slug: 'not-allowed',
  status: 403,
  title: 'The caller may not do this',
}

/** What a learner may let a platform do in their wallet. */
export type WalletScope = 'wallet:read' | 'wallet:receive' | 'wallet:share'

/**
 * A platform that a learner let into their wallet. It is no {@link Actor}: to everything but the wallet it
 * is nobody, so nothing opens to it by accident.
 */
export interface Delegate {
  readonly grantId: string
  readonly clientId: string
  /** As the learner knows it. */
  readonly clientName: string
  readonly personId: string
  /** Language of the learner. */
  readonly language: string
  /** The one profile of the learner that it may see. */
  readonly profileId: string
  readonly scopes: ReadonlySet<WalletScope>
}

const actors = new WeakMap<Response, Actor>()
const delegates = new WeakMap<Response, Delegate>()

/** Called once per request, by the middleware of `accounts`. */
export const setActor = (response: Response, actor: Actor): void => {
  actors.set(response, actor)
}

export const actorOf = (response: Response): Actor => actors.get(response) ?? NOBODY

export const setDelegate = (response: Response, delegate: Delegate): void => {
  delegates.set(response, delegate)
}

export const delegateOf = (response: Response): Delegate | undefined => delegates.get(response)

/**
 * Whose wallet a request is about: of whoever signed in, or of who let the caller in.
 *
 * @throws {Problem} `not-signed-in`
 */
export const learnerOf = (response: Response): Pick<PersonActor, 'personId' | 'language'> =>
  delegates.get(response) ?? personOf(response)

/** @throws {Problem} `not-signed-in` when no person is signed in */
export function personOf(response: Response): PersonActor {
  const actor = actorOf(response)
  if (actor.kind !== 'person') throw new Problem(notSignedIn)
  return actor
}

/** Lets through whoever has the scope: a client, or a person whose role grants it. */
export const requireScope =
  (scope: Scope): RequestHandler =>
  (_request, response, next) => {
    const actor = actorOf(response)
    if (actor.kind === 'nobody')
      throw new Problem(notSignedIn, { detail: `needs the scope ${scope}` })
    if (!actor.scopes.has(scope) && !actor.scopes.has('admin')) {
      throw new Problem(notAllowed, { detail: `needs the scope ${scope}` })
    }
    next()
  }

/** Whose the caller is; behind {@link requireScope}, since nobody without a tenant has a scope. */
export function tenantOf(response: Response): string {
  const actor = actorOf(response)
  if (actor.kind === 'nobody') throw new Error('a caller without a tenant passed the scope')
  return actor.tenantId
}

export const requirePerson: RequestHandler = (_request, response, next) => {
  personOf(response)
  next()
}

/** Lets through a person who has one of the roles in the organisation of the session. */
export const requireRole =
  (...wanted: readonly [Role, ...Role[]]): RequestHandler =>
  (_request, response, next) => {
    const { roles } = personOf(response)
    if (!wanted.some((role) => roles.has(role)) && !roles.has('admin')) {
      throw new Problem(notAllowed, { detail: `needs the role ${wanted.join(' or ')}` })
    }
    next()
  }
