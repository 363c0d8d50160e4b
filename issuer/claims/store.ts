import type { UnixSeconds } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { ClaimsTables } from './tables.ts'

/** Certificates taken along as a file, under keys that are in the links of the mails alone. */
export const claimFileStore = (db: Db) => {
  const tables = db.tables<ClaimsTables>()
  return {
    find: async (awardId: string): Promise<Uint8Array | undefined> => {
      const row = await tables
        .selectFrom('issuer_claim_file')
        .select('sealed')
        .where('award_id', '=', awardId)
        .executeTakeFirst()
      return row && new Uint8Array(row.sealed)
    },
    add: async (awardId: string, sealed: Uint8Array, now: UnixSeconds): Promise<void> => {
      await tables
        .insertInto('issuer_claim_file')
        .values({ award_id: awardId, sealed, created_at: now })
        .execute()
    },
    removeOf: async (awardIds: readonly string[]): Promise<void> => {
      if (awardIds.length === 0) return
      await tables.deleteFrom('issuer_claim_file').where('award_id', 'in', awardIds).execute()
    },
  }
}
