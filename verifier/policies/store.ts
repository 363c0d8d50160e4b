import type { UnixSeconds } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { PolicyRules } from '../../schemas/policy.ts'
import type { VerifierTables } from '../tables.ts'

export interface PolicyVersion {
  readonly tenantId: string
  readonly id: string
  readonly version: number
  readonly name: string
  readonly rules: PolicyRules
  readonly createdAt: UnixSeconds
}

const COLUMNS = ['tenant_id', 'id', 'version', 'name', 'rules', 'created_at'] as const

/** Policies of employers; a version that was written is never changed. */
export const policyStore = (db: Db) => {
  const tables = db.tables<VerifierTables>()
  return {
    /** @returns whether the version was free */
    add: async (policy: PolicyVersion): Promise<boolean> => {
      const { numInsertedOrUpdatedRows } = await tables
        .insertInto('verifier_policy')
        .values({
          tenant_id: policy.tenantId,
          id: policy.id,
          version: policy.version,
          name: policy.name,
          rules: JSON.stringify(policy.rules),
          created_at: policy.createdAt,
        })
        .onConflict((conflict) => conflict.columns(['tenant_id', 'id', 'version']).doNothing())
        .executeTakeFirst()
      return (numInsertedOrUpdatedRows ?? 0n) > 0n
    },
    /** The version named, or the newest. */
    find: async (
      tenantId: string,
      id: string,
      version?: number,
    ): Promise<PolicyVersion | undefined> => {
      const row = await tables
        .selectFrom('verifier_policy')
        .select(COLUMNS)
        .where('tenant_id', '=', tenantId)
        .where('id', '=', id)
        .$if(version !== undefined, (query) => query.where('version', '=', version ?? 0))
        .orderBy('version', 'desc')
        .limit(1)
        .executeTakeFirst()
      return row && fromRow(row)
    },
    /** All versions of a policy, or of all policies of a tenant, newest first. */
    list: async (tenantId: string, id?: string): Promise<readonly PolicyVersion[]> => {
      const rows = await tables
        .selectFrom('verifier_policy')
        .select(COLUMNS)
        .where('tenant_id', '=', tenantId)
        .$if(id !== undefined, (query) => query.where('id', '=', id ?? ''))
        .orderBy('id')
        .orderBy('version', 'desc')
        .limit(1000)
        .execute()
      return rows.map(fromRow)
    },
  }
}

function fromRow(row: {
  tenant_id: string
  id: string
  version: number
  name: string
  rules: string
  created_at: number
}): PolicyVersion {
  return {
    tenantId: row.tenant_id,
    id: row.id,
    version: row.version,
    name: row.name,
    rules: JSON.parse(row.rules) as PolicyRules,
    createdAt: row.created_at,
  }
}
