import type { UnixSeconds } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { AccountsTables } from '../tables.ts'

export const secretStore = (db: Db) => {
  const tables = db.tables<AccountsTables>()
  return {
    sealed: async (name: string): Promise<Uint8Array | undefined> =>
      (
        await tables
          .selectFrom('accounts_secret')
          .select('sealed')
          .where('name', '=', name)
          .executeTakeFirst()
      )?.sealed,

    /** Keeps the first of several processes that start at once. */
    addUnlessThere: async (name: string, sealed: Uint8Array, now: UnixSeconds): Promise<void> => {
      await tables
        .insertInto('accounts_secret')
        .values({ name, sealed, created_at: now })
        .onConflict((conflict) => conflict.column('name').doNothing())
        .execute()
    },
  }
}
