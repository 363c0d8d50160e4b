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

/** Changes to the ways in, as their owner wishes them. */
export const unlockerEditor = (db: Db) => {
  const tables = db.tables<WalletTables>()
  return {
    /** Replaces the one that is there already. */
    put: async (unlocker: {
      readonly personId: string
      readonly kind: string
      readonly name: string
      readonly wrapped: Uint8Array
      readonly createdAt: UnixSeconds
    }): Promise<void> => {
      const { personId, kind, name, wrapped, createdAt } = unlocker
      await tables
        .insertInto('wallet_unlocker')
        .values({ person_id: personId, kind, name, wrapped, created_at: createdAt })
        .onConflict((conflict) =>
          conflict
            .columns(['person_id', 'kind', 'name'])
            .doUpdateSet({ wrapped, created_at: createdAt }),
        )
        .execute()
    },
    list: async (personId: string) => {
      const rows = await tables
        .selectFrom('wallet_unlocker')
        .select(['kind', 'name', 'created_at'])
        .where('person_id', '=', personId)
        .orderBy('kind')
        .orderBy('name')
        .execute()
      return rows.map(({ created_at: createdAt, ...row }) => ({ ...row, createdAt }))
    },
    /** Holds a learner's rows to the end of the transaction. */
    lock: async (personId: string): Promise<void> => {
      await tables
        .updateTable('wallet_unlocker')
        .set((eb) => ({ created_at: eb.ref('created_at') }))
        .where('person_id', '=', personId)
        .execute()
    },
    remove: async (personId: string, kind: string, name: string): Promise<void> => {
      await tables
        .deleteFrom('wallet_unlocker')
        .where('person_id', '=', personId)
        .where('kind', '=', kind)
        .where('name', '=', name)
        .execute()
    },
  }
}
