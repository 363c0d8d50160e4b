import type { Role, Scope } from '../platform/http/actor.ts'

/** The organisation that runs this installation; its administrators run the platform. */
export const ACADEMY = 'academy'

export const ALL_SCOPES: readonly Scope[] = [
  'credentials:issue',
  'credentials:status',
  'awards:write',
  'offers:write',
  'jobs:write',
  'rankings:read',
  'presentations:request',
  'verify:batch',
  'admin',
]

const SCOPES: Readonly<Record<Exclude<Role, 'admin'>, readonly Scope[]>> = {
  learner: [],
  reviewer: [],
  'issuer-operator': ['credentials:issue', 'credentials:status', 'awards:write', 'offers:write'],
  employer: ['presentations:request', 'jobs:write', 'rankings:read', 'verify:batch'],
}

/** Roles that an organisation gives; everybody signed in is a learner. */
export const GIVEN_ROLES: readonly Role[] = ['reviewer', 'issuer-operator', 'employer', 'admin']

/**
 * What an organisation may allow at the most.
 *
 * `admin` reaches across organisations, so only the one that runs the installation has it to give.
 */
export const scopesOfTenant = (tenantId: string): readonly Scope[] =>
  tenantId === ACADEMY ? ALL_SCOPES : ALL_SCOPES.filter((scope) => scope !== 'admin')

/** What a person with these roles may do in the organisation. */
export const scopesOfRoles = (roles: Iterable<Role>, tenantId: string): ReadonlySet<Scope> =>
  new Set(
    [...roles].flatMap((role) => (role === 'admin' ? scopesOfTenant(tenantId) : SCOPES[role])),
  )

export const isScope = (text: string): text is Scope => ALL_SCOPES.some((scope) => scope === text)

export const isRole = (text: string): text is Role =>
  text === 'learner' || GIVEN_ROLES.some((role) => role === text)
