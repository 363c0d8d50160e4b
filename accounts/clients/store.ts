import type { UnixSeconds } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Scope } from '../../platform/http/actor.ts'
import type { QuotaLimits } from '../../platform/quota-config.ts'
import type { AccountsTables } from '../tables.ts'
import type { Client } from './client.ts'

const COLUMNS = [
  ...(['id', 'name', 'organisation_id', 'scopes', 'created_at', 'disabled_at'] as const),
  ...(['requests_per_minute', 'credentials_per_day'] as const),
] as const

type Row = Pick<AccountsTables['accounts_client'], (typeof COLUMNS)[number]>

export interface ClientRecord extends Client {
  readonly secretHash: string
}

export const clientStore = (db: Db) => {
  const tables = db.tables<AccountsTables>()
  const clients = tables.selectFrom('accounts_client').select(COLUMNS)
  return {
    /** @returns false when the id is taken */
    add: async (client: ClientRecord): Promise<boolean> => {
      const { numInsertedOrUpdatedRows } = await tables
        .insertInto('accounts_client')
        .values({
          id: client.clientId,
          secret_hash: client.secretHash,
          name: client.name,
          organisation_id: client.tenantId,
          scopes: client.scopes.join(' '),
          created_at: client.createdAt,
          disabled_at: null,
          requests_per_minute: null,
          credentials_per_day: null,
        })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .executeTakeFirstOrThrow()
      return numInsertedOrUpdatedRows === 1n
    },

    byId: async (clientId: string): Promise<Client | undefined> => {
      const row = await clients.where('id', '=', clientId).executeTakeFirst()
      return row && clientFromRow(row)
    },

    /** With the hash of its secret; for checking it. */
    withSecret: async (clientId: string): Promise<ClientRecord | undefined> => {
      const row = await clients.select('secret_hash').where('id', '=', clientId).executeTakeFirst()
      return row && { ...clientFromRow(row), secretHash: row.secret_hash }
    },

    ofTenant: async (tenantId: string): Promise<Client[]> =>
      (await clients.where('organisation_id', '=', tenantId).orderBy('created_at').execute()).map(
        clientFromRow,
      ),

    /** @returns false when the organisation has no such enabled client */
    disable: async (
      { clientId, tenantId }: { readonly clientId: string; readonly tenantId: string },
      now: UnixSeconds,
    ): Promise<boolean> => {
      const { numUpdatedRows } = await tables
        .updateTable('accounts_client')
        .set({ disabled_at: now })
        .where('id', '=', clientId)
        .where('organisation_id', '=', tenantId)
        .where('disabled_at', 'is', null)
        .executeTakeFirstOrThrow()
      return numUpdatedRows === 1n
    },

    /** @returns false when there is no such client */
    setQuotas: async (clientId: string, quotas: QuotaLimits): Promise<boolean> => {
      const { numUpdatedRows } = await tables
        .updateTable('accounts_client')
        .set({
          requests_per_minute: quotas.requestsPerMinute ?? null,
          credentials_per_day: quotas.credentialsPerDay ?? null,
        })
        .where('id', '=', clientId)
        .executeTakeFirstOrThrow()
      return numUpdatedRows === 1n
    },
  }
}

const clientFromRow = (row: Row): Client => ({
  clientId: row.id,
  name: row.name,
  tenantId: row.organisation_id,
  scopes: row.scopes.split(' ') as Scope[],
  createdAt: row.created_at,
  ...(row.disabled_at !== null && { disabledAt: row.disabled_at }),
  ...quotasFromRow(row),
})

function quotasFromRow(row: Row): Pick<Client, 'quotas'> {
  const { requests_per_minute: requestsPerMinute, credentials_per_day: credentialsPerDay } = row
  if (requestsPerMinute === null && credentialsPerDay === null) return {}
  return {
    quotas: {
      ...(requestsPerMinute !== null && { requestsPerMinute }),
      ...(credentialsPerDay !== null && { credentialsPerDay }),
    },
  }
}
