import type { Mechanism } from '../../credentials/index.ts'
import type { DidMethod } from '../../keys/index.ts'
import type { UnixSeconds } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { InstanceAlgorithm } from '../signers.ts'
import type { StatusPurpose } from '../status-lists/status-list.ts'
import type { Instance } from './instance.ts'
import type { InstancesTables } from './tables.ts'

const COLUMNS = ['id', 'tenant_id', 'method', 'algorithm', 'mechanism', 'status_purposes'] as const

export const instanceStore = (db: Db) => {
  const tables = db.tables<InstancesTables>()
  return {
    /** Adds it unless the name is taken. */
    add: async (instance: Instance, now: UnixSeconds): Promise<void> => {
      await tables
        .insertInto('issuer_instance')
        .values({
          id: instance.id,
          tenant_id: instance.tenantId,
          method: instance.method,
          algorithm: instance.algorithm,
          mechanism: instance.mechanism,
          status_purposes: JSON.stringify(instance.statusPurposes),
          created_at: now,
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    },
    byId: async (id: string): Promise<Instance | undefined> => {
      const row = await tables
        .selectFrom('issuer_instance')
        .select(COLUMNS)
        .where('id', '=', id)
        .executeTakeFirst()
      return (
        row && {
          id: row.id,
          tenantId: row.tenant_id,
          method: row.method as DidMethod,
          algorithm: row.algorithm as InstanceAlgorithm,
          mechanism: row.mechanism as Mechanism,
          statusPurposes: JSON.parse(row.status_purposes) as StatusPurpose[],
        }
      )
    },
  }
}
