import type { UnixSeconds } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { MatchingTables } from '../tables.ts'
import type { Challenge } from './challenge.ts'

export const challengeStore = (db: Db) => {
  const tables = db.tables<MatchingTables>()
  return {
    add: async (hash: string, challenge: Challenge): Promise<void> => {
      await tables
        .insertInto('matching_challenge')
        .values({
          hash,
          purpose: challenge.purpose,
          employer: challenge.employer,
          person_id: challenge.personId ?? null,
          tenant_id: challenge.tenantId ?? null,
          expires_at: challenge.expiresAt,
          used_at: null,
        })
        .execute()
    },
    /** The open challenge, used up by this call; `undefined` when none is open. */
    take: async (hash: string, now: UnixSeconds): Promise<Challenge | undefined> => {
      const row = await tables
        .updateTable('matching_challenge')
        .set({ used_at: now })
        .where('hash', '=', hash)
        .where('used_at', 'is', null)
        .where('expires_at', '>', now)
        .returning(['purpose', 'employer', 'person_id', 'tenant_id', 'expires_at'])
        .executeTakeFirst()
      return (
        row && {
          purpose: row.purpose,
          employer: row.employer,
          personId: row.person_id ?? undefined,
          tenantId: row.tenant_id ?? undefined,
          expiresAt: row.expires_at,
        }
      )
    },
    removeOfPerson: async (personId: string): Promise<number> => {
      const { numDeletedRows } = await tables
        .deleteFrom('matching_challenge')
        .where('person_id', '=', personId)
        .executeTakeFirst()
      return Number(numDeletedRows)
    },
    removeExpired: async (before: UnixSeconds): Promise<void> => {
      await tables.deleteFrom('matching_challenge').where('expires_at', '<', before).execute()
    },
  }
}
