import { Kysely, PostgresDialect, type PostgresPool, type RawBuilder, sql } from 'kysely'
import pg from 'pg'
import type { Database, Db } from '../../platform/db/database.ts'
import type { Person } from '../people/person.ts'
import type { AccountsTables } from '../tables.ts'

/** The database as better-auth is handed it. */
export interface AuthDatabase {
  readonly db: Kysely<unknown>
  readonly type: 'sqlite' | 'postgres'
  readonly transaction: true
}

/**
 * Lets better-auth use our connections.
 *
 * On SQLite it must be the same Kysely: a second connection would block the whole process while a
 * transaction of ours is open. On PostgreSQL it wants moments as `Date`, which our own parsers do not
 * give, so its queries name the parsers of the driver; the pool is the same.
 */
export const authDatabase = (database: Database): AuthDatabase =>
  database.pool
    ? {
        db: new Kysely({
          dialect: new PostgresDialect({ pool: withDriverParsers(database.pool) }),
        }),
        type: 'postgres',
        transaction: true,
      }
    : { db: database.tables<unknown>(), type: 'sqlite', transaction: true }

const withDriverParsers = (pool: pg.Pool): PostgresPool => ({
  connect: async () => {
    const client = await pool.connect()
    const query = (text: string, values: readonly unknown[]) =>
      client.query({ text, values: [...values], types: pg.types })
    // Kysely also allows cursors here, for streaming; better-auth streams nothing.
    return { query: query as unknown as Query, release: (error) => client.release(error) }
  },
  end: async () => {}, // the pool belongs to the platform
  options: pool.options,
})

type Query = Awaited<ReturnType<PostgresPool['connect']>>['query']

export const sessionStore = (db: Db) => {
  const tables = db.tables<AccountsTables>()
  return {
    /** @returns false when the session has ended meanwhile */
    switchOrganisation: async (sessionId: string, organisationId: string): Promise<boolean> => {
      const { numUpdatedRows } = await tables
        .updateTable('accounts_session')
        .set({ organisation_id: organisationId })
        .where('id', '=', sessionId)
        .executeTakeFirstOrThrow()
      return numUpdatedRows > 0n
    },
  }
}

/** One-time values of better-auth: links sent and passkey challenges, each a JSON text. */
export const oneTimeStore = (db: Db) => {
  const tables = db.tables<AccountsTables>()
  return {
    /** Links sent to an address and not used. */
    openLinks: async (email: string): Promise<number> => {
      const { count } = await tables
        .selectFrom('accounts_verification')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where(mentions('email', email))
        .executeTakeFirstOrThrow()
      return count
    },

    erase: async ({ id, email }: Pick<Person, 'id' | 'email'>): Promise<number> => {
      const { numDeletedRows } = await tables
        .deleteFrom('accounts_verification')
        .where((eb) => eb.or([mentions('email', email), mentions('id', id)]))
        .executeTakeFirstOrThrow()
      return Number(numDeletedRows)
    },
  }
}

/** The value has this member, as `JSON.stringify` writes it. */
function mentions(member: string, text: string): RawBuilder<boolean> {
  const literal = `${JSON.stringify(member)}:${JSON.stringify(text)}`.replace(/[!%_]/g, '!$&')
  return sql<boolean>`value like ${`%${literal}%`} escape '!'`
}
