import type { UnixSeconds } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { WalletTables } from '../tables.ts'

/** Wrapped data keys: one row for each way to a learner's key. */
export const unlockerStore = (db: Db) => {
  const tables = db.tables<WalletTables>()
  return {
    find: async (personId: string, kind: string, name: string): Promise<Uint8Array | undefined> => {
      const row = await tables
        .selectFrom('wallet_unlocker')
        .select('wrapped')
        .where('person_id', '=', personId)
        .where('kind', '=', kind)
        .where('name', '=', name)
        .executeTakeFirst()
      return row?.wrapped
    },
    hasAny: async (personId: string): Promise<boolean> => {
      const row = await tables
        .selectFrom('wallet_unlocker')
        .select('kind')
        .where('person_id', '=', personId)
        .limit(1)
        .executeTakeFirst()
      return row !== undefined
    },
    /** Keeps the one that is there already. */
    add: async (unlocker: {
      readonly personId: string
      readonly kind: string
      readonly name: string
      readonly wrapped: Uint8Array
      readonly createdAt: UnixSeconds
    }): Promise<void> => {
      await tables
        .insertInto('wallet_unlocker')
        .values({
          person_id: unlocker.personId,
          kind: unlocker.kind,
          name: unlocker.name,
          wrapped: unlocker.wrapped,
          created_at: unlocker.createdAt,
        })
        .onConflict((conflict) => conflict.columns(['person_id', 'kind', 'name']).doNothing())
        .execute()
    },
    erase: async (personId: string): Promise<number> => {
      const { numDeletedRows } = await tables
        .deleteFrom('wallet_unlocker')
        .where('person_id', '=', personId)
        .executeTakeFirst()
      return Number(numDeletedRows)
    },
  }
}
