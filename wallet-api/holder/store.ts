import type { UnixSeconds } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { WalletTables } from '../tables.ts'

interface ProfileName {
  readonly personId: string
  readonly profileId: string
}

/** Private keys of learners, sealed under their data keys. */
export const holderKeyStore = (db: Db) => {
  const tables = db.tables<WalletTables>()
  return {
    find: async (
      { personId, profileId }: ProfileName,
      algorithm: string,
    ): Promise<Uint8Array | undefined> => {
      const row = await tables
        .selectFrom('wallet_holder_key')
        .select('sealed')
        .where('person_id', '=', personId)
        .where('profile_id', '=', profileId)
        .where('algorithm', '=', algorithm)
        .executeTakeFirst()
      return row?.sealed
    },
    algorithms: async ({ personId, profileId }: ProfileName): Promise<readonly string[]> => {
      const rows = await tables
        .selectFrom('wallet_holder_key')
        .select('algorithm')
        .where('person_id', '=', personId)
        .where('profile_id', '=', profileId)
        .orderBy('algorithm')
        .execute()
      return rows.map(({ algorithm }) => algorithm)
    },
    /** Keeps the one that is there already. */
    add: async (key: {
      readonly personId: string
      readonly profileId: string
      readonly algorithm: string
      readonly sealed: Uint8Array
      readonly createdAt: UnixSeconds
    }): Promise<void> => {
      await tables
        .insertInto('wallet_holder_key')
        .values({
          person_id: key.personId,
          profile_id: key.profileId,
          algorithm: key.algorithm,
          sealed: key.sealed,
          created_at: key.createdAt,
        })
        .onConflict((conflict) =>
          conflict.columns(['person_id', 'profile_id', 'algorithm']).doNothing(),
        )
        .execute()
    },
    erase: async (personId: string): Promise<number> => {
      const { numDeletedRows } = await tables
        .deleteFrom('wallet_holder_key')
        .where('person_id', '=', personId)
        .executeTakeFirst()
      return Number(numDeletedRows)
    },
  }
}
