import type { UnixSeconds } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { ReceiptTable, VerifierTables } from '../tables.ts'

/** A receipt as it lies in the file: what it says is sealed. */
export interface FiledReceipt {
  readonly id: string
  readonly tenantId: string
  readonly createdAt: UnixSeconds
  readonly sealed: Uint8Array
}

const RECEIPT = ['id', 'tenant_id', 'created_at', 'sealed'] as const

export const receiptStore = (db: Db) => {
  const tables = db.tables<VerifierTables>()
  const select = () => tables.selectFrom('verifier_receipt').select(RECEIPT)
  return {
    add: async ({ id, tenantId, createdAt, sealed }: FiledReceipt): Promise<void> => {
      await tables
        .insertInto('verifier_receipt')
        .values({ id, tenant_id: tenantId, created_at: createdAt, sealed })
        .execute()
    },
    byId: async (tenantId: string, id: string): Promise<FiledReceipt | undefined> => {
      const row = await select()
        .where('tenant_id', '=', tenantId)
        .where('id', '=', id)
        .executeTakeFirst()
      return row && fromRow(row)
    },
    /** Ids rise with time, so that the newest come first and a page goes on below the last. */
    ofTenant: async (
      tenantId: string,
      { before, limit }: { readonly before: string | undefined; readonly limit: number },
    ): Promise<readonly FiledReceipt[]> => {
      const query = select().where('tenant_id', '=', tenantId)
      const rows = await (before === undefined ? query : query.where('id', '<', before))
        .orderBy('id', 'desc')
        .limit(limit)
        .execute()
      return rows.map(fromRow)
    },
    /** @returns whether it was there */
    remove: async (tenantId: string, id: string): Promise<boolean> => {
      const { numDeletedRows } = await tables
        .deleteFrom('verifier_receipt')
        .where('tenant_id', '=', tenantId)
        .where('id', '=', id)
        .executeTakeFirst()
      return numDeletedRows > 0n
    },
  }
}

const fromRow = (row: ReceiptTable): FiledReceipt => ({
  id: row.id,
  tenantId: row.tenant_id,
  createdAt: row.created_at,
  sealed: new Uint8Array(row.sealed),
})
