import type { SelectQueryBuilder } from 'kysely'
import type { UnixSeconds } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { AccountsTables } from '../tables.ts'
import type { Consent, ConsentFor } from './consent.ts'

const COLUMNS = ['id', 'person_id', 'purpose', 'employer', 'given_at', 'withdrawn_at'] as const

export const consentStore = (db: Db) => {
  const tables = db.tables<AccountsTables>()
  return {
    /** `undefined` when a live one for the same person, purpose and employer stands: the database decides. */
    addUnlessLive: async (
      id: string,
      { personId, purpose, employer }: ConsentFor,
      now: UnixSeconds,
    ): Promise<Consent | undefined> => {
      const row = await tables
        .insertInto('accounts_consent')
        .values({
          id,
          person_id: personId,
          purpose,
          employer,
          given_at: now,
          withdrawn_at: null,
        })
        .onConflict((conflict) =>
          conflict
            .columns(['person_id', 'purpose', 'employer'])
            .where('withdrawn_at', 'is', null)
            .doNothing(),
        )
        .returning(COLUMNS)
        .executeTakeFirst()
      return row && consentFromRow(row)
    },

    /** `undefined` when the person has no such live consent. */
    withdraw: async (
      personId: string,
      id: string,
      now: UnixSeconds,
    ): Promise<Consent | undefined> => {
      const row = await tables
        .updateTable('accounts_consent')
        .set({ withdrawn_at: now })
        .where('id', '=', id)
        .where('person_id', '=', personId)
        .where('withdrawn_at', 'is', null)
        .returning(COLUMNS)
        .executeTakeFirst()
      return row && consentFromRow(row)
    },

    erase: async (personId: string): Promise<number> => {
      const { numDeletedRows } = await tables
        .deleteFrom('accounts_consent')
        .where('person_id', '=', personId)
        .executeTakeFirstOrThrow()
      return Number(numDeletedRows)
    },
  }
}

export const consentReader = (db: Db) => {
  const consents = db.tables<AccountsTables>().selectFrom('accounts_consent').select(COLUMNS)
  return {
    live: ({ personId, purpose, employer }: ConsentFor): Promise<Consent | undefined> =>
      oneConsent(
        consents
          .where('person_id', '=', personId)
          .where('purpose', '=', purpose)
          .where('employer', '=', employer)
          .where('withdrawn_at', 'is', null),
      ),

    allLive: async ({ purpose, employer }: Omit<ConsentFor, 'personId'>): Promise<Consent[]> =>
      (
        await consents
          .where('purpose', '=', purpose)
          .where('employer', '=', employer)
          .where('withdrawn_at', 'is', null)
          .execute()
      ).map(consentFromRow),

    ofPersonById: (personId: string, id: string): Promise<Consent | undefined> =>
      oneConsent(consents.where('person_id', '=', personId).where('id', '=', id)),

    ofPerson: async (personId: string): Promise<Consent[]> =>
      (await consents.where('person_id', '=', personId).orderBy('id').execute()).map(
        consentFromRow,
      ),
  }
}

type Row = Pick<AccountsTables['accounts_consent'], (typeof COLUMNS)[number]>

async function oneConsent(
  query: SelectQueryBuilder<AccountsTables, 'accounts_consent', Row>,
): Promise<Consent | undefined> {
  const row = await query.executeTakeFirst()
  return row && consentFromRow(row)
}

const consentFromRow = (row: Row): Consent => ({
  id: row.id,
  personId: row.person_id,
  purpose: row.purpose,
  employer: row.employer,
  givenAt: row.given_at,
  ...(row.withdrawn_at !== null && { withdrawnAt: row.withdrawn_at }),
})
