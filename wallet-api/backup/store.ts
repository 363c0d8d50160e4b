import type { UnixSeconds } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { WalletTables } from '../tables.ts'

/** When wallets were taken away as a file, and what came since. */
export const backupStore = (db: Db) => {
  const tables = db.tables<WalletTables>()
  return {
    exportedAt: async (personId: string): Promise<UnixSeconds | undefined> => {
      const row = await tables
        .selectFrom('wallet_backup')
        .select('exported_at')
        .where('person_id', '=', personId)
        .executeTakeFirst()
      return row?.exported_at
    },
    note: async (personId: string, exportedAt: UnixSeconds): Promise<void> => {
      await tables
        .insertInto('wallet_backup')
        .values({ person_id: personId, exported_at: exportedAt })
        .onConflict((conflict) =>
          conflict.column('person_id').doUpdateSet({ exported_at: exportedAt }),
        )
        .execute()
    },
    receivedAfter: async (personId: string, time: UnixSeconds) => {
      const row = await tables
        .selectFrom('wallet_credential')
        .select((eb) => [
          eb.fn.countAll<number>().as('total'),
          eb.fn.min<number | null>('received_at').as('oldest'),
        ])
        .where('person_id', '=', personId)
        .where('received_at', '>', time)
        .executeTakeFirstOrThrow()
      return { count: Number(row.total), oldest: row.oldest ?? undefined }
    },
    erase: async (personId: string): Promise<number> => {
      const { numDeletedRows } = await tables
        .deleteFrom('wallet_backup')
        .where('person_id', '=', personId)
        .executeTakeFirst()
      return Number(numDeletedRows)
    },
  }
}
