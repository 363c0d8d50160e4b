/**
 * Policies that employers store: a name stands for a sequence of versions, none of which changes.
 *
 * @module
 */

import type { Ground } from '../../platform/ground.ts'
import { Problem } from '../../platform/problem.ts'
import type { PolicyRules } from '../../schemas/policy.ts'
import { verifierProblems } from '../problems.ts'
import { type PolicyVersion, policyStore } from './store.ts'

/** Rules that were asked for, with their name where they are stored. */
export interface StoredPolicy {
  readonly id?: string
  readonly version?: number
  readonly rules: PolicyRules
}

export interface NewPolicy {
  readonly tenantId: string
  readonly id: string
  readonly name: string
  readonly rules: PolicyRules
}

export interface Policies {
  /**
   * Stores the next version; the same rules under the same name are not stored twice.
   *
   * @throws {Problem} `policy-conflict` when somebody else stored a version at the same moment
   */
  put(policy: NewPolicy): Promise<PolicyVersion>
  /**
   * The rules a caller refers to.
   *
   * @param reference - rules, or the name of a stored policy, `name` or `name@version`
   * @throws {Problem} `unknown-policy`
   */
  find(
    reference: string | PolicyRules | undefined,
    tenantId: string | undefined,
  ): Promise<StoredPolicy | undefined>
  list(tenantId: string, id?: string): Promise<readonly PolicyVersion[]>
}

/** What everybody can name without storing anything. */
const BUILT_IN: Readonly<Record<string, PolicyRules>> = {
  'registered-issuer': { registered: true },
}

export function createPolicies({ db, clock }: Pick<Ground, 'db' | 'clock'>): Policies {
  return {
    put: async ({ tenantId, id, name, rules }) => {
      const store = policyStore(db)
      const newest = await store.find(tenantId, id)
      if (newest && newest.name === name && sameRules(newest.rules, rules)) return newest
      const version = (newest?.version ?? 0) + 1
      const policy = { tenantId, id, version, name, rules, createdAt: clock() }
      if (!(await store.add(policy))) throw new Problem(verifierProblems.policyConflict)
      return policy
    },
    find: async (reference, tenantId) => {
      if (reference === undefined) return undefined
      if (typeof reference !== 'string') return { rules: reference }
      const stored = tenantId === undefined ? undefined : await findStored(db, tenantId, reference)
      const found = stored ?? builtIn(reference)
      if (found) return found
      throw new Problem(verifierProblems.unknownPolicy, {
        detail: `no policy is called ${reference}`,
      })
    },
    list: (tenantId, id) => policyStore(db).list(tenantId, id),
  }
}

/** @param reference - `name` or `name@version` */
function findStored(
  db: Ground['db'],
  tenantId: string,
  reference: string,
): Promise<PolicyVersion | undefined> {
  const [id = '', version] = reference.split('@')
  return policyStore(db).find(tenantId, id, version === undefined ? undefined : Number(version))
}

const builtIn = (id: string): StoredPolicy | undefined =>
  Object.hasOwn(BUILT_IN, id) ? { id, rules: BUILT_IN[id] ?? {} } : undefined

const sameRules = (one: PolicyRules, other: PolicyRules): boolean =>
  canonical(one) === canonical(other)

const canonical = (rules: PolicyRules): string =>
  JSON.stringify(Object.entries(rules).toSorted(([a], [b]) => (a < b ? -1 : 1)))
