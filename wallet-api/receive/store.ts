import type { UnixSeconds } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { WalletTables } from '../tables.ts'

/** How far the receiving of an offer came, sealed. */
export const receivingStore = (db: Db) => {
  const tables = db.tables<WalletTables>()
  return {
    find: async (
      personId: string,
      offer: string,
    ): Promise<{ readonly progress: Uint8Array; readonly profileId: string } | undefined> => {
      const row = await tables
        .selectFrom('wallet_receiving')
        .select(['progress', 'profile_id'])
        .where('person_id', '=', personId)
        .where('offer', '=', offer)
        .executeTakeFirst()
      return row && { progress: row.progress, profileId: row.profile_id }
    },
    put: async (
      personId: string,
      offer: string,
      {
        profileId: profile_id,
        progress,
        at: updated_at,
      }: { readonly profileId: string; readonly progress: Uint8Array; readonly at: UnixSeconds },
    ): Promise<void> => {
      await tables
        .insertInto('wallet_receiving')
        .values({ person_id: personId, profile_id, offer, progress, updated_at })
        .onConflict((conflict) =>
          conflict
            .columns(['person_id', 'offer'])
            .doUpdateSet({ profile_id, progress, updated_at }),
        )
        .execute()
    },
    /** `true` where it still was as it was read. */
    replace: async (
      personId: string,
      offer: string,
      {
        before,
        progress,
        at,
      }: { readonly before: Uint8Array; readonly progress: Uint8Array; readonly at: UnixSeconds },
    ): Promise<boolean> => {
      const { numUpdatedRows } = await tables
        .updateTable('wallet_receiving')
        .set({ progress, updated_at: at })
        .where('person_id', '=', personId)
        .where('offer', '=', offer)
        .where('progress', '=', before)
        .executeTakeFirst()
      return numUpdatedRows === 1n
    },
    erase: async (personId: string): Promise<number> => {
      const { numDeletedRows } = await tables
        .deleteFrom('wallet_receiving')
        .where('person_id', '=', personId)
        .executeTakeFirst()
      return Number(numDeletedRows)
    },
  }
}
