import type { SelectQueryBuilder } from 'kysely'
import { isoTime, parseTime, type UnixSeconds } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import type { Language } from '../../platform/i18n.ts'
import type { AccountsTables } from '../tables.ts'
import { languageOrEnglish, type Person } from './person.ts'

const COLUMNS = ['id', 'email', 'name', 'language'] as const

/** People, in the table that better-auth signs them in from. */
export const peopleStore = (db: Db) => {
  const tables = db.tables<AccountsTables>()
  const people = tables.selectFrom('accounts_user').select(COLUMNS)
  return {
    byId: (id: string) => onePerson(people.where('id', '=', id)),

    byEmail: (email: string) => onePerson(people.where('email', '=', email)),

    /** Adds the person unless the address is known; the database decides between two at once. */
    addUnlessKnown: async (person: Person, now: UnixSeconds): Promise<void> => {
      await tables
        .insertInto('accounts_user')
        .values({
          ...person,
          email_verified: db.kind === 'sqlite' ? 0 : false,
          created_at: isoTime(now),
          updated_at: isoTime(now),
        })
        .onConflict((conflict) => conflict.column('email').doNothing())
        .execute()
    },

    change: async (
      id: string,
      change: { readonly name?: string; readonly language?: Language },
      now: UnixSeconds,
    ): Promise<void> => {
      await tables
        .updateTable('accounts_user')
        .set({ ...change, updated_at: isoTime(now) })
        .where('id', '=', id)
        .execute()
    },

    /** Keeps the language of the first visit; what the person chose later stays. */
    setFirstLanguage: async (id: string, language: Language): Promise<void> => {
      await tables
        .updateTable('accounts_user')
        .set({ language })
        .where('id', '=', id)
        .where('language', 'is', null)
        .execute()
    },

    /** @returns rows removed, 0 or 1; sessions and passkeys go with the person */
    erase: async (id: string): Promise<number> => {
      const { numDeletedRows } = await tables
        .deleteFrom('accounts_user')
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
      return Number(numDeletedRows)
    },
  }
}

/** How a person signs in: no tokens, no key material. */
export const signInRecordStore = (db: Db) => {
  const tables = db.tables<AccountsTables>()
  return {
    since: async (personId: string): Promise<string | null> => {
      const row = await tables
        .selectFrom('accounts_user')
        .select('created_at')
        .where('id', '=', personId)
        .executeTakeFirst()
      return row ? readable(row.created_at) : null
    },

    sessions: async (personId: string) => {
      const sessions = await tables
        .selectFrom('accounts_session')
        .select(['created_at', 'expires_at', 'user_agent'])
        .where('user_id', '=', personId)
        .orderBy('created_at')
        .execute()
      return sessions.map((session) => ({
        startedAt: readable(session.created_at),
        expiresAt: readable(session.expires_at),
        browser: session.user_agent,
      }))
    },

    passkeys: async (personId: string) => {
      const passkeys = await tables
        .selectFrom('accounts_passkey')
        .select(['id', 'name', 'created_at'])
        .where('user_id', '=', personId)
        .orderBy('created_at')
        .execute()
      return passkeys.map(({ id, name, created_at }) => ({
        id,
        name,
        createdAt: readable(created_at),
      }))
    },

    /** @returns false when the person has no such passkey */
    removePasskey: async (personId: string, id: string): Promise<boolean> => {
      const { numDeletedRows } = await tables
        .deleteFrom('accounts_passkey')
        .where('id', '=', id)
        .where('user_id', '=', personId)
        .executeTakeFirstOrThrow()
      return numDeletedRows === 1n
    },
  }
}

async function onePerson(
  query: SelectQueryBuilder<
    AccountsTables,
    'accounts_user',
    Pick<AccountsTables['accounts_user'], (typeof COLUMNS)[number]>
  >,
): Promise<Person | undefined> {
  const row = await query.executeTakeFirst()
  return row && { ...row, language: languageOrEnglish(row.language) }
}

/** Both databases' writing of a moment as the export shows it: RFC 3339 in UTC. */
function readable(moment: string | null): string | null {
  if (moment === null) return null
  const time = parseTime(moment.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00'))
  return time === undefined ? moment : isoTime(time)
}
