import type { UnixSeconds } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { WalletTables } from '../tables.ts'

export interface SealedPresentation {
  readonly id: string
  readonly record: Uint8Array
  readonly presentedAt: UnixSeconds
}

interface OfProfile {
  readonly personId: string
  readonly profileId: string
}

const MOST_LISTED = 500

/** What learners showed, sealed. */
export const presentationStore = (db: Db) => {
  const tables = db.tables<WalletTables>()
  return {
    add: async (
      { personId, profileId }: OfProfile,
      presentation: SealedPresentation,
    ): Promise<void> => {
      const { id, record, presentedAt: presented_at } = presentation
      await tables
        .insertInto('wallet_presentation')
        .values({ id, person_id: personId, profile_id: profileId, record, presented_at })
        .execute()
    },
    /** Newest first. */
    list: async ({ personId, profileId }: OfProfile): Promise<readonly SealedPresentation[]> => {
      const rows = await tables
        .selectFrom('wallet_presentation')
        .select(['id', 'record', 'presented_at'])
        .where('person_id', '=', personId)
        .where('profile_id', '=', profileId)
        .orderBy('presented_at', 'desc')
        .orderBy('id', 'desc')
        .limit(MOST_LISTED)
        .execute()
      return rows.map(({ presented_at, ...row }) => ({ ...row, presentedAt: presented_at }))
    },
    erase: async (personId: string): Promise<number> => {
      const { numDeletedRows } = await tables
        .deleteFrom('wallet_presentation')
        .where('person_id', '=', personId)
        .executeTakeFirst()
      return Number(numDeletedRows)
    },
  }
}
