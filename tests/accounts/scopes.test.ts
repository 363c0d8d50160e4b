import { deepEqual, equal, ok } from 'node:assert/strict'
import {
  ACADEMY,
  ALL_SCOPES,
  GIVEN_ROLES,
  isRole,
  isScope,
  scopesOfRoles,
  scopesOfTenant,
} from '../../accounts/scopes.ts'

const sorted = (scopes: Iterable<string>) => [...scopes].sort()

describe('scopes', () => {
  it('of a learner and of a reviewer are none: they act in their own name', () => {
    for (const tenant of [ACADEMY, 'atlas']) {
      deepEqual(sorted(scopesOfRoles(['learner', 'reviewer'], tenant)), [])
    }
  })

  it('of several roles add up', () => {
    deepEqual(sorted(scopesOfRoles(['employer', 'issuer-operator'], 'atlas')), [
      ...['awards:write', 'credentials:issue', 'credentials:status', 'jobs:write'],
      ...['offers:write', 'presentations:request', 'rankings:read', 'verify:batch'],
    ])
  })

  it('that reach across organisations are for administrators of the academy alone', () => {
    ok(scopesOfRoles(['admin'], ACADEMY).has('admin'))
    for (const tenant of ['atlas', 'Academy', 'academy ', '']) {
      ok(!scopesOfRoles(['admin'], tenant).has('admin'), tenant)
      ok(!scopesOfTenant(tenant).includes('admin'), tenant)
    }
    for (const role of GIVEN_ROLES.filter((name) => name !== 'admin')) {
      ok(!scopesOfRoles([role], ACADEMY).has('admin'), role)
    }
  })

  it('of an administrator are otherwise all', () => {
    equal(scopesOfRoles(['admin'], ACADEMY).size, ALL_SCOPES.length)
    equal(scopesOfRoles(['admin'], 'atlas').size, ALL_SCOPES.length - 1)
  })

  it('and roles are told from other words', () => {
    for (const scope of ALL_SCOPES) ok(isScope(scope))
    for (const role of ['learner', ...GIVEN_ROLES]) ok(isRole(role))
    for (const word of ['', 'owner', 'ADMIN', 'credentials:*', 'toString', '__proto__']) {
      ok(!isScope(word) && !isRole(word))
    }
  })
})
