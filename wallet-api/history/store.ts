import type { UnixSeconds } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { WalletTables } from '../tables.ts'

export interface SealedEvent {
  readonly id: string
  readonly record: Uint8Array
  readonly at: UnixSeconds
}

interface OfProfile {
  readonly personId: string
  readonly profileId: string
}

const MOST_LISTED = 1000

/** What happened in wallets, sealed. */
export const eventStore = (db: Db) => {
  const tables = db.tables<WalletTables>()
  return {
    add: async (
      { personId, profileId }: OfProfile,
      { id, record, at }: SealedEvent,
    ): Promise<void> => {
      await tables
        .insertInto('wallet_event')
        .values({ id, person_id: personId, profile_id: profileId, record, at })
        .execute()
    },
    /** Newest first. */
    list: ({ personId, profileId }: OfProfile): Promise<readonly SealedEvent[]> =>
      tables
        .selectFrom('wallet_event')
        .select(['id', 'record', 'at'])
        .where('person_id', '=', personId)
        .where('profile_id', '=', profileId)
        .orderBy('at', 'desc')
        .orderBy('id', 'desc')
        .limit(MOST_LISTED)
        .execute(),
    erase: async (personId: string): Promise<number> => {
      const { numDeletedRows } = await tables
        .deleteFrom('wallet_event')
        .where('person_id', '=', personId)
        .executeTakeFirst()
      return Number(numDeletedRows)
    },
  }
}
