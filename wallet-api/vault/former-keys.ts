import type { UnixSeconds } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { WalletTables } from '../tables.ts'

/** Data keys that were replaced, sealed under the one in use. */
export const formerKeyStore = (db: Db) => {
  const tables = db.tables<WalletTables>()
  const erase = async (personId: string): Promise<number> => {
    const { numDeletedRows } = await tables
      .deleteFrom('wallet_former_key')
      .where('person_id', '=', personId)
      .executeTakeFirst()
    return Number(numDeletedRows)
  }
  return {
    /** Oldest first. */
    list: async (personId: string): Promise<readonly Uint8Array[]> => {
      const rows = await tables
        .selectFrom('wallet_former_key')
        .select('sealed')
        .where('person_id', '=', personId)
        .orderBy('number')
        .execute()
      return rows.map(({ sealed }) => new Uint8Array(sealed))
    },
    /** In place of those that are there. */
    replace: async (
      personId: string,
      sealed: readonly Uint8Array[],
      now: UnixSeconds,
    ): Promise<void> => {
      await erase(personId)
      const rows = sealed.map((bytes, number) => ({
        person_id: personId,
        number,
        sealed: bytes,
        created_at: now,
      }))
      if (rows.length > 0) await tables.insertInto('wallet_former_key').values(rows).execute()
    },
    erase,
  }
}
